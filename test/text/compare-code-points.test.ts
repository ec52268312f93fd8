import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../src-language/text/compare-code-points.js';

describe('comparing by code point', () => {
  it('puts what UTF-16 stores as surrogates after the rest', () => {
    const sorted = ['', 'Z', 'a', 'aa', 'ab', '\uD7FF', '\uE000', '\uFFFD', '\u{10000}', '\u{1F600}', '\u{10FFFF}'];
    expect([...sorted].reverse().sort(compareCodePoints)).toEqual(sorted);
  });

  it('is the order of the lists of code points', () => {
    const points = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0);
    const compareLists = (a: number[], b: number[]) => {
      const at = a.findIndex((point, index) => point !== b[index]);
      if (at < 0) return Math.sign(a.length - b.length);
      return at >= b.length ? 1 : Math.sign((a[at] ?? 0) - (b[at] ?? 0));
    };
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\uD7FF', '\uE000', '\uFFFF', '\u{10000}', '\u{1F600}'), maxLength: 4 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(compareLists(points(a), points(b)));
      }),
    );
  });
});
