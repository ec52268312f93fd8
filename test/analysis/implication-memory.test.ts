import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupFunction } from '../../src-language/analysis/group-function.js';
import { ImplicationMemory } from '../../src-language/analysis/implication-memory.js';
import { literalMembership } from '../../src-language/analysis/membership-function.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { makeFilters } from '../bench/workload.js';

const services = createGroupFilterServices();
const functionOf = (filter: string): GroupFunction | null => services.groupFunction(filter);

/** Filters of three groups, two of which begin alike, and how each is decided by plain JavaScript. */
const drawn = {
  '"eng-a" in groups': (groups: readonly string[]) => groups.includes('eng-a'),
  '"eng-b" in groups': (groups: readonly string[]) => groups.includes('eng-b'),
  '"x" in groups': (groups: readonly string[]) => groups.includes('x'),
  '"eng-a" in groups && "x" in groups': (groups: readonly string[]) => groups.includes('eng-a') && groups.includes('x'),
  '"x" in groups && ("eng-a" in groups || "eng-b" in groups)': (groups: readonly string[]) =>
    groups.includes('x') && (groups.includes('eng-a') || groups.includes('eng-b')),
  '"eng-b" in groups || "eng-a" in groups': (groups: readonly string[]) => groups.includes('eng-a') || groups.includes('eng-b'),
  'groups.exists(g, g.startsWith("eng-"))': (groups: readonly string[]) => groups.some((group) => group.startsWith('eng-')),
  '"x" in groups || groups.exists(g, g.startsWith("eng"))': (groups: readonly string[]) =>
    groups.includes('x') || groups.some((group) => group.startsWith('eng')),
  true: () => true,
  false: () => false,
} as const;
type Filter = keyof typeof drawn;
const filterTexts = Object.keys(drawn) as Filter[];

/** Every set of the named groups and of two that only the tests of beginnings know. */
const names = ['eng-a', 'eng-b', 'x', 'eng-other', 'engine'];
const groupSets = Array.from({ length: 1 << names.length }, (_, bits) => names.filter((_name, place) => bits & (1 << place)));
const truths = new Map(filterTexts.map((filter) => [filter, groupSets.map(drawn[filter])] as const));
const implies = (one: Filter, other: Filter) => truths.get(one)?.every((truth, set) => !truth || truths.get(other)?.[set]);

describe('what is remembered of implications', () => {
  it('is what brute force says, however filters come, go and come back', () => {
    const sets = fc.array(fc.array(fc.constantFrom(...filterTexts), { maxLength: 8 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sets, (inTurn) => {
        const memory = new ImplicationMemory();
        for (const filters of inTurn) {
          const expected = filters.map((one, place) =>
            one === 'false' ? [] : filters.flatMap((other, at) => (at !== place && implies(one, other) ? [at] : [])),
          );
          expect(memory.find(filters.map(functionOf))).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lets one changed filter among a thousand be compared with the others once in either direction, and an unchanged set not at all', () => {
    const memory = new ImplicationMemory();
    const filters = makeFilters(1000);
    memory.find(filters.map(functionOf));
    expect(memory.comparisons).toBe(0);
    const other = makeFilters(200);
    memory.find(other.map(functionOf));
    for (const place of [0, 500, 999]) {
      const before = memory.comparisons;
      filters[place] = `"typed-${place}" in groups || ${filters[place]}`;
      memory.find(filters.map(functionOf));
      expect(memory.comparisons - before).toBeGreaterThan(0);
      expect(memory.comparisons - before).toBeLessThanOrEqual(2 * filters.length);
    }
    const before = memory.comparisons;
    memory.find([...filters].reverse().map(functionOf));
    memory.find(other.map(functionOf));
    expect(memory.comparisons).toBe(before);
  });

  it('knows the groups of literal mappings by their names', () => {
    const memory = new ImplicationMemory();
    const groups = Array.from({ length: 100 }, (_, index) => `group-${index}`);
    memory.find(groups.map(literalMembership));
    expect(memory.find([...groups, 'group-7'].map(literalMembership))[7]).toEqual([100]);
    expect(memory.comparisons).toBe(0);
  });
});
