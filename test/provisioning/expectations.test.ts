import { describe, expect, test } from 'vitest';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { testExpectations } from '../../src-language/provisioning/expectations.js';
import { simulatorOf } from './simulate-yaml.js';

const resultsOf = (yaml: string) => {
  const simulator = simulatorOf(yaml);
  return testExpectations(simulator.set, simulator);
};

/** What fails of one user's expectations in a set of four mappings, one of them unknown when `broken`. */
function failures(expectation: string, { broken = false, groups = '[a, b]', user = '' } = {}) {
  const [result] = resultsOf(`
group_mappings:
  - { display_name: A, group: a, role_bindings: [{ role_name: Read, crn_pattern: crn://1 }, { role_name: Read, crn_pattern: crn://2 }] }
  - { display_name: B, filter: '"b" in groups', role_bindings: [{ role_name: Write, crn_pattern: crn://1 }] }
  - { display_name: C, group: c, role_bindings: [{ role_name: Admin, crn_pattern: crn://1 }] }
  ${broken ? `- { display_name: Broken, filter: '"a" in', role_bindings: [{ role_name: Admin, crn_pattern: crn://9 }] }` : ''}
users:
  - { name: ana, groups: ${groups}, ${user} expect: ${expectation} }
`);
  return result?.failures.map(({ key, expected, actual }) => ({ key, expected, actual }));
}
const messages = (expectation: string) =>
  resultsOf(`
group_mappings:
  - { display_name: A, group: a, role_bindings: [{ role_name: Read, crn_pattern: crn://1 }] }
  - { display_name: Broken, filter: '"a" in', role_bindings: [{ role_name: Admin, crn_pattern: crn://9 }] }
users: [{ name: ana, groups: [a], expect: ${expectation} }]
`)[0]?.failures.map((failure) => failure.message);

test('a user without expect is no test, one with an empty one passes', () => {
  expect(resultsOf('users: [{ name: ana }, { name: ben, expect: {} }]')).toEqual([{ user: 'ben', passed: true, failures: [] }]);
});

describe('each key', () => {
  test('sign_in and account', () => {
    expect(failures('{ sign_in: allowed, account: created }')).toEqual([]);
    expect(failures('{ sign_in: denied_no_account, account: none }')).toEqual([
      { key: 'sign_in', expected: 'denied_no_account', actual: 'allowed' },
      { key: 'account', expected: 'none', actual: 'created' },
    ]);
  });
  test('group_mappings: exactly these, in any order', () => {
    expect(failures('{ group_mappings: [B, A] }')).toEqual([]);
    expect(failures('{ group_mappings: [B, A, A] }')).toEqual([]);
    expect(failures('{ group_mappings: [A] }')).toEqual([{ key: 'group_mappings', expected: ['A'], actual: ['A', 'B'] }]);
    expect(failures('{ group_mappings: [A, B, C] }')).toEqual([{ key: 'group_mappings', expected: ['A', 'B', 'C'], actual: ['A', 'B'] }]);
    expect(failures('{ group_mappings: [] }')).toEqual([{ key: 'group_mappings', expected: [], actual: ['A', 'B'] }]);
    expect(failures('{ group_mappings: [] }', { groups: '[x]' })).toEqual([]);
  });
  test('role_bindings by name: exactly these roles', () => {
    expect(failures('{ role_bindings: [Write, Read] }')).toEqual([]);
    expect(failures('{ role_bindings: [Read] }')).toEqual([{ key: 'role_bindings', expected: ['Read'], actual: ['Read', 'Write'] }]);
    expect(failures('{ role_bindings: [Read, Write, Admin] }')).toEqual([
      { key: 'role_bindings', expected: ['Read', 'Write', 'Admin'], actual: ['Read', 'Write'] },
    ]);
    expect(failures('{ role_bindings: [] }')).toEqual([{ key: 'role_bindings', expected: [], actual: ['Read', 'Write'] }]);
  });
  test('role_bindings by pair: exactly these bindings', () => {
    const read1 = '{ role_name: Read, crn_pattern: crn://1 }';
    const read2 = '{ role_name: Read, crn_pattern: crn://2 }';
    const write = '{ role_name: Write, crn_pattern: crn://1 }';
    expect(failures(`{ role_bindings: [${write}, ${read2}, ${read1}] }`)).toEqual([]);
    expect(failures(`{ role_bindings: [${read1}, ${write}] }`)).toEqual([
      {
        key: 'role_bindings',
        expected: [
          { role_name: 'Read', crn_pattern: 'crn://1' },
          { role_name: 'Write', crn_pattern: 'crn://1' },
        ],
        actual: [
          { role_name: 'Read', crn_pattern: 'crn://1' },
          { role_name: 'Read', crn_pattern: 'crn://2' },
          { role_name: 'Write', crn_pattern: 'crn://1' },
        ],
      },
    ]);
  });
  test('names and pairs mixed', () => {
    expect(failures('{ role_bindings: [Read, { role_name: Write, crn_pattern: crn://1 }] }')).toEqual([]);
    expect(failures('{ role_bindings: [Read, { role_name: Write, crn_pattern: crn://2 }] }')).toEqual([
      {
        key: 'role_bindings',
        expected: ['Read', { role_name: 'Write', crn_pattern: 'crn://2' }],
        actual: ['Read', { role_name: 'Write', crn_pattern: 'crn://1' }],
      },
    ]);
  });
  test('hand-assigned roles are part of the session', () => {
    const user = 'role_bindings: [{ role_name: Own, crn_pattern: crn://o }],';
    expect(failures('{ role_bindings: [Own, Read, Write] }', { user })).toEqual([]);
    expect(failures('{ role_bindings: [Read, Write] }', { user })).toHaveLength(1);
  });
  test('not_role_bindings: none of these', () => {
    expect(failures('{ not_role_bindings: [Admin, { role_name: Read, crn_pattern: crn://3 }] }')).toEqual([]);
    expect(failures('{ not_role_bindings: [Admin, Write] }')).toEqual([
      { key: 'not_role_bindings', expected: ['Admin', 'Write'], actual: ['Write'] },
    ]);
    expect(failures('{ not_role_bindings: [{ role_name: Read, crn_pattern: crn://2 }] }')).toEqual([
      {
        key: 'not_role_bindings',
        expected: [{ role_name: 'Read', crn_pattern: 'crn://2' }],
        actual: [{ role_name: 'Read', crn_pattern: 'crn://2' }],
      },
    ]);
  });
});

test('mappings of one name are one to an expectation', () => {
  const results = resultsOf(`
group_mappings: [{ display_name: A, group: a }, { display_name: A, group: b }]
users: [{ name: both, groups: [a, b], expect: { group_mappings: [A] } }, { name: one, groups: [b], expect: { group_mappings: [A] } }]
`);
  expect(results.map((result) => result.passed)).toEqual([true, true]);
});

test('a refused user has no mappings and no roles, and nothing about that is uncertain', () => {
  const [result] = resultsOf(`
organization: { jit_enabled: false }
group_mappings: [{ display_name: Broken, filter: '"a" in', role_bindings: [{ role_name: Admin, crn_pattern: crn://9 }] }]
users: [{ name: ana, groups: [a], expect: { sign_in: denied_no_account, account: none, group_mappings: [], role_bindings: [], not_role_bindings: [Admin] } }]
`);
  expect(result).toEqual({ user: 'ana', passed: true, failures: [] });
});

describe('an unknown mapping that could change it fails it', () => {
  const broken = { broken: true };
  test('what it cannot change holds', () => {
    expect(failures('{ sign_in: allowed, account: created, not_role_bindings: [Own] }', broken)).toEqual([]);
    expect(failures('{ not_role_bindings: [{ role_name: Admin, crn_pattern: crn://1 }] }', broken)).toEqual([]);
  });
  test('which mappings match', () => {
    expect(failures('{ group_mappings: [A, B] }', broken)).toHaveLength(1);
    expect(failures('{ group_mappings: [A, B, Broken] }', broken)).toHaveLength(1);
  });
  test('which roles there are', () => {
    expect(failures('{ role_bindings: [Read, Write] }', broken)).toHaveLength(1);
    expect(failures('{ role_bindings: [Read, Write, Admin] }', broken)).toHaveLength(1);
    expect(failures('{ not_role_bindings: [Admin] }', broken)).toHaveLength(1);
  });
  test('roles that are there anyway cannot be changed by it', () => {
    const [result] = resultsOf(`
group_mappings:
  - { display_name: A, group: a, role_bindings: [{ role_name: Read, crn_pattern: crn://1 }] }
  - { display_name: Broken, filter: '"a" in', role_bindings: [{ role_name: Read, crn_pattern: crn://1 }, { role_name: Read, crn_pattern: crn://2 }] }
users: [{ name: ana, groups: [a], expect: { role_bindings: [Read], not_role_bindings: [Write] } }]
`);
    expect(result?.failures).toEqual([]);
  });
  test('the message says so and names the mapping', () => {
    for (const expectation of [
      '{ group_mappings: [A] }',
      '{ group_mappings: [A, Broken] }',
      '{ role_bindings: [Read] }',
      '{ role_bindings: [Read, Admin] }',
      '{ not_role_bindings: [Admin] }',
    ])
      expect(messages(expectation)).toEqual([expect.stringContaining('"Broken" is unknown')]);
  });
  test('but a plain failure stays one', () => {
    for (const expectation of [
      '{ group_mappings: [] }',
      '{ role_bindings: [] }',
      '{ role_bindings: [Read, Own] }',
      '{ not_role_bindings: [Read] }',
    ])
      expect(messages(expectation)?.[0]).not.toContain('unknown');
  });
});

test('a failure is placed at its key', () => {
  const [result] = resultsOf(`group_mappings: [{ display_name: A, group: a }]
users:
  - name: ana
    groups: [a]
    expect:
      sign_in: denied_no_account
      group_mappings:
        - B
      role_bindings: [R]
`);
  expect(result?.failures.map(({ key, file, line }) => [key, file, line])).toEqual([
    ['sign_in', 'acme.groupmap.yaml', 6],
    ['group_mappings', 'acme.groupmap.yaml', 7],
    ['role_bindings', 'acme.groupmap.yaml', 9],
  ]);
});

test('what cannot be read of an expectation fails it, where it is, and leaves the rest to be compared', () => {
  const services = createGroupFilterServices();
  const text = `
users:
  - { name: a, expect: { sing_in: allowed } }
  - { name: b, expect: { sign_in: alowed, account: none } }
  - { name: c, expect: { role_bindings: [[Read]] } }
  - { name: d, expect: { sign_in: allowed, x-ticket: 12 } }
`;
  const set = services.assemble([services.readFile({ path: 'acme.groupmap.yaml', text })]);
  const [unknownKey, wrongValue, wrongItem, sound] = testExpectations(set, services.simulator(set));
  const failed = (result: typeof sound) => result?.failures.map(({ key, line, message }) => [key, line, message.slice(0, 30)]);
  const unreadable = 'This key of the expectation ca';
  expect(failed(unknownKey)).toEqual([['sing_in', 3, unreadable]]);
  expect(failed(wrongValue)).toEqual([
    ['sign_in', 4, unreadable],
    ['account', 4, 'The account is created, not no'],
  ]);
  expect(failed(wrongItem)).toEqual([['role_bindings', 5, unreadable]]);
  expect(sound?.passed).toBe(true);
});
