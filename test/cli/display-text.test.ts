import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToWidth, displayWidth, layOutLine, printable, toJson, wrapText } from '../../cli/display-text.js';

describe('printable', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['\u009b2J', '\\u009b2J'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u0000', '\\u0000'],
    ['\u202eevil', '\\u202eevil'],
    ['\ud800', '\\ud800'],
    ['x\udc00y', 'x\\udc00y'],
    ['😀 déjà 日本', '😀 déjà 日本'],
  ])('%j is shown as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('never lets a control character or half a character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }), (text) => {
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
        expect(Buffer.from(printable(text)).toString()).toBe(printable(text));
      }),
    );
  });
});

describe('display width', () => {
  it.each([
    ['abc', 3],
    ['日本語', 6],
    ['é', 1],
    ['e\u0301', 1],
    ['😀', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['한글', 4],
    ['ｆｕｌｌ', 8],
    ['', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('puts a tab to the next stop and counts what follows from there', () => {
    expect(layOutLine('a\tb')).toEqual({ text: 'a   b', columns: [0, 1, 4, 5] });
  });

  it('has a column for every UTF-16 unit and one for the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { columns, text: shown } = layOutLine(text);
        expect(columns).toHaveLength(text.length + 1);
        for (let at = 1; at < columns.length; at++) expect(columns[at]).toBeGreaterThanOrEqual(columns[at - 1] ?? 0);
        expect(shown).not.toMatch(/[\u0000-\u001f]/);
      }),
    );
  });

  it('cuts to a width without splitting a wide character', () => {
    expect(cutToWidth('日本語', 4)).toBe('日…');
    expect(cutToWidth('日本語', 6)).toBe('日本語');
  });

  it('wraps at blanks and keeps long words whole', () => {
    expect(wrapText('aa bb ccccccc d', 5)).toEqual(['aa bb', 'ccccccc', 'd']);
  });
});

describe('toJson', () => {
  it('escapes what some terminals obey, and stays the same value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = toJson({ text }, 'one-line');
        expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });
});
