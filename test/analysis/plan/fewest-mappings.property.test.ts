import '../../support/property-seed.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packParts } from '../../../src-language/analysis/plan/pack-parts.js';
import { planSet } from '../../../src-language/analysis/plan/plan-set.js';
import { type DrawnMapping, drawnGroups, drawnMappings, fileOf, rolesPlainly, services, setOf } from '../../review/drawn-sets.js';
import { allGroupSets, anyOf, evaluatePlainly, filters, test } from '../filter-shapes.js';
import { tableOfText } from '../truth-tables.js';
import { fewestMappings, tableOf } from './fewest-mappings.js';
import { shortestFormulas } from './shortest-formulas.js';

const roles = ['DeveloperRead', 'DeveloperWrite', 'EnvironmentAdmin'];
const sets = allGroupSets(drawnGroups);
const lengths = shortestFormulas(drawnGroups);
const lengthOf = (table: number) => lengths.get(table) ?? Infinity;
const planOf = (mappings: readonly DrawnMapping[], group_mappings: number, filter_length: number) =>
  planSet(setOf({ organization: { limits: { group_mappings, filter_length } }, ...(fileOf(mappings) as object) }), services);

/** The drawn groups' truth table, as a filter's text gives it. */
const decide = (filter: string, groups: readonly string[]) =>
  (tableOfText(filter) >> BigInt(groups.reduce((set, group) => set | (1 << 'abcdefghij'.indexOf(group)), 0))) & 1n;

describe('a plan, against every row of drops and merges that there is', () => {
  it('has as few mappings as any of them leaves, within the limits, and with the roles of every group set the same', () => {
    let merged = 0;
    fc.assert(
      fc.property(drawnMappings, fc.constantFrom(26, 40, 60, 300), (mappings, limit) => {
        fc.pre(mappings.length > 0 && mappings.every(({ shape }) => lengthOf(tableOf(shape, drawnGroups)) <= limit));
        const fewest = fewestMappings(mappings, drawnGroups, roles, (table) => lengthOf(table) <= limit);
        const plan = planOf(mappings, Math.max(1, fewest), limit);
        expect(plan).toMatchObject({ fits: true, obstacles: [] });
        if (fewest < mappings.length) merged++;
        expect(plan.mappings.length).toBeLessThanOrEqual(Math.max(1, fewest));
        for (const { filter } of plan.mappings) expect(filter.length).toBeLessThanOrEqual(limit);
        if (fewest > 1) expect(planOf(mappings, fewest - 1, limit)).toMatchObject({ fits: false, after: { groupMappings: fewest } });
        for (const groups of sets) {
          const granted = plan.mappings.flatMap(({ filter, roleBindings }) => (decide(filter, groups) ? roleBindings : []));
          expect(new Set(granted.map(({ roleName }) => roleName.value))).toEqual(rolesPlainly(mappings, groups));
        }
      }),
      { numRuns: 150 },
    );
    expect(merged).toBeGreaterThan(60);
  });

  it('goes back on a merge that stands in the way of others', () => {
    // The first two that match the same users, D, become one at a first glance; then nothing else goes with anything.
    const mappings: DrawnMapping[] = [
      { name: 'D reads and writes', shape: test('d'), roles: ['DeveloperRead', 'DeveloperWrite'] },
      { name: 'B reads', shape: test('b'), roles: ['DeveloperRead'] },
      { name: 'A writes and administers', shape: test('a'), roles: ['DeveloperWrite', 'EnvironmentAdmin'] },
      { name: 'D administers', shape: test('d'), roles: ['EnvironmentAdmin'] },
    ];
    const plan = planOf(mappings, 2, 300);
    expect(plan.mappings.map(({ filter, roleBindings }) => [filter, roleBindings.map(({ roleName }) => roleName.value).sort()])).toEqual(
      expect.arrayContaining([
        [expect.stringMatching(/^"[bd]" in groups \|\| "[bd]" in groups$/), ['DeveloperRead']],
        [expect.stringMatching(/^"[ad]" in groups \|\| "[ad]" in groups$/), ['DeveloperWrite', 'EnvironmentAdmin']],
      ]),
    );
  });
});

describe('a split', () => {
  /** The fewest packs, by putting each part into every pack in turn. */
  const fewestPacks = (parts: readonly number[], limit: number, packs: readonly number[] = []): number => {
    const [first, ...rest] = parts;
    if (first === undefined) return packs.length;
    const into = packs
      .map((pack, place) => (pack + first <= limit ? packs.with(place, pack + first) : null))
      .filter((each) => each !== null);
    return Math.min(...[...into, [...packs, first]].map((each) => fewestPacks(rest, limit, each)));
  };

  it('takes as few packs as there can be of up to ten parts, and never loses one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }), fc.integer({ min: 60, max: 150 }), (parts, limit) => {
        const packs = packParts(
          parts,
          (pack) => pack.reduce((sum, part) => sum + part, 0) <= limit,
          (part) => part,
        );
        expect(packs.length).toBe(fewestPacks(parts, limit));
        expect(packs.flat().sort((a, b) => a - b)).toEqual([...parts].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  it('is found whenever the groups that are needed at once fit, and only then', () => {
    fc.assert(
      fc.property(filters(drawnGroups.length), fc.constantFrom(12, 13, 26, 30, 40), (shape, limit) => {
        const minimal = sets.filter(
          (groups) =>
            evaluatePlainly(shape, new Set(groups)) &&
            groups.every((group) => !evaluatePlainly(shape, new Set(groups.filter((other) => other !== group)))),
        );
        // `"a"in groups&&"b"in groups`
        const canFit = minimal.every(({ length }) => length * 14 - 2 <= limit);
        expect(planOf([{ name: 'One', shape, roles: ['DeveloperRead'] }], 50, limit).fits).toBe(canFit);
      }),
      { numRuns: 150 },
    );
  });

  it('does not need the alternatives in a lucky order', () => {
    const group = (letter: string, length: number) => test(letter.repeat(length));
    const shape = anyOf(group('a', 90), group('b', 90), group('c', 30), group('d', 30));
    // Each alternative takes some ten characters more than its group: a long one goes with a short one, and two long ones do not.
    const mappings: DrawnMapping[] = [{ name: 'Long', shape, roles: ['DeveloperRead'] }];
    const plan = planOf(mappings, 2, 150);
    expect(plan).toMatchObject({ fits: true, steps: [{ action: 'split' }] });
  });
});
