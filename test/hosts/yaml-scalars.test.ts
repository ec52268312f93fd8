import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments, parseDocument, visit, type Document } from 'yaml';
import { encodeYamlScalar } from '../../src-language/hosts/yaml/encode-scalar.js';
import { readYamlTree } from '../../src-language/hosts/yaml/read-yaml-tree.js';
import { applyEdits, type TextEdit } from '../../src-language/text/range.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';
import { isWellFormed, scalarAt } from './host-values.js';

/** A file with one scalar under test; the source is written where `@` stands. */
interface Place {
  readonly name: string;
  readonly template: string;
  readonly path: readonly (string | number)[];
  /** What a continuation line is indented by. */
  readonly indent: number;
  readonly isFlow: boolean;
}
const places: readonly Place[] = [
  {
    name: 'a value of a mapping in a list',
    template:
      '# first\ngroup_mappings:\n  - display_name: A # a\n    note: @\n    role_bindings: [x]\n  - display_name: B\n    filter: \'"b" in groups\'\nusers: []\n',
    path: ['group_mappings', 0, 'note'],
    indent: 6,
    isFlow: false,
  },
  { name: 'a list item', template: 'x-groups:\n  - a\n  - @\n  - c # c\nz: 1\n', path: ['x-groups', 1], indent: 4, isFlow: false },
  { name: 'with properties', template: 'k: &a !!str @\nz:\n  y: *a\n', path: ['k'], indent: 2, isFlow: false },
  { name: 'the last value, no line break', template: 'a: 1\nk: @', path: ['k'], indent: 3, isFlow: false },
  { name: 'a value in a flow mapping', template: '- { a: 1, note: @, c: 2 } # d\n- e\n', path: [0, 'note'], indent: 4, isFlow: true },
  { name: 'an item of a flow list', template: 'k: [a, @, c]\nz: 1\n', path: ['k', 1], indent: 4, isFlow: true },
];

const letter = fc.constantFrom(
  'a',
  'b',
  ' ',
  '  ',
  '\t',
  '#',
  ' #',
  ':',
  ': ',
  "'",
  ',',
  '[',
  '}',
  '-',
  '- ',
  '|',
  '&',
  '*',
  '!',
  '%',
  '@',
  'é',
  '😀',
  '\u0085',
  '\u2028',
  '\u00a0',
);
const breakIn = (place: Place): fc.Arbitrary<string> =>
  fc.constantFrom(1, 2, 3).map((count) => '\n'.repeat(count) + ' '.repeat(place.indent));
const pieces = (...arbitraries: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.array(fc.oneof(...arbitraries), { maxLength: 12 }).map((parts) => parts.join(''));

function sourceIn(place: Place): fc.Arbitrary<string> {
  const plain = pieces(letter, fc.constantFrom('"', '\\'), breakIn(place)).map((text) => 'p' + text);
  const single = pieces(letter, fc.constantFrom("''", '"', '\\'), breakIn(place), fc.constantFrom(' \n \t\n  ')).map(
    (text) => `'${text.replaceAll(/'+/g, "''")}'`,
  );
  const double = pieces(
    letter,
    fc.constantFrom('\\"', '\\\\', '\\n', '\\t', '\\x41', '\\u00e9', '\\U0001F600', '\\/', '\\ ', '\\0', '\\_', '\\L', '\\ud800', '\\e'),
    breakIn(place),
    fc.constantFrom(`\\\n${' '.repeat(place.indent)}`, `  \\\n${' '.repeat(place.indent)}\\  `),
  ).map((text) => `"${text}"`);
  const flow = fc.oneof(plain, single, double);
  if (place.isFlow) return flow;
  const line = fc.oneof(
    fc.constant(''),
    pieces(letter, fc.constantFrom('"', '\\', 'word')).map((text) => text.replaceAll('\t', 'x')),
    fc.constantFrom('  more', ' ', '\ttab', '   '),
  );
  const block = fc
    .record({
      mark: fc.constantFrom('|', '>'),
      chomp: fc.constantFrom('', '-', '+'),
      digit: fc.boolean(),
      comment: fc.constantFrom('', ' # why', '  '),
      lines: fc.array(line, { maxLength: 6 }),
    })
    .map(({ mark, chomp, digit, comment, lines }) => {
      // An indentation indicator counts from the column of the collection around the scalar.
      const header = mark + (digit ? '2' : '') + chomp + comment;
      const margin = ' '.repeat(place.indent);
      return [header, ...lines.map((text) => (text === '' ? '' : margin + text))].join('\n');
    });
  return fc.oneof(flow, block);
}

interface Case {
  readonly place: Place;
  readonly text: string;
  readonly value: string;
}
/** A source that reached beyond its place may have made an alias of nothing. */
function hasStrayAlias(document: Document): boolean {
  let isStray = false;
  visit(document, { Alias: (_, alias) => void (isStray ||= alias.source !== 'a') });
  return isStray;
}

/** Files whose scalar is a string for the `yaml` package, which is the oracle for what it decodes to. */
const cases: fc.Arbitrary<Case> = fc
  .constantFrom(...places)
  .chain((place) => fc.record({ place: fc.constant(place), source: sourceIn(place), isCrlf: fc.boolean() }))
  .map(({ place, source, isCrlf }) => {
    const written = place.template.replace('@', () => source);
    const text = isCrlf ? written.replaceAll('\n', '\r\n') : written;
    const document = parseDocument(text);
    const value: unknown = document.errors.length > 0 || hasStrayAlias(document) ? undefined : document.getIn(place.path);
    return { place, text, value: typeof value === 'string' ? value : null };
  })
  .filter((it): it is Case => it.value !== null);

const newTexts = fc.oneof(
  pieces(
    letter,
    fc.constantFrom(
      '"',
      '\\',
      '\n',
      '\r\n',
      '\ud800',
      '\udc00',
      '\x00',
      '\x7f',
      '\ufeff',
      ' || "x" in groups',
      '\n\n',
      '\n ',
      '---',
      '\n---\n',
    ),
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constant(''),
);
function editsOf(value: string): fc.Arbitrary<TextEdit[]> {
  return fc.array(fc.tuple(fc.nat(value.length), fc.nat(3), newTexts), { minLength: 1, maxLength: 3 }).map((raw) => {
    const edits: TextEdit[] = [];
    let from = 0;
    for (const [at, length, newText] of raw.sort((a, b) => a[0] - b[0])) {
      const start = Math.max(from, at);
      const end = Math.min(value.length, start + length);
      edits.push({ range: { start, end }, newText });
      from = end;
    }
    return edits;
  });
}
const edited = cases.chain((it) => editsOf(it.value).map((edits) => ({ ...it, edits })));

describe('YAML scalars', () => {
  it('decode to what the yaml package reads, in every style', () => {
    fc.assert(
      fc.property(cases, ({ place, text, value }) => {
        const tree = readYamlTree(text);
        expect(tree.problems).toEqual([]);
        const node = scalarAt(tree.roots[0], place.path);
        expect(node.text.value).toBe(value);
        // The map is there: it is only given up where it would decode to something else.
        expect(node.text.toHost({ start: 0, end: value.length })).not.toBeNull();
      }),
      { numRuns: 800 },
    );
  });

  it('map every decoded character to host characters inside the value, in order, and back', () => {
    fc.assert(
      fc.property(cases, ({ place, text, value }) => {
        const { text: hostText, range } = scalarAt(readYamlTree(text).roots[0], place.path);
        let previousEnd = range.start;
        for (let at = 0; at < value.length; at++) {
          const host = hostText.toHost({ start: at, end: at + 1 });
          if (!host) throw new Error('no range');
          expect(host.start).toBeLessThanOrEqual(host.end);
          expect(host.end).toBeLessThanOrEqual(text.length);
          const isHalfOfEscape = host.start < previousEnd;
          if (!isHalfOfEscape) previousEnd = host.end;
          const source = text.slice(host.start, host.end);
          if (source.length === 1 && !/\s/.test(value[at] ?? '')) expect(source).toBe(value[at]);
          else expect(source).toMatch(/^(?:\\[^]+|''|[ \t]*(?:\r?\n[ \t]*)+|.|)$/su);
          if (!isHalfOfEscape && source !== '') expect(hostText.toDecoded(host.start)).toBe(at);
        }
        for (let at = range.start; at <= range.end; at++) {
          const decoded = hostText.toDecoded(at);
          if (decoded !== null) {
            expect(decoded).toBeGreaterThanOrEqual(0);
            expect(decoded).toBeLessThanOrEqual(value.length);
          }
        }
      }),
      { numRuns: 700 },
    );
  });

  it('take edits so that the file reads as the edited value, and as before everywhere else', () => {
    fc.assert(
      fc.property(edited, ({ place, text, value, edits }) => {
        const node = scalarAt(readYamlTree(text).roots[0], place.path);
        const encoded = node.text.encodeEdits(edits);
        if (!encoded) throw new Error('not encoded');
        const result = applyEdits(text, encoded);
        const expected = parseDocument(text);
        expected.setIn(place.path, applyEdits(value, edits));
        const [document, ...more] = parseAllDocuments(result);
        if (!document || !('errors' in document)) throw new Error('no document');
        expect(more).toEqual([]);
        expect(document.errors).toEqual([]);
        // An alias stands for the anchor's value, also when that was edited.
        const isAliased = place.name === 'with properties';
        const after = applyEdits(value, edits);
        const expectedValue: unknown = isAliased ? { ...(parse(text) as object), k: after, z: { y: after } } : expected.toJS();
        expect(document.toJS()).toEqual(expectedValue);
        // What stands around the value is not touched.
        expect(result.startsWith(text.slice(0, node.range.start))).toBe(true);
        // Blank lines at the end of a block scalar may be part of its value.
        const isBlock = /[|>]/.test(text[node.range.start] ?? '');
        const rest = text.slice(node.range.end);
        expect(result.endsWith(isBlock ? rest.replace(/^[ \t\r\n]*(?:\n|$)/, '') : rest)).toBe(true);
        for (const comment of text.match(/# (?:why|a|c|d|first)(?=\r?\n)/g) ?? []) expect(result).toContain(comment);
        // The reader agrees with itself about the result.
        expect(scalarAt(readYamlTree(result).roots[0], place.path).text.value).toBe(applyEdits(value, edits));
      }),
      { numRuns: 1500 },
    );
  });

  it('never write a lone half of a surrogate pair, which UTF-8 cannot hold', () => {
    fc.assert(
      fc.property(edited, ({ place, text, edits }) => {
        fc.pre(isWellFormed(text));
        const node = scalarAt(readYamlTree(text).roots[0], place.path);
        expect(isWellFormed(applyEdits(text, node.text.encodeEdits(edits) ?? []))).toBe(true);
      }),
      { numRuns: 800 },
    );
  });
});

describe('a decoded range in the file', () => {
  // The second operand of each filter is what is underlined.
  for (const marked of [
    `f: ("a" in groups || <|"b"|> in groups)`,
    `f: '"it''s" in groups || <|"b"|> in groups'`,
    `f: "\\"a\\" in groups || <|\\"b\\"|> in groups"`,
    `f: |\n  "a" in groups ||\n  <|"b"|> in groups\n`,
    `f: >-\r\n  "a" in groups ||\r\n  <|"b"|> in groups\r\n`,
    `f: 'x ||\n\n   <|"b"|> in\n  groups'`,
    `f: "\\U0001F600 \\x41 || \\\n    <|\\"b\\"|> in groups"`,
    `{ f: '😀 || <|"b"|>' }`,
  ])
    it(`is exact: ${JSON.stringify(marked)}`, () => {
      const { text, ranges } = parseMarkedText(marked);
      const node = scalarAt(readYamlTree(text).roots[0], ['f']);
      const start = node.text.value.indexOf('"b"');
      expect(markRanges(text, [node.text.toHost({ start, end: start + 3 }) ?? node.range])).toBe(markRanges(text, ranges));
      expect(node.text.toDecoded(ranges[0]?.start ?? 0)).toBe(start);
    });

  it('may reach over a fold: from its first host character to its last', () => {
    const { text, ranges } = parseMarkedText('f: >-\n  a <|b\n  c|> d\n');
    const node = scalarAt(readYamlTree(text).roots[0], ['f']);
    expect(node.text.value).toBe('a b c d');
    expect(node.text.toHost({ start: 2, end: 5 })).toEqual(ranges[0]);
  });
});

describe('an edit', () => {
  // The value's part "old" becomes "new": what the file is then.
  const cases: readonly (readonly [string, string, string])[] = [
    ['f: x old y # c', 'new', 'f: x new y # c'],
    ['f: x old y # c', '"n": ', `f: 'x "n":  y' # c`],
    ['f: &a !!str old # c', '#', `f: &a !!str '#' # c`],
    [`f: 'x old y'`, `n'w`, `f: 'x n''w y'`],
    ['f: "x\\t old"', 'n"w', 'f: "x\\t n\\"w"'],
    ['f: |\r\n  x\r\n  old\r\ng: 1', 'new\nmore', 'f: |\r\n  x\r\n  new\r\n  more\r\ng: 1'],
    ['f: |- # c\n  old\ng: 1', '\x07', 'f: "\\x07" # c\ng: 1'],
    ['f: >\n  x\n  old y\n\ng: 1', 'new', 'f: >\n  x\n  new y\n\ng: 1'],
    ['{ f: x old y, g: 1 }', 'a, b', `{ f: 'x a, b y', g: 1 }`],
    ['f: true', 'false', "f: 'false'"],
  ];
  for (const [text, newText, result] of cases)
    it(`changes ${JSON.stringify(text)} no more than it must`, () => {
      const { text: value } = scalarAt(readYamlTree(text).roots[0], ['f']);
      const old = /old|true/.exec(value.value);
      const start = old?.index ?? 0;
      const edits = value.encodeEdits([{ range: { start, end: start + (old?.[0].length ?? 0) }, newText }]);
      expect(applyEdits(text, edits ?? [])).toBe(result);
    });
});

describe('a new scalar', () => {
  it('reads as its value wherever it is written', () => {
    fc.assert(
      fc.property(newTexts, fc.boolean(), (value, isInFlow) => {
        const source = encodeYamlScalar(value, { isInFlow });
        expect(parse(isInFlow ? `{ a: ${source}, b: [${source}] }` : `a: ${source} # c\nb:\n  - ${source}\n`)).toEqual({
          a: value,
          b: [value],
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the yaml package and the templates', () => {
  it('agree that every place can hold a string', () => {
    for (const place of places) expect(parse(place.template.replace('@', "'v'"))).toBeTruthy();
  });
});
