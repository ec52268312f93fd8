import { describe, expect, it } from 'vitest';
import { findFilterFindings } from '../../../src-language/analysis/find-findings.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { expectInFilter, fixedFilters, services } from './rule-cases.js';

const code = 'mixed-and-or';
const [a, b, c, d] = ['"a" in groups', '"b" in groups', '"c" in groups', '"d" in groups'];

describe(code, () => {
  it.each([
    [`${a} && ${b} || ${c}`, `(${a} && ${b}) || ${c}`],
    [`${a} || ${b} && ${c}`, `${a} || (${b} && ${c})`],
    [`${a} && ${b} || ${c} && ${d}`, `(${a} && ${b}) || (${c} && ${d})`],
    [`${a}&&${b}||${c}`, `(${a}&&${b})||${c}`],
    [`(${a}) && ${b} || ${c}`, `((${a}) && ${b}) || ${c}`],
    [`${a} || // why\n  ${b} &&\n  ${c}`, `${a} || // why\n  (${b} &&\n  ${c})`],
  ])('%s', (filter, fixed) => {
    expectInFilter(code, `<|${filter}|>`);
    expect(fixedFilters(code, filter)).toEqual([fixed]);
    expectInFilter(code, fixed);
  });
  it.each([a, `${a} && ${b}`, `${a} || ${b} || ${c}`, `(${a} && ${b}) || ${c}`, `${a} && (${b} || ${c})`])('not %s', (filter) =>
    expectInFilter(code, filter),
  );
  it('is said once for each chain', () => {
    const inner = `${b} || ${c} && ${d}`;
    expectInFilter(code, `${a} && (<|${inner}|>)`);
    const filter = `${a} || ${b} && (${inner})`;
    const found = findFilterFindings(filter, services).filter((finding) => finding.code === code);
    expect(found.map(({ range }) => filter.slice(range.start, range.end))).toEqual([filter, inner]);
    expect(
      applyEdits(
        filter,
        found.flatMap((finding) => finding.fixes.flatMap((fix) => fix.edits)),
      ),
    ).toBe(`${a} || (${b} && (${b} || (${c} && ${d})))`);
  });
});
