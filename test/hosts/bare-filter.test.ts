import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBareFilter } from '../../src-language/hosts/bare-filter/read-bare-filter.js';
import { applyEdits } from '../../src-language/text/range.js';
import { parseMarkedText } from '../support/marked-text.js';

describe('a bare filter', () => {
  it('is its file, character by character, without a byte-order mark', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\ufeff')),
        fc.nat(),
        fc.nat(),
        (hasMark, value, a, b) => {
          const text = (hasMark ? '\ufeff' : '') + value;
          const { filter } = readBareFilter(text);
          expect(filter.value).toBe(value);
          const [start, end] = [a % (value.length + 1), b % (value.length + 1)].sort((x, y) => x - y) as [number, number];
          const host = filter.toHost({ start, end });
          expect(host && text.slice(host.start, host.end)).toBe(value.slice(start, end));
          expect(host && filter.toDecoded(host.start)).toBe(start);
          const edit = { range: { start, end }, newText: 'x' };
          expect(applyEdits(text, filter.encodeEdits([edit]) ?? [])).toBe((hasMark ? '\ufeff' : '') + applyEdits(value, [edit]));
        },
      ),
    );
  });

  it('has nothing outside its text', () => {
    const { filter } = readBareFilter('\ufefftrue');
    expect(filter.range).toEqual({ start: 1, end: 5 });
    expect([filter.toDecoded(0), filter.toDecoded(6), filter.toHost({ start: 0, end: 5 })]).toEqual([null, null, null]);
  });

  it('keeps its line ends', () => {
    expect(readBareFilter('"a" in groups ||\r\n"b" in groups\r\n').filter.value).toBe('"a" in groups ||\r\n"b" in groups\r\n');
  });

  it('takes ignore comments for the next line of the filter', () => {
    const { text, ranges } = parseMarkedText(
      '// groupmap-ignore <|mixed-and-or|>\n<|\n// why\n"a" in groups &&|>\n  // groupmap-ignore <|type|>\n<|  "b" in groups // groupmap-ignore x|>\n',
    );
    const { ignores } = readBareFilter(text);
    expect(ignores.flatMap((ignore) => [ignore.codes[0]?.range, ignore.covers])).toEqual(ranges);
  });
});
