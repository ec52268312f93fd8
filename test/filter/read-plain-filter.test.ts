import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createFilterServices } from '../../src-language/filter/filter-services.js';
import { readWithGrammar } from '../../src-language/filter/parse-filter.js';
import { readPlainFilter } from '../../src-language/filter/read-plain-filter.js';

const services = createFilterServices();

/** What is read the short way must be what the whole grammar reads. */
function expectAgreement(text: string): void {
  const plain = readPlainFilter(text);
  if (plain) expect(plain).toEqual(readWithGrammar(text, services));
}

const blank = fc.constantFrom('', ' ', '  ', '\t', '\n', '\r\n', '\f');
const name = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('', 'a', 'eng-team', 'in groups', '//', '😀', '&&'),
);
const test = fc.oneof(
  fc
    .tuple(name, fc.constantFrom('"', "'"), blank, blank)
    .map(([text, quote, before, after]) => `${quote}${text}${quote}${before}in${after} groups`),
  fc.constantFrom('true', 'false'),
);
const filter = fc
  .letrec((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      test,
      fc
        .tuple(tie('expression'), fc.constantFrom('&&', '||'), blank, tie('expression'))
        .map(([left, operator, space, right]) => `${String(left)}${space}${operator}${space}${String(right)}`),
      fc.tuple(blank, tie('expression'), blank).map(([before, inner, after]) => `(${before}${String(inner)}${after})`),
    ),
  }))
  .expression.map(String);

describe('filters of the documented form', () => {
  it('are read without the whole grammar', () => {
    for (const text of [
      '"a" in groups',
      `'a' in groups && ("b" in groups||"c"in groups)`,
      'true',
      ' false ',
      '"" in groups',
      '"x" in groups\n  || "y" in groups',
    ])
      expect(readPlainFilter(text), text).not.toBeNull();
  });

  it('are left to the whole grammar as soon as they hold anything else', () => {
    const others = [
      '',
      ' ',
      'groups',
      '"a"',
      '"a" in',
      'in groups',
      '"a" in groups ||',
      '"a" in groupsx',
      '"a" ingroups',
      '"a" in groups.b',
      '"a" in (groups)',
      '"""a""" in groups',
      'r"a" in groups',
    ];
    others.push(
      '"a\\n" in groups',
      '"a\nb" in groups',
      '"a in groups',
      '"a" in groups // c',
      '!("a" in groups)',
      '"a" in groups & "b" in groups',
      '("a" in groups',
      '"a" in groups)',
      'truex',
      '"a" in groups\u00a0',
    );
    for (const text of others) expect(readPlainFilter(text), text).toBeNull();
  });

  it('are read exactly as the whole grammar reads them', () => {
    fc.assert(fc.property(filter, expectAgreement), { numRuns: 3000 });
  });

  it('agree with the whole grammar also when something was knocked out of them or put in', () => {
    const damage = fc.tuple(
      filter,
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.constantFrom('', '"', "'", '(', ')', '&', '|', '\\', ' ', 'x', '\u00a0', '/', '!'),
    );
    fc.assert(
      fc.property(damage, ([text, place, length, insert]) => {
        const at = text.length === 0 ? 0 : place % text.length;
        expectAgreement(text.slice(0, at) + insert + text.slice(at + length));
      }),
      { numRuns: 3000 },
    );
  });

  it('agree with the whole grammar on every filter that cel-go has judged', () => {
    const rows = readFileSync(fileURLToPath(new URL('../data/differential.jsonl', import.meta.url)), 'utf8')
      .trim()
      .split('\n');
    const texts = new Set(rows.map((row) => (JSON.parse(row) as { expr: string }).expr));
    let read = 0;
    for (const text of texts) {
      expectAgreement(text);
      if (readPlainFilter(text)) read++;
    }
    expect(read).toBeGreaterThan(50);
  });
});
