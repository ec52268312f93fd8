import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src-language/provisioning/outcome.js';
import type { Person } from '../../src-language/provisioning/person.js';
import { personOf, simulateSet } from '../../src-language/provisioning/simulator.js';
import { createTally } from '../../src-language/provisioning/tally.js';
import { simulatorOf } from './simulate-yaml.js';

const universe = ['a', 'b', 'c', 'd', 'id-a', 'id-b', 'x'];
const group = fc.constantFrom(...universe);
const name = fc.constantFrom('ana', 'ben', 'eve');
const binding = fc.record({ role_name: fc.constantFrom('R', 'S'), crn_pattern: fc.constantFrom('crn://1', 'crn://2') });

const { filter: membershipFilter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    group.map((value) => `"${value}" in groups`),
    fc.constantFrom('true', 'false'),
    fc
      .tuple(tie('filter'), fc.constantFrom('&&', '||'), tie('filter'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
  ),
}));
const anyFilter = fc.oneof(
  { weight: 5, arbitrary: membershipFilter },
  membershipFilter.map((text) => `!(${text})`),
  fc.constantFrom('groups.exists(g, g.startsWith("id-"))', '"a" in', 'groups[0] == "a"', 'size(groups) > 1', '', 'groups'),
);
const mapping = fc.record(
  {
    display_name: fc.constantFrom('A', 'B', 'C', ''),
    filter: anyFilter,
    role_bindings: fc.array(binding, { maxLength: 3 }),
    acls: fc.array(fc.record({ permission: fc.constantFrom('ALLOW', 'DENY'), operation: fc.constantFrom('READ', 'WRITE') }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: ['display_name', 'filter'] },
);
const groups = fc.array(group, { maxLength: 6 });
const user = fc
  .record(
    { name, account: fc.constantFrom('new', 'existing'), role_bindings: fc.array(binding, { maxLength: 2 }) },
    { requiredKeys: ['name'] },
  )
  .chain((common) =>
    fc.oneof(
      fc.constant(common),
      groups.map((member_of) => ({ ...common, member_of })),
      groups.map((values) => ({ ...common, groups: values })),
      fc
        .dictionary(fc.constantFrom('g', 'h'), fc.oneof(groups, fc.constantFrom('', 'a', 'a,b')))
        .map((attributes) => ({ ...common, attributes })),
    ),
  );
const sso = fc.record(
  {
    identity_provider: fc.constantFrom('entra', 'okta', 'other'),
    group_attribute: fc.constant('g'),
    group_claim: fc.record(
      {
        groups: fc.constantFrom('all', 'assigned_to_application'),
        source_attribute: fc.constantFrom('group_id', 'display_name'),
        filter: fc.constantFrom({ starts_with: 'id-' }, { contains: 'a' }, { equals: 'b' }, { matches: '^[ab]$' }),
      },
      { requiredKeys: [] },
    ),
    application: fc.record(
      {
        enabled_for_users_to_sign_in: fc.boolean(),
        assignment_required: fc.boolean(),
        assigned_users: fc.array(name, { maxLength: 2 }),
        assigned_groups: fc.array(group, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
const organization = fc.record({ marketplace: fc.constantFrom('none', 'azure'), jit_enabled: fc.boolean() }, { requiredKeys: [] });
const knownGroups = fc.subarray([{ id: 'id-a', display_name: 'a' }, { id: 'id-b', display_name: 'b' }, 'c']);
const mappingSet = fc.record({
  organization,
  sso,
  known_groups: knownGroups,
  group_mappings: fc.array(mapping, { maxLength: 5 }),
  users: fc.array(user, { minLength: 1, maxLength: 4 }),
});

/** JSON is YAML. */
const read = (set: unknown) => simulatorOf(JSON.stringify(set));

/** What a decision says, read off the whole outcome. */
function decisionOf(outcome: Outcome) {
  const indexes = (result: string) => outcome.group_mappings.flatMap((entry, index) => (entry.result === result ? [index] : []));
  return {
    sign_in: outcome.sign_in,
    account: outcome.account,
    matching: indexes('match'),
    unknown: indexes('unknown'),
    hasAccess: outcome.access.sso_session.length > 0 || outcome.access.acls.some((acl) => acl['permission'] === 'ALLOW'),
  };
}

test('a group given twice counts once, also for a filter that counts groups', () => {
  const simulator = read({
    sso: { group_attribute: 'g' },
    group_mappings: [{ display_name: 'Many', filter: 'size(groups) > 1' }],
    users: [
      { name: 'ana', groups: ['a', 'a'] },
      { name: 'ben', member_of: ['a', 'a'] },
      { name: 'eve', attributes: { g: ['a', 'a'] } },
      { name: 'kim', groups: ['a', 'b', 'a'] },
    ],
  });
  const people = simulator.set.users.map(personOf);
  expect(people.map((person) => simulator.decide(person).matching)).toEqual([[], [], [], [0]]);
  expect(simulateSet(simulator).outcomes.map(({ group_mappings: [mapping] }) => mapping?.result)).toEqual([
    'no-match',
    'no-match',
    'no-match',
    'match',
  ]);
});

describe('any mapping set', () => {
  test('the light path and the whole outcome agree, and the tally counts what the outcomes say', () => {
    fc.assert(
      fc.property(mappingSet, (set) => {
        const simulator = read(set);
        const { outcomes, summary } = simulateSet(simulator);
        const tally = createTally(simulator);
        simulator.set.users.forEach((sample, index) => {
          const person = personOf(sample);
          const outcome = outcomes[index];
          const decision = simulator.decide(person);
          tally.add(person, decision);
          expect(decision).toMatchObject(decisionOf(outcome as Outcome));
        });
        const report = tally.report();
        expect(report.summary).toEqual(summary);
        expect(summary).toEqual({
          users: outcomes.length,
          allowed: outcomes.filter((outcome) => outcome.sign_in === 'allowed').length,
          denied: outcomes.filter((outcome) => outcome.sign_in !== 'allowed').length,
          accounts_created: outcomes.filter((outcome) => outcome.account === 'created').length,
          without_access: outcomes.filter((outcome) => outcome.notes.some((note) => note.code === 'no-access')).length,
          uncertain: outcomes.filter((outcome) => outcome.group_mappings.some((entry) => entry.result === 'unknown')).length,
        });
        report.group_mappings.forEach(({ matches, unknown }, index) => {
          expect(matches).toBe(outcomes.filter((outcome) => outcome.group_mappings[index]?.result === 'match').length);
          expect(unknown).toBe(outcomes.filter((outcome) => outcome.group_mappings[index]?.result === 'unknown').length);
        });
        for (const { role_name, crn_pattern, users } of report.role_bindings)
          expect(users).toBe(
            outcomes.filter((outcome) =>
              outcome.access.sso_session.some((granted) => granted.role_name === role_name && granted.crn_pattern === crn_pattern),
            ).length,
          );
      }),
      { numRuns: 300 },
    );
  });

  test('simulating twice gives the same, in any order of people', () => {
    fc.assert(
      fc.property(mappingSet, (set) => {
        const simulator = read(set);
        const people = simulator.set.users.map(personOf);
        const once = people.map((person) => simulator.simulate(person));
        const backwards = people.toReversed().map((person) => simulator.simulate(person));
        expect(backwards.toReversed()).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });

  test('access as a set does not depend on the order of mappings', () => {
    const accessOf = (outcome: Outcome) => ({
      roles: outcome.access.sso_session
        .map((granted) => ({ ...granted, granted_by: granted.granted_by.toSorted() }))
        .map((granted) => JSON.stringify(granted))
        .toSorted(),
      keys: outcome.access.api_keys,
      acls: outcome.access.acls
        .map(({ granted_by, ...acl }) => JSON.stringify([Object.entries(acl).toSorted(), granted_by.toSorted()]))
        .toSorted(),
    });
    fc.assert(
      fc.property(mappingSet, (set) => {
        const forwards = simulateSet(read(set)).outcomes.map(accessOf);
        const backwards = simulateSet(read({ ...set, group_mappings: set.group_mappings.toReversed() })).outcomes.map(accessOf);
        expect(backwards).toEqual(forwards);
      }),
      { numRuns: 200 },
    );
  });

  test('whoever is refused has nothing; whoever is allowed has the hand-assigned roles on API keys and in the session', () => {
    fc.assert(
      fc.property(mappingSet, (set) => {
        for (const [index, outcome] of simulateSet(read(set)).outcomes.entries()) {
          const sample = set.users[index];
          const byHand = new Set((sample?.role_bindings ?? []).map(({ role_name, crn_pattern }) => `${role_name} ${crn_pattern}`));
          const { sso_session, api_keys } = outcome.access;
          if (outcome.sign_in !== 'allowed') {
            expect(outcome).toMatchObject({ groups: [], groups_withheld: [], group_mappings: [], notes: [] });
            expect([...sso_session, ...api_keys, ...outcome.access.acls]).toEqual([]);
            expect(outcome.steps.at(-1)?.result).toBe('denied');
            continue;
          }
          expect(outcome.steps.map(({ step }) => step)).toEqual([
            'identity_provider',
            'account',
            'group_claim',
            'group_mappings',
            'access',
          ]);
          expect(new Set(api_keys.map(({ role_name, crn_pattern }) => `${role_name} ${crn_pattern}`))).toEqual(byHand);
          expect(sso_session.slice(0, api_keys.length).every((granted) => granted.direct && granted.granted_by[0] === 'direct')).toBe(true);
          expect(sso_session.slice(api_keys.length).some((granted) => granted.direct)).toBe(false);
          const pairs = sso_session.map(({ role_name, crn_pattern }) => `${role_name} ${crn_pattern}`);
          expect(new Set(pairs).size).toBe(pairs.length);
        }
      }),
      { numRuns: 200 },
    );
  });
});

interface Oracle {
  readonly text: string;
  readonly holds: (groups: ReadonlySet<string>) => boolean;
}

describe('because and missing against brute force', () => {
  const atoms = ['a', 'b', 'c', 'd'];
  const subsets = Array.from({ length: 16 }, (_, bits) => atoms.filter((_atom, index) => (bits >> index) & 1));
  const isSubset = (small: readonly string[], large: readonly string[]) => small.every((value) => large.includes(value));
  const minimal = (sets: readonly (readonly string[])[]) =>
    sets
      .filter((set) => !sets.some((other) => other.length < set.length && isSubset(other, set)))
      .toSorted((one, other) => one.length - other.length || (one.join('\u0000') < other.join('\u0000') ? -1 : 1));
  const { oracle } = fc.letrec<{ oracle: Oracle }>((tie) => ({
    oracle: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(...atoms).map((atom): Oracle => ({ text: `"${atom}" in groups`, holds: (groups) => groups.has(atom) })),
      fc.boolean().map((value): Oracle => ({ text: String(value), holds: () => value })),
      fc.tuple(tie('oracle'), tie('oracle')).map(([left, right]): Oracle => ({
        text: `(${left.text}) && (${right.text})`,
        holds: (groups) => left.holds(groups) && right.holds(groups),
      })),
      fc.tuple(tie('oracle'), tie('oracle')).map(([left, right]): Oracle => ({
        text: `(${left.text}) || (${right.text})`,
        holds: (groups) => left.holds(groups) || right.holds(groups),
      })),
    ),
  }));

  test('for every set of groups', () => {
    fc.assert(
      fc.property(oracle, ({ text, holds }) => {
        const simulator = read({ group_mappings: [{ display_name: 'M', filter: text }] });
        for (const held of subsets) {
          const person: Person = { name: 'ana', account: 'new', claim: { from: 'groups', values: held }, roleBindings: [] };
          const entry = simulator.simulate(person).group_mappings[0];
          const matches = holds(new Set(held));
          expect(simulator.decide(person).matching).toEqual(matches ? [0] : []);
          if (matches) {
            const sufficient = subsets.filter((values) => isSubset(values, held) && holds(new Set(values)));
            expect(entry).toMatchObject({ result: 'match', because: minimal(sufficient), missing: null });
          } else {
            const additions = subsets.filter((values) => !values.some((value) => held.includes(value)));
            const enough = additions.filter((values) => holds(new Set([...held, ...values])));
            expect(entry).toMatchObject({ result: 'no-match', because: null, missing: minimal(enough) });
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
