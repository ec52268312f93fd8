import { celEnv, CelScalar, isCelError, listType, parse, plan } from '@bufbuild/cel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseFilter } from '../../src-language/filter/analyse-filter.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import type { Problem } from '../../src-language/text/problem.js';
import { applyEdits } from '../../src-language/text/range.js';

const parser = createFilterParser();
const environment = celEnv({ variables: { groups: listType(CelScalar.STRING) } });

function problemsOf(filter: string): readonly Problem[] {
  return analyseFilter(parser.parse(filter)).problems;
}

/** The filter with each finding's range between `«` and `»`, and its code: `!` undocumented, `?` unverified. */
function marked(filter: string): string {
  const problems = [...problemsOf(filter)].sort((a, b) => b.range.start - a.range.start || b.range.end - a.range.end);
  return problems.reduce((text, { code, range }) => {
    expect(['undocumented-operator', 'unverified-operator']).toContain(code);
    const sign = code === 'unverified-operator' ? '?' : '';
    return `${text.slice(0, range.start)}«${sign}${text.slice(range.start, range.end)}»${text.slice(range.end)}`;
  }, filter);
}

/** What an independent implementation says of a filter for every set of the groups. */
function truthTable(filter: string, names: readonly string[]): unknown[] {
  const evaluate = plan(environment, parse(`${filter}\n`));
  return Array.from({ length: 2 ** names.length }, (_, bits) => {
    const value = evaluate({ groups: names.filter((_name, index) => (bits >> index) & 1) });
    return isCelError(value) ? value.message : value;
  });
}

describe('valid CEL that Confluent does not document', () => {
  test.each([
    ['«!»("a" in groups)'],
    ['"a" in groups «==» ("b" in groups)'],
    ['"a" in groups «!=» ("b" in groups)'],
    ['"a" in groups «?» "b" in groups : "c" in groups'],
    ['«size»(groups) «>» 0'],
    ['groups.«size»() «>=» 1'],
    ['groups.«exists»(g, g.«contains»("a"))'],
    ['groups.«exists»(g, g.«matches»("^a"))'],
    ['"a" in «["a", "b"]»'],
    ['"a" in groups && groups «==» «["a"]»'],
    ['groups«[0]» «==» "a"'],
    ['groups.«all»(g, g «==» "a")'],
    ['"a" in groups || "a" «<» "b"'],
  ])('marks the operator or name only: %s', (filter) => {
    expect(marked(filter.replace(/[«»]/g, ''))).toBe(filter);
  });

  test.each([['true'], ['false || "a" in groups'], ["(r'''a''' in groups) // all of it"], ['"\\u0061" in groups && """b""" in groups']])(
    'says nothing of %s',
    (filter) => {
      expect(problemsOf(filter)).toEqual([]);
    },
  );

  test.each([
    ['groups.exists(g, g.«?startsWith»("eng-"))'],
    ['groups.exists(g, g.«?startsWith»("eng-") && g.«?endsWith»("-admins")) || "a" in groups'],
    ['groups.exists(g, g.«?endsWith»("x") || g «==» "b")'],
    ['"eng".«?startsWith»("e") && "a" in groups'],
    ['groups.«all»(g, g.«?startsWith»("eng-"))'],
  ])('what the release note names is unverified: %s', (filter) => {
    expect(marked(filter.replace(/[«»?]/g, ''))).toBe(filter);
  });
});

const equivalents: readonly (readonly [filter: string, documented: string])[] = [
  ['"a" in .groups', '"a" in groups'],
  ['!!("a" in groups)', '"a" in groups'],
  ['!(!("a" in groups)) && "b" in groups', '"a" in groups && "b" in groups'],
  ['"a" in groups == true', '"a" in groups'],
  ['false != ("a" in groups || "b" in groups) && "c" in groups', '("a" in groups || "b" in groups) && "c" in groups'],
  ['"a" in groups ? true : false', '"a" in groups'],
  ['true ? "a" in groups : "b" in groups', '"a" in groups'],
  ['"a" in groups ? "b" in groups : false', '"a" in groups && "b" in groups'],
  ['"a" in groups ? true : "b" in groups && "c" in groups', '"a" in groups || ("b" in groups && "c" in groups)'],
  ['groups.exists(g, g == "a")', '"a" in groups'],
  ['groups.exists(g, "a" == g || g in ["b", "c"]) && "x" in groups', '("a" in groups || "b" in groups || "c" in groups) && "x" in groups'],
  ['["a", "b"].exists(x, x in groups)', '"a" in groups || "b" in groups'],
  ['["a", "b"].all(x, x in groups) || "c" in groups', '("a" in groups && "b" in groups) || "c" in groups'],
  ['groups.filter(g, g == "a").size() > 0', '"a" in groups'],
  ['size(groups.filter(g, g in ["a", "b"])) != 0', '"a" in groups || "b" in groups'],
  ['"a" + "b" in groups', '"ab" in groups'],
  ['!true || "a" in groups', 'false || "a" in groups'],
];

describe('a documented form that means the same', () => {
  test.each(equivalents)('%s', (filter, documented) => {
    const [problem, ...others] = problemsOf(filter);
    expect(others).toEqual([]);
    expect(problem?.fixes.map((fix) => applyEdits(filter, fix.edits))).toEqual([documented]);
    expect(problemsOf(documented)).toEqual([]);
    const names = ['a', 'b', 'c', 'ab', 'x'];
    expect(truthTable(documented, names)).toEqual(truthTable(filter, names));
  });

  test('holds for conditions put together at random', () => {
    const names = ['a', 'b', 'c'];
    const condition = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom(...names).map((name) => `"${name}" in groups`),
        fc.constantFrom(...names, 'd').map((name) => `groups.exists(g, g == "${name}")`),
        fc.constant('["a", "b"].all(x, x in groups)'),
        fc.constant('false'),
        fc
          .tuple(tie('node'), fc.constantFrom('&&', '||'), tie('node'))
          .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
        tie('node').map((inner) => `!(${inner})`),
        tie('node').map((inner) => `!!(${inner})`),
        tie('node').map((inner) => `(${inner}) == true`),
        fc.tuple(tie('node'), tie('node')).map(([test, then]) => `(${test}) ? (${then}) : false`),
        fc.tuple(tie('node'), tie('node')).map(([test, otherwise]) => `(${test}) ? true : (${otherwise})`),
      ),
    })).node;
    fc.assert(
      fc.property(condition, (filter) => {
        const expected = truthTable(filter, names);
        for (const problem of problemsOf(filter)) {
          expect(problem.code).toBe('undocumented-operator');
          for (const fix of problem.fixes) {
            const fixed = applyEdits(filter, fix.edits);
            expect(truthTable(fixed, names)).toEqual(expected);
            expect((fixed.match(/true/g) ?? []).length).toBeLessThanOrEqual((filter.match(/true/g) ?? []).length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
