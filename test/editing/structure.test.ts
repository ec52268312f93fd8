import { describe, expect, it } from 'vitest';
import { documentSymbols, type DocumentSymbol } from '../../src-language/editing/document-symbols.js';
import { foldingRanges } from '../../src-language/editing/folding.js';
import { selectionRangesAt } from '../../src-language/editing/selection-ranges.js';
import { semanticTokens } from '../../src-language/editing/semantic-tokens.js';
import { workspaceSymbols } from '../../src-language/editing/workspace-symbols.js';
import { readMarkedSet } from './marked-set.js';

const file = 'a.groupmap.yaml';

function outline(path: string, text: string): string[] {
  const { context } = readMarkedSet({ [path]: text });
  const lines = (symbols: readonly DocumentSymbol[], indent: string): string[] =>
    symbols.flatMap(({ name, detail, kind, children, range, selectionRange }) => {
      expect(range.start <= selectionRange.start && selectionRange.end <= range.end).toBe(true);
      for (const child of children) expect(range.start <= child.range.start && child.range.end <= range.end).toBe(true);
      return [`${indent}${kind} ${name}${detail === '' ? '' : `: ${detail}`}`, ...lines(children, `${indent}  `)];
    });
  return lines(documentSymbols(context, path), '');
}

describe('outline', () => {
  it('has sections, mappings with their bindings, groups, users and settings', () => {
    expect(
      outline(
        file,
        `organization:
  display_name: Acme
  limits: { filter_length: 200 }
known_groups: [a, { id: 1b, display_name: Bees }]
group_mappings:
  - display_name: A
    filter: |
      "a" in groups
      || "b" in groups
    role_bindings:
      - { role_name: DeveloperRead, crn_pattern: crn://x }
  - display_name: ''
    group: a
users:
  - { name: ana, account: existing }
`,
      ),
    ).toEqual([
      'section organization',
      '  setting display_name: Acme',
      '  setting limits',
      '    setting filter_length: 200',
      'section known_groups: 2',
      '  group a',
      '  group Bees: 1b',
      'section group_mappings: 2',
      '  mapping A: "a" in groups || "b" in groups',
      '    binding DeveloperRead: crn://x',
      '  mapping (no name): a',
      'section users: 1',
      '  user ana: existing account',
    ]);
  });

  it('shows what an alias takes from elsewhere once, and exports and filter files as they are', () => {
    expect(outline(file, `x-m: &m\n  display_name: A\n  group: a\ngroup_mappings: [*m, *m]\n`)).toEqual([
      'section x-m',
      '  mapping A: a',
      'section group_mappings: 2',
    ]);
    expect(outline('a.group-mappings.json', `[{"name": "A", "filter": "true"}]`)).toEqual(['mapping A: true']);
    expect(outline('a.groupfilter', `"a" in groups\n`)).toEqual(['filter "a" in groups']);
    expect(outline('a.groupfilter', '\n')).toEqual([]);
    expect(outline(file, 'group_mappings:\n  - [\n')).toEqual(['section group_mappings: 1']);
  });
});

describe('workspace symbols', () => {
  it('finds mappings, users, groups and roles by characters in their order', () => {
    const { context } = readMarkedSet({
      [file]: `known_groups: [eng, { id: 1b, display_name: Bees }]\nusers: [{ name: ben }]\nsettings: { roles: [{ name: OurRole, scopes: [environment] }] }\n`,
      'b.groupmap.yaml': 'group_mappings:\n  - { display_name: Big engine, group: eng }\n',
    });
    const found = (query: string) => workspaceSymbols(context, query).map(({ kind, name, container }) => `${kind} ${name} (${container})`);
    expect(found('')).toHaveLength(6);
    expect(found('ben')).toEqual(['mapping Big engine (group_mappings)', 'user ben (users)']);
    expect(found('BEES')).toEqual(['group Bees (1b)']);
    expect(found('1')).toEqual(['group 1b (Bees)']);
    expect(found('our role')).toEqual(['role OurRole (settings.roles)']);
    expect(found('xyz')).toEqual([]);
  });
});

describe('folding', () => {
  const folds = (path: string, text: string) => {
    const { context } = readMarkedSet({ [path]: text });
    return foldingRanges(context, path).map(
      ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind === 'comment' ? ' comment' : ''}`,
    );
  };

  it('folds sections, items, filters of several lines and comments', () => {
    expect(
      folds(
        file,
        `# one
# two
group_mappings:
  - display_name: A
    filter: |
      # not a comment
      # of the file
    role_bindings:
      - role_name: X
        crn_pattern: crn://x
  # single
  - display_name: B
    group: b

users:
  - name: u
`,
      ),
    ).toEqual(['0-1 comment', '2-12', '3-9', '4-6', '7-9', '8-9', '11-12', '14-15']);
  });

  it('keeps a closing bracket in sight', () => {
    expect(folds('a.groupmap.json', `{\n  // one\n  // two\n  "users": [\n    {\n      "name": "a"\n    }\n  ]\n}\n`)).toEqual([
      '0-7',
      '1-2 comment',
      '3-6',
      '4-5',
    ]);
    expect(folds('a.groupfilter', `// a\r\n// b\r\n(\r\n  "a" in groups\r\n  || "b" in groups\r\n)\r\n`)).toEqual(['0-1 comment', '2-4']);
  });
});

describe('selection ranges', () => {
  const selections = (files: Readonly<Record<string, string>>): string[] => {
    const { context, texts, file: path, offset } = readMarkedSet(files);
    return selectionRangesAt(context, path, offset).map(({ start, end }) => texts[path]?.slice(start, end) ?? '');
  };

  it('grow from the name to the test, the chain, the filter, the value, the entry, the item and the section', () => {
    const mapping = `display_name: A\n    filter: '("a" in groups && "b" in groups) || true'`;
    expect(selections({ [file]: `group_mappings:\n  - ${mapping.replace('"a"', '"a<|>"')}\nusers: []\n` })).toEqual([
      'a',
      '"a"',
      '"a" in groups',
      '"a" in groups && "b" in groups',
      '("a" in groups && "b" in groups)',
      '("a" in groups && "b" in groups) || true',
      `'("a" in groups && "b" in groups) || true'`,
      `filter: '("a" in groups && "b" in groups) || true'`,
      mapping,
      `- ${mapping}`,
      `group_mappings:\n  - ${mapping}`,
      `group_mappings:\n  - ${mapping}\nusers: []`,
      `group_mappings:\n  - ${mapping}\nusers: []\n`,
    ]);
  });

  it('grow from a key, in braces and in JSON', () => {
    expect(selections({ 'a.groupmap.json': `{"users": [{"na<|>me": "ana"}]}` })).toEqual([
      '"name"',
      '"name": "ana"',
      '{"name": "ana"}',
      '[{"name": "ana"}]',
      '"users": [{"name": "ana"}]',
      '{"users": [{"name": "ana"}]}',
    ]);
    expect(selections({ 'a.groupmap.json': `{"users": [{"name": "a<|>na"}]}` }).slice(0, 2)).toEqual(['ana', '"ana"']);
  });

  it('are the whole file where there is nothing smaller', () => {
    expect(selections({ [file]: `users: []\n<|>\n` })).toEqual(['users: []\n\n']);
    expect(selections({ 'a.groupfilter': '<|>' })).toEqual(['']);
  });
});

describe('semantic tokens', () => {
  it('colour a filter file, each token on its lines', () => {
    const { context, texts } = readMarkedSet({
      'a.groupfilter': `\ufeff// why\n"a" in groups && groups.exists(g, g.startsWith("""b\nc""")) || size(x.y) > 1`,
    });
    expect(
      semanticTokens(context, 'a.groupfilter').map(
        ({ range, type, isPredefined }) => `${texts['a.groupfilter']?.slice(range.start, range.end)} ${type}${isPredefined ? '!' : ''}`,
      ),
    ).toEqual([
      '// why comment',
      '"a" string',
      'in keyword',
      'groups variable!',
      '&& operator',
      'groups variable!',
      'exists macro',
      'g parameter',
      'g parameter',
      'startsWith method',
      '"""b string',
      'c""" string',
      '|| operator',
      'size function',
      'x variable',
      'y property',
      '> operator',
      '1 number',
    ]);
  });

  it('leave other files to their grammars', () => {
    const { context } = readMarkedSet({ [file]: `group_mappings: [{ display_name: A, filter: 'true' }]` });
    expect(semanticTokens(context, file)).toEqual([]);
  });
});
