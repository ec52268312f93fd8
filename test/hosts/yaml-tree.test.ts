import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments, stringify, type ToStringOptions } from 'yaml';
import type { HostNode } from '../../src-language/hosts/host-tree.js';
import { readYamlTree } from '../../src-language/hosts/yaml/read-yaml-tree.js';
import { applyEdits } from '../../src-language/text/range.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';
import { plainValue, scalarAt } from './host-values.js';

const values = (text: string): unknown[] => readYamlTree(text).roots.map(plainValue);

describe('reading YAML', () => {
  it('gives what the yaml package gives, in whatever layout it writes', () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text !== '<<');
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(true, false, null, 0, 12, 1.5),
        fc.string({ unit: 'grapheme' }),
        tie('list'),
        tie('map'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      map: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    })).map;
    const layout = fc.record({
      defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
      collectionStyle: fc.constantFrom('any', 'flow'),
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20, 80),
    });
    fc.assert(
      fc.property(json, layout, (value, options) => {
        const text = stringify(value, { ...options, defaultKeyType: 'PLAIN' } as ToStringOptions);
        const expected: unknown = parse(text);
        const tree = readYamlTree(text);
        expect(tree.problems).toEqual([]);
        expect(tree.roots.map(plainValue)[0]).toEqual(expected);
        checkRanges(tree.roots[0], 0, text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives ranges without the comments, blanks and line breaks around them', () => {
    const marked = [
      'a: <|x|> # c',
      'b:',
      '  <|- <|y|>',
      '  # d',
      '  - <|k: 1',
      '    l: |',
      '      text',
      '      more|>|>',
      '',
      '# e',
      'c: &n <|{ p: q }|> # f',
      'd: *n',
      '',
    ].join('\n');
    const { text, ranges } = parseMarkedText(marked);
    const root = readYamlTree(text).roots[0];
    if (root?.kind !== 'map') throw new Error('no map');
    const [a, b, c, d] = root.entries.map((entry) => entry.value);
    const items = b?.kind === 'sequence' ? b.items : [];
    expect([a?.range, b?.range, items[0]?.range, items[1]?.range, c?.range]).toEqual(ranges);
    expect(d).toBe(c);
    expect(root.range).toEqual({ start: 0, end: text.indexOf('*n') + 2 });
    const entry = root.entries[3];
    expect(entry && text.slice(entry.range.start, entry.range.end)).toBe('d: *n');
  });

  it('reads several documents, leaving empty ones out', () => {
    expect(values('--- # nothing\n---\na: 1\n...\n# c\n---\n- b\n')).toEqual([{ a: 1 }, ['b']]);
    expect(values('')).toEqual([]);
    expect(values('# only a comment\n')).toEqual([]);
  });

  it('skips a byte-order mark and counts it in the offsets', () => {
    const text = '\ufeffa: b\r\nc: "😀" # d\r\n';
    const root = readYamlTree(text).roots[0];
    expect(plainValue(root ?? null)).toEqual({ a: 'b', c: '😀' });
    const { range } = scalarAt(root, ['c']);
    expect(text.slice(range.start, range.end)).toBe('"😀"');
  });

  it('tells `key:` from `key: ~`, and an empty item from none', () => {
    const root = readYamlTree('a:\nb: ~\nc: ""\nd:\n  -\n  - x\n').roots[0];
    if (root?.kind !== 'map') throw new Error('no map');
    expect(root.entries.map((entry) => entry.value?.kind)).toEqual([undefined, 'scalar', 'scalar', 'sequence']);
    expect(root.entries[0]?.range).toEqual({ start: 0, end: 2 });
    expect(plainValue(root)).toEqual({ a: null, b: null, c: '', d: [null, 'x'] });
  });

  it('takes keys that are no strings by their source characters', () => {
    expect(values('1: a\n007: b\ntrue: c\n? d\n: e\n')).toEqual([{ 1: 'a', '007': 'b', true: 'c', d: 'e' }]);
  });

  it('keeps the source characters of what is no string, with the edit that quotes them', () => {
    const sources = ['00123', 'true', '~', '1e3', '0x1F', '.inf', 'null', '-5', '9007199254740993'];
    for (const source of sources) {
      const text = `group: ${source} # c\n`;
      const node = scalarAt(readYamlTree(text).roots[0], ['group']);
      expect(typeof node.value).not.toBe('string');
      expect(node.text.value).toBe(source);
      expect(node.text.toHost({ start: 0, end: source.length })).toEqual({ start: 7, end: 7 + source.length });
      if (!node.quoteEdit) throw new Error('no edit');
      expect(parse(applyEdits(text, [node.quoteEdit]))).toEqual({ group: source });
    }
    for (const source of ['2001-12-14', 'yes', 'off', '1_000', '"1"', 'x', '!!str 1'])
      expect(scalarAt(readYamlTree(`group: ${source}\n`).roots[0], ['group'])).toMatchObject({
        quoteEdit: null,
        value: expect.any(String) as string,
      });
  });

  it('reports a key that stands twice at its second place, and uses the first', () => {
    const { text } = parseMarkedText('a: 1\nb: {c: 1, <|c|>: 2}\n<|a|>: 3\n');
    const { problems } = readYamlTree(text);
    expect(problems.map((problem) => problem.code)).toEqual(['duplicate-key', 'duplicate-key']);
    expect(
      markRanges(
        text,
        problems.map((problem) => problem.range),
      ),
    ).toBe('a: 1\nb: {c: 1, <|c|>: 2}\n<|a|>: 3\n');
    expect(values(text)).toEqual([{ a: 1, b: { c: 1 } }]);
  });
});

function checkRanges(node: HostNode | undefined, start: number, end: number): void {
  if (!node) return;
  expect(node.range.start).toBeGreaterThanOrEqual(start);
  expect(node.range.end).toBeLessThanOrEqual(end);
  if (node.kind === 'sequence') for (const item of node.items) checkRanges(item, node.range.start, node.range.end);
  if (node.kind !== 'map') return;
  for (const entry of node.entries) {
    expect(entry.range.start).toBe(entry.keyRange.start);
    expect(entry.range.end).toBeLessThanOrEqual(node.range.end);
    if (entry.value) checkRanges(entry.value, entry.keyRange.end, entry.range.end);
  }
}

describe('aliases and merge keys', () => {
  it('agree with the yaml package', () => {
    for (const text of [
      'a: &x [1, 2]\nb: *x\nc: {d: *x}\n',
      'a: &x one\nb: *x\nc: &x two\nd: *x\n',
      'base: &b {p: 1, q: 2}\nk:\n  p: 3\n  <<: *b\n  r: 4\n',
      'a: &a {p: 1}\nb: &b {p: 2, q: 3}\nk: {<<: [*a, *b], r: 4}\n',
      'a: &a {p: 1}\nb: &b\n  <<: *a\n  q: 2\nk:\n  <<: *b\n',
      '- &k key\n- *k : v\n',
    ]) {
      const [document] = parseAllDocuments(text, { merge: true });
      const tree = readYamlTree(text);
      expect(tree.problems).toEqual([]);
      expect(tree.roots.map(plainValue)[0]).toEqual(document && 'toJS' in document ? document.toJS() : undefined);
    }
  });

  it('put merged entries after the own ones, at the place where they are written', () => {
    const text = 'base: &b {p: 1, q: 2}\nk:\n  <<: *b\n  p: 3\n';
    const root = readYamlTree(text).roots[0];
    const k = root?.kind === 'map' ? root.entries[1]?.value : undefined;
    if (k?.kind !== 'map') throw new Error('no map');
    expect(k.entries.map((entry) => [entry.key, text.slice(entry.range.start, entry.range.end)])).toEqual([
      ['p', 'p: 3'],
      ['q', 'q: 2'],
    ]);
  });

  it('edit the anchor where a filter is an alias', () => {
    const text = 'a: &f \'"x" in groups\'\nfilter: *f\n';
    const node = scalarAt(readYamlTree(text).roots[0], ['filter']);
    expect(applyEdits(text, node.text.encodeEdits([{ range: { start: 1, end: 2 }, newText: "y'z" }]) ?? [])).toBe(
      "a: &f '\"y''z\" in groups'\nfilter: *f\n",
    );
  });

  it('say which anchor is missing, and stop at a value within itself', () => {
    const marked = 'a: <|*x|>\nb: &y [<|*y|>]\n';
    const { text } = parseMarkedText(marked);
    const tree = readYamlTree(text);
    expect(
      markRanges(
        text,
        tree.problems.map((problem) => problem.range),
      ),
    ).toBe(marked);
    expect(tree.problems.map((problem) => problem.code)).toEqual(['host-syntax', 'host-syntax']);
    expect(tree.problems[0]?.message).toContain('no anchor &x');
    expect(scalarAt(tree.roots[0], ['a'])).toMatchObject({ isUnreadable: true, value: null });
  });

  it('never multiply a small file into a large tree', () => {
    const names = Array.from({ length: 40 }, (_, index) => `a${String(index)}`);
    const bomb = names
      .map(
        (name, index) =>
          `${name}: &${name} [${
            index === 0
              ? 'x'
              : Array(9)
                  .fill(`*a${String(index - 1)}`)
                  .join(', ')
          }]`,
      )
      .join('\n');
    const chain = names.map((name, index) => `${name}: &${name} {k: ${index === 0 ? 'x' : `*a${String(index - 1)}`}}`).join('\n');
    const tree = readYamlTree(bomb);
    expect(tree.problems.filter((problem) => problem.message.includes('far more than the file'))).toHaveLength(1);
    expect(countNodes(tree.roots[0])).toBeLessThan(1_000_000);
    expect(readYamlTree(chain).problems).toEqual([]);
  });

  it('never nest deeper than the file may', () => {
    const deep = Array.from(
      { length: 1000 },
      (_, index) => `a${String(index)}: &a${String(index)} {k: ${index === 0 ? 'x' : `*a${String(index - 1)}`}}`,
    ).join('\n');
    const tree = readYamlTree(deep);
    expect(tree.problems.some((problem) => problem.message.includes('nested more than 200 deep'))).toBe(true);
    expect(depthOf(tree.roots[0])).toBeLessThan(500);
  });

  it('may repeat what a large set has in common', () => {
    const text =
      'x-bindings: &b\n' +
      '  - {role_name: A, crn_pattern: crn://x}\n'.repeat(20) +
      'group_mappings:\n' +
      Array.from({ length: 3000 }, (_, index) => `  - {display_name: m${String(index)}, group: g, role_bindings: *b}\n`).join('');
    expect(readYamlTree(text).problems).toEqual([]);
  });
});

function countNodes(node: HostNode | null | undefined): number {
  if (!node || node.kind === 'scalar') return 1;
  const children = node.kind === 'map' ? node.entries.map((entry) => entry.value) : node.items;
  return children.reduce((count, child) => count + countNodes(child), 1);
}

function depthOf(node: HostNode | null | undefined): number {
  if (!node || node.kind === 'scalar') return 1;
  const children = node.kind === 'map' ? node.entries.map((entry) => entry.value) : node.items;
  return 1 + Math.max(0, ...children.map(depthOf));
}

describe('ignore comments in YAML', () => {
  it('cover the next item: a mapping with all its keys, an entry, a scalar', () => {
    const marked = [
      '# groupmap-ignore <|mixed-and-or|>,<|type|> <|group-case|>',
      '<|group_mappings:',
      '  # groupmap-ignore <|always-true|>',
      '',
      '  # why',
      '<|  - display_name: A',
      '    filter: true|>',
      '  - display_name: B',
      '    # groupmap-ignore <|syntax|>',
      '<|    filter: |',
      '      "a" in groups|>',
      '    role_bindings: []|>',
      'known_groups:',
      '  - a',
      '  # groupmap-ignore <|group-unknown|>',
      '<|  - b|>',
      '  - c',
      '',
    ].join('\n');
    const { text, ranges } = parseMarkedText(marked);
    const { ignores } = readYamlTree(text);
    expect(ignores.map((ignore) => ignore.codes.map((code) => code.code).join())).toEqual([
      'mixed-and-or,type,group-case',
      'always-true',
      'syntax',
      'group-unknown',
    ]);
    // A directive covers from the line after it; blank lines and comments before the item are of no account.
    const covered = ignores.flatMap((ignore) => [
      ...ignore.codes.map((code) => code.range),
      { ...ignore.covers, start: firstItem(text, ignore.covers.start) },
    ]);
    const sorted = [...covered].sort((a, b) => a.start - b.start);
    expect(sorted).toEqual(ranges.map((range) => ({ ...range })));
  });

  it('cover nothing at the end of a file, and are no directives in a text', () => {
    const end = 'a: 1\n# groupmap-ignore x';
    expect(readYamlTree(end).ignores.map((ignore) => ignore.covers)).toEqual([{ start: end.length, end: end.length }]);
    expect(readYamlTree('a: |\n  # groupmap-ignore x\nb: "# groupmap-ignore y"\n').ignores).toEqual([]);
  });
});

/** The line start of the first line from an offset that is neither blank nor a comment. */
function firstItem(text: string, offset: number): number {
  let at = offset;
  while (/^[ \t]*(?:#[^\n]*)?\n/.test(text.slice(at))) at = text.indexOf('\n', at) + 1;
  return at;
}
