import '../support/property-seed.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEditingContext } from '../../src-language/editing/editing-context.js';
import { signInView } from '../../src-language/evaluator/sign-in-view.js';
import { personOf } from '../../src-language/provisioning/simulator.js';
import type { ExplainedAccess } from '../../src-language/review/explain-access.js';
import { allGroupSets, sortSets } from '../analysis/filter-shapes.js';
import { drawnGroups, drawnMappings, fileOf, rolesPlainly, services, setOf, setOfYaml } from './drawn-sets.js';

const sets = sortSets(allGroupSets(drawnGroups));
const roles = ['DeveloperRead', 'DeveloperWrite', 'EnvironmentAdmin'];
const crn = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1';

/** The explanation of the only user of a set. */
function explain(yaml: string, roleName: string | null = null): ExplainedAccess {
  const set = setOfYaml(yaml);
  const [user] = set.users;
  if (!user) throw new Error('The set has no user.');
  return services.explain(set, personOf(user), roleName);
}

function mapping(name: string, condition: string, role = 'DeveloperRead'): string {
  return `  - { display_name: ${name}, ${condition}, role_bindings: [{ role_name: ${role}, crn_pattern: '${crn}' }] }\n`;
}

describe('an explanation, against brute force over all group sets', () => {
  it('tells the fewest groups that bring each role, and the fewest whose loss takes it away', () => {
    fc.assert(
      fc.property(drawnMappings, fc.constantFrom(...sets), (mappings, groups) => {
        const set = setOf(fileOf(mappings, [{ name: 'ana@acme.example', groups }]));
        const [user] = set.users;
        const explained = services.explain(set, personOf(user as NonNullable<typeof user>), null);
        const has = (held: readonly string[], role: string) => rolesPlainly(mappings, held).has(role);
        const shown = signInView(createEditingContext(set, services), personOf(user as NonNullable<typeof user>)).access;
        for (const role of roles) {
          const held = explained.roles.find(({ role_name }) => role_name === role);
          const near = explained.nearest.find(({ role_name }) => role_name === role);
          expect(held !== undefined).toBe(has(groups, role));
          const without = sets.find(
            (away) =>
              away.every((group) => groups.includes(group)) &&
              !has(
                groups.filter((group) => !away.includes(group)),
                role,
              ),
          );
          if (held) expect(held.remove).toEqual(without ?? null);
          const row = shown.find(({ roleName }) => roleName === role);
          expect(row?.goneWithout?.map(({ group }) => group) ?? null).toEqual((held && without) ?? null);
          const more = sets.find((added) => added.every((group) => !groups.includes(group)) && has([...groups, ...added], role));
          expect(near?.add.length).toBe(held ? undefined : more?.length);
          if (near) expect(has([...groups, ...near.add], role)).toBe(true);
        }
        const lengths = explained.nearest.map(({ add }) => add.length);
        expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
      }),
      { numRuns: 150 },
    );
  });

  it('tells every way to a role, of every mapping', () => {
    fc.assert(
      fc.property(drawnMappings, fc.constantFrom(...sets), (mappings, groups) => {
        const set = setOf(fileOf(mappings, [{ name: 'ana@acme.example', groups }]));
        const [user] = set.users;
        const explained = services.explain(set, personOf(user as NonNullable<typeof user>), null);
        for (const { role_name, paths } of explained.roles)
          expect(paths).toEqual(
            mappings.flatMap((one) => {
              const isMatch = (held: readonly string[]) => rolesPlainly([one], held).has(role_name);
              if (!isMatch(groups)) return [];
              const own = sets.filter((held) => held.every((group) => groups.includes(group)) && isMatch(held));
              const minimal = own.filter((held) => !held.some((group) => isMatch(held.filter((other) => other !== group))));
              return [{ group_mapping: one.name, because: minimal, file: 'acme.groupmap.json', line: expect.any(Number) }];
            }),
          );
      }),
      { numRuns: 100 },
    );
  });

  it('tells the groups that lead to a role, whoever asks', () => {
    fc.assert(
      fc.property(drawnMappings, (mappings) => {
        for (const role of roles) {
          const { role_bindings } = services.lookUpRole(setOf(fileOf(mappings)), role);
          const told = role_bindings.flatMap(({ group_mappings }) =>
            group_mappings.map(({ group_mapping, groups }) => ({ group_mapping, groups })),
          );
          expect(told).toEqual(
            mappings
              .filter((one) => one.roles.includes(role))
              .map((one) => {
                const isMatch = (held: readonly string[]) => rolesPlainly([one], held).has(role);
                return {
                  group_mapping: one.name,
                  groups: sets.filter((held) => isMatch(held) && !held.some((group) => isMatch(held.filter((other) => other !== group)))),
                };
              }),
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('an explanation', () => {
  const ana = 'users:\n  - { name: ana@acme.example, groups: [a] }\n';

  it('counts a hand-assigned role as a way that no group takes away', () => {
    const byHand = ana.replace(' }', `, role_bindings: [{ role_name: DeveloperRead, crn_pattern: '${crn}' }] }`);
    expect(explain(`group_mappings:\n${mapping('One', 'group: a')}${byHand}`).roles).toMatchObject([
      {
        direct: true,
        paths: [
          { group_mapping: 'direct', because: [[]] },
          { group_mapping: 'One', because: [['a']] },
        ],
        remove: null,
      },
    ]);
  });

  it('never takes an unknown mapping for a no', () => {
    const { roles: had, nearest, unknown } = explain(`group_mappings:\n${mapping('One', `filter: '"a" in groups or'`)}${ana}`);
    expect([had, nearest]).toEqual([[], []]);
    expect(unknown).toMatchObject([{ role_name: 'DeveloperRead', group_mapping: 'One', reason: { code: 'syntax' } }]);
  });

  it('finds the nearest way of tests of how names begin, with an example of such a name', () => {
    const { nearest } = explain(
      `group_mappings:\n${mapping('One', `filter: 'groups.exists(g, g.startsWith("eng-")) && "b" in groups'`)}${ana}`,
    );
    expect(nearest).toMatchObject([{ add: ['b', 'eng-a'], examples: ['eng-a'] }]);
    const engineer = ana.replace('[a]', '[eng-x, eng-y, b]');
    const had = explain(`group_mappings:\n${mapping('One', `filter: 'groups.exists(g, g.startsWith("eng-"))'`)}${engineer}`).roles;
    expect(had).toMatchObject([{ paths: [{ because: null }], remove: ['eng-x', 'eng-y'] }]);
  });

  it('says which groups the identity provider would hold back', () => {
    const gate = 'sso: { group_claim: { groups: assigned_to_application }, application: { assigned_groups: [a, c] } }\n';
    const both = `${mapping('One', `filter: '"b" in groups'`)}${mapping('Two', 'group: c', 'MetricsViewer')}`;
    const { nearest } = explain(`${gate}group_mappings:\n${both}${ana.replace('groups', 'member_of')}`);
    expect(nearest).toMatchObject([{ add: ['b'], held_back: ['b'] }, { add: ['c'] }]);
    expect(nearest[1]).not.toHaveProperty('held_back');
  });

  it('offers no groups where more of them bring nothing', () => {
    const many = `sso: { identity_provider: entra, group_attribute: groups }\ngroup_mappings:\n${mapping('One', 'group: b')}users:\n  - { name: ana@acme.example, member_of: [${Array.from({ length: 151 }, (_, index) => `g${index}`).join(', ')}] }\n`;
    expect(explain(many)).toMatchObject({ nearest: [], blocked: { code: 'group-claim-overflow' } });
  });

  it('of whoever is refused has no role, and offers none by more groups', () => {
    const refused = explain(`organization: { jit_enabled: false }\ngroup_mappings:\n${mapping('One', 'group: b')}${ana}`);
    expect(refused).toMatchObject({ sign_in: 'denied_no_account', roles: [], nearest: [], unknown: [] });
    expect(refused.claim.join()).toContain('JIT');
  });

  it('of one role leaves the others out', () => {
    const two = `group_mappings:\n${mapping('One', 'group: a')}${mapping('Two', 'group: b', 'MetricsViewer')}${ana}`;
    const names = ({ roles: had, nearest }: ExplainedAccess) => [...had, ...nearest].map(({ role_name }) => role_name);
    expect(names(explain(two))).toEqual(['DeveloperRead', 'MetricsViewer']);
    expect(names(explain(two, 'MetricsViewer'))).toEqual(['MetricsViewer']);
  });
});
