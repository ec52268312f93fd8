import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFilterMatcher, matchVerdicts } from '../../src-language/analysis/filter-matcher.js';
import { buildMembershipFunction, literalMembership } from '../../src-language/analysis/membership-function.js';
import { all, anyOf, evaluatePlainly, filters, fromShape, type Shape, test } from './filter-shapes.js';

const functionOf = (shape: Shape) => buildMembershipFunction(fromShape(shape).expression);
const neverAsked = () => {
  throw new Error('evaluated a membership function');
};

describe('a filter matcher', () => {
  it('agrees with every filter about everybody, one person after the other', () => {
    const person = fc.array(fc.constantFrom(...'abcdefgh', 'unrelated'), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(filters(8), { maxLength: 12 }), fc.array(person, { minLength: 1, maxLength: 12 }), (shapes, people) => {
        const matcher = buildFilterMatcher(shapes.map(functionOf), neverAsked);
        expect(matcher.size).toBe(shapes.length);
        for (const groups of people)
          expect([...matcher.match(groups)]).toEqual(shapes.map((shape) => (evaluatePlainly(shape, new Set(groups)) ? 1 : 0)));
      }),
      { numRuns: 300 },
    );
  });

  it('asks the evaluator where there is no membership function, with each group once', () => {
    const asked: [number, readonly string[]][] = [];
    const matcher = buildFilterMatcher([literalMembership('a'), null, null, literalMembership('b'), null], (index, groups) => {
      asked.push([index, groups]);
      return matchVerdicts[index % 3] ?? 'unknown';
    });
    expect([...matcher.match(['b', 'c', 'b'])].map((verdict) => matchVerdicts[verdict])).toEqual([
      'no-match',
      'match',
      'unknown',
      'match',
      'match',
    ]);
    expect(asked).toEqual([1, 2, 4].map((index) => [index, ['b', 'c']]));
  });

  it('counts a group that is given twice once', () => {
    const matcher = buildFilterMatcher([functionOf(all(test('a'), test('b')))], neverAsked);
    expect([...matcher.match(['a', 'a'])]).toEqual([0]);
    expect([...matcher.match(['a', 'b', 'a'])]).toEqual([1]);
  });

  it('knows filters of millions of alternatives as well as simple ones', () => {
    const pairs = Array.from({ length: 25 }, (_, index) => anyOf(test(`a${index}`), test(`b${index}`)));
    const matcher = buildFilterMatcher([functionOf(all(...pairs)), functionOf(true), functionOf(false)], neverAsked);
    const half = pairs.map((_, index) => (index % 2 ? `a${index}` : `b${index}`));
    expect([...matcher.match(half)]).toEqual([1, 1, 0]);
    expect([...matcher.match(half.slice(1))]).toEqual([0, 1, 0]);
  });

  it('is empty without filters', () => {
    expect(buildFilterMatcher([], neverAsked).match(['a'])).toHaveLength(0);
  });
});
