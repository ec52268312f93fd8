import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { complete, services } from './completion.js';

const others = {
  'others.groupmap.yaml': `organization: { id: 1111aaaa-11aa-11aa-11aa-111111aaaaaa }
sso: { group_attribute: 'http://schemas.example/groups' }
`,
};

/** What is wrong with the structure of a file once a snippet is in it. */
function problemsOf(path: string, text: string): readonly string[] {
  return services.readFile({ path, text }).problems.map(({ code, message }) => `${code}: ${message}`);
}

/** Every place that has snippets, and the snippets that it has. */
const places: readonly (readonly [string, string, readonly string[]])[] = [
  ['an empty file', '<|>', ['mapping file', 'sso section']],
  ['a list of mappings', 'group_mappings:\n  - <|>\n', ['group mapping', 'literal group mapping']],
  ['a new item', 'group_mappings:\n  - { display_name: M, group: a }\n  <|>\n', ['group mapping', 'literal group mapping']],
  ['a list at the column of its key', 'users:\n- <|>\n', ['sample user', 'sample user of the directory', 'sample user by attributes']],
  ['a flow list of users', 'users: [<|>]\n', ['sample user', 'sample user of the directory', 'sample user by attributes']],
  ['role bindings', 'group_mappings:\n  - display_name: M\n    group: a\n    role_bindings:\n      - <|>\n', ['role binding']],
  ['ACLs', 'group_mappings:\n  - display_name: M\n    group: a\n    acls:\n      - <|>\n', ['ACL']],
  ['a user', 'users:\n  - name: ana\n    <|>\n', ['expectation']],
  ['expected roles', 'users:\n  - name: ana\n    expect:\n      role_bindings:\n        - <|>\n', ['role binding']],
  ['known groups', 'known_groups:\n  - <|>\n', ['known group']],
  ['roles', 'settings:\n  roles:\n    - <|>\n', ['role']],
  ['a file with CR LF', 'group_mappings:\r\n  - <|>\r\nusers: []\r\n', ['group mapping', 'literal group mapping']],
];

describe.each(places)('in %s', (_, marked, expected) => {
  const completion = complete(marked, others);

  it('offers the snippets that fit', () => {
    expect(completion.entries.filter(({ kind }) => kind === 'snippet').map(({ label }) => label)).toEqual(expected);
  });

  it.each(expected)('%s leaves a file that can be read', (label) => {
    const text = completion.accept(label);
    expect(problemsOf('a.groupmap.yaml', text)).toEqual([]);
    expect(text.replaceAll('\r\n', '').includes('\r')).toBe(false);
    if (marked.includes('\r\n')) expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe.each([
  ['an empty file', '<|>', ['mapping file']],
  ['a list of mappings', '{ "group_mappings": [<|>] }', ['group mapping', 'literal group mapping']],
  ['a list of users', '{ "users": [<|>] }', ['sample user', 'sample user of the directory', 'sample user by attributes']],
  ['a user', '{ "users": [{ "name": "ana", <|> }] }', ['expectation']],
  ['a file', '{ <|> }', ['sso section']],
] as const)('in %s of JSON', (_, marked, expected) => {
  const completion = complete(marked, others, 'a.groupmap.json');

  it('offers the snippets that fit', () => {
    expect(completion.entries.filter(({ kind }) => kind === 'snippet').map(({ label }) => label)).toEqual(expected);
  });

  it.each(expected)('%s leaves a file that can be read', (label) => {
    const text = completion.accept(label);
    expect(problemsOf('a.groupmap.json', text)).toEqual([]);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });
});

describe('what snippets write', () => {
  it('writes a group mapping with its parts to fill in', () => {
    const entry = complete('group_mappings:\n  - <|>\n', others).entry('group mapping');
    expect(entry.edit.newText).toBe(
      [
        'display_name: ${1:MAPPING}',
        `    filter: '"\${2:GROUP}" in groups'`,
        '    role_bindings:',
        '      - role_name: ${3:DeveloperRead}',
        '        crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=${4:ENVIRONMENT}',
      ].join('\n'),
    );
  });

  it('names the attribute that carries the groups', () => {
    const text = complete('users:\n  - <|>\n', others).accept('sample user by attributes');
    expect(parse(text)).toEqual({
      users: [{ name: 'name@example.com', account: 'new', attributes: { 'http://schemas.example/groups': ['GROUP'] } }],
    });
  });

  it('keeps braces of a flow map apart from those of tab stops', () => {
    const entry = complete('users: [<|>]\n', others).entry('sample user');
    expect(entry.edit.newText).toBe('{ name: ${1:name@example.com}, account: new, groups: [${2:GROUP}] \\}');
  });

  it('expects an account to be there where none is created', () => {
    const text = complete('users:\n  - name: ana\n    <|>\n', { 'b.groupmap.yaml': 'organization: { jit_enabled: false }' }).accept(
      'expectation',
    );
    expect(text).toContain('account: existing');
  });
});
