import { describe, expect, it } from 'vitest';
import { codeActionsAt, type CodeAction } from '../../src-language/editing/code-actions.js';
import { applyFileEdits, readMarkedSet } from './marked-set.js';

type Files = Readonly<Record<string, string>>;

const crn = 'crn://confluent.cloud/organization=o/environment=env-1';
const roles = `    role_bindings: [{ role_name: DeveloperRead, crn_pattern: ${crn} }]`;

function actionsAt(files: Files): { actions: CodeAction[]; texts: Readonly<Record<string, string>> } {
  const { context, texts, file, offset } = readMarkedSet(files);
  return { actions: codeActionsAt(context, file, { start: offset, end: offset }), texts };
}

function titlesAt(files: Files, kind?: string): string[] {
  return actionsAt(files)
    .actions.filter((action) => kind === undefined || action.kind.startsWith(kind))
    .map(({ title }) => title);
}

/** The files after the one action whose title begins so. */
function after(files: Files, title: string): Record<string, string> {
  const { actions, texts } = actionsAt(files);
  const matching = actions.filter((action) => action.title.startsWith(title));
  expect(matching.map((action) => action.title)).toHaveLength(1);
  return applyFileEdits(texts, matching[0]?.edits ?? []);
}

function expectAfter(file: string, marked: string, title: string, expected: string): void {
  expect(after({ [file]: marked }, title)).toEqual({ [file]: expected });
}

describe('fixes', () => {
  it('offers each fix of the findings at the place, preferred or not, and of no other', () => {
    const { actions } = actionsAt({
      'a.groupmap.yaml': `group_mappings:\n  - display_name: A\n    filter: '"a" in groups a<|>nd "b" in groups'\n${roles}\n  - display_name: B\n    filter: '"a" in groups or "b" in groups'\n${roles}\n`,
    });
    const fixes = actions.filter(({ finding, title }) => finding?.code === 'syntax' && !title.startsWith('Ignore'));
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes.filter(({ isPreferred }) => isPreferred)).toHaveLength(1);
    expect(new Set(fixes.map(({ finding }) => finding?.range.start)).size).toBe(1);
  });

  it('offers to fix all findings of a code where there are several, and leaves the edits for later', () => {
    const files = {
      'a.groupmap.yaml': `group_mappings:\n  - display_name: A\n    filter: '"a" in groups a<|>nd "b" in groups'\n${roles}\n  - display_name: B\n    filter: '"a" in groups or "b" in groups'\n${roles}\n`,
    };
    const all = actionsAt(files).actions.filter(({ fixAll }) => fixAll);
    expect(all.map(({ kind, fixAll, edits }) => [kind, fixAll, edits])).toEqual([
      ['quickfix', { code: 'syntax' }, null],
      ['source.fixAll.groupmap', {}, null],
    ]);
  });
});

describe('ignore here', () => {
  it('writes a comment above the smallest item that begins its line', () => {
    expectAfter(
      'a.groupmap.yaml',
      `group_mappings:\r\n  - display_name: A\r\n    filter: '"a" in groups || t<|>rue'\r\n${roles}\r\n`,
      'Ignore always-true',
      `group_mappings:\r\n  - display_name: A\r\n    # groupmap-ignore always-true\r\n    filter: '"a" in groups || true'\r\n${roles}\r\n`,
    );
    expectAfter(
      'a.groupmap.yaml',
      `group_mappings:\n  - display_name: <|>A\n    group: a\n`,
      'Ignore mapping-grants-nothing',
      `group_mappings:\n  # groupmap-ignore mapping-grants-nothing\n  - display_name: A\n    group: a\n`,
    );
  });

  it('goes above a filter of several lines, not into it', () => {
    expectAfter(
      'a.groupmap.yaml',
      `group_mappings:\n  - display_name: A\n    filter: |\n      "a" in groups ||\n      tr<|>ue\n${roles}\n`,
      'Ignore always-true',
      `group_mappings:\n  - display_name: A\n    # groupmap-ignore always-true\n    filter: |\n      "a" in groups ||\n      true\n${roles}\n`,
    );
  });

  it('adds to a comment that is there', () => {
    expectAfter(
      'a.groupmap.yaml',
      `group_mappings:\n  # groupmap-ignore mapping-unused\n  # because\n  - display_name: <|>A\n    group: a\n`,
      'Ignore mapping-grants-nothing',
      `group_mappings:\n  # groupmap-ignore mapping-unused, mapping-grants-nothing\n  # because\n  - display_name: A\n    group: a\n`,
    );
  });

  it('writes JSON comments in JSON and in filter files, and none into exports in JSON', () => {
    expectAfter(
      'a.groupmap.json',
      `{\n  "group_mappings": [\n    {\n      "display_name": "<|>A",\n      "group": "a"\n    }\n  ]\n}\n`,
      'Ignore mapping-grants-nothing',
      `{\n  "group_mappings": [\n    {\n      // groupmap-ignore mapping-grants-nothing\n      "display_name": "A",\n      "group": "a"\n    }\n  ]\n}\n`,
    );
    expectAfter(
      'a.groupfilter',
      `"a" in groups ||\ntr<|>ue\n`,
      'Ignore always-true',
      `// groupmap-ignore always-true\n"a" in groups ||\ntrue\n`,
    );
    expect(
      titlesAt({ 'a.group-mappings.json': `[\n  {\n    "name": "A",\n    "filter": "tr<|>ue"\n  }\n]\n` }).filter((t) =>
        t.startsWith('Ignore'),
      ),
    ).toEqual([]);
  });

  it('silences the finding and nothing else, wherever a finding is', () => {
    const files = {
      'a.groupmap.yaml': `known_groups: [a, b]\nsettings: { severity: { mixed-and-or: warning } }\ngroup_mappings:\n  - display_name: A\n    filter: >-\n      "a" in groups || "b" in groups && "a" in groups\n    role_bindings: []\n  - { display_name: A, filter: 'true' }\n  -\n    display_name: C\n    group: "c"\nusers:\n  - name: u\n    groups: [a]\n    unknown: 1\n`,
      'b.groupmap.json': `{ "group_mappings": [\n  { "display_name": "J", "group": " a",\n    "filters": 1 },\n  { "group": "a" } ] }`,
      'c.groupfilter': `"a" in groups\n|| true\n`,
    };
    const { context, texts } = readMarkedSet(files);
    const shown = (code: string, file: string) => `${file} ${code}`;
    expect(context.findings.length).toBeGreaterThan(8);
    let offered = 0;
    for (const finding of context.findings) {
      const action = codeActionsAt(context, finding.file, finding.range).find(
        (candidate) => candidate.title === `Ignore ${finding.code} here` && candidate.finding === finding,
      );
      if (!action?.edits) continue;
      offered++;
      const { context: now } = readMarkedSet(applyFileEdits(texts, action.edits));
      const left = now.findings.map(({ code, file }) => shown(code, file));
      const before = context.findings.map(({ code, file }) => shown(code, file));
      const gone = before.filter((key) => !left.includes(key) || count(left, key) < count(before, key));
      expect(gone, action.title).toContain(shown(finding.code, finding.file));
      expect(
        left.filter((key) => !before.includes(key)),
        action.title,
      ).toEqual([]);
    }
    expect(offered).toBeGreaterThan(8);
  });
});

function count(keys: readonly string[], key: string): number {
  return keys.filter((other) => other === key).length;
}

describe('add to known groups', () => {
  const filter = (name: string) => `group_mappings:\n  - display_name: A\n    filter: '"${name}<|>" in groups'\n${roles}\n`;
  const unmarked = (name: string) => filter(name).replace('<|>', '');

  it('writes the group at the end of the list, in its layout, comments kept', () => {
    expectAfter(
      'a.groupmap.yaml',
      `known_groups:\n  # ours\n  - a # first\n  - b # last\n\n${filter('new-one')}`,
      'Add "new-one" to the known groups',
      `known_groups:\n  # ours\n  - a # first\n  - b # last\n  - new-one\n\n${unmarked('new-one')}`,
    );
    expectAfter(
      'a.groupmap.yaml',
      `known_groups: [aaaaaaa, bbbbbbb]\n${filter('00123')}`,
      'Add "00123" to the known groups',
      `known_groups: [aaaaaaa, bbbbbbb, "00123"]\n${unmarked('00123')}`.replace('"00123"]', "'00123']"),
    );
    expectAfter(
      'a.groupmap.yaml',
      `known_groups:\n- { id: 1a, display_name: aaaaaaa }\n${filter('x, y')}`,
      'Add "x, y" to the known groups',
      `known_groups:\n- { id: 1a, display_name: aaaaaaa }\n- x, y\n${unmarked('x, y')}`,
    );
  });

  it('writes it into the file that lists groups, JSON as well', () => {
    expect(
      after({ 'a.groupmap.yaml': filter('new-one'), 'b.groupmap.json': `{\n  "known_groups": [\n    "aaaaaaa"\n  ]\n}\n` }, 'Add'),
    ).toEqual({
      'a.groupmap.yaml': unmarked('new-one'),
      'b.groupmap.json': `{\n  "known_groups": [\n    "aaaaaaa",\n    "new-one"\n  ]\n}\n`,
    });
  });
});

describe('shrinking a filter', () => {
  const mapping = (filter: string) => `group_mappings:\n  - display_name: A\n    filter: '${filter}'\n${roles}\n`;

  it('writes the shortest one with the same meaning', () => {
    expectAfter(
      'a.groupmap.yaml',
      mapping('"a" in groups && "b" in groups || "a" in gro<|>ups'),
      'Shrink Filter: 47 → 12 characters',
      mapping('"a"in groups'),
    );
    expectAfter(
      'a.groupmap.json',
      '{"group_mappings": [{"display_name": "A", "filter": "\\"a\\" in<|> groups"}]}',
      'Shrink Filter: 13 → 12 characters',
      '{"group_mappings": [{"display_name": "A", "filter": "\\"a\\"in groups"}]}',
    );
    expectAfter('a.groupfilter', '"b" in groups || "a<|>" in groups', 'Shrink Filter', '"b"in groups||"a"in groups');
  });

  it('is not offered for a filter that is as short as it gets, nor beside one', () => {
    expect(titlesAt({ 'a.groupmap.yaml': mapping('"a"in<|> groups') }, 'refactor.rewrite.shrink')).toEqual([]);
    expect(titlesAt({ 'a.groupmap.yaml': `<|>${mapping('"a" in groups')}` }, 'refactor.rewrite.shrink')).toEqual([]);
  });
});

describe('adding the example of a finding to the sample users', () => {
  const mappings = (name: string) =>
    `group_mappings:\n  - display_name: A\n    filter: '"x" in groups && "y" in groups'\n${roles}\n  - display_name: ${name}\n    filter: '"y" in groups && "x" in groups'\n${roles}\n`;

  it('writes a user with these groups after the others', () => {
    const users = 'users:\n  - name: ana@acme.example\n    groups: [z]\n';
    const example = '  - name: example-1@example.com\n    account: new\n    groups: [x, y]\n';
    expect(after({ 'a.groupmap.yaml': mappings('B<|>') + users }, 'Add a user in "x" and "y"')).toEqual({
      'a.groupmap.yaml': mappings('B') + users + example,
    });
  });
});

describe('planning a set with too many mappings', () => {
  const mapping = (name: string, filter: string) => `  - display_name: ${name}\n    filter: '${filter}'\n${roles}\n`;
  const limits = 'organization: { limits: { group_mappings: 1 } }\ngroup_mappings:\n';

  it('offers the plan that fits, on the finding', () => {
    expect(
      after({ 'a.groupmap.yaml': limits + mapping('A', '"a" in groups') + mapping('B<|>', '"b" in groups') }, 'Plan: 1 instead of 2'),
    ).toEqual({
      'a.groupmap.yaml': limits + mapping('A', '"a" in groups || "b" in groups'),
    });
  });

  it('offers none that does not fit', () => {
    const other = mapping('B<|>', '"b" in groups').replace('DeveloperRead', 'DeveloperWrite');
    expect(
      titlesAt({ 'a.groupmap.yaml': limits + mapping('A', '"a" in groups') + other }).filter((title) => title.startsWith('Plan')),
    ).toEqual([]);
  });
});
