import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEditingContext, type EditingContext } from '../../src-language/editing/editing-context.js';
import { findPerson } from '../../src-language/evaluator/evaluated-person.js';
import type { WhatIfChanges } from '../../src-language/evaluator/what-if-changes.js';
import { whatIfView, type WhatIfView } from '../../src-language/evaluator/what-if-view.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import type { Outcome } from '../../src-language/provisioning/outcome.js';

const services = createGroupFilterServices();

function contextOf(text: string, path = 'acme.groupmap.yaml'): EditingContext {
  return createEditingContext(services.assemble([services.readFile({ path, text })]), services);
}

function tryOut(context: EditingContext, name: string, changes: WhatIfChanges): WhatIfView {
  const person = findPerson(context.set, { kind: 'user', name });
  if (!person) throw new Error(`There is no user ${name}.`);
  return whatIfView(context, person, changes);
}

const acme = `
organization: { display_name: Acme, id: 1111aaaa-11aa-11aa-11aa-111111aaaaaa }
sso:
  identity_provider: entra
  group_claim: { groups: assigned_to_application, source_attribute: display_name }
  application: { assignment_required: true, assigned_groups: [cc-users, cc-orders, cc-oncall, cc-admins] }
group_mappings:
  - display_name: All SSO users
    filter: 'true'
    role_bindings: [{ role_name: DataDiscovery, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-dev }]
  - display_name: On call
    filter: '"cc-orders" in groups && "cc-oncall" in groups'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-prod }]
  - display_name: Owners
    group: cc-admins
    role_bindings: [{ role_name: OrganizationAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa }]
users:
  - { name: ana@acme.example, account: existing, member_of: [cc-users, cc-orders, cc-oncall, lunch] }
  - { name: new@acme.example, member_of: [cc-users] }
  - { name: out@acme.example, account: existing, member_of: [lunch] }
`;

const rowsThatDiffer = ({ difference }: WhatIfView) => ({
  groups: difference.groups
    .filter(({ change }) => change !== 'same')
    .map(({ change, group, words }) => [change, group.group, words.now, words.whatIf]),
  mappings: difference.mappings.filter(({ change }) => change !== 'same').map(({ change, displayName }) => [change, displayName]),
  roles: difference.roles.filter(({ change }) => change !== 'same').map(({ change, roleName }) => [change, roleName]),
});

describe('a person in another group', () => {
  const context = contextOf(acme);

  test('gains and loses what the mappings say', () => {
    const view = tryOut(context, 'ana@acme.example', { removedGroups: ['cc-oncall'], addedGroups: ['cc-admins'] });
    expect(rowsThatDiffer(view)).toEqual({
      groups: [
        ['lost', 'cc-oncall', 'in the claim', 'not in the claim'],
        ['gained', 'cc-admins', 'not in the claim', 'in the claim'],
      ],
      mappings: [
        ['lost', 'On call'],
        ['gained', 'Owners'],
      ],
      roles: [
        ['gained', 'OrganizationAdmin'],
        ['lost', 'EnvironmentAdmin'],
      ],
    });
    expect(view.difference.mappings[1]?.view.whatIf?.missing?.map((set) => set.map(({ group }) => group))).toEqual([['cc-oncall']]);
    expect(view.difference.mappings[2]?.view.whatIf?.because?.map((set) => set.map(({ group }) => group))).toEqual([['cc-admins']]);
    expect(view.difference.unchanged).toEqual({ signIn: 1, account: 1, groups: 3, mappings: 1, roles: 1, acls: 0 });
    expect(view.effect).toMatchObject({
      tone: 'administrator',
      heading: 'Gains 1 role, loses 1',
      sentence: '2 changes to ana@acme.example: 1 group removed, 1 added. Still signs in.',
      alert: { kind: 'administrator', lead: 'Gains an administrator role:', text: /OrganizationAdmin on .*, through Owners\.$/ },
    });
  });

  test('a group that the identity provider holds back is told apart from one that nobody gave', () => {
    const view = tryOut(context, 'new@acme.example', { addedGroups: ['cc-secret'] });
    expect(rowsThatDiffer(view)).toEqual({
      groups: [['otherwise', 'cc-secret', 'not in the claim', 'held back: not assigned to the application']],
      mappings: [],
      roles: [],
    });
    expect(view.effect).toMatchObject({
      heading: 'Access stays the same',
      sentence: '1 change to new@acme.example: 1 group added. Still signs in; 1 group differs.',
      tone: 'none',
      alert: null,
    });
  });

  test('losing the last assigned group shuts out', () => {
    const view = tryOut(context, 'new@acme.example', { removedGroups: ['cc-users'] });
    expect(view.outcome.whatIf.sign_in).toBe('denied_by_identity_provider');
    expect(rowsThatDiffer(view)).toEqual({
      groups: [['lost', 'cc-users', 'in the claim', 'not reached']],
      mappings: [['lost', 'All SSO users']],
      roles: [['lost', 'DataDiscovery']],
    });
    expect(view.effect).toMatchObject({
      tone: 'refused',
      heading: 'Refused by the identity provider',
      sentence: '1 change to new@acme.example: 1 group removed. No longer signs in.',
    });
    expect(view.apiKeys).toContain('a refused sign-in changes nothing');
  });

  test('an assignment by name lets in', () => {
    const view = tryOut(context, 'out@acme.example', { assignedByName: true });
    expect(view.controls.assignedByName).toEqual({ now: false, whatIf: true });
    expect(view.effect).toMatchObject({
      heading: 'Signs in, with 1 role',
      sentence: '1 change: assigned by name. Now signs in.',
      tone: 'gain',
    });
  });
});

describe('an organization set up otherwise', () => {
  test('JIT off refuses who has no account, and says so', () => {
    const view = tryOut(contextOf(acme), 'new@acme.example', { jitEnabled: false });
    expect(view.effect).toMatchObject({
      heading: 'Refused: no account, and JIT is off',
      sentence: '1 change: JIT off. No longer signs in.',
    });
    expect(tryOut(contextOf(acme), 'ana@acme.example', { jitEnabled: false }).effect.heading).toBe('Access stays the same');
  });

  test('JIT follows the marketplace unless it is set', () => {
    const view = tryOut(contextOf(acme), 'new@acme.example', { azureMarketplace: true });
    expect(view.controls.jitEnabled).toEqual({ now: true, whatIf: false });
    expect(view.effect.sentence).toBe('2 changes: an Azure Marketplace organization, JIT off. No longer signs in.');
    const kept = tryOut(contextOf(acme), 'new@acme.example', { azureMarketplace: true, jitEnabled: true });
    expect(kept.controls.jitEnabled).toEqual({ now: true, whatIf: true });
    expect(kept.effect.heading).toBe('Access stays the same');
    const explicit = contextOf(acme.replace('display_name: Acme', 'display_name: Acme, jit_enabled: true'));
    expect(tryOut(explicit, 'new@acme.example', { azureMarketplace: true }).controls.jitEnabled.whatIf).toBe(true);
  });
});

test('what is unknown is neither gained nor lost', () => {
  const context = contextOf(`
group_mappings:
  - display_name: Sized
    filter: 'groups[1] == "b"'
    role_bindings: [{ role_name: OrganizationAdmin, crn_pattern: crn://confluent.cloud/organization=o }]
users: [{ name: ana, groups: [a, b] }]
`);
  const view = tryOut(context, 'ana', { removedGroups: ['b'] });
  expect(view.outcome.whatIf.group_mappings[0]?.result).toBe('unknown');
  expect(view.difference.roles).toMatchObject([{ change: 'unclear', held: { now: 'granted', whatIf: 'possible' } }]);
  expect(view.effect).toMatchObject({ heading: 'Not certain: 1 role may change', tone: 'unknown', alert: { kind: 'uncertain' } });
  const back = tryOut(contextOf(context.set.files[0]?.source.text.replace('[a, b]', '[]') ?? ''), 'ana', { addedGroups: ['x', 'b'] });
  expect(back.difference.roles).toMatchObject([{ change: 'unclear', held: { now: 'possible', whatIf: 'granted' } }]);
  expect(back.effect.alert).toBeNull();
});

test('groups of somebody whose attribute is not designated cannot be changed', () => {
  const view = tryOut(contextOf('users: [{ name: ana, attributes: { groups: [a] } }]'), 'ana', { addedGroups: ['b'] });
  expect(view.controls).toMatchObject({ groupsFrom: 'none', groups: [] });
  expect(view.effect.heading).toBe('Nothing is changed yet');
});

describe('for any set, person and changes', () => {
  const groups = ['a', 'b', 'c', 'd'];
  const filters = [
    '"a" in groups',
    '"a" in groups && "b" in groups',
    '"b" in groups || "c" in groups',
    'true',
    '"a" in',
    'groups[1] == "b"',
    '!("d" in groups)',
  ];
  const binding = fc.record({
    role_name: fc.constantFrom('OrganizationAdmin', 'DeveloperRead', 'EnvironmentAdmin'),
    crn_pattern: fc.constantFrom('crn://confluent.cloud/organization=o', 'crn://confluent.cloud/organization=o/environment=e'),
  });
  const acl = fc.record({
    permission: fc.constantFrom('ALLOW', 'DENY'),
    operation: fc.constantFrom('READ', 'WRITE'),
    resource_name: fc.constant('x'),
  });
  const mapping = fc
    .record({
      filter: fc.constantFrom(...filters),
      role_bindings: fc.array(binding, { maxLength: 2 }),
      acls: fc.array(acl, { maxLength: 1 }),
    })
    .map(({ acls, ...rest }) => (acls.length > 0 ? { ...rest, acls } : rest));
  const claim = fc.oneof(
    fc.record({ member_of: fc.uniqueArray(fc.constantFrom(...groups)) }),
    fc.record({ groups: fc.uniqueArray(fc.constantFrom(...groups)) }),
    fc.record({ attributes: fc.record({ g: fc.uniqueArray(fc.constantFrom(...groups)) }) }),
    fc.constant({}),
  );
  const model = fc.record({
    organization: fc.record(
      { marketplace: fc.constantFrom('none', 'azure', 'aws'), jit_enabled: fc.boolean() },
      { requiredKeys: ['marketplace'] },
    ),
    sso: fc.record({
      group_attribute: fc.constant('g'),
      group_claim: fc.record({ groups: fc.constantFrom('all', 'assigned_to_application') }),
      application: fc.record({
        assignment_required: fc.boolean(),
        assigned_groups: fc.uniqueArray(fc.constantFrom(...groups)),
        assigned_users: fc.uniqueArray(fc.constantFrom('ana', 'ben')),
      }),
    }),
    group_mappings: fc
      .array(mapping, { maxLength: 5 })
      .map((items) => items.map((item, index) => ({ display_name: `M${index}`, ...item }))),
    user: fc.tuple(claim, fc.constantFrom('new', 'existing'), fc.array(binding, { maxLength: 1 })),
  });
  type Model = typeof model extends fc.Arbitrary<infer T> ? T : never;
  const anyChanges = fc.record(
    {
      addedGroups: fc.uniqueArray(fc.constantFrom(...groups)),
      removedGroups: fc.uniqueArray(fc.constantFrom(...groups)),
      account: fc.constantFrom('new', 'existing'),
      jitEnabled: fc.boolean(),
      azureMarketplace: fc.boolean(),
      assignmentRequired: fc.boolean(),
      assignedByName: fc.boolean(),
    },
    { requiredKeys: [] },
  ) satisfies fc.Arbitrary<WhatIfChanges>;

  const written = ({ user: [claimOf, account, bindings], ...sections }: Model): EditingContext =>
    contextOf(
      JSON.stringify({
        ...sections,
        users: [{ name: 'ana', account, ...claimOf, ...(bindings.length > 0 ? { role_bindings: bindings } : {}) }],
      }),
      'acme.groupmap.json',
    );

  /** The same changes made in the file, by somebody who writes it. */
  function rewritten(before: Model, changes: WhatIfChanges): Model {
    const after = structuredClone(before);
    const [claimOf] = after.user;
    if (changes.account) after.user[1] = changes.account;
    const edit = (held: string[]) => [
      ...held.filter((group) => !changes.removedGroups?.includes(group)),
      ...(changes.addedGroups ?? []).filter((group) => !held.includes(group)),
    ];
    if ('member_of' in claimOf) claimOf.member_of = edit(claimOf.member_of);
    else if ('groups' in claimOf) claimOf.groups = edit(claimOf.groups);
    else if ('attributes' in claimOf) claimOf.attributes.g = edit(claimOf.attributes.g);
    else if (changes.addedGroups && changes.addedGroups.length > 0) after.user[0] = { member_of: [...changes.addedGroups] };
    if (changes.azureMarketplace === true) after.organization.marketplace = 'azure';
    if (changes.azureMarketplace === false && before.organization.marketplace === 'azure') after.organization.marketplace = 'none';
    if (changes.jitEnabled !== undefined) after.organization.jit_enabled = changes.jitEnabled;
    const { application } = after.sso;
    if (changes.assignmentRequired !== undefined) application.assignment_required = changes.assignmentRequired;
    if (changes.assignedByName !== undefined) {
      application.assigned_users = application.assigned_users.filter((name) => name !== 'ana');
      if (changes.assignedByName) application.assigned_users.push('ana');
    }
    return after;
  }

  /** Where in a file a mapping stands, and whether JIT is so by default, is not what is compared. */
  const compared = ({ group_mappings, steps, ...rest }: Outcome) => ({
    ...rest,
    group_mappings: group_mappings.map(({ line: _line, ...mapping }) => mapping),
    steps: steps.map(({ step, result }) => [step, result]),
  });
  const outcomeOf = (context: EditingContext) => {
    const person = findPerson(context.set, { kind: 'user', name: 'ana' });
    if (!person) throw new Error('The user is gone.');
    return context.simulator.simulate(person);
  };

  test('what is tried out comes to what the same changes in the file come to', () => {
    fc.assert(
      fc.property(model, anyChanges, (before, changes) => {
        const view = tryOut(written(before), 'ana', changes);
        expect(view.outcome.now).toEqual(outcomeOf(written(before)));
        expect(compared(view.outcome.whatIf)).toEqual(compared(outcomeOf(written(rewritten(before, changes)))));
      }),
      { numRuns: 150 },
    );
  });

  test('no change, no difference; changing back, none either', () => {
    fc.assert(
      fc.property(model, (before) => {
        const context = written(before);
        const idle = tryOut(context, 'ana', {});
        const { now } = { now: idle.controls };
        const same = tryOut(context, 'ana', {
          account: now.account.now,
          jitEnabled: now.jitEnabled.now,
          azureMarketplace: now.azureMarketplace.now,
          assignmentRequired: now.assignmentRequired.now,
          assignedByName: now.assignedByName.now,
          addedGroups: now.groups.map(({ group }) => group),
        });
        for (const view of [idle, same]) {
          expect(rowsThatDiffer(view)).toEqual({ groups: [], mappings: [], roles: [] });
          expect(view.difference.acls.every(({ change }) => change === 'same')).toBe(true);
          expect(view.outcome.whatIf).toEqual(view.outcome.now);
          expect(view.effect.heading).toBe('Nothing is changed yet');
        }
      }),
    );
  });

  test('the difference is that of the two outcomes', () => {
    fc.assert(
      fc.property(model, anyChanges, (before, changes) => {
        const context = written(before);
        const { difference, outcome } = tryOut(context, 'ana', changes);
        const sides = [outcome.now, outcome.whatIf] as const;
        const changeOf = <T>(certain: (side: Outcome) => readonly T[], possible: (side: Outcome) => readonly T[], item: T): string => {
          const [was, is] = sides.map((side) => (certain(side).includes(item) ? 2 : possible(side).includes(item) ? 1 : 0));
          return was === is ? 'same' : was === 1 || is === 1 ? 'unclear' : was === 0 ? 'gained' : 'lost';
        };
        const none = () => [];

        const seen = (side: Outcome) => side.groups;
        for (const { group, change } of difference.groups) {
          const expected = changeOf<string>(seen, none, group.group);
          expect(change === 'otherwise' ? 'same' : change).toBe(expected);
        }
        expect(new Set(difference.groups.map(({ group }) => group.group))).toEqual(
          new Set(sides.flatMap((side) => [...side.groups, ...side.groups_withheld.map(({ group }) => group)])),
        );

        const named = (result: string) => (side: Outcome) =>
          side.group_mappings.filter((entry) => entry.result === result).map((entry) => entry.display_name);
        for (const { displayName, change } of difference.mappings)
          expect(change).toBe(changeOf(named('match'), named('unknown'), displayName));

        const pair = (role: { readonly role_name: string; readonly crn_pattern: string }) => `${role.role_name} ${role.crn_pattern}`;
        const granted = (side: Outcome) => side.access.sso_session.map(pair);
        const possible = (side: Outcome) =>
          side.group_mappings.flatMap(({ result }, index) =>
            result === 'unknown' ? (before.group_mappings[index]?.role_bindings ?? []).map(pair) : [],
          );
        for (const role of difference.roles) expect(role.change).toBe(changeOf(granted, possible, `${role.roleName} ${role.crnPattern}`));
        expect(new Set(difference.roles.map((role) => `${role.roleName} ${role.crnPattern}`))).toEqual(
          new Set(sides.flatMap((side) => [...granted(side), ...possible(side)])),
        );
        const administrators = difference.roles.map((role) => Number(role.isAdministrator));
        expect(administrators).toEqual([...administrators].sort((a, b) => b - a));
      }),
      { numRuns: 150 },
    );
  });
});
