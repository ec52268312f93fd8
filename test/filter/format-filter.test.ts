import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateFilter } from '../../src-language/filter/evaluate-filter.js';
import { formatFilter, formatFilterEdits } from '../../src-language/filter/format-filter.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import type { ParsedFilter } from '../../src-language/filter/parsed-filter.js';

const parser = createFilterParser();
const format = (text: string) => formatFilter(parser.parse(text));
const tokensOf = (parsed: ParsedFilter) => parsed.tokens.map(({ kind, text }) => [kind, text]);

describe('formatting a filter on one line', () => {
  it.each([
    ['"a" in groups', '"a" in groups'],
    [' "user_group" in groups ', '"user_group" in groups'],
    [`'a'in groups||"b"  in\tgroups`, `'a' in groups || "b" in groups`],
    ['("a" in groups)&&( "b" in groups )', '("a" in groups) && ("b" in groups)'],
    ['"a" in(groups)', '"a" in (groups)'],
    ['( ( true ) )', '((true))'],
    ['! ("a" in groups)', '!("a" in groups)'],
    ['! ! true', '!!true'],
    ['groups . exists( g ,g . startsWith ( "eng-" ) )', 'groups.exists(g, g.startsWith("eng-"))'],
    ['size (groups)>=2', 'size(groups) >= 2'],
    ['groups [ 0 ]=="a"', 'groups[0] == "a"'],
    ['"a" in [ "a" ,"b",]', '"a" in ["a", "b",]'],
    ['"a" in groups?true:false', '"a" in groups ? true : false'],
    ['{"a" :1 , "b":true?2:3}["a"]==- 1', '{"a": 1, "b": true ? 2 : 3}["a"] == -1'],
    ['size(groups)-1>-2', 'size(groups) - 1 > -2'],
    ['"a" in .groups', '"a" in .groups'],
    ['"a   b" in groups', '"a   b" in groups'],
    ['true//why', 'true //why'],
    ['"a" in groups   // why  ', '"a" in groups // why  '],
  ])('%j becomes %j', (filter, expected) => {
    expect(format(filter)).toBe(expected);
  });

  it('leaves a broken, blank or commented-out filter alone', () => {
    for (const broken of [
      '"a" in  groups and "b" in groups',
      '"a" in  groups ||',
      '',
      '  ',
      '// nothing',
      '"a"  in groups)',
      "'a'  in groups #",
    ])
      expect([broken, format(broken), formatFilterEdits(parser.parse(broken))]).toEqual([broken, null, []]);
  });

  it('leaves a filter alone that fits its limit only as it is written', () => {
    const tight = parser.parse('"a"in groups||"\u{1F600}"in groups');
    expect(formatFilterEdits(tight, { lengthLimit: 26 })).toEqual([]);
    expect(formatFilter(tight, { lengthLimit: 29 })).toBe(tight.text);
    expect(formatFilter(tight, { lengthLimit: 30 })).toBe('"a" in groups || "\u{1F600}" in groups');
    expect(formatFilter(tight, { lengthLimit: 5 })).toBe('"a" in groups || "\u{1F600}" in groups');
  });
});

describe('formatting a filter on several lines', () => {
  it.each([
    ['keeps lines and the final line break', '"a" in groups\n||"b" in groups\n', '"a" in groups\n|| "b" in groups\n'],
    ['puts joining operators first', '"a" in groups ||  \n   "b" in groups', '"a" in groups\n|| "b" in groups'],
    ['keeps blank lines', 'true ||\n\n  false', 'true\n\n|| false'],
    ['keeps CR LF', 'true &&\r\n true', 'true\r\n&& true'],
    ['indents in brackets', '(\n"a" in groups\n||"b" in groups\n)\n&&true', '(\n  "a" in groups\n  || "b" in groups\n)\n&& true'],
    ['keeps comments on their lines', 'true // one\n  // two\n || false', 'true // one\n// two\n|| false'],
    ['keeps an operator before a comment', 'true || // one\n  false', 'true || // one\nfalse'],
    ['keeps an operator between comments', 'true ||\n // one\n  false', 'true ||\n// one\nfalse'],
    ['keeps leading lines', '\n  true\n', '\ntrue\n'],
    ['keeps a group of several lines', '"""a\n  b"""   in groups', '"""a\n  b""" in groups'],
  ])('%s', (_, filter, expected) => {
    expect(format(filter)).toBe(expected);
  });

  it('touches no line break that stays', () => {
    const edits = formatFilterEdits(parser.parse('true\n      || false\n'));
    expect(edits).toEqual([{ range: { start: 5, end: 11 }, newText: '' }]);
  });
});

describe('formatting any filter', () => {
  const conformance = JSON.parse(readFileSync(new URL('../data/cel-conformance.json', import.meta.url), 'utf8')) as {
    readonly cases: readonly { readonly expr: string }[];
  };
  const texts = conformance.cases.map(({ expr }) => expr);

  it('keeps the tokens and the line breaks, and is done after once', () => {
    let formatted = 0;
    for (const text of texts) {
      const parsed = parser.parse(text);
      const once = formatFilter(parsed);
      if (once === null) continue;
      formatted++;
      expectCanonical(parsed, once);
    }
    expect(formatted).toBeGreaterThan(300);
  });

  it('does so whatever white space stands between the tokens', () => {
    const sources = texts.filter((text) => formatFilter(parser.parse(text)) !== null && !text.includes('//'));
    const blank = fc.constantFrom('', ' ', '  ', '\t', '\n', '\n  ', '\r\n', ' // why\n', '\f');
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.infiniteStream(blank), (source, blanks) => {
        const tokens = parser.parse(source).tokens;
        const text = tokens.map((token) => (blanks.next().value ?? '') + token.text).join('');
        const parsed = parser.parse(text);
        const once = formatFilter(parsed);
        if (once !== null) expectCanonical(parsed, once);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the meaning', () => {
    const parts = [
      '"a"in groups',
      '!("b"in groups)',
      'groups.exists(g,g.startsWith("a"))',
      'size(groups)-1>0',
      '(true?"a" in groups:false)',
    ];
    const groupSets = [[], ['a'], ['b'], ['a', 'b']];
    const joined = fc.array(fc.tuple(fc.constantFrom(...parts), fc.constantFrom('&&', ' || ', '\n||\n', '&&\n')), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(joined, (pieces) => {
        const text = pieces.map(([part, operator], index) => (index === pieces.length - 1 ? part : part + operator)).join('');
        const once = format(text);
        const before = parser.parse(text).expression;
        const after = once === null ? null : parser.parse(once).expression;
        if (!before || !after) throw new Error('did not parse');
        for (const groups of groupSets) expect(evaluateFilter(after, groups)).toEqual(evaluateFilter(before, groups));
      }),
    );
  });

  it('takes filters of thousands of operands in its stride', () => {
    const text = Array.from({ length: 4000 }, (_, index) => `"group-${index}"in groups`).join('||');
    expect(format(text)).toBe(Array.from({ length: 4000 }, (_, index) => `"group-${index}" in groups`).join(' || '));
  });
});

function expectCanonical(parsed: ParsedFilter, once: string): void {
  const again = parser.parse(once);
  expect(tokensOf(again)).toEqual(tokensOf(parsed));
  expect(again.isComplete).toBe(true);
  expect(formatFilterEdits(again)).toEqual([]);
  expect(once.replace(/[^\n]/g, '').length).toBe(parsed.text.replace(/[^\n]/g, '').length);
  for (const { range, newText } of formatFilterEdits(parsed)) {
    expect(parsed.text.slice(range.start, range.end) + newText).toMatch(/^[ \t\r\n\f]+$/);
    if (!/[\r\n]/.test(parsed.text)) expect(newText).not.toMatch(/[\r\n]/);
  }
}
