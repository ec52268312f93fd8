import '../../support/property-seed.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shrinkFilter, type ShrinkOptions } from '../../../src-language/analysis/shrink/shrink-filter.js';
import { evaluateFilter } from '../../../src-language/filter/evaluate-filter.js';
import { createGroupFilterServices } from '../../../src-language/group-filter-services.js';
import { countCodePoints } from '../../../src-language/text/count-code-points.js';
import { affixFilters } from '../affix-filters.js';
import { all, allGroupSets, anyOf, fromShape, joinedFilters, test } from '../filter-shapes.js';
import { tableOf, tableOfText } from '../truth-tables.js';

const services = createGroupFilterServices();
const shrink = (filter: string, options?: ShrinkOptions) => shrinkFilter(filter, services, options).after.filter;
/** `a||b&&c` for the filter that tests these groups. */
const spelt = (letters: string) => letters.replace(/[a-z]+/g, (group) => `"${group}" in groups`);
const tight = (letters: string) => letters.replace(/[a-z]+/g, (group) => `"${group}"in groups`);

/** What a formula of up to ten groups gives for every group set, straight from its text by JavaScript's own operators. */
function truthsOf(filter: string, groups: readonly string[]): string {
  const source = filter.replace(/(["'])([a-z]+)\1\s*in groups/g, (_, _quote, group: string) => `has("${group}")`);
  const evaluate = new Function('has', `return (${source});`) as (has: (group: string) => boolean) => boolean;
  return allGroupSets(groups)
    .map((set) => (evaluate((group) => set.includes(group)) ? '1' : '0'))
    .join('');
}

describe('a filter made shorter', () => {
  it.each([
    ['a || b', 'a||b'],
    ['b && a || b && c', 'b&&(a||c)'],
    ['a || a && b', 'a'],
    ['(a) || (b)', 'a||b'],
    ['(a || b) && (a || c)', 'a||b&&c'],
    ['a && b || a && c || a && d', 'a&&(b||c||d)'],
    ['a && c || a && d || b && c || b && d', '(a||b)&&(c||d)'],
    ['a && c || a && d || b && c || b && d || a && e', 'a&&e||(a||b)&&(c||d)'],
    ['c || b || a', 'c||b||a'],
  ])('%s is %s', (letters, expected) => {
    const after = shrink(spelt(letters));
    expect(countCodePoints(after)).toBe(countCodePoints(tight(expected)));
    expect(truthsOf(after, ['a', 'b', 'c', 'd', 'e'])).toBe(truthsOf(spelt(letters), ['a', 'b', 'c', 'd', 'e']));
  });

  it.each([
    ['"c" in groups || "a" in groups', '"c"in groups||"a"in groups'],
    [`'c' in groups || "a" in groups`, `'c'in groups||"a"in groups`],
    [`"it's" in groups || 'say "x"' in groups`, `"it's"in groups||'say "x"'in groups`],
    ['"a\\\\b\\\\c" in groups', 'r"a\\b\\c"in groups'],
    ['"\\u0061" in groups // why', '"a"in groups'],
    ['"""a""" in .groups', '"a"in groups'],
    ['"a" in groups || true', 'true'],
    ['"a" in groups && false', 'false'],
    ['"a\tb" in groups', '"a\tb"in groups'],
    ['groups.exists(group, group.startsWith("eng-"))', 'groups.exists(g,g.startsWith("eng-"))'],
    ['"eng-a" in groups || groups.exists(g, g.startsWith("eng-"))', 'groups.exists(g,g.startsWith("eng-"))'],
    ['groups.exists(g, g.startsWith("a") || g.endsWith("b"))', 'groups.exists(g,g.startsWith("a")||g.endsWith("b"))'],
    // What is not analysed loses its blanks.
    ['!( "a" in groups ) && size( groups ) > 1 // two', '!("a"in groups)&&size(groups)>1'],
    ['"a" in groups ? true : "b" in groups', '"a"in groups?true:"b"in groups'],
    ['"a" in groups ||', '"a" in groups ||'],
    ['"a" in group', '"a" in group'],
    ['', ''],
  ])('%j becomes %j', (filter, expected) => expect(shrink(filter)).toBe(expected));

  it('says when it adds parentheses, and does without them where it is told to', () => {
    const filter = spelt('a && b || a && c');
    expect(shrinkFilter(filter, services)).toMatchObject({ addsParentheses: true, after: { filter: tight('a&&(b||c)') } });
    expect(shrinkFilter(filter, services, { allowsParentheses: false })).toMatchObject({
      addsParentheses: false,
      after: { filter: tight('a&&b||a&&c') },
    });
    const own = spelt('a && (b || c || d)');
    expect(shrinkFilter(own, services, { allowsParentheses: false })).toMatchObject({
      addsParentheses: false,
      after: { filter: tight('a&&(b||c||d)') },
    });
    expect(shrinkFilter(own, services)).toMatchObject({ addsParentheses: false });
  });

  it('stops at the most readable form that fits', () => {
    const filter = `${spelt('a && b  ||  a && c || a && b && d')} // who`;
    const of = (limit: number) => shrink(filter, { limit });
    expect(of(200)).toBe(filter);
    expect(of(94)).toBe(`${spelt('a && b || a && c')} // who`);
    expect(of(64)).toBe(spelt('a && b || a && c'));
    expect(of(60)).toBe(spelt('a && (b || c)'));
    expect(of(47)).toBe(
      spelt('a && (b || c)')
        .replace(/ (&&|\|\|) /g, '$1')
        .replace(/" in/g, '"in'),
    );
    expect(of(10)).toBe(tight('a&&(b||c)'));
  });

  it('is equal by brute force, and never longer, for random filters of up to ten groups', () => {
    fc.assert(
      fc.property(
        joinedFilters(10),
        fc.boolean(),
        fc.option(fc.nat(200), { nil: undefined, freq: 1 }),
        (shape, allowsParentheses, limit) => {
          const { text } = fromShape(shape);
          const { after, before } = shrinkFilter(text, services, { allowsParentheses, limit });
          expect(after.length).toBeLessThanOrEqual(before.length);
          expect([before.length, after.length]).toEqual([text, after.filter].map((each) => Array.from(each).length));
          expect(tableOfText(after.filter)).toBe(tableOf(shape));
          if (!allowsParentheses) expect(after.filter.split('(').length).toBeLessThanOrEqual(text.split('(').length);
        },
      ),
      // Shrinking takes a millisecond or more: the ten thousand are left to the random rounds.
      { numRuns: process.env['PROPERTY_SEED'] === undefined ? 1500 : 10_000 },
    );
  }, 600_000);

  it('is equal, and never longer, where names are tested by how they begin and end', () => {
    const names = ['', 'a', 'b', 'c', 'ab', 'ac', 'ba', 'abc', 'acb', 'cab', 'abcab', 'bca'];
    const groupSets = [...names.map((name) => [name]), [], ...names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other]))];
    const truths = (text: string) => {
      const { expression } = services.parse(text);
      return groupSets.map((groups) => expression && evaluateFilter(expression, groups));
    };
    fc.assert(
      fc.property(affixFilters, ({ text }) => {
        const { after, before } = shrinkFilter(text, services);
        expect(after.length).toBeLessThanOrEqual(before.length);
        expect(truths(after.filter)).toEqual(truths(text));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['names of one length', ['a', 'b', 'c']],
    ['names of different lengths', ['a', 'bbbbbbbbbbbbbbbbbbbb', 'cccccc']],
  ])('is the shortest of all equal formulas for every function of three groups: %s', (_lengths, groups) => {
    const shortest = shortestByExhaustion(groups);
    expect(shortest.size).toBe(18);
    for (const [truths, { length, formula }] of shortest) {
      const sum = sumOfProducts(truths, groups);
      for (const start of [formula, sum, `(${formula}) && (${sum})`, `${sum} || ${formula}`]) {
        const after = shrink(start);
        expect(truthsOf(after, groups)).toBe(truths);
        expect(countCodePoints(after), after).toBe(length);
      }
    }
  });

  it('does not multiply out 25 two-way clauses, which are 2^25 terms as a sum', () => {
    const shape = all(...Array.from({ length: 25 }, (_, index) => anyOf(test(`a${index}`), test(`b${index}`))));
    const { text } = fromShape(shape);
    const { after } = shrinkFilter(text, services);
    expect(after.filter).toBe(text.replaceAll(' && ', '&&').replaceAll(' || ', '||').replaceAll('" in', '"in'));
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const { after } = shrinkFilter(text, services);
        expect(after.length).toBeLessThanOrEqual(countCodePoints(text));
      }),
      { numRuns: 300 },
    );
  });
});

/**
 * The shortest formula of every function of some groups: formulas are joined with each other until none gets shorter. Every formula of
 * tests, && and || is a join of shorter ones, so nothing is missed.
 */
function shortestByExhaustion(groups: readonly string[]): Map<string, { length: number; formula: string }> {
  const wholes = new Map<string, { length: number; formula: string }>();
  const operands = new Map<string, { length: number; formula: string }>();
  const improve = (table: typeof wholes, truths: string, formula: string): boolean => {
    const known = table.get(truths);
    if (known && known.length <= formula.length) return false;
    table.set(truths, { length: formula.length, formula });
    return true;
  };
  for (const group of groups) {
    const formula = `"${group}"in groups`;
    improve(wholes, truthsOf(formula, groups), formula);
    improve(operands, truthsOf(formula, groups), formula);
  }
  const join = (one: string, other: string, isAnd: boolean) =>
    Array.from(one, (truth, at) => ((isAnd ? truth === '1' && other[at] === '1' : truth === '1' || other[at] === '1') ? '1' : '0')).join(
      '',
    );
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const [one, { formula }] of [...wholes])
      for (const [other, { formula: second }] of [...wholes]) {
        const truths = join(one, other, false);
        if (improve(wholes, truths, `${formula}||${second}`)) isChanged = true;
        if (improve(operands, truths, `(${formula}||${second})`)) isChanged = true;
      }
    for (const [one, { formula }] of [...operands])
      for (const [other, { formula: second }] of [...operands]) {
        const truths = join(one, other, true);
        if (improve(wholes, truths, `${formula}&&${second}`)) isChanged = true;
        if (improve(operands, truths, `${formula}&&${second}`)) isChanged = true;
      }
  }
  return wholes;
}

/** Every group set that satisfies a function, as a formula. */
function sumOfProducts(truths: string, groups: readonly string[]): string {
  return allGroupSets(groups)
    .filter((set, index) => truths[index] === '1' && set.length > 0)
    .map((set) => set.map((group) => `"${group}" in groups`).join(' && '))
    .join(' || ');
}
