import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HostNode, HostScalar } from '../../src-language/hosts/host-tree.js';
import { encodeJsonString } from '../../src-language/hosts/json/json-text.js';
import { readJsonTree } from '../../src-language/hosts/json/read-json-tree.js';
import { applyEdits, type TextEdit } from '../../src-language/text/range.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';
import { isWellFormed, plainValue, scalarAt } from './host-values.js';

const value = (text: string): unknown => readJsonTree(text).roots.map(plainValue)[0];

describe('reading JSON', () => {
  it('gives what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, '\t'), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        const tree = readJsonTree(text);
        expect(tree.problems).toEqual([]);
        expect(tree.roots.map(plainValue)[0]).toEqual(JSON.parse(text));
        expect(tree.roots[0]?.range).toEqual({ start: 0, end: text.length });
      }),
    );
  });

  it('allows comments, trailing commas and a byte-order mark, which counts in the offsets', () => {
    const text = '\ufeff// first\n{ /* a */ "a": [1, "x",], }\n';
    const tree = readJsonTree(text);
    expect(tree.problems).toEqual([]);
    expect(value(text)).toEqual({ a: [1, 'x'] });
    const node = scalarAt(tree.roots[0], ['a', 1]);
    expect(text.slice(node.range.start, node.range.end)).toBe('"x"');
  });

  it('gives ranges of keys, entries and values', () => {
    const { text, ranges } = parseMarkedText('{ <|<|"a"|> : <|{ "b": null }|>|>, "c": <|00|>}');
    const root = readJsonTree(text).roots[0];
    if (root?.kind !== 'map') throw new Error('no object');
    const [a, c] = root.entries;
    expect([a?.range, a?.keyRange, a?.value?.range, c?.value?.range]).toEqual(ranges);
  });

  it('keeps the source characters of what is no string, and can quote them', () => {
    const text = '{"a": -1.50e3, "b": true, "c": null}';
    const root = readJsonTree(text).roots[0];
    expect([['a'], ['b'], ['c']].map((path) => scalarAt(root, path).text.value)).toEqual(['-1.50e3', 'true', 'null']);
    const edits = [['a'], ['b'], ['c']].map((path) => scalarAt(root, path).quoteEdit).filter((edit) => edit !== null);
    expect(JSON.parse(applyEdits(text, edits))).toEqual({ a: '-1.50e3', b: 'true', c: 'null' });
  });
});

describe('JSON that does not parse', () => {
  // What is underlined, the text after all fixes, and what is read all the same.
  const cases: readonly (readonly [string, string | null, unknown])[] = [
    ['{"a": 1 ,<|,|> "b": 2}', '{"a": 1 , "b": 2}', { a: 1, b: 2 }],
    ['{"a": <|1|> "b": 2}', '{"a": 1, "b": 2}', { a: 1, b: 2 }],
    ['{<|"a"|> 1}', '{"a": 1}', { a: 1 }],
    ['{<|a|>: 1}', '{"a": 1}', { a: 1 }],
    ["{<|'a'|>: 1}", '{"a": 1}', { a: 1 }],
    ['{"group": <|00123|>}', '{"group": "00123"}', { group: '00123' }],
    ['{"group": <|\'eng ops\'|>}', '{"group": "eng ops"}', { group: 'eng ops' }],
    ['{"a": <|True|>}', '{"a": "True"}', { a: 'True' }],
    ['{<|"a"|>: , "b": 1}', null, { a: null, b: 1 }],
    ['{<|"a"|>}', null, { a: null }],
    ['{"a": <|[|>1, 2}', null, { a: [1, 2] }],
    ['{"a": 1}<|}|>', null, { a: 1 }],
    ['{"a": [1]<|]|>}', null, { a: [1] }],
    ['<|{|>"a": 1', null, { a: 1 }],
    ['{"a": 1} <|x|>', null, { a: 1 }],
    ['{"a": "x<|\\d|>"}', null, { a: 'x\\d' }],
    ['{"a": "x<|\\😀|>"}', null, { a: 'x\\😀' }],
    ['{"a": "x<|\t|>y"}', null, { a: 'x\ty' }],
    ['{"a": <|"x|>,\n"b": 1}', '{"a": "x",\n"b": 1}', { a: 'x', b: 1 }],
    ['{"a": 1} <|/*|> c', null, { a: 1 }],
    [
      '{\n "filter": <|""a" in groups || "b" in groups"|>,\n "x": 1\n}',
      '{\n "filter": "\\"a\\" in groups || \\"b\\" in groups",\n "x": 1\n}',
      { filter: '"a" in groups || "b" in groups', x: 1 },
    ],
    [
      '{"filter": <|""a" in groups"|>, "role_bindings": []}',
      '{"filter": "\\"a\\" in groups", "role_bindings": []}',
      { filter: '"a" in groups', role_bindings: [] },
    ],
  ];

  for (const [marked, fixed, read] of cases) {
    it(`says one thing of ${JSON.stringify(marked)}`, () => {
      const { text } = parseMarkedText(marked);
      const { problems } = readJsonTree(text);
      expect(
        markRanges(
          text,
          problems.map((problem) => problem.range),
        ),
      ).toBe(marked);
      expect(problems.map((problem) => problem.code)).toEqual(['host-syntax']);
      expect(value(text)).toEqual(read);
      const fixes = problems.flatMap((problem) => problem.fixes);
      if (fixed !== null)
        expect(
          applyEdits(
            text,
            fixes.flatMap((fix) => fix.edits),
          ),
        ).toBe(fixed);
      else expect(fixes).toEqual([]);
    });
  }

  it('reports a key that stands twice and uses the first', () => {
    const { text } = parseMarkedText('{"a": 1, <|"a"|>: 2}');
    const { problems } = readJsonTree(text);
    expect(
      markRanges(
        text,
        problems.map((problem) => problem.range),
      ),
    ).toBe('{"a": 1, <|"a"|>: 2}');
    expect(problems[0]?.code).toBe('duplicate-key');
    expect(value(text)).toEqual({ a: 1 });
  });

  it('neither throws nor loses its way, whatever the text', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      "'",
      'x',
      '1',
      '-',
      '\\',
      '\n',
      ' ',
      '//',
      '/*',
      '*/',
      'true',
      '"filter"',
      '\ufeff',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
        const text = tokens.join('');
        const tree = readJsonTree(text);
        for (const { range, message } of tree.problems) {
          expect(message).not.toBe('');
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
        checkRanges(tree.roots[0], { start: 0, end: text.length });
      }),
      { numRuns: 3000 },
    );
  });

  it('stops at brackets nested without end', () => {
    for (const text of ['['.repeat(200_000), '{"a":'.repeat(200_000)]) {
      const tree = readJsonTree(text);
      expect(tree.problems.some((problem) => problem.message.includes('nested more than 200 deep'))).toBe(true);
      expect(tree.roots).toHaveLength(1);
    }
  });
});

function checkRanges(node: HostNode | undefined, outer: { start: number; end: number }): void {
  if (!node) return;
  expect(node.range.start).toBeGreaterThanOrEqual(outer.start);
  expect(node.range.end).toBeLessThanOrEqual(outer.end);
  const children = node.kind === 'map' ? node.entries.flatMap((entry) => entry.value ?? []) : node.kind === 'sequence' ? node.items : [];
  for (const child of children) checkRanges(child, node.range);
}

describe('the text of a JSON string', () => {
  const strings = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\ud83d', '\ude00', '😀', '\u2028', 'é', ' ', '\x00', '/') }),
  );
  /** A JSON string with escapes that nobody asked for: any character may be written as \uXXXX. */
  const written = fc
    .tuple(strings, fc.array(fc.boolean(), { minLength: 1 }))
    .map(([text, flags]) =>
      Array.from({ length: text.length }, (_, at) => encodeUnit(text[at] ?? '', flags[at % flags.length] === true)).join(''),
    )
    .map((inside) => `"${inside}"`);

  it('decodes to what JSON.parse gives, every character mapped to its own in the file and back', () => {
    fc.assert(
      fc.property(written, (source) => {
        const text = `{"a": ${source} , "b": 1}`;
        const node = scalarAt(readJsonTree(text).roots[0], ['a']);
        const decoded = JSON.parse(source) as string;
        expect(node.text.value).toBe(decoded);
        let end = node.range.start + 1;
        for (let at = 0; at < decoded.length; at++) {
          const host = node.text.toHost({ start: at, end: at + 1 });
          if (!host) throw new Error('no range');
          expect(host.start).toBe(end);
          end = host.end;
          expect(JSON.parse(`"${text.slice(host.start, host.end)}"`)).toBe(decoded[at]);
          for (let offset = host.start; offset < host.end; offset++) expect(node.text.toDecoded(offset)).toBe(at);
        }
        expect(end).toBe(node.range.end - 1);
        expect(node.text.toDecoded(end)).toBe(decoded.length);
        expect(node.text.toDecoded(node.range.start)).toBeNull();
        expect(node.text.toDecoded(node.range.end)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('takes edits so that the file reads as the edited value, and stays as it was around it', () => {
    fc.assert(
      fc.property(
        written.chain((source) => {
          const length = (JSON.parse(source) as string).length;
          return fc.tuple(fc.constant(source), fc.nat(length), fc.nat(4), strings);
        }),
        ([source, start, length, newText]) => {
          const text = `{"a": [${source}], // c\n "b": "b"}`;
          const node = scalarAt(readJsonTree(text).roots[0], ['a', 0]);
          const edit: TextEdit = { range: { start, end: Math.min(start + length, node.text.value.length) }, newText };
          const result = applyEdits(text, node.text.encodeEdits([edit]) ?? []);
          expect(result.startsWith('{"a": ["') && result.endsWith('"], // c\n "b": "b"}')).toBe(true);
          expect(JSON.parse(result.replace('// c', ''))).toEqual({ a: [applyEdits(node.text.value, [edit])], b: 'b' });
          if (isWellFormed(text)) expect(isWellFormed(result)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('changes no more than what an edit changes', () => {
    const text = '{"filter": "\\"a\\" in groups \\u007c\\u007c \\"b\\" in groups"}';
    const node = scalarAt(readJsonTree(text).roots[0], ['filter']);
    const start = node.text.value.indexOf('b');
    expect(applyEdits(text, node.text.encodeEdits([{ range: { start, end: start + 1 }, newText: 'c"d' }]) ?? [])).toBe(
      '{"filter": "\\"a\\" in groups \\u007c\\u007c \\"c\\"d\\" in groups"}',
    );
  });

  it('makes a string of a value that was none', () => {
    const text = '{"group": 12}';
    const node: HostScalar = scalarAt(readJsonTree(text).roots[0], ['group']);
    expect(applyEdits(text, node.text.encodeEdits([{ range: { start: 2, end: 2 }, newText: 'x' }]) ?? [])).toBe('{"group": "12x"}');
  });

  it('can be written from any string', () => {
    fc.assert(
      fc.property(strings, (text) => {
        expect(JSON.parse(encodeJsonString(text))).toBe(text);
        expect(isWellFormed(encodeJsonString(text))).toBe(true);
      }),
    );
  });
});

function encodeUnit(unit: string, escape: boolean): string {
  if (escape || unit < ' ' || unit === '"' || unit === '\\') return '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0');
  return unit;
}

describe('ignore comments in JSON', () => {
  it('cover the next entry or item, with all it holds', () => {
    const { text, ranges } = parseMarkedText(
      '{\n  // groupmap-ignore <|mixed-and-or|>, <|type|>\n<|  "a": {\n    "b": 1\n  }|>,\n  "c": [ // groupmap-ignore group-unknown\n<|    {"d": 1}|>,\n    2\n  ]\n}',
    );
    const { ignores } = readJsonTree(text);
    expect(ignores.map((ignore) => ignore.codes.map((code) => code.code))).toEqual([['mixed-and-or', 'type'], ['group-unknown']]);
    expect(ignores[0]?.codes.map((code) => code.range)).toEqual(ranges.slice(0, 2));
    expect(ignores.map((ignore) => ignore.covers)).toEqual(ranges.slice(2));
  });

  it('are no directives in a string or with another word', () => {
    expect(readJsonTree('{"a": "// groupmap-ignore x"} // groupmap-ignored x').ignores).toEqual([]);
  });
});
