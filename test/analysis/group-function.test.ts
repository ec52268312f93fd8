import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGroupFunction, isAlwaysFalse, isAlwaysTrue } from '../../src-language/analysis/group-function.js';
import { redundantOperands } from '../../src-language/analysis/redundant-operands.js';
import { relateFunctions } from '../../src-language/analysis/relate-functions.js';
import { findFilterFindings } from '../../src-language/analysis/find-findings.js';
import { evaluateFilter } from '../../src-language/filter/evaluate-filter.js';
import type { Expression } from '../../src-language/filter/expression.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import { applyEdits } from '../../src-language/text/range.js';
import { affixFilters, attainable, type AffixFilter } from './affix-filters.js';
import { services } from './rules/rule-cases.js';

const parser = createFilterParser();

function expressionOf(text: string): Expression {
  const { expression, isComplete } = parser.parse(text);
  if (!expression || !isComplete) throw new Error(`not a filter: ${text}`);
  return expression;
}

function functionOf(text: string) {
  const fn = buildGroupFunction(expressionOf(text));
  if (!fn) throw new Error(`not analysed: ${text}`);
  return fn;
}

const relate = (a: string, b: string) => relateFunctions(functionOf(a), functionOf(b));
const holds = (text: string, groups: readonly string[] | null) => groups && evaluateFilter(expressionOf(text), groups);
const starts = (prefix: string) => `groups.exists(g, g.startsWith("${prefix}"))`;
const ends = (suffix: string) => `groups.exists(g, g.endsWith("${suffix}"))`;

describe('how names begin and end', () => {
  it.each([
    ['"eng-a" in groups', starts('eng-'), 'narrower'],
    [starts('eng-platform'), starts('eng-'), 'narrower'],
    [ends('-admin'), ends('admin'), 'narrower'],
    [starts('eng-'), starts('ops-'), 'overlapping'],
    [`${starts('eng-')} || "eng-a" in groups`, starts('eng-'), 'equivalent'],
    [`${starts('eng-')} && "eng-a" in groups`, '"eng-a" in groups', 'equivalent'],
    [`groups.exists(g, g.startsWith("a") && g.endsWith("z"))`, `${starts('a')} && ${ends('z')}`, 'narrower'],
    [`groups.exists(g, g.startsWith("a") || g.endsWith("z"))`, `${starts('a')} || ${ends('z')}`, 'equivalent'],
    [`groups.exists(team, team.startsWith("a"))`, `.groups.exists(g, (g).startsWith('a'))`, 'equivalent'],
    [`groups.exists(g, g.startsWith("a") && g.startsWith("b"))`, 'false', 'equivalent'],
    [`groups.exists(g, g.startsWith("a") && g.startsWith("ab"))`, starts('ab'), 'equivalent'],
    [starts(''), ends(''), 'equivalent'],
    ['"" in groups', starts(''), 'narrower'],
    ['true', starts(''), 'wider'],
  ])('%s and %s: %s', (a, b, relation) => {
    expect(relate(a, b).relation).toBe(relation);
  });

  it('has witnesses that are as small as can be', () => {
    const both = `${starts('eng-')} && ${ends('-admin')}`;
    const { onlyA, onlyB } = relate(both, '"eng-admin" in groups');
    expect([onlyA?.length, onlyB]).toEqual([1, null]);
    expect(holds(both, onlyA)).toMatchObject({ value: true });
    expect(relate(starts('eng-'), '"eng-a" in groups || "eng-b" in groups').onlyA).toEqual(['eng-c']);
    // Every letter begins a test: another sign stands for the rest.
    const letters = Array.from('abcdefghijklmnopqrstuvwxyz', starts).join(' || ');
    const witness = relate(starts(''), letters).onlyA;
    expect(witness).toHaveLength(1);
    expect([holds(starts(''), witness), holds(letters, witness)]).toMatchObject([{ value: true }, { value: false }]);
  });

  it.each([
    '!("a" in groups)',
    'groups.exists(g, g == "a")',
    'groups.exists(g, g.contains("a"))',
    'groups.exists(g, !g.startsWith("a"))',
    'groups.all(g, g.startsWith("a"))',
    'groups.exists_one(g, g.startsWith("a"))',
    'groups.exists(g, g.startsWith("a" + "b"))',
    'groups.exists(g, "x".startsWith("a"))',
    'groups.exists(g, g.startsWith("a") && "b" in groups)',
    '["a"].exists(g, g.startsWith("a"))',
    'groups[0].startsWith("a")',
  ])('is not analysed in %s', (text) => {
    expect(buildGroupFunction(expressionOf(text))).toBeNull();
  });

  const statesOf = (...filters: AffixFilter[]) => [...attainable(filters.flatMap(({ questions }) => questions)).values()];
  const truth = (filter: AffixFilter, state: ReturnType<typeof statesOf>[number]) => filter.holds((question) => state.holds.has(question));

  it('gives the relation and the size of the smallest witness that brute force over all names gives', () => {
    fc.assert(
      fc.property(affixFilters, affixFilters, (a, b) => {
        const states = statesOf(a, b);
        const fewest = (one: AffixFilter, other: AffixFilter) =>
          states.find((state) => truth(one, state) && !truth(other, state))?.groups ?? null;
        const { onlyA, onlyB, relation } = relate(a.text, b.text);
        expect([onlyA?.length ?? null, onlyB?.length ?? null]).toEqual([fewest(a, b), fewest(b, a)]);
        expect(relation).toBe(onlyA ? (onlyB ? 'overlapping' : 'wider') : onlyB ? 'narrower' : 'equivalent');
        for (const [witness, one, other] of [
          [onlyA, a, b],
          [onlyB, b, a],
        ] as const)
          if (witness) expect([holds(one.text, witness), holds(other.text, witness)]).toMatchObject([{ value: true }, { value: false }]);
      }),
      { numRuns: 1000 },
    );
  });

  it('makes always true, always false and redundant what brute force says', () => {
    fc.assert(
      fc.property(affixFilters, (filter) => {
        const states = statesOf(filter);
        const fn = functionOf(filter.text);
        expect(isAlwaysTrue(fn)).toBe(states.every((state) => truth(filter, state)));
        expect(isAlwaysFalse(fn)).toBe(!states.some((state) => truth(filter, state)));
        const found = redundantOperands(expressionOf(filter.text));
        const fixes = findFilterFindings(filter.text, services).filter(({ code }) => code === 'redundant-operand');
        if (!isAlwaysTrue(fn) && !isAlwaysFalse(fn)) expect(fixes).toHaveLength(found.length);
        for (const { fixes: each } of fixes)
          expect(relate(applyEdits(filter.text, each[0]?.edits ?? []), filter.text).relation).toBe('equivalent');
        expect(
          relate(
            applyEdits(
              filter.text,
              fixes.flatMap(({ fixes: each }) => each[0]?.edits ?? []),
            ),
            filter.text,
          ).relation,
        ).toBe('equivalent');
      }),
      { numRuns: 500 },
    );
  });
});
