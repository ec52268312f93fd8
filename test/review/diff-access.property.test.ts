import '../support/property-seed.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessDiff } from '../../src-language/review/access-diff.js';
import { allGroupSets, sortSets } from '../analysis/filter-shapes.js';
import { type DrawnMapping, drawnGroups, drawnMappings, fileOf, rolesPlainly, services, setOf, usersOf } from './drawn-sets.js';
import { rewritten, written } from './same-access.js';

const sets = sortSets(allGroupSets(drawnGroups));
const users = usersOf(sets);

function diffOf(base: readonly DrawnMapping[], head: readonly DrawnMapping[]): AccessDiff {
  return services.diff(setOf(fileOf(base)), setOf(fileOf(head, users)));
}

describe('the access diff, against brute force over all group sets', () => {
  it('says of each user what is gained and lost', () => {
    fc.assert(
      fc.property(drawnMappings, drawnMappings, (base, head) => {
        const changed = new Map(diffOf(base, head).users.map((user) => [user.user, user]));
        sets.forEach((groups) => {
          const user = changed.get(`with ${groups.join(' ') || 'nothing'}`);
          const [before, after] = [rolesPlainly(base, groups), rolesPlainly(head, groups)];
          const names = (roles: readonly { readonly role_name: string }[] = []) => roles.map(({ role_name }) => role_name).sort();
          expect(names(user?.gains)).toEqual([...after].filter((role) => !before.has(role)).sort());
          expect(names(user?.loses)).toEqual([...before].filter((role) => !after.has(role)).sort());
        });
      }),
      { numRuns: 100 },
    );
  });

  it('names the mappings that cause it', () => {
    fc.assert(
      fc.property(drawnMappings, drawnMappings, (base, head) => {
        for (const { user, gains, loses } of diffOf(base, head).users) {
          const groups = user === 'with nothing' ? [] : user.slice('with '.length).split(' ');
          const granting = (mappings: readonly DrawnMapping[], role: string) =>
            mappings.filter((mapping) => rolesPlainly([mapping], groups).has(role)).map(({ name }) => name);
          for (const { role_name, granted_by } of gains) expect(granted_by).toEqual(granting(head, role_name));
          for (const { role_name, granted_by } of loses) expect(granted_by).toEqual(granting(base, role_name));
        }
      }),
      { numRuns: 120 },
    );
  });

  it('says of each role binding how it changes for anyone, with a smallest witness', () => {
    fc.assert(
      fc.property(drawnMappings, drawnMappings, (base, head) => {
        const { role_bindings } = services.diff(setOf(fileOf(base)), setOf(fileOf(head)));
        const told = new Map(role_bindings.map((binding) => [binding.role_name, binding]));
        for (const role of ['DeveloperRead', 'DeveloperWrite', 'EnvironmentAdmin']) {
          const has = (mappings: readonly DrawnMapping[], groups: readonly string[]) => rolesPlainly(mappings, groups).has(role);
          // The sets are sorted, so that the first is a smallest.
          const gaining = sets.find((groups) => has(head, groups) && !has(base, groups)) ?? null;
          const losing = sets.find((groups) => has(base, groups) && !has(head, groups)) ?? null;
          const isBefore = sets.some((groups) => has(base, groups));
          const isAfter = sets.some((groups) => has(head, groups));
          const change = gaining
            ? isBefore
              ? losing
                ? 'changed'
                : 'wider'
              : 'added'
            : losing
              ? isAfter
                ? 'narrower'
                : 'removed'
              : null;
          const binding = told.get(role);
          expect(binding?.change ?? null).toBe(change);
          expect(binding?.witness ?? null).toEqual(gaining ?? losing);
          expect(binding?.witness_loses ?? null).toEqual(gaining && losing);
          const minimal = (has: (groups: readonly string[]) => boolean) =>
            sets.filter((groups) => has(groups) && !groups.some((group) => has(groups.filter((other) => other !== group))));
          expect(binding?.ways_gained ?? []).toEqual(minimal((groups) => has(head, groups) && !has(base, groups)));
          expect(binding?.ways_lost ?? []).toEqual(minimal((groups) => has(base, groups) && !has(head, groups)));
          if (binding?.still)
            expect([has(head, binding.still), losing?.every((group) => binding.still?.includes(group))]).toEqual([true, true]);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('is empty between sets that mean the same, whatever they are called, ordered, written or divided into', () => {
    fc.assert(
      fc.property(drawnMappings, fc.infiniteStream(fc.nat()), (mappings, stream) => {
        const numbers = stream[Symbol.iterator]();
        const next = (below: number): number => (numbers.next().value as number) % below;
        const base = services.diff(
          setOf(fileOf(mappings)),
          setOf(fileOf(rewritten(mappings, next), users, (shape) => written(shape, next))),
        );
        expect({ users: base.users, role_bindings: base.role_bindings, acls: base.acls }).toEqual({
          users: [],
          role_bindings: [],
          acls: [],
        });
      }),
      { numRuns: 100 },
    );
  });

  it('the other way round gains what it loses', () => {
    fc.assert(
      fc.property(drawnMappings, drawnMappings, (one, other) => {
        const both = (mappings: readonly DrawnMapping[]) => setOf(fileOf(mappings, users));
        const mirror = { wider: 'narrower', narrower: 'wider', added: 'removed', removed: 'added', changed: 'changed', unknown: 'unknown' };
        const changes = ({ role_bindings }: AccessDiff) => role_bindings.map(({ role_name, change }) => `${role_name} ${change}`).sort();
        const there = services.diff(both(one), both(other));
        const back = services.diff(both(other), both(one));
        expect(changes(back)).toEqual(there.role_bindings.map(({ role_name, change }) => `${role_name} ${mirror[change]}`).sort());
        expect([back.summary.users_gaining, back.summary.users_losing]).toEqual([there.summary.users_losing, there.summary.users_gaining]);
      }),
      { numRuns: 100 },
    );
  });
});
