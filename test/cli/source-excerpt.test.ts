import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../cli/display-text.js';
import { excerptOf } from '../../cli/formats/source-excerpt.js';
import { LineIndex } from '../../src-language/text/line-index.js';

/** The excerpt of a text whose range stands between `<|` and `|>`, as two lines. */
function excerpt(marked: string, width = 80): string[] {
  const start = marked.indexOf('<|');
  const end = marked.indexOf('|>') - 2;
  const text = marked.replace('<|', '').replace('|>', '');
  const { line, carets } = excerptOf({ text, lines: new LineIndex(text) }, { start, end }, width);
  return [line, carets];
}

describe('source excerpt', () => {
  it('underlines exactly the range', () => {
    expect(excerpt('one\nfilter: <|"a"|> in groups\nthree')).toEqual([
      'filter: "a" in groups', //
      '        ^^^',
    ]);
  });

  it('aligns after tabs, wide characters and emoji', () => {
    expect(excerpt('\tx: <|y|>')).toEqual(['    x: y', '       ^']);
    expect(excerpt('日本: <|語|>!')).toEqual(['日本: 語!', '      ^^']);
    expect(excerpt('😀👩‍👩‍👧 <|here|>')).toEqual(['😀👩‍👩‍👧 here', '     ^^^^']);
  });

  it('shows an empty range, at the end of a line too, by one caret', () => {
    expect(excerpt('abc<||>\nd')).toEqual(['abc', '   ^']);
    expect(excerpt('<||>')).toEqual(['', '^']);
  });

  it('underlines the first line of a range over several, CR LF or not', () => {
    expect(excerpt('a: <|b\r\nc|>')).toEqual(['a: b', '   ^']);
  });

  it('shows control characters escaped', () => {
    expect(excerpt('a\u001b[31m<|b|>')).toEqual(['a\\u001b[31mb', '           ^']);
  });

  it('cuts a long line around the range', () => {
    const [line = '', carets = ''] = excerpt(`${'x'.repeat(5000)}<|HERE|>${'y'.repeat(5000)}`, 60);
    expect(line).toMatch(/^… x+HEREy+ …$/);
    expect(displayWidth(line)).toBeLessThanOrEqual(64);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE');
  });

  it('takes no longer for a line of megabytes', () => {
    const text = `${'é'.repeat(8_000_000)}bad`;
    const source = { text, lines: new LineIndex(text) };
    const started = performance.now();
    for (let round = 0; round < 50; round++) excerptOf(source, { start: 8_000_000, end: 8_000_003 }, 80);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('underlines the range wherever it stands in whatever line', () => {
    const characters = fc.constantFrom('a', 'b', ' ', '日', '😀', 'é', 'e\u0301');
    const words = fc.array(characters, { maxLength: 200 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, words, fc.integer({ min: 30, max: 100 }), (before, after, width) => {
        const text = `${before}#MARK#${after}`;
        const { line, carets } = excerptOf({ text, lines: new LineIndex(text) }, { start: before.length, end: before.length + 6 }, width);
        const column = displayWidth(line.slice(0, line.indexOf('#MARK#')));
        expect(carets).toBe(`${' '.repeat(column)}^^^^^^`);
        expect(displayWidth(line)).toBeLessThanOrEqual(width + 4);
      }),
    );
  });
});
