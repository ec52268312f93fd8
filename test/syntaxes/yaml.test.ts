import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectHostUntouched, paint, unpaint } from './paint.js';

const scope = 'source.yaml';

describe('filters in YAML', () => {
  it.each([
    ['plain', 'filter: «groups groups».«function exists»(«name g», «name g».«function startsWith»(«string "cc-"»)) # all of ours'],
    ['plain with an operator last', 'filter: («string "a"» «operator in» «groups groups») «operator ||» («string "b"» «operator in» «groups groups»)'],
    ['single-quoted', `filter: '«string "a"» «operator in» «groups groups» «operator &&» «string ''b''» «operator in» «groups groups»' # c`],
    ['double-quoted', 'filter: "«string \\"a\\"» «operator in» «groups groups» «operator &&» «string \'b\'» «operator in» «groups groups»" # c'],
    ['with an anchor', `filter: &f '«string "a"» «operator in» «groups groups»' # c`],
    ['with a tag', 'filter: !!str "«string \\"a\\"» «operator in» «groups groups»"'],
    ['with an anchor, plain', 'filter: &f «groups groups».«function exists»(«name g», «name g» «operator ==» «string "a"»)'],
    ['with a doubled quote in a string', `filter: '«string "it»«escape ''»«string s"» «operator in» «groups groups»'`],
    ['with a comment, single-quoted', `filter: '«string "a"» «operator in» «groups groups» «comment // it''s "b"»' # c`],
    ['with a comment, double-quoted', `filter: "«string 'a'» «operator in» «groups groups» «comment // as \\"b\\"»" # c`],
    ['with a raw string, single-quoted', `filter: '«string r"a\\b"» «operator in» «groups groups»'`],
    ['with a raw string, double-quoted', 'filter: "«string r\\"a\\\\b\\"» «operator in» «groups groups»"'],
    ['with a raw string, plain', 'filter: «string r"a\\b"» «operator in» «groups groups»'],
    ['for everybody', `filter: '«constant true»'`],
    ['after several blanks', `filter:   '«string "a"» «operator in» «groups groups»'`],
    ['under a quoted key', `"filter": '«string "a"» «operator in» «groups groups»'`],
  ])('are coloured: %s', async (_, painted) => {
    const inList = `group_mappings:\n  - ${painted}\n    display_name: A\n  - display_name: B\n    ${painted}\nusers: []\n`;
    expect(await paint(scope, unpaint(inList))).toBe(inList);
  });

  it.each(['|', '|-', '>', '>-', '>2-', '| # why', '&f !!str |', '! >-'])('are coloured in a block scalar: %s', async (header) => {
    const painted = `group_mappings:
  - filter: ${header}
      «string "a"» «operator in» «groups groups»

      «operator &&» («string "b"» «operator in» «groups groups» «comment // or so»
        «operator ||» «constant true»)
    # A comment of the file, not of the filter: "x" in groups
    display_name: A
  - display_name: "c" in groups
`;
    expect(await paint(scope, unpaint(painted))).toBe(painted);
  });

  it.each([
    `mappings: [{ filter: '«string "a"» «operator in» «groups groups»', display_name: groups }, { display_name: B }]`,
    `mappings: [{ display_name: A, filter: "«string \\"a\\"» «operator in» «groups groups»" }, { display_name: B }]`,
    `mappings: [{ filter: «groups groups» «operator ==» «name x», display_name: groups }, { filter: «function size»(«groups groups») }]`,
  ])('are coloured in a flow collection: %s', async (painted) => {
    expect(await paint(scope, unpaint(painted))).toBe(painted);
  });

  it.each([
    `'«string "a"» «operator in» «groups groups»' # "x" in groups`,
    '"«string \\"a\\"» «operator in» «groups groups»\n      «operator ||» «string \'b\'» «operator in» «groups groups»"',
    '(«string "a"» «operator in» «groups groups»)',
  ])('are coloured on the lines below their key: %s', async (value) => {
    for (const key of ['filter:', '"filter": # why']) {
      const painted = `- ${key}\n    ${value}\n  display_name: '"c" in groups'\n- ${key}\n    # which\n    ${value}\n- description:\n    '"d" in groups'\n  filter:\n  group: "e"\n`;
      expect(await paint(scope, unpaint(painted))).toBe(painted);
    }
  });

  it('are coloured over several lines of a quoted scalar', async () => {
    const painted = `- filter: "«string \\"a\\"» «operator in» «groups groups»\n    «operator ||» «string 'b'» «operator in» «groups groups»"\n  display_name: A`;
    expect(await paint(scope, unpaint(painted))).toBe(painted);
  });

  it('end with their scalar, though a string in them does not', async () => {
    for (const painted of [
      `- filter: '«string "a in groups»'\n  display_name: A`,
      `- filter: "«string \\"a in groups»"\n  display_name: A`,
      `- filter: («string "a in groups»\n  display_name: A`,
      `- { filter: '«string "a in groups»', display_name: A }`,
    ])
      expect(await paint(scope, unpaint(painted))).toBe(painted);
  });

  it('leave the rest of the file as it is', async () => {
    await expectHostUntouched(
      scope,
      `# "a" in groups
group_mappings:
  - filter: '<|"a" in groups|>' # c
    display_name: A
  - filter: "<|\\"a\\" in groups|>"
    display_name: B
  - filter: <|groups.exists(g, g == "a")|> # c
    display_name: C
  - { filter: '<|"a" in groups|>', display_name: D, n: [1, 2] }
  - { filter: <|groups.size()|>, display_name: E, n: 1 }
  - filter: |-
<|      "a" in groups
      && true
|>    # c
    display_name: F
  -
    filter: >2 # c
<|      "a" in groups

|>    display_name: "G"
users:
  - name: "x"
    member_of: [a, 'b', "c"]
`,
    );
  });

  it.each(['examples/okta/globex.groupmap.yaml', 'examples/entra-azure-marketplace/mappings.groupmap.yaml'])('leave the rest of %s as it is', async (path) => {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    const marked = text.replaceAll(/^( +(?:- )?filter: *)(>-\n(?: {6}.*\n)+|.*\n)/gm, (_, key: string, value: string) =>
      /^[>|]/.test(value) ? `${key}${value.replace('\n', '\n<|')}|>` : `${key}<|${value}|>`,
    );
    expect(marked).toContain('<|');
    await expectHostUntouched(scope, marked);
  });
});

describe('YAML files without filters', () => {
  it.each([
    'filter: name == "groups"\n',
    'a:\n  filter: |\n    .[] | select(.a)\n    # not a comment\n  # a comment\n  b: "x"\n',
    'a:\n  filter: "*.yaml"\n  filters: \'"a" in groups\'\n  other: \'"a" in groups\'\n',
    'a: { filter: x, b: groups, c: "groups" }\n',
    '# filter: "a" in groups\na: [filter, "groups"]\n',
    'description: |\n  filter: \'"a" in groups\'\nb: 1\n',
    'a:\n  filter:\n    - groups\n    - b: groups\n',
    'a:\n  filter:\n',
    'filter:\n---\na: b\n',
    'a:\n  filter:\n  - 1\n  - groups: x\n  b: 2\n',
    'a:\n  filter:\n    starts_with: cc-\n    x: [groups, 1]\n  groups: all\n',
    'a:\n  filter: # c\n    # d\n    |\n    text\n  b: 1\n',
    'filter:\n  {a: 1, b: [x]}\nb: "x"\n',
    'filter:\n  &x !!str\n  abc\nb: 1\n',
    'filter:\n  "some text\n  over lines"\nb: 1\n',
    '- filter:\n    ? a\n    : b\n- *x\n',
  ])('are coloured as without us: %j', async (text) => {
    await expectHostUntouched(scope, text);
  });
});
