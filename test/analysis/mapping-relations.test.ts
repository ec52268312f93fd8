import { expect, it } from 'vitest';
import { buildGroupFunction } from '../../src-language/analysis/group-function.js';
import { findImplied } from '../../src-language/analysis/implied-functions.js';
import { relateMappings } from '../../src-language/analysis/mapping-relations.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import type { GroupMapping } from '../../src-language/mapping-set/mapping-set.js';

const parser = createFilterParser();

/** Relations of mappings with these filters, and how many functions were held against each other. */
function relate(filters: readonly string[]): { readonly known: ReturnType<typeof relateMappings>; readonly compared: number } {
  const functions = new Map<GroupMapping, ReturnType<typeof buildGroupFunction>>();
  for (const filter of filters) {
    const { expression } = parser.parse(filter);
    functions.set({ roleBindings: [], acls: [] } as unknown as GroupMapping, expression && buildGroupFunction(expression));
  }
  let compared = 0;
  const known = relateMappings(
    [...functions.keys()],
    (mapping) => functions.get(mapping) ?? null,
    (fns) => {
      compared += fns.length;
      return findImplied(fns);
    },
  );
  return { known, compared };
}

it('relates what is spelled alike once, whatever its order, blanks and repetitions', () => {
  const { known, compared } = relate([
    '"a" in groups || "b" in groups',
    '"b" in groups||"a" in groups',
    '"c" in groups',
    '("a" in groups || ("b" in groups || "a" in groups))',
    '"c" in groups && true',
    '"a" in groups && "c" in groups',
  ]);
  expect(compared).toBe(3);
  const places = new Map(known.map((one, place) => [one, place]));
  expect(known.map(({ firstEqual }) => places.get(firstEqual))).toEqual([0, 0, 2, 0, 2, 5]);
  expect(known.map(({ wider }) => wider.map((other) => places.get(other)))).toEqual([[], [], [], [], [], [0, 1, 2, 3, 4]]);
});

it('finds the first of those that are equal and spelled differently', () => {
  const { known } = relate(['"a" in groups', '"a" in groups || "a" in groups && "b" in groups', '"b" in groups', '"a" in groups']);
  const places = new Map(known.map((one, place) => [one, place]));
  expect(known.map(({ firstEqual }) => places.get(firstEqual))).toEqual([0, 0, 2, 0]);
});

it('relates tens of thousands of mappings with one filter without a list for each of them', () => {
  const { known } = relate(Array<string>(20_000).fill('"a" in groups || "b" in groups'));
  expect(known).toHaveLength(20_000);
  expect(new Set(known.map(({ firstEqual }) => firstEqual)).size).toBe(1);
});
