import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import { decodeStringLiteral, literalBytes, quoteGroup } from '../../src-language/filter/string-literal.js';
import { askBufbuild, askMarcbachmann } from './mistakes/cel-oracles.js';

describe('decodeStringLiteral', () => {
  // CEL langdef, "String and Bytes Values"; line breaks in triple quotes as cel-go reads them.
  test.each([
    ['"a"', 'a', '"'],
    ["'it\"s'", 'it"s', "'"],
    ['""', '', '"'],
    ['"""a"b""c"""', 'a"b""c', '"""'],
    ["'''a'b'''", "a'b", "'''"],
    ['r"a\\nb"', 'a\\nb', 'r"'],
    ["R'''a\\\"'''", 'a\\"', "R'''"],
    ['r"\\"', '\\', 'r"'],
    ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\?\\"\\\'\\`"', '\u0007\b\f\n\r\t\v\\?"\'`', '"'],
    ['"\\x41\\X5a\\u0042\\U00000043\\104"', 'AZBCD', '"'],
    ['"\\xe9\\377"', 'éÿ', '"'],
    ['"\\U0001F600"', '😀', '"'],
    ['"""a\r\nb\rc\nd"""', 'a\nb\nc\nd', '"""'],
    ["r'''a\r\nb'''", 'a\nb', "r'''"],
    ['"""a\\r\\nb"""', 'a\r\nb', '"""'],
    ['"a\tb\0c"', 'a\tb\0c', '"'],
  ])('%j', (source, value, opening) => {
    expect(decodeStringLiteral(source)).toMatchObject({ kind: 'string', value, opening, isClosed: true, faults: [] });
  });

  test.each([
    ['"\\s"', 'unknown-escape', 1, 3],
    ['"DOMAIN\\Users"', 'short-escape', 7, 9],
    ['"\\8"', 'unknown-escape', 1, 3],
    ['"\\12"', 'short-escape', 1, 4],
    ['"\\400"', 'octal-range', 1, 5],
    ['"\\u12"', 'short-escape', 1, 5],
    ['"\\xZ"', 'short-escape', 1, 3],
    ['"\\ud83d"', 'surrogate', 1, 7],
    ['"\\U00110000"', 'code-point-range', 1, 11],
    ['b"\\u0041"', 'unicode-in-bytes', 2, 8],
    ['"\\😀"', 'unknown-escape', 1, 4],
  ])('%j has an escape that CEL does not know', (source, kind, start, end) => {
    expect(decodeStringLiteral(source).faults).toEqual([{ kind, start, end }]);
  });

  test('bytes are UTF-8, and their escapes are bytes', () => {
    expect([...literalBytes(decodeStringLiteral('b"é\\xff\\101"'))]).toEqual([0xc3, 0xa9, 0xff, 0x41]);
    expect([...literalBytes(decodeStringLiteral("br'\\n€😀'"))]).toEqual([0x5c, 0x6e, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]);
  });

  test.each(['"a', '"a\\"', "'''a'", 'r"'])('%j never closes', (source) => {
    expect(decodeStringLiteral(source).isClosed).toBe(false);
  });

  test('never throws on anything that begins with quotes', () => {
    fc.assert(
      fc.property(fc.constantFrom('"', "'", '"""', "r'", 'b"', "bR'''"), fc.string({ unit: 'binary' }), (opening, body) => {
        const decoded = decodeStringLiteral(opening + body);
        for (const { start, end } of decoded.faults) expect(start < end && end <= opening.length + body.length).toBe(true);
      }),
    );
  });
});

describe('quoteGroup', () => {
  test.each([
    ['a', undefined, '"a"'],
    ['a', "'", "'a'"],
    ['say "hi"', undefined, '\'say "hi"\''],
    ["it's", "'", '"it\'s"'],
    ['"it\'s"', undefined, '"\\"it\'s\\""'],
    ['"it\'s"', "'", "'\"it\\'s\"'"],
    ['DOMAIN\\Users', undefined, '"DOMAIN\\\\Users"'],
    ['a\r\n\tb\u0001\u0085', undefined, '"a\\r\\n\\tb\\u0001\\u0085"'],
    ['Équipe 😀', undefined, '"Équipe 😀"'],
    ['', undefined, '""'],
  ] as const)('%j with %s', (value, preferred, source) => {
    expect(quoteGroup(value, preferred)).toBe(source);
  });

  test.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('a lone surrogate cannot be written', (value) => {
    expect(quoteGroup(value)).toBeNull();
  });

  test('what it writes means the value, for us and for two other implementations', () => {
    const parser = createFilterParser();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('"' as const, "'" as const), (value, preferred) => {
        const source = quoteGroup(value, preferred);
        if (source === null) return expect(/[\ud800-\udfff]/.test(value)).toBe(true);
        expect(decodeStringLiteral(source)).toMatchObject({ value, isClosed: true, faults: [] });
        const parsed = parser.parse(`${source} in groups`);
        expect(parsed.isComplete).toBe(true);
        expect(parsed.expression).toMatchObject({ kind: 'binary', operator: 'in', left: { kind: 'string', value } });
        expect([askMarcbachmann(`${source} in groups`), askBufbuild(`${source} in groups`)]).toEqual([null, null]);
      }),
      { numRuns: 400 },
    );
  });
});
