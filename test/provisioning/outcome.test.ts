import { expect, test } from 'vitest';
import { outcomeOf, outcomesOf, simulatorOf, withoutWording } from './simulate-yaml.js';
import { simulateSet } from '../../src-language/provisioning/simulator.js';

const organization = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa';

test('a first sign-in: account created, a group held back, one mapping of two matches', () => {
  const outcome = outcomeOf(`
organization: { display_name: Acme }
sso:
  group_claim: { groups: assigned_to_application }
  application: { assignment_required: true, assigned_groups: [data-science] }
known_groups: [data-science, platform-admins]
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups || "engineering" in groups'
    role_bindings: [{ role_name: DeveloperWrite, crn_pattern: '${organization}/environment=env-1' }]
  - display_name: Platform admins
    group: platform-admins
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: '${organization}/environment=env-1' }]
users:
  - name: ana@acme.example
    member_of: [data-science, lunch]
`);
  expect(withoutWording(outcome)).toEqual({
    user: 'ana@acme.example',
    sign_in: 'allowed',
    account: 'created',
    groups: ['data-science'],
    groups_withheld: [{ group: 'lunch', reason: 'not-assigned' }],
    group_mappings: [
      { display_name: 'Data science', result: 'match', because: [['data-science']], missing: null, file: 'acme.groupmap.yaml', line: 8 },
      {
        display_name: 'Platform admins',
        result: 'no-match',
        because: null,
        missing: [['platform-admins']],
        file: 'acme.groupmap.yaml',
        line: 11,
      },
    ],
    access: {
      sso_session: [
        { role_name: 'DeveloperWrite', crn_pattern: `${organization}/environment=env-1`, granted_by: ['Data science'], direct: false },
      ],
      api_keys: [],
      acls: [],
    },
    steps: ['identity_provider: passed', 'account: created', 'group_claim: passed', 'group_mappings: evaluated', 'access: granted'],
    notes: ['group-not-listed'],
  });
});

test('an existing user: hand-assigned roles first, each pair once with all that grant it, API keys hand-assigned only', () => {
  const outcome = outcomeOf(`
group_mappings:
  - display_name: Everyone
    filter: 'true'
    role_bindings: [{ role_name: DataDiscovery, crn_pattern: crn://a }, { role_name: DeveloperRead, crn_pattern: crn://b }]
  - display_name: Readers
    filter: '"readers" in groups && ("a" in groups || "b" in groups)'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://b }, { role_name: DeveloperRead, crn_pattern: crn://c }]
    acls:
      - { kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: pay, pattern_type: PREFIXED, operation: READ, permission: DENY, host: '*' }
users:
  - name: ben@acme.example
    account: existing
    groups: [b, readers, a, b]
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://c }, { role_name: Operator, crn_pattern: crn://d }, { role_name: Operator, crn_pattern: crn://d }]
`);
  expect(withoutWording(outcome)).toEqual({
    user: 'ben@acme.example',
    sign_in: 'allowed',
    account: 'existing',
    groups: ['b', 'readers', 'a'],
    groups_withheld: [],
    group_mappings: [
      { display_name: 'Everyone', result: 'match', because: [[]], missing: null, file: 'acme.groupmap.yaml', line: 3 },
      {
        display_name: 'Readers',
        result: 'match',
        because: [
          ['a', 'readers'],
          ['b', 'readers'],
        ],
        missing: null,
        file: 'acme.groupmap.yaml',
        line: 6,
      },
    ],
    access: {
      sso_session: [
        { role_name: 'DeveloperRead', crn_pattern: 'crn://c', granted_by: ['direct', 'Readers'], direct: true },
        { role_name: 'Operator', crn_pattern: 'crn://d', granted_by: ['direct'], direct: true },
        { role_name: 'DataDiscovery', crn_pattern: 'crn://a', granted_by: ['Everyone'], direct: false },
        { role_name: 'DeveloperRead', crn_pattern: 'crn://b', granted_by: ['Everyone', 'Readers'], direct: false },
      ],
      api_keys: [
        { role_name: 'DeveloperRead', crn_pattern: 'crn://c', granted_by: ['direct'], direct: true },
        { role_name: 'Operator', crn_pattern: 'crn://d', granted_by: ['direct'], direct: true },
      ],
      acls: [
        {
          kafka_cluster: 'lkc-1',
          resource_type: 'TOPIC',
          resource_name: 'pay',
          pattern_type: 'PREFIXED',
          operation: 'READ',
          permission: 'DENY',
          host: '*',
          granted_by: ['Readers'],
        },
      ],
    },
    steps: ['identity_provider: passed', 'account: existing', 'group_claim: passed', 'group_mappings: evaluated', 'access: granted'],
    notes: ['matches-everyone (Everyone)', 'acl-deny (Readers)'],
  });
});

test('a refused user: everything is empty, the account is what it was, the steps end where it was refused', () => {
  const outcomes = outcomesOf(`
sso: { application: { assignment_required: true, assigned_users: [ana@acme.example] } }
group_mappings: [{ display_name: Everyone, filter: 'true', role_bindings: [{ role_name: Operator, crn_pattern: crn://a }] }]
users:
  - name: carla@acme.example
    account: existing
    groups: [a, b]
    role_bindings: [{ role_name: Operator, crn_pattern: crn://b }]
  - name: dev@acme.example
    member_of: [a]
`);
  const refused = {
    sign_in: 'denied_by_identity_provider',
    groups: [],
    groups_withheld: [],
    group_mappings: [],
    access: { sso_session: [], api_keys: [], acls: [] },
    steps: ['identity_provider: denied'],
    notes: [],
  };
  expect(outcomes.map(withoutWording)).toEqual([
    { user: 'carla@acme.example', account: 'existing', ...refused },
    { user: 'dev@acme.example', account: 'none', ...refused },
  ]);
});

test('somebody without a match: signs in and has no role; broken filters are unknown, never a no', () => {
  const outcome = outcomeOf(`
group_mappings:
  - display_name: Broken
    filter: '"a" in groups and "b" in groups'
    role_bindings: [{ role_name: Operator, crn_pattern: crn://a }]
  - display_name: Both
    filter: '"a" in groups'
    group: a
  - display_name: Others
    filter: '"c" in groups && ("a" in groups || "d" in groups)'
users: [{ name: eve@acme.example, groups: [d] }]
`);
  expect(withoutWording(outcome)).toEqual({
    user: 'eve@acme.example',
    sign_in: 'allowed',
    account: 'created',
    groups: ['d'],
    groups_withheld: [],
    group_mappings: [
      { display_name: 'Broken', result: 'unknown', because: null, missing: null, reason: 'syntax', file: 'acme.groupmap.yaml', line: 3 },
      {
        display_name: 'Both',
        result: 'unknown',
        because: null,
        missing: null,
        reason: 'filter-and-group',
        file: 'acme.groupmap.yaml',
        line: 6,
      },
      { display_name: 'Others', result: 'no-match', because: null, missing: [['c']], file: 'acme.groupmap.yaml', line: 9 },
    ],
    access: { sso_session: [], api_keys: [], acls: [] },
    steps: ['identity_provider: passed', 'account: created', 'group_claim: passed', 'group_mappings: evaluated', 'access: nothing'],
    notes: ['mapping-unknown (Broken)', 'mapping-unknown (Both)', 'no-access'],
  });
  expect(outcome.notes.at(-1)?.message).toContain('none that is certain');
});

test('the keys stand in the order of the documented shape', () => {
  const outcome = outcomeOf(`
group_mappings: [{ display_name: A, group: a, role_bindings: [{ role_name: Operator, crn_pattern: crn://a }] }]
users: [{ name: ana@acme.example, groups: [a] }]
`);
  expect(Object.keys(outcome)).toEqual([
    'user',
    'sign_in',
    'account',
    'groups',
    'groups_withheld',
    'group_mappings',
    'access',
    'steps',
    'notes',
  ]);
  expect(Object.keys(outcome.group_mappings[0] ?? {})).toEqual(['display_name', 'result', 'because', 'missing', 'file', 'line']);
  expect(Object.keys(outcome.access)).toEqual(['sso_session', 'api_keys', 'acls']);
  expect(Object.keys(outcome.access.sso_session[0] ?? {})).toEqual(['role_name', 'crn_pattern', 'granted_by', 'direct']);
  expect(Object.keys(outcome.steps[0] ?? {})).toEqual(['step', 'result', 'message', 'rule', 'basis', 'source']);
});

test('the result of a set: organization, outcomes in file order, counts', () => {
  const result = simulateSet(
    simulatorOf(`
organization: { display_name: Acme, marketplace: azure }
group_mappings: [{ display_name: A, filter: '"a" in groups' , role_bindings: [{ role_name: Operator, crn_pattern: crn://a }] }, { display_name: B, filter: 'groups' }]
users:
  - { name: one, account: existing, groups: [a] }
  - { name: two, groups: [a] }
  - { name: three, account: existing, groups: [] }
`),
  );
  expect(result.version).toBe(1);
  expect(result.organization).toEqual({ display_name: 'Acme', jit_enabled: false, jit_from: 'default' });
  expect(result.outcomes.map((outcome) => outcome.user)).toEqual(['one', 'two', 'three']);
  expect(result.summary).toEqual({ users: 3, allowed: 2, denied: 1, accounts_created: 0, without_access: 1, uncertain: 2 });
});

test('a set of nothing has a result too', () => {
  expect(simulateSet(simulatorOf(''))).toEqual({
    version: 1,
    organization: { display_name: null, jit_enabled: true, jit_from: 'default' },
    outcomes: [],
    summary: { users: 0, allowed: 0, denied: 0, accounts_created: 0, without_access: 0, uncertain: 0 },
  });
});

test('every step names its rule, and its page unless the rule is our own', () => {
  const outcomes = outcomesOf(`
sso: { identity_provider: okta, application: { assignment_required: true, assigned_users: [one] }, group_attribute: groups }
group_mappings: [{ display_name: A, group: a }]
users: [{ name: one, groups: [a] }, { name: one more, groups: [a] }, { name: one, member_of: [a] }, { name: one, attributes: {} }]
`);
  for (const step of outcomes.flatMap((outcome) => outcome.steps)) {
    expect(step.rule).toMatch(/^[A-Z].*\.$/);
    expect(step.message).not.toBe('');
    if (step.basis === 'our-choice') expect(step.source).toBeNull();
    else expect(step.source).toMatch(/^https:\/\/(docs\.confluent\.io|learn\.microsoft\.com|help\.okta\.com)\//);
  }
});

test('every step says the same things in the same order, as the JSON shape shows them', () => {
  const denied = outcomeOf('organization: { jit_enabled: false }\nusers: [{ name: ana, groups: [a] }]');
  const allowed = outcomesOf('users: [{ name: ana, groups: [a] }, { name: ben, account: existing, groups: [a] }]');
  for (const step of [denied, ...allowed].flatMap((outcome) => outcome.steps))
    expect(Object.keys(step)).toEqual(['step', 'result', 'message', 'rule', 'basis', 'source']);
});
