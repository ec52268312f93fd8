import '../support/property-seed.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { AccessDiff } from '../../src-language/review/access-diff.js';
import { exportSet } from '../../src-language/exchange/export/export-set.js';
import { allGroupSets, type Shape, sortSets } from '../analysis/filter-shapes.js';
import { randomMappings, setOf as setOfContent } from '../exchange/random-sets.js';
import { createTerraformServices, setOf, type Texts } from '../support/read-terraform.js';
import { type DrawnMapping, drawnGroups, drawnMappings, rolesPlainly } from './drawn-sets.js';
import { type Draw, rewritten } from './same-access.js';
import { aclOf, filesOf, grants, groupNames, hosts, peopleOf } from './sets-in-hosts.js';

const sets = sortSets(allGroupSets(drawnGroups));
const people = peopleOf(sets);
let services: GroupFilterServices;
beforeAll(async () => (services = await createTerraformServices()));

const draws = fc.infiniteStream(fc.nat()).map((stream): Draw => {
  const numbers = stream[Symbol.iterator]();
  return (below) => (numbers.next().value as number) % below;
});
const hostPairs = fc.tuple(fc.constantFrom(...hosts), fc.constantFrom(...hosts));

/** Only the second side has people; the first is what a listing or Terraform alone can say, or has them too. */
function diffOf(base: Texts, head: Texts, draw: Draw): AccessDiff {
  return services.diff(setOf(services, { ...base, ...(draw(2) === 0 ? people : {}) }), setOf(services, { ...head, ...people }));
}

describe('the access diff between hosts', () => {
  it('is empty where the same set is renamed, reordered, rewritten, divided and written in another format', () => {
    fc.assert(
      fc.property(drawnMappings, hostPairs, draws, (mappings, [from, to], draw) => {
        const withAcls = aclOf(from) !== null && aclOf(to) !== null;
        const head = filesOf(to, rewritten(mappings, draw), withAcls, draw);
        const diff = diffOf(filesOf(from, mappings, withAcls, draw), head, draw);
        expect({ ...diff, group_mappings: [], users_added: [], users_removed: [] }).toEqual({
          version: 1,
          users: [],
          users_added: [],
          users_removed: [],
          role_bindings: [],
          acls: [],
          group_mappings: [],
          unknown_group_mappings: [],
          sign_in: diff.sign_in && [],
          summary: { ...diff.summary, ...nothing },
        });
      }),
      { numRuns: 80 },
    );
  });

  it('is empty, both ways, between formats of a set out to break quoting, with broken and undocumented filters in it', () => {
    const written = ['json', 'yaml', 'terraform'] as const;
    fc.assert(
      fc.property(randomMappings, fc.shuffledSubarray([...written], { minLength: 2, maxLength: 2 }), (mappings, [from, to]) => {
        const filesIn = (format: (typeof written)[number] | undefined, content: typeof mappings): Texts => {
          const set = { group_mappings: content };
          return format === 'terraform'
            ? { 'main.tf': exportSet(setOfContent(set), 'terraform').text }
            : format === 'yaml'
              ? { 'acme.groupmap.yaml': exportSet(setOfContent(set), 'yaml').text }
              : { 'acme.groupmap.json': JSON.stringify(set) };
        };
        const renamed = mappings.map((mapping, index) => ({ ...mapping, display_name: `Team ${index}` })).reverse();
        const { users, role_bindings, acls, summary } = diffOf(filesIn(from, mappings), filesIn(to, renamed), () => 0);
        expect({ users, role_bindings, acls, summary }).toMatchObject({ users: [], role_bindings: [], acls: [], summary: nothing });
      }),
      { numRuns: 60 },
    );
  });

  it('finds a changed operand, group, role or mapping in every format, for exactly the people whom it concerns', () => {
    let changes = 0;
    fc.assert(
      fc.property(drawnMappings, hostPairs, draws, (mappings, [from, to], draw) => {
        const after = changed(mappings, draw);
        const diff = diffOf(filesOf(from, mappings, false, draw), filesOf(to, rewritten(after, draw), false, draw), draw);
        const told = new Map(diff.users.map((user) => [user.user, user]));
        for (const groups of sets) {
          const [had, has] = [rolesPlainly(mappings, groups), rolesPlainly(after, groups)];
          const user = told.get(`with ${groups.join(' ') || 'nothing'}`);
          expect(keys(user?.gains)).toEqual(keysOf([...has].filter((role) => !had.has(role))));
          expect(keys(user?.loses)).toEqual(keysOf([...had].filter((role) => !has.has(role))));
        }
        for (const [role, { role_name, crn_pattern }] of Object.entries(grants)) {
          const has = (side: readonly DrawnMapping[], groups: readonly string[]) => rolesPlainly(side, groups).has(role);
          const gaining = sets.filter((groups) => has(after, groups) && !has(mappings, groups));
          const losing = sets.filter((groups) => has(mappings, groups) && !has(after, groups));
          const binding = diff.role_bindings.find((each) => each.role_name === role_name && each.crn_pattern === crn_pattern);
          expect(binding?.change ?? 'same').toBe(
            gaining.length > 0
              ? sets.some((groups) => has(mappings, groups))
                ? losing.length > 0
                  ? 'changed'
                  : 'wider'
                : 'added'
              : losing.length === 0
                ? 'same'
                : sets.some((groups) => has(after, groups))
                  ? 'narrower'
                  : 'removed',
          );
          const proven = gaining.length > 0 ? gaining : losing;
          if (binding) {
            changes++;
            const witness = binding.witness?.map((group) => drawnGroups.find((drawn) => groupNames[drawn] === group)).sort();
            expect(proven.filter(({ length }) => length === proven[0]?.length)).toContainEqual(witness);
          }
        }
      }),
      { numRuns: 80 },
    );
    expect(changes).toBeGreaterThan(40);
  });
});

const nothing = {
  users_gaining: 0,
  users_losing: 0,
  users_uncertain: 0,
  users_unchanged: sets.length,
  users_gaining_administration: 0,
  role_bindings_changed: 0,
  role_bindings_unknown: 0,
};

function keys(roles: readonly { readonly role_name: string; readonly crn_pattern: string }[] = []): string[] {
  return roles.map(({ role_name, crn_pattern }) => `${role_name} ${crn_pattern}`).sort();
}

function keysOf(roles: readonly string[]): string[] {
  return keys(roles.flatMap((role) => grants[role] ?? []));
}

/** One change as a reviewer meets it; it may leave the access of everybody as it is. */
function changed(mappings: readonly DrawnMapping[], draw: Draw): DrawnMapping[] {
  const added: DrawnMapping = { name: 'Added', shape: { test: drawnGroups[draw(4)] ?? 'a' }, roles: [Object.keys(grants)[draw(3)] ?? ''] };
  const at = draw(mappings.length || 1);
  const mapping = mappings[at];
  if (!mapping) return [added];
  const group: Shape = { test: drawnGroups[draw(4)] ?? 'a' };
  const { shape, roles } = mapping;
  const isJoined = typeof shape === 'object' && 'join' in shape;
  const dropped = isJoined ? draw(shape.parts.length) : 0;
  const replacements: DrawnMapping[][] = [
    [{ ...mapping, shape: { join: '||', parts: [shape, group] } }],
    [{ ...mapping, shape: { join: '&&', parts: [group, shape] } }],
    [{ ...mapping, roles: Object.keys(grants).filter((role) => !roles.includes(role)) }],
    [{ ...mapping, roles: roles.slice(1) }],
    [],
    [mapping, added],
    ...(isJoined
      ? [
          [{ ...mapping, shape: { ...shape, parts: shape.parts.filter((_, index) => index !== dropped) } }],
          [{ ...mapping, shape: { join: shape.join === '&&' ? ('||' as const) : ('&&' as const), parts: shape.parts } }],
        ]
      : []),
  ];
  return mappings.flatMap((each, index) => (index === at ? (replacements[draw(replacements.length)] ?? []) : [each]));
}
