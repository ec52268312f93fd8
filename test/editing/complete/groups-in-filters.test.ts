import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeQuoted } from '../../../src-language/hosts/yaml/encode-scalar.js';
import { quoteGroup } from '../../../src-language/filter/string-literal.js';
import { accept, complete, services } from './completion.js';

const okta = {
  'known.groupmap.yaml': `known_groups: [data-science, engineering, on-call]
users:
  - { name: ana, groups: [data-science, engineering] }
  - { name: bob, groups: [data-science] }
`,
};
const mapping = (filter: string): string => `group_mappings:\n  - display_name: Mapping\n    filter: ${filter}\n    role_bindings: []\n`;

describe('inside a literal', () => {
  it.each([
    [`'"<|>" in groups'`, `'"data-science" in groups'`],
    [`'"da<|>" in groups'`, `'"data-science" in groups'`],
    [`'"d<|>ineering" in groups'`, `'"data-science" in groups'`],
    [`"\\"da<|>\\" in groups"`, `"\\"data-science\\" in groups"`],
    [`"'da<|>' in groups"`, `"'data-science' in groups"`],
    [`>-\n      "on-call" in groups\n      && "<|>" in groups`, `>-\n      "on-call" in groups\n      && "data-science" in groups`],
    [`|\n      "<|>" in groups`, `|\n      "data-science" in groups`],
    [`groups.exists(g, g == "<|>")`, `groups.exists(g, g == "data-science")`],
    [`groups.exists(g, g in ["on-call", "<|>"])`, `groups.exists(g, g in ["on-call", "data-science"])`],
    [`'r"da<|>" in groups'`, `'r"data-science" in groups'`],
    [`'"""da<|>""" in groups'`, `'"""data-science""" in groups'`],
    // Read as it is meant, and quoted as YAML needs.
    [`"<|>" in groups`, `'"data-science" in groups'`],
    [`"on-call" in groups && "da<|>" in groups`, `'"on-call" in groups && "data-science" in groups'`],
  ])('%s', (before, after) => {
    const completion = complete(mapping(before), okta);
    expect(completion.labels.slice(0, 3)).toEqual(['data-science', 'engineering', 'on-call']);
    expect(completion.accept('data-science')).toBe(mapping(after));
  });

  it.each([
    [`'"da<|>'`, `'"data-science" in groups'`],
    [`'"da<|>"'`, `'"data-science" in groups'`],
    [`'"da<|> in groups'`, `'"data-science" in groups'`],
    [`'"da<|>ta in groups'`, `'"data-science" in groups'`],
    [
      `'"on-call" in groups && "da<|> && "engineering" in groups'`,
      `'"on-call" in groups && "data-science" in groups && "engineering" in groups'`,
    ],
    [
      `'("on-call" in groups || "da<|>) && "engineering" in groups'`,
      `'("on-call" in groups || "data-science" in groups) && "engineering" in groups'`,
    ],
    [`'"da<|>`, `'"data-science" in groups'`],
    [`"da<|>`, `'"data-science" in groups'`],
    [`"on-call" in groups || "da<|>`, `'"on-call" in groups || "data-science" in groups'`],
    [`"\\"da<|>`, `"\\"data-science\\" in groups"`],
    [`|\n      "da<|>`, `|\n      "data-science" in groups`],
    [`'“da<|>” in groups'`, `'"data-science" in groups'`],
    [`"da<|>"`, `"\\"data-science\\" in groups"`],
    [`da<|>`, `'"data-science" in groups'`],
    [`data-sci<|>`, `'"data-science" in groups'`],
    [`data-sci<|> in groups`, `'"data-science" in groups'`],
  ])('of a test that is half written: %s', (before, after) => {
    expect(complete(mapping(before), okta).accept('data-science')).toBe(mapping(after));
  });

  it('tells who has a group and where it is used', () => {
    const entry = complete(mapping(`'"da<|>" in groups || "data-science" in groups'`), okta).entry('data-science');
    expect(entry.detail).toBe('2 of 2 sample users · used in Mapping');
    expect(entry.documentation).toContain('- Mapping');
    expect(entry.kind).toBe('group');
  });

  it('writes the id that the claim carries, found by the display name', () => {
    const entra = {
      'sso.groupmap.yaml': `sso: { identity_provider: entra }
known_groups: [{ id: 9efcf0ab-9227-411d-bbea-0481e862c115, display_name: Data science }]
users: [{ name: ana, member_of: [Data science] }]
`,
    };
    const completion = complete(mapping(`'"Dat<|>" in groups'`), entra);
    const entry = completion.entry('9efcf0ab-9227-411d-bbea-0481e862c115');
    expect(entry).toMatchObject({ description: 'Data science', detail: 'Data science · 1 of 1 sample user' });
    expect(completion.accept(entry.label)).toBe(mapping(`'"9efcf0ab-9227-411d-bbea-0481e862c115" in groups'`));
  });

  it('offers groups that are named elsewhere after the known ones, and not what is being typed', () => {
    const others = { 'b.groupmap.yaml': 'known_groups: [zeta]\nusers: [{ name: ana, groups: [alpha] }]\n' };
    expect(complete(mapping(`'"al<|>" in groups'`), others).labels).toEqual(['zeta', 'alpha']);
  });

  it('offers what groups begin with inside startsWith', () => {
    const others = { 'b.groupmap.yaml': 'known_groups: [cc-a, cc-b, lunch]\n' };
    expect(complete(mapping(`groups.exists(g, g.startsWith("<|>"))`), others).labels).toEqual(['cc-', 'cc-a', 'cc-b', 'lunch']);
  });

  it.each([`'"a" in groups // <|>'`, `'b"<|>" in groups'`, `'g.matches("<|>")'`, `<|>'"a" in groups'`, `'"a" in groups'<|>`])(
    'offers nothing in %s',
    (filter) => {
      expect(complete(mapping(filter), okta).labels).toEqual([]);
    },
  );
});

/** A way to write a filter in a file: what stands before and after the cursor is given, and what the style adds to the filter. */
interface Style {
  readonly path: string;
  readonly write: (before: string, after: string) => string;
  readonly adds?: readonly [before: string, after: string];
  /** Without its closing quote, what follows the filter would belong to the literal. */
  readonly isClosed?: boolean;
}

function yaml(write: Style['write'], adds?: Style['adds']): Style {
  return { path: 'a.groupmap.yaml', write: (before, after) => mapping(write(before, after)), adds };
}

const singleQuoted = (before: string, after: string): string => `'${before.replaceAll("'", "''")}<|>${after.replaceAll("'", "''")}'`;

const styles: Readonly<Record<string, Style>> = {
  'single quotes': yaml(singleQuoted),
  'double quotes': yaml((before, after) => `${encodeQuoted(before, 'double').slice(0, -1)}<|>${encodeQuoted(after, 'double').slice(1)}`),
  'a plain scalar': yaml((before, after) => `true && ${before}<|>${after}`, ['true && ', '']),
  'a plain scalar that begins with a quote': yaml((before, after) => `${before}<|>${after}`),
  'a plain scalar with a comment': {
    ...yaml((before, after) => `true && ${before}<|>${after} # why`, ['true && ', '']),
    isClosed: true,
  },
  'a literal scalar': yaml((before, after) => `|\n      ${before}<|>${after}`),
  'a folded scalar': yaml((before, after) => `>-\n      true &&\n      ${before}<|>${after}\n      && true`, ['true && ', ' && true']),
  'a flow map': {
    path: 'a.groupmap.yaml',
    write: (before, after) => `group_mappings: [{ display_name: M, filter: ${singleQuoted(before, after)} }]\n`,
  },
  'a folded scalar with CR LF': {
    path: 'a.groupmap.yaml',
    write: (before, after) =>
      `group_mappings:\r\n  - display_name: M\r\n    filter: >\r\n      ${before}<|>${after}\r\n    role_bindings: []\r\n`,
  },
  JSON: {
    path: 'a.groupmap.json',
    write: (before, after) =>
      `{ "group_mappings": [{ "display_name": "M", "filter": ${JSON.stringify(before).slice(0, -1)}<|>${JSON.stringify(after).slice(1)} }] }\n`,
  },
  'a filter file': { path: 'a.groupfilter', write: (before, after) => `${before}<|>${after}\n` },
};

function filterOf(path: string, text: string): string {
  const file = services.readFile({ path, text });
  expect(file.problems.filter(({ code }) => code === 'host-syntax')).toEqual([]);
  return (file.bareFilter ?? file.groupMappings[0]?.filter)?.value ?? '(none)';
}

/** A filter's tree without places and forms of quotes: two filters with the same one mean the same. */
function meaningOf(filter: string): unknown {
  const { expression, isComplete } = services.parse(filter);
  expect(isComplete, filter).toBe(true);
  return JSON.parse(
    JSON.stringify(expression, (key, value: unknown) =>
      /^(?:start|end|opening|.*Range|.*Ranges|.*Offset)$/.test(key) ? undefined : value,
    ),
  );
}

/** Names with what has to be escaped somewhere, and with what is often in names. */
const letters = [
  'a',
  'Z',
  '0',
  '-',
  ' ',
  '"',
  "'",
  '\\',
  '#',
  ':',
  '{',
  ',',
  '$',
  '}',
  '😀',
  'é',
  '//',
  '%',
  '&',
  '|',
  '*',
  '!',
  '\t',
  '\n',
  '\u2028',
];
const names = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...letters) }),
  fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
  fc.constantFrom('data-science', 'O\'Brien "the" \\ team 😀', 'a: b', 'true', '00123', '#all', ' edge '),
);

/** Before the cursor, after it, and what stands around the new literal then. */
const cases: readonly (readonly [string, string, string, readonly [string, string]])[] = [
  ['an empty literal', '"', '" in groups', ['', ' in groups']],
  ['a literal with another name', '"', 'other" in groups', ['', ' in groups']],
  ['a literal without its closing quote', '"', ' in groups', ['', ' in groups']],
  ['a literal that is all there is', '"', '"', ['', ' in groups']],
  ['a quote that is all there is', '"', '', ['', ' in groups']],
  ['a literal in single quotes', "'", "' in groups", ['', ' in groups']],
  ['a raw literal', 'r"', '" in groups', ['', ' in groups']],
  ['a literal in three quotes', '"""', '""" in groups', ['', ' in groups']],
  ['a literal after another test', '"other" in groups || "', '" in groups', ['"other" in groups || ', ' in groups']],
  [
    'a literal without its closing quote before another test',
    '("',
    ' in groups || true) && "o" in groups',
    ['(', ' in groups || true) && "o" in groups'],
  ],
];

describe.each(Object.entries(styles))('in %s', (_, { path, write, adds = ['', ''], isClosed = false }) => {
  it.each(isClosed ? cases.slice(0, 2) : cases)('writes a group of any name into %s', (_case, before, after, [left, right]) => {
    fc.assert(
      fc.property(names, (name) => {
        const known = { 'known.groupmap.json': JSON.stringify({ known_groups: [name] }) };
        const marked = write(before, after);
        const { entries, text, cursor } = complete(marked, known, path);
        const entry = entries[0];
        if (!entry) throw new Error(`Nothing is offered in ${marked}`);
        const filter = filterOf(path, accept(text, cursor, entry));
        expect(meaningOf(filter)).toEqual(meaningOf(adds[0] + left + (quoteGroup(name) ?? '') + right + adds[1]));
      }),
      { numRuns: 50 },
    );
  });
});
