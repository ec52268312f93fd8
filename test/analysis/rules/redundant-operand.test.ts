import { describe, expect, it } from 'vitest';
import { findFilterFindings } from '../../../src-language/analysis/find-findings.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { expectInFilter, fixedFilters, services } from './rule-cases.js';

const code = 'redundant-operand';
const [a, b, c] = ['"a" in groups', '"b" in groups', '"c" in groups'];

describe(code, () => {
  it.each([
    [`${a} || <|${a}|>`, a],
    [`${a} && <|${a}|>`, a],
    [`${a} || <|'a' in groups|>`, a],
    [`${a} || ${b} || <|${a}|>`, `${a} || ${b}`],
    [`${a} || <|${a}|> || ${b}`, `${a} || ${b}`],
    [`${a} || <|${a} && ${b}|>`, a],
    [`<|${a} && ${b}|> || ${a}`, a],
    [`${a} && <|(${a} || ${b})|>`, a],
    [`<|(${a} || ${b})|> && ${a}`, a],
    [`${a} && <|true|>`, a],
    [`<|false|> || ${a}`, a],
    [`${a}||<|${a}|>||${b}`, `${a}||${b}`],
    [`(${a} || <|${a}|>) && ${b}`, `${a} && ${b}`],
    [`( ${a} || <|${a}|> ) && ${b}`, `${a} && ${b}`],
    [`(${a} && ${b} || <|${a} && ${b} && ${c}|>) && ${c}`, `(${a} && ${b}) && ${c}`],
    [`${a}\n  || ${b}\n  || <|${a}|>`, `${a}\n  || ${b}`],
    [`${a} ||\n${b} ||\n<|${a}|>`, `${a} ||\n${b}`],
    [`${a} // first\n  || <|${a}|>\n  || ${b}`, `${a} // first\n  \n  || ${b}`],
  ])('%s', (marked, fixed) => {
    expectInFilter(code, marked);
    expect(fixedFilters(code, marked.replace(/<\||\|>/g, ''))).toEqual([fixed]);
  });

  it.each([
    `${a} || ${b}`,
    `${a} && ${b} || ${c}`,
    '"a" in groups || "A" in groups',
    `${a} || !(${b}) || ${a}`,
    `${a} || ${b} and ${a}`,
    // These two always match or never: one finding says so, and nothing is said of the parts.
    `${a} || true`,
    `${a} && false && ${a}`,
  ])('not %s', (filter) => expectInFilter(code, filter));

  it('gives edits that can all be applied together', () => {
    const filter = `${a} && ${b} || ${a} && ${c} || ${a} || ${b} || ${b}`;
    const found = findFilterFindings(filter, services).filter((finding) => finding.code === code);
    expect(found).toHaveLength(3);
    expect(
      applyEdits(
        filter,
        found.flatMap((finding) => finding.fixes.flatMap((fix) => fix.edits)),
      ),
    ).toBe(`${a} || ${b}`);
  });
});
