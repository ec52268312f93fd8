import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../src-language/text/line-index.js';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', '\r\n', '😀', '\u2028'), maxLength: 24 });

describe('lines', () => {
  it('end at LF, CR LF and a lone CR, as the protocol has it', () => {
    fc.assert(
      fc.property(text, (content) => {
        const lines = content.split(/\r\n|\r|\n/);
        const index = new LineIndex(content);
        expect(index.lineCount).toBe(lines.length);
        expect(lines.map((_, line) => index.lineText(line))).toEqual(lines);
      }),
    );
  });

  it('lead from an offset to its position and back', () => {
    fc.assert(
      fc.property(text, (content) => {
        const index = new LineIndex(content);
        for (let offset = 0; offset <= content.length; offset++) expect(index.offsetAt(index.positionAt(offset))).toBe(offset);
      }),
    );
  });
});
