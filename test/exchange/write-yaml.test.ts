import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Noted, writeYaml } from '../../src-language/exchange/write-yaml.js';
import { readYaml, structureOf } from './reading-back.js';

const text = fc.oneof(
  fc.constantFrom(
    '00123',
    'true',
    ' padded ',
    'R&D',
    '~',
    'null',
    '<<',
    '- a',
    '#x',
    'a: b',
    'a #b',
    '',
    '\n',
    "it's",
    '"',
    '\ud800',
    '\u2028',
    '*',
    '&a',
    '!x',
    '%',
    '@',
    '`',
    '0x1F',
    '1e3',
    '.inf',
    '2026-01-01',
    '---',
    '...',
    '?',
    '{a}',
    '[',
    'yes',
  ),
  fc.string({ unit: 'binary' }),
  fc.string(),
);

describe('texts', () => {
  it('read back exactly, as values and as keys', () => {
    fc.assert(
      fc.property(text, fc.array(text), fc.uniqueArray(text, { minLength: 1, maxLength: 5 }), text, (name, groups, keys, note) => {
        const attributes = new Map(keys.map((key) => [key, groups]));
        const users = [new Noted({ name: new Noted(name, { after: note }), attributes }, { before: [note, note] })];
        const set = readYaml(writeYaml({ users }, [note]));
        expect(structureOf(set)).toEqual([]);
        const [user] = set.users;
        expect(user?.name.value).toBe(name);
        const claim = user?.claim;
        expect(
          claim?.from === 'attributes' && [...claim.attributes].map(([key, values]) => [key, values.map(({ value }) => value)]),
        ).toEqual([...attributes]);
      }),
      { numRuns: 300 },
    );
  });

  it('read back exactly when they are long', () => {
    const long = 'group with words '.repeat(100);
    const [user] = readYaml(writeYaml({ users: [{ name: long, attributes: new Map([[long, [long]]]) }] }, [])).users;
    expect(user?.name.value).toBe(long);
    expect(user?.claim?.from === 'attributes' && [...user.claim.attributes.keys()]).toEqual([long]);
  });
});

describe('layout', () => {
  it('sets sections and items apart, and puts comments where they belong', () => {
    const written = writeYaml(
      {
        known_groups: ['a', 'b'],
        users: [
          new Noted(
            { name: new Noted('ana', { after: 'users.csv:2' }), member_of: ['a', new Noted('00123', { after: 'line 3' })] },
            { before: ['one\ntwo'] },
          ),
          { name: 'bo', account: undefined, member_of: [] },
        ],
      },
      ['Head', ''],
    );
    expect(written).toBe(
      `# Head
#

known_groups:
  - a
  - b

users:
  # one\\ntwo
  - name: ana # users.csv:2
    member_of:
      - a
      - '00123' # line 3

  - name: bo
    member_of: []
`,
    );
  });
});
