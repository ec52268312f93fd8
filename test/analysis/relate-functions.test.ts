import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMembershipFunction } from '../../src-language/analysis/membership-function.js';
import { relateFunctions } from '../../src-language/analysis/relate-functions.js';
import { all, anyOf, fromShape, joinedFilters, type Shape, test } from './filter-shapes.js';
import { onlyIn, setsIn, tableOf } from './truth-tables.js';

function relate(a: Shape, b: Shape) {
  const [left, right] = [a, b].map((shape) => buildMembershipFunction(fromShape(shape).expression));
  if (!left || !right) throw new Error('not membership functions');
  return relateFunctions(left, right);
}

describe('two functions', () => {
  it.each([
    [test('a'), test('a'), 'equivalent', null, null],
    [all(test('a'), test('b')), test('a'), 'narrower', null, ['a']],
    [true, test('a'), 'wider', [], null],
    [test('b'), test('a'), 'overlapping', ['b'], ['a']],
    [false, test('a'), 'narrower', null, ['a']],
    [all(test('a'), anyOf(test('b'), test('c'))), anyOf(all(test('c'), test('a')), all(test('b'), test('a'))), 'equivalent', null, null],
  ] as const)('%j and %j are %s', (a, b, relation, onlyA, onlyB) => {
    expect(relate(a, b)).toEqual({ relation, onlyA, onlyB });
  });

  it('stand to each other as brute force says, with the first of the smallest witnesses, for 10,000 pairs', () => {
    // Half of the pairs share a filter, so that one is often wider than the other.
    const pairs = fc
      .tuple(joinedFilters(10), joinedFilters(10), fc.constantFrom('apart', 'joined', 'apart', '&&', '||'))
      .map(([a, b, how]): [Shape, Shape] =>
        how === 'apart' ? [a, b] : how === 'joined' ? [all(a, b), anyOf(b, a)] : [a, how === '&&' ? all(b, a) : anyOf(b, a)],
      );
    fc.assert(
      fc.property(pairs, fc.boolean(), (pair, isSwapped) => {
        const [a, b] = isSwapped ? [pair[1], pair[0]] : pair;
        const [one, other] = [tableOf(a), tableOf(b)];
        const [onlyA = null] = setsIn(onlyIn(one, other));
        const [onlyB = null] = setsIn(onlyIn(other, one));
        const relation = onlyA ? (onlyB ? 'overlapping' : 'wider') : onlyB ? 'narrower' : 'equivalent';
        expect(relate(a, b)).toEqual({ relation, onlyA, onlyB });
      }),
      { numRuns: 10_000 },
    );
  });

  it('of 2^25 alternatives are compared', () => {
    const pairs = Array.from({ length: 25 }, (_, index) => anyOf(test(`b${index}`), test(`a${index}`)));
    expect(relate(all(...pairs), all(...[...pairs].reverse()))).toEqual({ relation: 'equivalent', onlyA: null, onlyB: null });
    const { relation, onlyA, onlyB } = relate(all(...pairs), all(...pairs.slice(1)));
    expect([relation, onlyA, onlyB?.length]).toEqual(['narrower', null, 24]);
  });

  it('of 4,000 operands are compared', () => {
    const tests = Array.from({ length: 4000 }, (_, index) => test(`group-${index}`));
    expect(relate(anyOf(...tests), anyOf(...tests.slice(0, -1)))).toMatchObject({ relation: 'wider', onlyA: ['group-3999'] });
  });

  it('are not compared when too entangled', () => {
    let seed = 7;
    const next = () => test(`group-${(seed = (seed * 48271) % 2147483647) % 600}`);
    const entangled = () => all(...Array.from({ length: 900 }, () => anyOf(next(), next(), next())));
    expect(relate(entangled(), entangled()).relation).toBe('unknown');
  });
});
