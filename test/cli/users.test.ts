import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../src-language/provisioning/person.js';
import { readCsvUsers } from '../../cli/users/csv-users.js';
import { readJsonUsers } from '../../cli/users/json-users.js';
import { readJsonlUsers } from '../../cli/users/jsonl-users.js';
import { readPerson } from '../../cli/users/read-person.js';
import type { ReadUsers } from '../../cli/users/user-entry.js';
import { readYamlUsers } from '../../cli/users/yaml-users.js';

type Entry = readonly [line: number, user: Person | string];

/** Every entry with its line: the person, or the mistake. */
async function read(reader: ReadUsers, input: string | Uint8Array, cuts: readonly number[] = []): Promise<Entry[]> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const source = (async function* () {
    for (let at = 1; at < places.length; at++) yield bytes.slice(places[at - 1], places[at]);
  })();
  const entries: Entry[] = [];
  for await (const batch of reader(source))
    for (const { line, user } of batch) entries.push([line, 'mistake' in user ? user.mistake : user]);
  return entries;
}

const person = (
  name: string,
  values: readonly string[],
  from: 'groups' | 'member_of' = 'groups',
  account: Person['account'] = 'new',
): Person => ({
  name,
  account,
  claim: { from, values },
  roleBindings: [],
});

describe('one user', () => {
  it('has a name, and everything else may be absent', () => {
    expect(readPerson({ name: 'ana' })).toEqual({ name: 'ana', account: 'new', claim: null, roleBindings: [] });
  });

  it('takes each of the three forms of groups, and hand-assigned roles', () => {
    expect(readPerson({ name: 'a', account: 'existing', member_of: ['x'] })).toEqual(person('a', ['x'], 'member_of', 'existing'));
    expect(readPerson({ name: 'a', attributes: { one: 'x', many: ['y', 'z'], none: null } })).toMatchObject({
      claim: {
        from: 'attributes',
        attributes: new Map([
          ['one', ['x']],
          ['many', ['y', 'z']],
          ['none', []],
        ]),
      },
    });
    const binding = { role_name: 'Operator', crn_pattern: 'crn://confluent.cloud/organization=o' };
    expect(readPerson({ name: 'a', role_bindings: [binding] })).toMatchObject({ roleBindings: [binding] });
  });

  it.each([
    [null, 'a user is an object with a name, and this is null'],
    [[], 'a user is an object with a name, and this is a list'],
    ['ana', 'a user is an object with a name, and this is the string "ana"'],
    [{}, 'the key name is missing'],
    [{ name: 7 }, 'name is a string, and this is the number 7'],
    [{ nmae: 'ana' }, '"nmae" is not a key of a user; did you mean name?'],
    [{ name: 'ana', memberOf: [] }, '"memberOf" is not a key of a user; did you mean member_of?'],
    [{ name: 'ana', expect: {} }, 'expect belongs to the users of a mapping file; a users file has none'],
    [{ name: 'ana', account: 'old' }, 'account is new or existing, and this is the string "old"'],
    [{ name: 'ana', groups: 'x' }, 'groups is a list of strings, and this is the string "x"'],
    [{ name: 'ana', groups: ['x', 1] }, 'groups is a list of strings, and it holds the number 1'],
    [{ name: 'ana', groups: [], member_of: [] }, 'groups and member_of exclude each other: keep one'],
    [{ name: 'ana', groups: [], attributes: {} }, 'groups and attributes exclude each other: keep one'],
    [{ name: 'ana', attributes: { x: 1 } }, 'an attribute is a string or a list of strings, and x is the number 1'],
    [{ name: 'ana', role_bindings: [{ role_name: 'x' }] }, 'crn_pattern of a role binding is a string, and this is nothing'],
    [
      { name: 'ana', role_bindings: [{ role_name: 'x', crn_pattern: 'y', crn: 'z' }] },
      '"crn" is not a key of a role binding; the keys are role_name, crn_pattern',
    ],
  ])('%j: %s', (value, mistake) => {
    expect(readPerson(value)).toEqual({ mistake });
  });

  it('passes over keys that begin with x-, and does not fall for __proto__', () => {
    expect(readPerson({ name: 'a', 'x-note': 1 })).toMatchObject({ name: 'a' });
    expect(readPerson(JSON.parse('{"__proto__": {"name": "a"}}'))).toEqual({ mistake: expect.stringContaining('__proto__') });
  });
});

describe('JSON Lines', () => {
  it('reads a user a line, passes over blank lines, and names the line of a mistake', async () => {
    const text = '{"name":"a","groups":["x"]}\r\n\n  \n{"name":}\n{"name":"b","groups":[]}';
    expect(await read(readJsonlUsers, text)).toEqual([
      [1, person('a', ['x'])],
      [4, expect.stringMatching(/^the line is not JSON \(/)],
      [5, person('b', [])],
    ]);
  });

  it('says when carriage returns hold lines together', async () => {
    expect(await read(readJsonlUsers, '{"name":"a"}\r{"name":"b"}')).toEqual([[1, expect.stringContaining('carriage return')]]);
  });

  it('reads a line of several megabytes', async () => {
    const groups = Array.from({ length: 200_000 }, (_, index) => `group-${index}-of-many`);
    expect(await read(readJsonlUsers, JSON.stringify({ name: 'a', groups }))).toEqual([[1, person('a', groups)]]);
  });
});

describe('a JSON list', () => {
  it('reads its elements with the lines they begin at', async () => {
    const text = '[\n  {"name": "a", "groups": ["x]", "\\"{"]},\n  {"name": "b", "groups": []}\n]\n';
    expect(await read(readJsonUsers, text)).toEqual([
      [2, person('a', ['x]', '"{'])],
      [3, person('b', [])],
    ]);
  });

  it('accepts an object with users', async () => {
    expect(await read(readJsonUsers, '\ufeff{"users":[{"name":"a","groups":[]}]}')).toEqual([[1, person('a', [])]]);
  });

  it.each<[string, readonly Entry[]]>([
    ['[]', []],
    ['', []],
    ['{"name":"a"}', [[1, 'a JSON users file is a list of users']]],
    [
      '[{"name":"a","groups":[]}, 7, {"name":"b","groups":[]}]',
      [
        [1, person('a', [])],
        [1, 'a user is an object with a name, and this is the number 7'],
        [1, person('b', [])],
      ],
    ],
    ['[{"name":"a","groups":[]}', [[1, 'the file ends before the list of users does']]],
  ])('%s', async (text, entries) => {
    expect(await read(readJsonUsers, text)).toEqual(entries);
  });

  it('goes on after a broken user', async () => {
    const text = '[\n{"name": "a, "groups": []},\n{"name": "b", "groups": []},\n{"name": c},\n{"name": "d", "groups": []}\n]';
    expect(await read(readJsonUsers, text)).toEqual([
      [2, 'a string is not closed before the end of its line'],
      [3, person('b', [])],
      [4, expect.stringContaining('is not JSON')],
      [5, person('d', [])],
    ]);
  });

  it('says that several documents are a .jsonl file', async () => {
    expect((await read(readJsonUsers, '[]\n[]'))[0]).toEqual([2, expect.stringContaining('.jsonl')]);
  });

  it('gives the users that JSON.parse gives, however the bytes arrive', async () => {
    const names = fc.string({ unit: 'binary' });
    const users = fc.array(fc.record({ name: names, groups: fc.array(names, { maxLength: 3 }) }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(users, fc.array(fc.nat(), { maxLength: 6 }), fc.constantFrom(undefined, 2, '\t'), async (list, cuts, indent) => {
        const entries = await read(readJsonUsers, JSON.stringify(list, null, indent), cuts);
        expect(entries.map(([, user]) => user)).toEqual(list.map(({ name, groups }) => person(name, groups)));
      }),
    );
  });
});

describe('YAML', () => {
  const block = 'users:\n  # people\n  - name: a\n    groups: [x, "00123"]\n\n  - name: b\n    member_of:\n      - y\n';

  it('reads a block list under users or at the top, with the lines of its items', async () => {
    expect(await read(readYamlUsers, block)).toEqual([
      [3, person('a', ['x', '00123'])],
      [6, person('b', ['y'], 'member_of')],
    ]);
    expect(await read(readYamlUsers, '%YAML 1.2\n---\n- name: a\r\n  groups: []\r\n- { name: b, groups: [z] }\n')).toEqual([
      [3, person('a', [])],
      [5, person('b', ['z'])],
    ]);
  });

  it('reads flow style, and several documents', async () => {
    expect(await read(readYamlUsers, '[{name: a, groups: [x]}]')).toEqual([[1, person('a', ['x'])]]);
    expect(await read(readYamlUsers, '- name: a\n  groups: []\n---\n- name: b\n  groups: []\n')).toEqual([
      [1, person('a', [])],
      [4, person('b', [])],
    ]);
  });

  it('reads block scalars and multi-line values as YAML does', async () => {
    const text = '- name: |-\n    two\n    - lines\n  groups:\n  - "a\n    b"\n- name: c\n  groups: []\n';
    expect(await read(readYamlUsers, text)).toEqual([
      [1, person('two\n- lines', ['a b'])],
      [7, person('c', [])],
    ]);
  });

  it('reads aliases of what earlier items name, within a document', async () => {
    const text =
      '- &ana\n  name: &n a\n  groups: &both [x, y]\n- name: b\n  groups: *both\n- <<: *ana\n  name: c\n' +
      '- name: d\n  groups: [*n]\n- {name: &n e, groups: [*n]}\n- name: f\n  groups: [*n]\n---\n- name: g\n  groups: *both\n';
    expect(await read(readYamlUsers, text)).toEqual([
      [1, person('a', ['x', 'y'])],
      [4, person('b', ['x', 'y'])],
      [6, person('c', ['x', 'y'])],
      [8, person('d', ['a'])],
      [10, person('e', ['e'])],
      [11, person('f', ['e'])],
      [14, expect.stringContaining('Unresolved alias')],
    ]);
  });

  it('does not multiply aliases of aliases over many items', async () => {
    const items = Array.from(
      { length: 60 },
      (_, at) => `- name: u${at}\n  x-a: &a${at + 1} [${at ? `*a${at}, *a${at}` : 'x'}]\n  groups: []\n`,
    );
    expect(await read(readYamlUsers, items.join(''))).toHaveLength(60);
    expect((await read(readYamlUsers, `${items.join('')}- name: z\n  groups: *a60\n`))[60]?.[1]).toEqual(expect.any(String));
  });

  it('goes on after a broken item', async () => {
    const text = '- name: a\n  groups: [\n- name: b\n  groups: []\n- name: c\n  groups: [00123]\nnobody\n- name: d\n  groups: []\n';
    expect(await read(readYamlUsers, text)).toEqual([
      [expect.any(Number), expect.stringContaining('not YAML')],
      [3, person('b', [])],
      [5, 'groups is a list of strings, and it holds the number 123'],
      [7, 'this is not an item of the list of users'],
      [8, person('d', [])],
    ]);
  });

  it.each([
    [
      'an alias bomb',
      `- name: a\n  attributes:\n    a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index) => `    ${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]\n`).join('')}`,
    ],
    ['nesting without end', `- name: a\n  groups: ${'['.repeat(50_000)}\n`],
  ])('refuses %s and goes on', async (_what, item) => {
    const entries = await read(readYamlUsers, `${item}- name: z\n  groups: []\n`);
    expect(entries).toHaveLength(2);
    expect(entries[0]?.[1]).toEqual(expect.any(String));
    expect(entries[1]?.[1]).toEqual(person('z', []));
  });

  it('gives the same users however the bytes arrive', async () => {
    const whole = await read(readYamlUsers, block);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 6 }), async (cuts) => {
        expect(await read(readYamlUsers, block, cuts)).toEqual(whole);
      }),
    );
  });
});

describe('CSV', () => {
  it('reads name, account and groups, values separated by semicolons', async () => {
    const text = '\ufeffname,account,groups\r\nana,existing,x;y\r\n\r\n"Bob, B.",,"a b;c"\r\ncleo,new,\r\n';
    expect(await read(readCsvUsers, text)).toEqual([
      [2, person('ana', ['x', 'y'], 'groups', 'existing')],
      [4, person('Bob, B.', ['a b', 'c'])],
      [5, person('cleo', [])],
    ]);
  });

  it('takes columns in any order, and semicolons or tabs between them', async () => {
    expect(await read(readCsvUsers, 'member_of;name\n"x;y";ana\n')).toEqual([[2, person('ana', ['x', 'y'], 'member_of')]]);
    expect(await read(readCsvUsers, 'name\tgroups\nana\tx;y\n')).toEqual([[2, person('ana', ['x', 'y'])]]);
  });

  it('takes quotes and line breaks inside quoted values', async () => {
    expect(await read(readCsvUsers, 'name,groups\n"a ""b""","x\ny"\nc,z\n')).toEqual([
      [2, person('a "b"', ['x\ny'])],
      [4, person('c', ['z'])],
    ]);
  });

  it.each([
    ['', 1, 'the file is empty: a CSV file begins with a header of name, account, groups, member_of'],
    ['name\nana\n', 1, 'the header has neither groups nor member_of'],
    ['groups\nana\n', 1, 'the header has no column name'],
    ['name,groups,member_of\n', 1, 'the header has both groups and member_of: keep one'],
    ['name,group\n', 1, '"group" is not a column of a users file; did you mean groups?'],
    ['name,name,groups\n', 1, 'the column name stands twice in the header'],
    ['name,groups\na,b,c\n', 2, 'the header has 2 columns, and this line has 3'],
    ['name,groups\n,b\n', 2, 'the name is empty'],
    ['name,account,groups\na,old,b\n', 2, 'account is new or existing, and this is "old"'],
  ])('%j: line %i: %s', async (text, line, mistake) => {
    expect(await read(readCsvUsers, text)).toEqual([[line, mistake]]);
  });

  it('loses one line to a quote that nothing closes', async () => {
    const text = `name,groups\n"ana,x\n${Array.from({ length: 500 }, (_, index) => `user-${index},g\n`).join('')}`;
    const entries = await read(readCsvUsers, text);
    expect(entries[0]).toEqual([2, 'a quoted value is not closed properly']);
    expect(entries.slice(1)).toEqual(Array.from({ length: 500 }, (_, index) => [index + 3, person(`user-${index}`, ['g'])]));
  });

  it('is linear in open quotes', async () => {
    const text = `name,groups\n${'"\n'.repeat(100_000)}`;
    const started = performance.now();
    const entries = await read(readCsvUsers, text);
    expect(entries.every(([, user]) => typeof user === 'string')).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
