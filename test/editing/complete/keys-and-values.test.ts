import { describe, expect, it } from 'vitest';
import { complete } from './completion.js';

const org = '1111aaaa-11aa-11aa-11aa-111111aaaaaa';
const crn = `crn://confluent.cloud/organization=${org}`;
const others = {
  'others.groupmap.yaml': `sso: { group_attribute: groups }
known_groups: [alpha, beta, 'true']
group_mappings:
  - display_name: Readers
    filter: '"alpha" in groups'
    role_bindings:
      - role_name: DeveloperRead
        crn_pattern: ${crn}/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*
  - { display_name: Writers, group: beta }
users:
  - { name: ana, groups: [alpha] }
settings:
  roles: [{ name: OurRole, scopes: [environment] }]
`,
};

/** The text with the entry accepted, wherever the cursor is. */
function accepted(marked: string, label: string, path?: string): string {
  return complete(marked, others, path).accept(label);
}

function labels(marked: string, path?: string): readonly string[] {
  return complete(marked, others, path).labels;
}

describe('keys', () => {
  it('offers what a mapping lacks, with what has to follow', () => {
    const before = 'group_mappings:\n  - display_name: M\n    <|>\n    description: d\nusers: []\n';
    expect(labels(before)).toEqual(['id', 'filter', 'group', 'role_bindings', 'acls']);
    expect(accepted(before, 'filter')).toBe(before.replace('<|>', "filter: ''"));
    expect(accepted(before, 'group')).toBe(before.replace('<|>', 'group: '));
    expect(accepted(before, 'role_bindings')).toBe(before.replace('<|>', 'role_bindings:\n      - '));
    expect(complete(before, others).entry('group').documentation).toContain('case and spaces count');
  });

  it.each<readonly [string, readonly string[]]>([
    ['group_mappings:\n  - display_name: M\n    filter: x\n    ro<|>', ['id', 'description', 'role_bindings', 'acls']],
    ['group_mappings:\n  - <|>\n    filter: x\n', ['display_name', 'id', 'description', 'role_bindings', 'acls']],
    ['group_mappings:\n- display_name: M\n  <|>\n', ['id', 'description', 'filter', 'group', 'role_bindings', 'acls']],
    ['group_mappings:\n  - role_bindings:\n      - role_name: R\n        <|>\n    filter: x\n', ['crn_pattern']],
    ['users:\n  - name: bob\n    groups: []\n    <|>', ['account', 'role_bindings', 'expect', 'expectation']],
    ['users:\n  - name: bob\n    expect:\n      <|>', ['sign_in', 'account', 'group_mappings', 'role_bindings', 'not_role_bindings']],
    ['sso:\n  <|>\n', ['identity_provider', 'protocol', 'group_attribute', 'group_claim', 'application']],
    ['sso:\n  group_claim:\n    filter:\n      <|>\n', ['starts_with', 'equals', 'contains', 'matches']],
    ['sso:\n  group_claim:\n    filter:\n      equals: a\n      <|>\n', []],
    ['organization:\n  limits: { filter_length: 3, <|> }\n', ['group_mappings']],
    ['users:\n  - { name: bob, <|> }\n', ['account', 'member_of', 'groups', 'attributes', 'role_bindings', 'expect', 'expectation']],
    ['users: []\n<|>\nsettings: {}\n', ['organization', 'sso', 'known_groups', 'group_mappings', 'sso section']],
    ['# A comment\nusers: []\n\n<|>', ['organization', 'sso', 'known_groups', 'group_mappings', 'settings', 'sso section']],
    // What stands there may be another key of the same map.
    ['sso:\n  pro<|>tocol: saml\n', ['identity_provider', 'protocol', 'group_attribute', 'group_claim', 'application']],
    ['users:\n  - name: bob\n    attributes:\n      <|>', ['groups']],
  ])('%s', (before, expected) => {
    expect(labels(before)).toEqual(expected);
  });

  it.each([
    ['sso:\n  pro<|>tocol: saml\n', 'identity_provider', 'sso:\n  identity_provider: saml\n'],
    ['sso:\n  app<|>', 'application', 'sso:\n  application:\n    '],
    ['users:\n  - name: bob\n    gr<|>', 'groups', 'users:\n  - name: bob\n    groups: []'],
    ['users:\n  - { name: bob, <|> }', 'groups', 'users:\n  - { name: bob, groups: [] }'],
    ['users:\r\n  - name: bob\r\n    <|>\r\n', 'role_bindings', 'users:\r\n  - name: bob\r\n    role_bindings:\r\n      - \r\n'],
    ['users:\n  - name: bob\n    attributes:\n      <|>', 'groups', 'users:\n  - name: bob\n    attributes:\n      groups: []'],
    ['settings:\n  severity:\n    mix<|>', 'mixed-and-or', 'settings:\n  severity:\n    mixed-and-or: '],
    ['group_mappings:\n  <|>', 'display_name', 'group_mappings:\n  - display_name: '],
  ])('%s and then %s', (before, label, after) => {
    expect(accepted(before, label)).toBe(after);
  });

  it.each([
    ['{ "users": [{ "name": "bob", <|> }] }', 'groups', '{ "users": [{ "name": "bob", "groups": [] }] }'],
    ['{ "users": [{ "name": "bob", "gr<|>" }] }', 'groups', '{ "users": [{ "name": "bob", "groups": [] }] }'],
    ['{ "users": [{ "name": "bob", "me<|>": ["a"] }] }', 'member_of', '{ "users": [{ "name": "bob", "member_of": ["a"] }] }'],
    ['{ "users": [{ <|>"name": "bob" }] }', 'account', '{ "users": [{ "account": "","name": "bob" }] }'],
    ['{ "users": [{ "name": "bob" <|> }] }', 'account', '{ "users": [{ "name": "bob", "account": "" }] }'],
    ['{\n  <|>\n}', 'sso', '{\n  "sso": {}\n}'],
    ['{ "organization": { <|> } }', 'jit_enabled', '{ "organization": { "jit_enabled":  } }'],
  ])('in JSON: %s and then %s', (before, label, after) => {
    expect(accepted(before, label, 'a.groupmap.json')).toBe(after);
  });
});

describe('values', () => {
  it.each<readonly [string, readonly string[]]>([
    ['sso:\n  identity_provider: <|>\n', ['entra', 'okta', 'other']],
    ['sso:\n  identity_provider: en<|>\n', ['entra', 'okta', 'other']],
    ['organization:\n  jit_enabled:<|>\n', ['true', 'false']],
    ['settings:\n  severity:\n    mixed-and-or: <|>\n', ['error', 'warning', 'information', 'hint', 'off']],
    ['settings:\n  severity: { mixed-and-or: <|> }\n', ['error', 'warning', 'information', 'hint', 'off']],
    ['group_mappings:\n  - group: <|>\n', ['alpha', 'beta', 'true']],
    ['users:\n  - groups: [alpha, <|>]\n', ['beta', 'true']],
    ['users:\n  - groups: [&a alpha, !!str "beta", <|>]\n', ['true']],
    ['users:\n  - groups: [&a<|>]\n', []],
    ['group_mappings:\n  - group: &a<|>\n', []],
    ['group_mappings:\n  - group: !!s<|>tr "alpha"\n', []],
    ['users:\n  - groups:\n      - &a alpha\n      - <|>\n', ['beta', 'true']],
    ['users:\n  - groups:\n      - alpha\n      - <|>\n', ['beta', 'true']],
    ['users:\n  - groups:\n      - <|>\n      - beta\n', ['alpha', 'true']],
    ['users:\n  - groups: <|>\n', ['alpha', 'beta', 'true']],
    ['users:\n  - attributes:\n      groups: [<|>]\n', ['alpha', 'beta', 'true']],
    ['users:\n  - attributes:\n      email: [<|>]\n', []],
    ['sso:\n  application:\n    assigned_groups: [<|>]\n', ['alpha', 'beta', 'true']],
    ['sso:\n  application:\n    assigned_users: [<|>]\n', ['ana']],
    ['users:\n  - expect:\n      group_mappings: [<|>]\n', ['Readers', 'Writers']],
    ['users:\n  - expect:\n      group_mappings:\n        - Readers\n        - <|>\n', ['Writers']],
    ['group_mappings:\n  - acls:\n      - permission: <|>\n', ['ALLOW', 'DENY']],
    ['group_mappings:\n  - description: any <|>\n', []],
    ['group_mappings:\n  - description: |\n      any\n      <|>\n', []],
    ['group_mappings:\n  - description: any\n      <|>\n', []],
    ['users:\n  - name: <|>\n', []],
    ['# <|>\n', []],
    ['users: # <|>\n', []],
  ])('%s', (before, expected) => {
    expect(labels(before)).toEqual(expected);
  });

  it.each([
    ['sso:\n  identity_provider: o<|>\n', 'okta', 'sso:\n  identity_provider: okta\n'],
    ['sso:\n  identity_provider:<|>\n', 'entra', 'sso:\n  identity_provider: entra\n'],
    ["sso:\n  identity_provider: 'e<|>'\n", 'entra', "sso:\n  identity_provider: 'entra'\n"],
    ['group_mappings:\n  - group: <|>\n', 'true', "group_mappings:\n  - group: 'true'\n"],
    ['users:\n  - groups: [<|>]\n', 'true', "users:\n  - groups: ['true']\n"],
    ['users:\n  - groups: ["a<|>]\n', 'alpha', 'users:\n  - groups: ["alpha"]\n'],
    ['users:\n  - groups: <|>\n', 'alpha', 'users:\n  - groups: [alpha]\n'],
    ['users:\n  - groups:\n      -<|>\n', 'alpha', 'users:\n  - groups:\n      - alpha\n'],
    ['users:\n  - groups:\n      <|>\n', 'alpha', 'users:\n  - groups:\n      - alpha\n'],
    ['users:\n  - groups:\n    - a<|> # why\n', 'alpha', 'users:\n  - groups:\n    - alpha # why\n'],
    ['group_mappings:\n  - group: &g a<|>\n', 'alpha', 'group_mappings:\n  - group: &g alpha\n'],
    ['group_mappings:\n  - group: &g <|>\n', 'alpha', 'group_mappings:\n  - group: &g alpha\n'],
    ['group_mappings:\n  - group: !!str &g "<|>"\n', 'true', 'group_mappings:\n  - group: !!str &g "true"\n'],
    ["users:\n  - groups:\n      - ! 'a<|>'\n", 'alpha', "users:\n  - groups:\n      - ! 'alpha'\n"],
    ['users:\n  - groups: [&g a<|>, !!str "beta"]\n', 'alpha', 'users:\n  - groups: [&g alpha, !!str "beta"]\n'],
    ['users:\n  - groups: [ !!str "<|>" ]\n', 'alpha', 'users:\n  - groups: [ !!str "alpha" ]\n'],
  ])('%s and then %s', (before, label, after) => {
    expect(accepted(before, label)).toBe(after);
  });

  it('writes values into JSON', () => {
    expect(accepted('{ "users": [{ "groups": ["a<|>"] }] }', 'alpha', 'a.groupmap.json')).toBe('{ "users": [{ "groups": ["alpha"] }] }');
    expect(accepted('{ "users": [{ "groups": [<|>] }] }', 'alpha', 'a.groupmap.json')).toBe('{ "users": [{ "groups": ["alpha"] }] }');
    expect(accepted('{ "organization": { "jit_enabled": <|> } }', 'true', 'a.groupmap.json')).toBe(
      '{ "organization": { "jit_enabled": true } }',
    );
  });

  it('offers memberships by the names that people know, and what is sent of them', () => {
    const entra = { 'sso.groupmap.yaml': 'sso: { identity_provider: entra }\nknown_groups: [{ id: g-1, display_name: Data science }]\n' };
    const members = complete('users:\n  - member_of: [<|>]\n', entra);
    expect(members.labels).toEqual(['Data science', 'g-1']);
    expect(members.entry('Data science').description).toBe('g-1');
    expect(complete('users:\n  - groups: [<|>]\n', entra).labels).toEqual(['g-1']);
  });

  it('offers groups that are used and not listed for the known groups', () => {
    const used = { 'b.groupmap.yaml': 'users: [{ name: ana, groups: [gamma] }]\n' };
    expect(complete('known_groups:\n  - alpha\n  - <|>\n', used).labels).toContain('gamma');
  });

  it('offers roles, those of the set first, with what they can be bound to', () => {
    const roles = complete('group_mappings:\n  - role_bindings:\n      - role_name: <|>\n', others);
    expect(roles.labels.slice(0, 3)).toEqual(['DeveloperRead', 'OurRole', 'AccountAdmin']);
    expect(roles.entry('EnvironmentAdmin').detail).toBe('on environment');
    expect(roles.accept('EnvironmentAdmin')).toContain('role_name: EnvironmentAdmin\n');
  });
});

describe('resource names', () => {
  const at = (typed: string): string => `group_mappings:\n  - role_bindings:\n      - crn_pattern: ${typed}<|>\n`;

  it.each<readonly [string, readonly string[]]>([
    ['', [`organization=${org}`, 'organization=']],
    ['crn:', [`organization=${org}`, 'organization=']],
    [`${crn}/`, ['environment=env-1', 'environment=', 'service-account=', 'group-mapping=', 'identity-provider=']],
    [crn, ['organization=', 'environment=env-1', 'environment=', 'service-account=', 'group-mapping=', 'identity-provider=']],
    [
      `${crn}/environment=env-1/clo`,
      ['cloud-cluster=lkc-1', 'cloud-cluster=', 'schema-registry=', 'flink-region=', 'provider-integration='],
    ],
    [`${crn}/environment=env-1/cloud-cluster=lkc-9/`, ['kafka=lkc-9', 'ksql=', 'connector=']],
    [`${crn}/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/to`, ['topic=orders-*', 'topic=', 'group=', 'transactional-id=']],
  ])('%s', (typed, expected) => {
    expect(labels(at(typed))).toEqual(expected);
  });

  it('knows the names in ACLs, in exports, and the ids of mappings', () => {
    const seen = {
      'b.groupmap.yaml':
        'group_mappings:\n  - display_name: A\n    id: group-abc1\n    group: a\n    acls:\n' +
        '      - { kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: orders, pattern_type: PREFIXED, operation: READ, permission: ALLOW }\n' +
        '      - { kafka_cluster: lkc-1, resource_type: GROUP, resource_name: readers, pattern_type: LITERAL, operation: READ, permission: ALLOW }\n',
      'c.group-mappings.json': `[{"principal": "User:u-1", "role_name": "Operator", "crn_pattern": "${crn}/environment=env-9"}]`,
    };
    const kafka = `${crn}/environment=env-9/cloud-cluster=lkc-1/kafka=lkc-1`;
    expect(complete(at(`${crn}/`), seen).labels).toContain('environment=env-9');
    expect(complete(at(`${crn}/group-m`), seen).labels).toContain('group-mapping=group-abc1');
    expect(complete(at(`${crn}/environment=env-9/cl`), seen).labels).toContain('cloud-cluster=lkc-1');
    expect(complete(at(`${kafka}/`), seen).labels).toEqual(expect.arrayContaining(['topic=orders*', 'group=readers']));
    expect(complete(at(`${kafka}/`), seen).entry('topic=orders*').documentation).toContain('topics that begin with `orders` in `lkc-1`');
    expect(complete(at(`${crn}/environment=env-9/schema-registry=lsrc-1/`)).entry('kek=').description).toBe('key encryption key');
  });

  it('writes the whole name with one part more', () => {
    expect(accepted(at(`${crn}/env`), 'environment=env-1')).toBe(at(`${crn}/environment=env-1`).replace('<|>', ''));
  });
});

describe('comments', () => {
  it('offers the codes that a comment can silence', () => {
    const before = 'group_mappings:\n  # groupmap-ignore mixed-and-or, gr<|>\n  - display_name: M\n';
    const completion = complete(before, others);
    expect(completion.labels).toContain('group-unknown');
    expect(completion.labels).not.toContain('mixed-and-or');
    expect(completion.accept('group-unknown')).toBe(before.replace('gr<|>', 'group-unknown'));
  });

  it('offers the directive', () => {
    expect(accepted('# gr<|>\n', 'groupmap-ignore')).toBe('# groupmap-ignore \n');
    expect(accepted('{ // gro<|>\n }', 'groupmap-ignore', 'a.groupmap.json')).toBe('{ // groupmap-ignore \n }');
  });
});
