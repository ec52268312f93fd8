import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readYamlTree } from '../../src-language/hosts/yaml/read-yaml-tree.js';
import { applyEdits } from '../../src-language/text/range.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';
import { plainValue, scalarAt } from './host-values.js';

/** A file of two mappings; the first has its filter (or another key) written as given, with the markers kept. */
const file = (line: string): string =>
  `group_mappings:\n  - display_name: A\n    ${line}\n    role_bindings: []\n  - display_name: B\n    filter: 'true'\nusers: []\n`;
const whole = (filter: unknown, key = 'filter'): unknown => ({
  group_mappings: [
    { display_name: 'A', [key]: filter, role_bindings: [] },
    { display_name: 'B', filter: 'true' },
  ],
  users: [],
});

/** What is written (with what is to be underlined), the text that was meant, and how the value is written after the fix. */
const slips: readonly (readonly [string, string, string])[] = [
  ['filter: <|"a" in groups || "b" in groups|>', '"a" in groups || "b" in groups', `filter: '"a" in groups || "b" in groups'`],
  ['filter: <|"a" in groups|> # who', '"a" in groups', `filter: '"a" in groups' # who`],
  [`filter: <|'a' in groups|>`, `'a' in groups`, `filter: "'a' in groups"`],
  [`filter: <|"it's" in groups|>`, `"it's" in groups`, `filter: '"it''s" in groups'`],
  ['filter: &f <|"a" in groups|>', '"a" in groups', `filter: &f '"a" in groups'`],
  ['"filter": <|"a" in groups|>', '"a" in groups', `"filter": '"a" in groups'`],
  [
    'filter: <|"a" in groups || "b: c #1" in groups|>',
    '"a" in groups || "b: c #1" in groups',
    `filter: '"a" in groups || "b: c #1" in groups'`,
  ],
  ['filter: <|"a" in groups ||\n      "b" in groups|>', '"a" in groups || "b" in groups', `filter: '"a" in groups || "b" in groups'`],
  ['filter: <|"a" in groups ||\n    "b" in groups|>', '"a" in groups || "b" in groups', `filter: '"a" in groups || "b" in groups'`],
  ['filter:\n      <|"a" in groups|>', '"a" in groups', `filter:\n      '"a" in groups'`],
  [
    'filter:\n      <|"a" in groups ||\n      "b" in groups|> # c',
    '"a" in groups || "b" in groups',
    `filter:\n      '"a" in groups || "b" in groups' # c`,
  ],
  ['filter: <|!("a" in groups)|>', '!("a" in groups)', `filter: '!("a" in groups)'`],
  ['filter: <|! ("a" in groups)|>', '! ("a" in groups)', `filter: '! ("a" in groups)'`],
  ['filter: <|&& "a" in groups|>', '&& "a" in groups', `filter: '&& "a" in groups'`],
  ['filter: <|["a"].all(x, x in groups)|>', '["a"].all(x, x in groups)', `filter: '["a"].all(x, x in groups)'`],
  ['filter: <|| "a" in groups|>', '"a" in groups', `filter: '"a" in groups'`],
  ['filter: <|>"a" in groups|>', '"a" in groups', `filter: '"a" in groups'`],
  ['filter: <|groups.exists(g, g == "a: b")|>', 'groups.exists(g, g == "a: b")', `filter: 'groups.exists(g, g == "a: b")'`],
  ['filter: <|groups.exists(g, g == "a #1")|> # c', 'groups.exists(g, g == "a #1")', `filter: 'groups.exists(g, g == "a #1")' # c`],
  [`filter: <|'"a" in groups|>`, '"a" in groups', `filter: '"a" in groups'`],
  ['filter: <|"\\"a\\" in groups|>', '"a" in groups', `filter: '"a" in groups'`],
  ['filter:<|"a" in groups|>', '"a" in groups', `filter: '"a" in groups'`],
  [`filter:<|'"a" in groups'|>`, '"a" in groups', `filter: '"a" in groups'`],
  ['filter:<|"\\"a\\" in groups"|> # c', '"a" in groups', 'filter: "\\"a\\" in groups" # c'],
  ['filter: <|""a" in groups || "b" in groups"|>', '"a" in groups || "b" in groups', `filter: '"a" in groups || "b" in groups'`],
  ['filter: <|"("a" in groups)"|> # c', '("a" in groups)', `filter: '("a" in groups)' # c`],
  [`filter: <|''a' in groups'|>`, `'a' in groups`, `filter: "'a' in groups"`],
];

describe('a filter that YAML reads as something else than was meant', () => {
  for (const [line, meant, fixed] of slips) {
    it(`is one problem and is read as meant: ${line.replaceAll('\n', '↵')}`, () => {
      for (const eol of ['\n', '\r\n']) {
        // The marker of a range may stand beside a bar of the text itself.
        const marked = file(line).replaceAll('\n', eol);
        const start = marked.indexOf('<|');
        const end = marked.lastIndexOf('|>') - 2;
        const text = marked.slice(0, start) + marked.slice(start + 2, end + 2) + marked.slice(end + 4);
        const tree = readYamlTree(text);
        expect(tree.problems.map((problem) => [problem.code, problem.range])).toEqual([['host-syntax', { start, end }]]);
        expect(tree.roots.map(plainValue)).toEqual([whole(meant)]);
        const fix = tree.problems[0]?.fixes[0];
        const repaired = applyEdits(text, fix?.edits ?? []);
        expect(repaired).toBe(file(fixed).replaceAll('\n', eol));
        expect(parse(repaired)).toEqual(whole(meant));
        expect(readYamlTree(repaired).problems).toEqual([]);
      }
    });
  }

  it('maps its characters, and an edit of it writes the quotes along', () => {
    const { text, ranges } = parseMarkedText(file('filter: "a" in groups || <|"b"|> in groups # c'));
    const node = scalarAt(readYamlTree(text).roots[0], ['group_mappings', 0, 'filter']);
    const start = node.text.value.indexOf('"b"');
    expect(node.text.toHost({ start, end: start + 3 })).toEqual(ranges[0]);
    const result = applyEdits(text, node.text.encodeEdits([{ range: { start, end: start + 3 }, newText: '"c"' }]) ?? []);
    expect(result).toBe(file(`filter: '"a" in groups || "c" in groups' # c`));
  });

  it('is one problem each, however many there are', () => {
    const text =
      'group_mappings:\n' +
      Array.from({ length: 500 }, (_, index) => `  - filter: "g${String(index)}" in groups || "x" in groups\n`).join('');
    const tree = readYamlTree(text);
    expect(tree.problems).toHaveLength(500);
    expect(scalarAt(tree.roots[0], ['group_mappings', 499, 'filter']).text.value).toBe('"g499" in groups || "x" in groups');
  });

  it('is found in a flow mapping too', () => {
    const marked = '- { display_name: A, filter: <|"a" in groups || "b, c" in groups|>, id: x }\n- {filter: <|"d" in groups|>}\n';
    const { text } = parseMarkedText(marked);
    const tree = readYamlTree(text);
    expect(
      markRanges(
        text,
        tree.problems.map((problem) => problem.range),
      ),
    ).toBe(marked);
    expect(tree.roots.map(plainValue)).toEqual([
      [{ display_name: 'A', filter: '"a" in groups || "b, c" in groups', id: 'x' }, { filter: '"d" in groups' }],
    ]);
  });

  it('may be a group', () => {
    const tree = readYamlTree(file('group: "a" b'));
    expect(tree.problems).toHaveLength(1);
    expect(tree.roots.map(plainValue)).toEqual([whole('"a" b', 'group')]);
  });
});

describe('what only looks like a slip', () => {
  it('is left alone', () => {
    for (const text of [
      file(`filter: '"a" in groups' # "b" in groups`),
      file('filter: "\\"a\\" in groups"'),
      file('filter: |\n      "a" in groups'),
      file('filter: >- # folded\n      "a" in groups'),
      file('filter: &x "a"'),
      file('filter: !!str true'),
      file(`filter: ! '"a" in groups' # c`),
      file('filter: !<tag:yaml.org,2002:str> "\\"a\\" in groups"'),
      file('filter: ! >-\n      "a" in groups'),
      `- { filter: ! '"a" in groups', id: x }\n`,
      file('filter: groups.exists(g, g.startsWith("a"))'),
      file("group: it's # a comment"),
      file('group: ops # comment'),
      file('group: a:b'),
      'description: |\n  filter: "a" in groups\n  group: "b" c\nz: 1\n',
      'description: "x\n  filter: \'a\' in groups"\n',
      'description: \'x\n\n  filter: "a" in groups\'\n',
      'x-groups:\n  - group:eng\n  - filter:"a"\n',
      '{\n  "filter": "a",\n  "group": "b"\n}\n',
      'known_groups: [\n  filter: "a",\n]\n',
    ]) {
      const tree = readYamlTree(text);
      expect([text, tree.problems]).toEqual([text, []]);
      expect(tree.roots.map(plainValue)).toEqual([parse(text)]);
    }
  });

  it('is left alone where it stands beside a real one', () => {
    const text = 'd: |\n  filter: "a" in groups\ng:\n  filter: "b" in groups\n';
    const tree = readYamlTree(text);
    expect(tree.problems).toHaveLength(1);
    expect(tree.roots.map(plainValue)).toEqual([{ d: 'filter: "a" in groups\n', g: { filter: '"b" in groups' } }]);
  });
});

describe('YAML that does not parse', () => {
  it.each(['a: !<|😀|> x\n', 'a: "<|\\😀|>"\n'])('is marked at whole characters: %s', (marked) => {
    const { text } = parseMarkedText(marked);
    expect(
      markRanges(
        text,
        readYamlTree(text).problems.map(({ range }) => range),
      ),
    ).toBe(marked);
  });

  // What is underlined; what is read all the same.
  const cases: readonly (readonly [string, unknown])[] = [
    ['a: <|"x|>\nb: 2\n', { a: 'x', b: 2 }],
    ["a: <|'x y|>\nb: 2\nc: 'd'\n", { a: 'x y', b: 2, c: 'd' }],
    ['- <|"x|>\n- y\n', ['x', 'y']],
    ['a: "x<|\\q|>"\nb: 1\n', { a: 'x\\q', b: 1 }],
    ['<|a:|>1\nb: 2\n', undefined],
    ['a: <|[|>x\nb: 2\n', undefined],
    ['a: [x, <|{|> y: 1\nb: 2\n', undefined],
    ['b:\n  a: [\n    x,\n<|]|>\n', undefined],
    ['a: 1\n<|b|>\nc: 2\n', { a: 1, b: null, c: 2 }],
    ['a: <|}|>\n', { a: null }],
    ['a: <|@x|>\nb: 1\n', undefined],
    ['a: <|[|>1, 2\nb: 3\n', { a: [1, 2], b: 3 }],
    ['a: "x" <|y|>\nb: 1\n', { a: 'x', b: 1 }],
    ['{"a": 1,<|,|> "b": 2}', { a: 1, b: 2 }],
  ];
  for (const [marked, read] of cases) {
    it(`says one thing of ${JSON.stringify(marked)}`, () => {
      const { text } = parseMarkedText(marked);
      const tree = readYamlTree(text);
      const start = tree.problems.map((problem) => problem.range.start);
      expect(start).toEqual([parseMarkedText(marked).ranges[0]?.start]);
      expect(tree.problems.map((problem) => problem.code)).toEqual(['host-syntax']);
      if (read !== undefined) expect(tree.roots.map(plainValue)).toEqual([read]);
    });
  }

  it('reads on through tabs, which are one problem with one fix', () => {
    const text = 'group_mappings:\n\t- display_name: A\n\t  filter: true\n\t- display_name: B\n\t  filter: "x\ty"\n';
    const tree = readYamlTree(text);
    expect(
      markRanges(
        text,
        tree.problems.map((problem) => problem.range),
      ),
    ).toBe(text.replace('\t', '<|\t|>'));
    const meant = {
      group_mappings: [
        { display_name: 'A', filter: true },
        { display_name: 'B', filter: 'x\ty' },
      ],
    };
    expect(tree.roots.map(plainValue)).toEqual([meant]);
    expect(parse(applyEdits(text, tree.problems[0]?.fixes[0]?.edits ?? []))).toEqual(meant);
  });

  it('neither throws nor points outside the text, whatever that is', () => {
    const token = fc.constantFrom(
      'filter: ',
      'group:',
      'a: ',
      '- ',
      '\n',
      '\n  ',
      '\n    ',
      '\t',
      '"',
      "'",
      '"a"',
      ' in groups',
      '|',
      '>-',
      '[',
      ']',
      '{',
      '}',
      ',',
      ': ',
      ' #',
      '&a ',
      '*a',
      '!x ',
      '<<: ',
      '---\n',
      '...\n',
      '%',
      '? ',
      '\r\n',
      '\\',
      '😀',
      '\ufeff',
      '@',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 25 }), (tokens) => {
        const text = tokens.join('');
        const { problems } = readYamlTree(text);
        for (const { range, message, fixes } of problems) {
          expect(message).toMatch(/\.$/);
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
          for (const edit of fixes.flatMap((fix) => fix.edits)) expect(edit.range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('stops at collections nested without end', () => {
    for (const unit of ['[', '- ', '{a: ', '? ', 'filter: "(', '"a": "']) {
      const tree = readYamlTree(unit.repeat(100_000));
      expect(tree.problems.length).toBeGreaterThan(0);
    }
    expect(readYamlTree('['.repeat(100_000)).problems.map((problem) => problem.message)).toEqual([
      expect.stringContaining('more than 200 deep'),
    ]);
  });

  it('are not seen where a raw string ends in a backslash and a comment follows', () => {
    const text = file('filter: r"\\" in groups # the backslash team');
    expect(readYamlTree(text).problems).toEqual([]);
    expect(parse(text)).toEqual(whole('r"\\" in groups'));
  });
});
