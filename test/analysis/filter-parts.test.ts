import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterParts } from '../../src-language/analysis/filter-parts.js';
import { evaluateFilter } from '../../src-language/filter/evaluate-filter.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import { filters, fromShape } from './filter-shapes.js';

const parser = createFilterParser();
const partsOf = (text: string, groups: string[]) => filterParts(parser.parse(text), groups);
const truths = (text: string, groups: string[]) => partsOf(text, groups).map((part) => [part.text, part.value]);

describe('the parts of a filter', () => {
  it('are one for one test, with its place', () => {
    expect(partsOf('"data-science" in groups', ['data-science'])).toEqual([
      { text: '"data-science" in groups', start: 0, end: 24, value: true },
    ]);
  });

  it('are tests and what they are joined to, in text order, the longer first', () => {
    expect(truths('("a" in groups || "b" in groups) && !("c" in groups)', ['b'])).toEqual([
      ['("a" in groups || "b" in groups) && !("c" in groups)', true],
      ['"a" in groups || "b" in groups', true],
      ['"a" in groups', false],
      ['"b" in groups', true],
      ['!("c" in groups)', true],
      ['"c" in groups', false],
    ]);
  });

  it('take an exists for one', () => {
    const filter = 'groups.exists(g, g.startsWith("eng-") || g == "x")';
    expect(truths(filter, ['eng-1'])).toEqual([[filter, true]]);
  });

  it('have no truth where they fail, with the reason, and the whole is settled by what does not', () => {
    const [whole, first, second] = partsOf('groups[3] == "a" || true', ['b']);
    expect(whole).toMatchObject({ value: true });
    expect(whole).not.toHaveProperty('error');
    expect(first).toMatchObject({ text: 'groups[3] == "a"', value: null, error: { code: 'evaluation-error' } });
    expect(second).toMatchObject({ text: 'true', value: true });
    expect(partsOf('groups[3] == "a" && true', ['b'])[0]).toMatchObject({ value: null, error: { code: 'evaluation-error' } });
  });

  it('have no truth where they are no condition', () => {
    expect(partsOf('"a"', [])).toEqual([{ text: '"a"', start: 0, end: 3, value: null }]);
  });

  it('follow the branch that a condition takes', () => {
    expect(truths('"a" in groups ? "b" in groups : true', ['a'])).toEqual([
      ['"a" in groups ? "b" in groups : true', false],
      ['"a" in groups', true],
      ['"b" in groups', false],
      ['true', true],
    ]);
  });

  it('are none of a filter that does not parse', () => {
    expect(partsOf('"a" in groups ||', ['a'])).toEqual([]);
    expect(partsOf('', ['a'])).toEqual([]);
  });

  it('each have the value that their own text has, in order', () => {
    fc.assert(
      fc.property(filters(6), fc.subarray([...'abcdef']), (shape, groups) => {
        const parts = partsOf(fromShape(shape).text, groups);
        for (const part of parts) {
          const { expression } = parser.parse(part.text);
          expect(expression && evaluateFilter(expression, groups)).toEqual({ type: 'bool', value: part.value });
        }
        const sorted = [...parts].sort((a, b) => a.start - b.start || b.end - a.end);
        expect(parts).toEqual(sorted);
      }),
    );
  });
});
