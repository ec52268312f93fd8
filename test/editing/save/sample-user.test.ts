import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeSampleUser, type NewSampleUser } from '../../../src-language/editing/save/sample-user.js';
import type { Person } from '../../../src-language/provisioning/person.js';
import { personOf } from '../../../src-language/provisioning/simulator.js';
import { readMarkedSet, readSet } from '../marked-set.js';
import { anyName, proposalOf, saysWhatItWrites, textsAfter } from './saving.js';

const ana: Person = { name: 'ana@acme.example', account: 'new', claim: { from: 'groups', values: ['a', '00123'] }, roleBindings: [] };

function afterSaving(texts: Record<string, string>, user: NewSampleUser, near?: string): Record<string, string> {
  return textsAfter(texts, proposalOf(proposeSampleUser(readMarkedSet(texts).context, user, near)));
}

function inFile(path: string, text: string, user: NewSampleUser = { person: ana }): string | undefined {
  return afterSaving({ [path]: text }, user)[path];
}

describe('the file is the one where users are', () => {
  const users = (name: string) => `users:\n  - name: ${name}\n`;

  it('is the last one with users, or the one that is asked for', () => {
    const texts = { 'd/a.groupmap.yaml': users('x'), 'd/b.groupmap.yaml': users('y'), 'd/c.groupmap.yaml': 'known_groups: [a]\n' };
    const { context } = readMarkedSet(texts);
    expect(proposalOf(proposeSampleUser(context, { person: ana })).file).toBe('d/b.groupmap.yaml');
    expect(proposalOf(proposeSampleUser(context, { person: ana }, 'd/a.groupmap.yaml')).file).toBe('d/a.groupmap.yaml');
    expect(proposalOf(proposeSampleUser(context, { person: ana }, 'd/c.groupmap.yaml')).file).toBe('d/b.groupmap.yaml');
  });

  it('is a new one beside the others when there are no users', () => {
    const proposed = proposeSampleUser(readMarkedSet({ 'd/a.groupmap.yaml': 'known_groups: [a]\n' }).context, { person: ana });
    const text = `users:\n  - name: ana@acme.example\n    account: new\n    groups: [a, '00123']\n`;
    expect(proposed).toEqual({
      proposal: {
        file: 'd/users.groupmap.yaml',
        isNewFile: true,
        edits: [{ range: { start: 0, end: 0 }, newText: text }],
        line: 1,
        oldLines: [],
        newLines: text.trimEnd().split('\n'),
      },
    });
  });

  it('is the file named for users when that has none yet', () => {
    expect(inFile('users.groupmap.yaml', '# Nobody yet\n')).toBe(
      `# Nobody yet\nusers:\n  - name: ana@acme.example\n    account: new\n    groups: [a, '00123']\n`,
    );
    expect(inFile('users.groupmap.yaml', 'known_groups: [a]')).toBe(
      `known_groups: [a]\nusers:\n  - name: ana@acme.example\n    account: new\n    groups: [a, '00123']\n`,
    );
    expect(afterSaving({ 'users.groupmap.yaml': '- broken\n' }, { person: ana })).toHaveProperty(['users-2.groupmap.yaml']);
  });
});

describe('the layout is that of the users before', () => {
  const block = (indent: string) => `${indent}- name: ana@acme.example\n${indent}  account: new\n${indent}  groups: [a, '00123']\n`;

  it.each([
    ['two blanks', `users:\n  - name: x # keep\n    groups: [a]\n`, `users:\n  - name: x # keep\n    groups: [a]\n${block('  ')}`],
    ['no blanks', `users:\n- name: x\nknown_groups: [a]\n`, `users:\n- name: x\n${block('')}known_groups: [a]\n`],
    ['empty lines between', `users:\n  - name: x\n\n  - name: y\n`, `users:\n  - name: x\n\n  - name: y\n\n${block('  ')}`],
    ['a comment of the last user', `users:\n  - name: x\n    # soon\n# end\n`, `users:\n  - name: x\n    # soon\n${block('  ')}# end\n`],
    ['no line break at the end', `users:\n  - name: x`, `users:\n  - name: x\n${block('  ').trimEnd()}`],
    ['Windows line ends', `users:\r\n  - name: x\r\n`, `users:\r\n  - name: x\r\n${block('  ').replaceAll('\n', '\r\n')}`],
    [
      'braces',
      `users:\n  - { name: x }\n`,
      `users:\n  - { name: x }\n  - { name: ana@acme.example, account: new, groups: [a, '00123'] }\n`,
    ],
    [
      'a list in brackets',
      `users: [{ name: x }]\n`,
      `users: [{ name: x }, { name: ana@acme.example, account: new, groups: [a, '00123'] }]\n`,
    ],
    [
      'a list in brackets over lines, with a comment behind the last user',
      `users: [\n  { name: x }, # keep\n]\n`,
      `users: [\n  { name: x }, # keep\n  { name: ana@acme.example, account: new, groups: [a, '00123'] },\n]\n`,
    ],
    [
      'the same without a last comma',
      `users: [\n  { name: x } # keep\n]\n`,
      `users: [\n  { name: x }, # keep\n  { name: ana@acme.example, account: new, groups: [a, '00123'] }\n]\n`,
    ],
    ['a key without users', `users: # nobody\nknown_groups: [a]\n`, `users:\n${block('  ').trimEnd()} # nobody\nknown_groups: [a]\n`],
    ['an empty list', `users: []\n`, `users:\n${block('  ')}`],
  ])('%s', (_, before, after) => {
    expect(inFile('a.groupmap.yaml', before)).toBe(after);
  });

  it('is kept in JSON, on lines and without', () => {
    const before = `{\n\t"users": [\n\t\t{\n\t\t\t"name": "x"\n\t\t}\n\t]\n}\n`;
    expect(inFile('a.groupmap.json', before)).toBe(
      `{\n\t"users": [\n\t\t{\n\t\t\t"name": "x"\n\t\t},\n\t\t{\n\t\t\t"name": "ana@acme.example",\n\t\t\t"account": "new",\n\t\t\t"groups": ["a", "00123"]\n\t\t}\n\t]\n}\n`,
    );
    expect(inFile('a.groupmap.json', `{ "users": [\n  { "name": "x" } // keep\n] }\n`)).toBe(
      `{ "users": [\n  { "name": "x" }, // keep\n  { "name": "ana@acme.example", "account": "new", "groups": ["a", "00123"] }\n] }\n`,
    );
    expect(inFile('a.groupmap.json', `{"users":[]}`)).toBe(
      `{"users": [{ "name": "ana@acme.example", "account": "new", "groups": ["a", "00123"] }]}`,
    );
  });

  it('breaks a long list of groups into lines', () => {
    const values = Array.from({ length: 12 }, (_, index) => `a-rather-long-group-${index}`);
    expect(inFile('a.groupmap.yaml', `users:\n  - name: x\n`, { person: { ...ana, claim: { from: 'member_of', values } } })).toContain(
      `    member_of:\n      - a-rather-long-group-0\n      - a-rather-long-group-1\n`,
    );
  });
});

it('writes what is expected with the user, and what is assigned by hand', () => {
  const person: Person = {
    ...ana,
    claim: {
      from: 'attributes',
      attributes: new Map([
        ['http://x/groups', ['a']],
        ['<<', []],
      ]),
    },
    roleBindings: [{ role_name: 'DeveloperRead', crn_pattern: 'crn://x' }],
  };
  expect(inFile('a.groupmap.yaml', `users:\n  - name: x\n`, { person, expect: { sign_in: 'allowed', group_mappings: [] } })).toBe(
    `users:
  - name: x
  - name: ana@acme.example
    account: new
    attributes:
      http://x/groups: [a]
      '<<': []
    role_bindings:
      - role_name: DeveloperRead
        crn_pattern: crn://x
    expect:
      sign_in: allowed
      group_mappings: []
`,
  );
});

it('says why somebody cannot be saved', () => {
  const { context } = readMarkedSet({ 'a.groupmap.yaml': `users:\n  - name: x\n  - name: ana@acme.example\n` });
  expect(proposeSampleUser(context, { person: ana })).toEqual({
    problem: 'There is a user "ana@acme.example" already, in a.groupmap.yaml:3. Choose another name.',
  });
  expect(proposeSampleUser(context, { person: { ...ana, name: '' } })).toHaveProperty('problem');
});

describe('anybody comes back exactly, and nothing else changes', () => {
  const layouts: Record<string, string> = {
    'a.groupmap.yaml': `# head\nusers: # here\n  # first\n  - name: x # x\n    groups: ['00123', "a"] # g\n    # last\nknown_groups: [a] # tail\n`,
    'b.groupmap.yaml': `users:\n- { name: x, groups: [a] } # x\n# tail\n`,
    'c.groupmap.yaml': `users: [ { name: x } # x\n  , { name: y } # y\n  ]\n# tail\n`,
    'd.groupmap.yml': `known_groups:\n  - a\n---\nusers: &u # here\n  - &x\n    name: x\n    expect: { sign_in: allowed }\n...\n`,
    'e.groupmap.json': `{\n  // first\n  "users": [\n    { "name": "x" } // x\n  ],\n  "known_groups": ["a"]\n}\n`,
    'f.groupmap.json': `{"users":[{"name":"x","groups":["00123"]}]}`,
  };
  const people: fc.Arbitrary<Person> = fc.record({
    name: anyName.filter((name) => name !== '' && name !== 'x' && name !== 'y'),
    account: fc.constantFrom('new', 'existing'),
    claim: fc.oneof(
      fc.constant(null),
      fc.record({ from: fc.constantFrom('member_of', 'groups'), values: fc.array(anyName, { maxLength: 6 }) }),
      fc
        .array(fc.tuple(anyName, fc.array(anyName, { maxLength: 3 })), { maxLength: 3 })
        .map((entries) => ({ from: 'attributes' as const, attributes: new Map(entries) })),
    ),
    roleBindings: fc.array(fc.record({ role_name: anyName.filter(Boolean), crn_pattern: anyName.filter(Boolean) }), { maxLength: 2 }),
  });

  it.each(Object.keys(layouts))('%s', (path) => {
    const texts = { [path]: layouts[path] ?? '' };
    const { context, set } = readMarkedSet(texts);
    const before = set.users.map(personOf);
    fc.assert(
      fc.property(people, (person) => {
        const proposal = proposalOf(proposeSampleUser(context, { person }));
        expect(proposal.isNewFile).toBe(false);
        const after = textsAfter(texts, proposal);
        const read = readSet(after);
        expect(read.users.map(personOf)).toEqual([...before, person]);
        expect(read.knownGroups.map(({ id }) => id?.value)).toEqual(set.knownGroups.map(({ id }) => id?.value));
        for (const comment of (texts[path] ?? '').match(/(?:#|\/\/) .*$/gm) ?? []) expect(after[path]).toContain(comment);
        expect(saysWhatItWrites(texts[path] ?? '', after[path] ?? '', proposal)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
