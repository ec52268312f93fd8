import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestLine, readLineBlocks } from '../../cli/users/line-blocks.js';

type Line = readonly [number: number, text: string | null, mistake?: string | null];

async function linesOf(chunks: readonly Uint8Array[]): Promise<Line[]> {
  const lines: Line[] = [];
  const source = (async function* () {
    yield* chunks;
  })();
  for await (const block of readLineBlocks(source))
    while (block.next()) lines.push(block.text === null ? [block.number, null, block.mistake] : [block.number, block.text]);
  return lines;
}

/** Cuts bytes at the given places. */
function chunked(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.slice(places[index], end));
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('reading lines', () => {
  it.each<[string, readonly Line[]]>([
    ['', []],
    ['\n', [[1, '']]],
    ['a', [[1, 'a']]],
    ['a\n', [[1, 'a']]],
    [
      'a\n\nb',
      [
        [1, 'a'],
        [2, ''],
        [3, 'b'],
      ],
    ],
    [
      'a\r\nb\rc\n',
      [
        [1, 'a\r'],
        [2, 'b\rc'],
      ],
    ],
    ['\ufeffa\n', [[1, 'a']]],
  ])('%j is %j', async (text, lines) => {
    expect(await linesOf([bytes(text)])).toEqual(lines);
  });

  it('gives the same lines however the bytes arrive', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r', '\ufeff', '"'), { maxLength: 60 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(), { maxLength: 8 }), async (whole, cuts) => {
        const body = whole.startsWith('\ufeff') ? whole.slice(1) : whole;
        const expected = body.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(await linesOf(chunked(bytes(whole), cuts))).toEqual(expected.map((line, index) => [index + 1, line]));
      }),
    );
  });

  it('spoils only the line that is not UTF-8', async () => {
    const broken = Buffer.concat([bytes('first\n'), Uint8Array.of(0x22, 0xff, 0x22), bytes('\ndéjà\n'), Uint8Array.of(0xc3)]);
    const expected = [
      [1, 'first'],
      [2, null, expect.stringContaining('not UTF-8')],
      [3, 'déjà'],
      [4, null, expect.stringContaining('not UTF-8')],
    ];
    for (let cut = 0; cut <= broken.length; cut++) expect(await linesOf(chunked(broken, [cut]))).toEqual(expected);
  });

  it('takes a line of exactly the limit and refuses one that is longer, wherever the chunks end', async () => {
    const longest = 'x'.repeat(longestLine);
    for (const size of [65_536, 1 << 20, 30_000_000]) {
      const whole = bytes(`${longest}\nshort\n${longest}y\nlast`);
      const chunks: Uint8Array[] = [];
      for (let at = 0; at < whole.length; at += size) chunks.push(whole.subarray(at, at + size));
      const lines = await linesOf(chunks);
      expect(lines.map(([number, text, mistake]) => [number, text?.length ?? mistake])).toEqual([
        [1, longestLine],
        [2, 5],
        [3, 'the line is longer than 16 MiB'],
        [4, 4],
      ]);
    }
  });

  it('reports a last line that is too long and never ends', async () => {
    const chunk = new Uint8Array(1 << 20).fill(0x61);
    expect(await linesOf(Array.from({ length: 40 }, () => chunk))).toEqual([[1, null, 'the line is longer than 16 MiB']]);
  });
});
