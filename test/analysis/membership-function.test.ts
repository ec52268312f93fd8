import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src-language/filter/expression.js';
import { isAlwaysFalse, isAlwaysTrue } from '../../src-language/analysis/group-function.js';
import {
  because,
  buildMembershipFunction,
  evaluateMembership,
  literalMembership,
  type MembershipFunction,
  missing,
  primeImplicants,
  removable,
} from '../../src-language/analysis/membership-function.js';
import {
  all,
  allGroupSets,
  anyOf,
  evaluatePlainly,
  filters,
  fromShape,
  joinedFilters,
  type Shape,
  shapeGroups,
  sortSets,
  test,
} from './filter-shapes.js';
import { minimalAdditions, minimalLosses, minimalSetsIn, tableGroups, tableOf } from './truth-tables.js';

function functionOf(shape: Shape): MembershipFunction {
  const built = buildMembershipFunction(fromShape(shape).expression);
  if (!built) throw new Error('not a membership function');
  return built;
}

const people = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'unrelated']);

describe('a membership function', () => {
  it('is what the filter means, for every set of groups', () => {
    fc.assert(
      fc.property(filters(6), (shape) => {
        const membership = functionOf(shape);
        for (const held of allGroupSets(shapeGroups(shape))) {
          const has = new Set(held);
          expect(evaluateMembership(membership, (group) => has.has(group))).toBe(evaluatePlainly(shape, has));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('names each group once, in text order', () => {
    const shape = anyOf(test('z'), all(test('b'), test('z')), test('a'));
    expect(functionOf(shape).atoms).toEqual(['z', 'b', 'a']);
  });

  it('keeps the groups of parts without effect', () => {
    expect(functionOf(anyOf(true, test('a'))).atoms).toEqual(['a']);
  });

  it('is always true or always false exactly when brute force says so', () => {
    fc.assert(
      fc.property(filters(5), (shape) => {
        const truths = allGroupSets(shapeGroups(shape)).map((held) => evaluatePlainly(shape, new Set(held)));
        expect(isAlwaysTrue(functionOf(shape))).toBe(truths.every((truth) => truth));
        expect(isAlwaysFalse(functionOf(shape))).toBe(!truths.some((truth) => truth));
      }),
    );
  });

  it('does not exist for a filter with anything else in it', () => {
    const range = { start: 0, end: 0 };
    const string: Expression = { kind: 'string', value: 'a', opening: '"', ...range };
    expect(buildMembershipFunction(string)).toBeNull();
    const inside = fromShape(test('a')).expression;
    expect(
      buildMembershipFunction({
        kind: 'logical',
        operator: '||',
        operands: [inside, { kind: 'unary', operator: '!', count: 1, operatorRange: range, operand: inside, ...range }],
        operatorRanges: [range],
        ...range,
      }),
    ).toBeNull();
    expect(buildMembershipFunction({ kind: 'missing', ...range })).toBeNull();
  });

  it('of a literal group is membership in that group, exactly', () => {
    const membership = literalMembership('Data Science');
    expect(evaluateMembership(membership, (group) => group === 'Data Science')).toBe(true);
    expect(evaluateMembership(membership, (group) => group === 'data science')).toBe(false);
  });
});

describe('because, missing, removable and the prime implicants', () => {
  it('are the minimal sets of the definition, for 10,000 filters', () => {
    fc.assert(
      fc.property(joinedFilters(10), people, (shape, person) => {
        const membership = functionOf(shape);
        const table = tableOf(shape);
        const held = person.filter((group) => tableGroups.includes(group));
        const cut = (sets: (readonly string[])[], limit = 64) => ({ sets: sets.slice(0, limit), truncated: sets.length > limit });
        expect([
          because(membership, person),
          missing(membership, new Set(person)),
          removable(membership, person),
          primeImplicants(membership, 5),
        ]).toEqual([
          cut(minimalSetsIn(table, held)),
          cut(minimalAdditions(table, held)),
          cut(minimalLosses(table, held)),
          cut(minimalSetsIn(table), 5),
        ]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('are [[]] when no group is needed and [] when none helps', () => {
    expect(because(functionOf(true), ['a'])).toEqual({ sets: [[]], truncated: false });
    expect(missing(functionOf(all(test('a'), false)), [])).toEqual({ sets: [], truncated: false });
    expect(because(functionOf(test('a')), ['b'])).toEqual({ sets: [], truncated: false });
  });

  it('list the groups and the sets by code point, not by UTF-16 unit', () => {
    // U+FF5E comes before U+1F600, whose first UTF-16 unit is smaller.
    const shape = anyOf(test('\u{1F600}'), test('\uFF5E'), all(test('z'), test('b'), test('Z')));
    expect(primeImplicants(functionOf(shape), 9).sets).toEqual([['\uFF5E'], ['\u{1F600}'], ['Z', 'b', 'z']]);
  });

  it('list the first 64 of the 2^25 sets of twenty-five alternatives', () => {
    // Named so that alphabetical order is far from text order: every a comes before every b.
    const names = Array.from({ length: 25 }, (_, index) => String(index).padStart(2, '0'));
    const membership = functionOf(all(...names.map((name) => anyOf(test(`b${name}`), test(`a${name}`)))));
    const { sets, truncated } = missing(membership, []);
    expect(truncated).toBe(true);
    expect(sets).toHaveLength(64);
    // All 25 a's come first; then the a that is given up for its b is as late as possible, which is counting down in binary.
    const expected = Array.from({ length: 64 }, (_, rank) =>
      names.map((name, index) => ((rank >> (24 - index)) & 1 ? `b${name}` : `a${name}`)).sort(),
    );
    expect(sets).toEqual(sortSets(expected));
  });

  it('list the first 64 of the 924 sixes of twelve, written as a sum and as nested choices', () => {
    const names = Array.from({ length: 12 }, (_, index) => `g${String.fromCharCode(97 + index)}`);
    const sixes = allGroupSets(names).filter((set) => set.length === 6);
    const expected = { sets: sortSets(sixes).slice(0, 64), truncated: true };
    expect(primeImplicants(functionOf(anyOf(...sixes.map((set) => all(...set.map(test))))), 64)).toEqual(expected);
    // At least six of twelve is also: every choice of seven holds one of them.
    const sevens = allGroupSets(names).filter((set) => set.length === 7);
    expect(primeImplicants(functionOf(all(...sevens.map((set) => anyOf(...set.map(test))))), 64)).toEqual(expected);
  });

  it('stay exact where clauses are entangled beyond multiplying out', () => {
    // A ring: a set satisfies it when it covers every pair of neighbours. 18 groups, 2^18 sets, checked one by one.
    const names = Array.from({ length: 18 }, (_, index) => `n${String((index * 7) % 18).padStart(2, '0')}`);
    const ring = all(...names.map((name, index) => anyOf(test(name), test(names[(index + 1) % 18] ?? ''))));
    const covers: string[][] = [];
    for (let bits = 0; bits < 1 << 18; bits++) {
      const has = (index: number) => (bits >> ((index + 18) % 18)) & 1;
      let isCover = true;
      let isMinimal = true;
      for (let index = 0; index < 18; index++) {
        if (!has(index) && !has(index + 1)) isCover = false;
        if (has(index) && has(index - 1) && has(index + 1)) isMinimal = false;
      }
      if (isCover && isMinimal) covers.push(names.filter((_, index) => has(index)));
    }
    expect(primeImplicants(functionOf(ring), 64)).toEqual({ sets: sortSets(covers).slice(0, 64), truncated: covers.length > 64 });
  });
});

describe('a filter of thousands of operands', () => {
  const names = Array.from({ length: 4000 }, (_, index) => `group-${String(index).padStart(4, '0')}`);

  it('lists the first of 4,000 alternatives', () => {
    const { sets, truncated } = missing(functionOf(anyOf(...names.map(test))), []);
    expect(sets).toEqual(names.slice(0, 64).map((name) => [name]));
    expect(truncated).toBe(true);
  });

  it('lists the one set of 4,000 requirements', () => {
    expect(missing(functionOf(all(...names.map(test))), names.slice(1))).toEqual({ sets: [[names[0]]], truncated: false });
    expect(missing(functionOf(all(...names.map(test))), []).sets).toEqual([names]);
  });

  it('lists pairs that share a group', () => {
    const shape = anyOf(...names.slice(1).map((name) => all(test(names[0] ?? ''), test(name))));
    expect(missing(functionOf(shape), []).sets[63]).toEqual([names[0], names[64]]);
  });

  it('lists choices of 2,000 pairs', () => {
    const pairs = Array.from({ length: 2000 }, (_, index) => anyOf(test(names[index] ?? ''), test(names[index + 2000] ?? '')));
    const { sets, truncated } = missing(functionOf(all(...pairs)), []);
    expect(sets[0]).toEqual(names.slice(0, 2000));
    expect(sets[1]).toEqual([...names.slice(0, 1999), names[3999]]);
    expect(truncated).toBe(true);
  });

  it('answers with minimal sets, and says that there are more, when the filter is entangled beyond solving', () => {
    // A hard covering problem: 600 groups, 900 clauses of three at pseudo-random places.
    let seed = 1;
    const next = () => (seed = (seed * 48271) % 2147483647) % 600;
    const clauses = Array.from({ length: 900 }, () =>
      anyOf(test(names[next()] ?? ''), test(names[next()] ?? ''), test(names[next()] ?? '')),
    );
    const shape = all(...clauses);
    const { sets, truncated } = missing(functionOf(shape), []);
    expect(truncated).toBe(true);
    expect(sets.length).toBeGreaterThan(0);
    for (const set of sets) {
      expect(evaluatePlainly(shape, new Set(set))).toBe(true);
      for (const spared of set) expect(evaluatePlainly(shape, new Set(set.filter((group) => group !== spared)))).toBe(false);
    }
  });
});
