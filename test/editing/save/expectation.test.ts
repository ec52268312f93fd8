import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeExpectation } from '../../../src-language/editing/save/expectation.js';
import { expectationValues, testExpectations, type ExpectationValues } from '../../../src-language/provisioning/expectations.js';
import { currentExpectation } from '../../../src-language/provisioning/current-expectation.js';
import { personOf } from '../../../src-language/provisioning/simulator.js';
import { readMarkedSet, readSet } from '../marked-set.js';
import { anyName, proposalOf, saysWhatItWrites, textsAfter } from './saving.js';

function proposeFor(texts: Record<string, string>, name: string, values: ExpectationValues, isWhole = false) {
  const { context, set } = readMarkedSet(texts);
  const user = set.users.find((candidate) => candidate.name.value === name);
  if (!user) throw new Error(`There is no user ${name}.`);
  return proposeExpectation(context, user, values, { isWhole });
}

function after(text: string, values: ExpectationValues, isWhole = false, path = 'a.groupmap.yaml'): string | undefined {
  return textsAfter({ [path]: text }, proposalOf(proposeFor({ [path]: text }, 'x', values, isWhole)))[path];
}

const all: ExpectationValues = {
  sign_in: 'allowed',
  account: 'created',
  group_mappings: ['A', 'true'],
  role_bindings: ['Read', { role_name: 'Write', crn_pattern: 'crn://x' }],
  not_role_bindings: [],
};

describe('a user without expectations', () => {
  const written = `    expect:
      sign_in: allowed
      account: created
      group_mappings: [A, 'true']
      role_bindings:
        - Read
        - role_name: Write
          crn_pattern: crn://x
      not_role_bindings: []
`;
  it('gets them after everything else', () => {
    expect(after(`users:\n  - name: x # x\n    # why\n    groups: [a] # a\n\n  - name: y\n`, all)).toBe(
      `users:\n  - name: x # x\n    # why\n    groups: [a] # a\n${written}\n  - name: y\n`,
    );
    expect(after(`users:\n  - name: x\n    expect:\n  - name: y\n`, all)).toBe(`users:\n  - name: x\n${written}  - name: y\n`);
    expect(after(`users:\n  - name: x\n    expect: {} # none\n`, { account: 'none' })).toBe(
      `users:\n  - name: x\n    expect:\n      account: none # none\n`,
    );
  });
  it('gets them in braces where it is in braces', () => {
    expect(after(`users:\n  - { name: x }\n`, { account: 'none', group_mappings: ['a, b'] })).toBe(
      `users:\n  - { name: x, expect: { account: none, group_mappings: ['a, b'] } }\n`,
    );
    expect(after(`{"users":[{"name":"x"}]}`, { account: 'none' }, false, 'a.groupmap.json')).toBe(
      `{"users":[{"name":"x", "expect": { "account": "none" }}]}`,
    );
    const lines = `{\n  "users": [\n    {\n      "name": "x" // me\n    }\n  ]\n}\n`;
    expect(after(lines, { account: 'none', role_bindings: [{ role_name: 'A', crn_pattern: 'c' }] }, false, 'a.groupmap.json')).toBe(
      `{
  "users": [
    {
      "name": "x", // me
      "expect": {
        "account": "none",
        "role_bindings": [
          {
            "role_name": "A",
            "crn_pattern": "c"
          }
        ]
      }
    }
  ]
}
`,
    );
  });
});

describe('what is expected already', () => {
  const user = (expected: string) => `users:\n  - name: x\n    expect:\n${expected}\n  - name: y\n`;

  it.each<[string, string, ExpectationValues, string]>([
    ['a value', `      sign_in: 'allowed' # s`, { sign_in: 'denied_no_account' }, `      sign_in: 'denied_no_account' # s`],
    [
      'a key between others',
      `      sign_in: allowed # s\n      role_bindings: [] # r`,
      { group_mappings: ['A'] },
      `      sign_in: allowed # s\n      group_mappings: [A]\n      role_bindings: [] # r`,
    ],
    [
      'items with their comments',
      `      # all\n      group_mappings:\n        - A # a\n        # b is next\n        - 'B' # b\n        - C`,
      { group_mappings: ['A', 'D'] },
      `      # all\n      group_mappings:\n        - A # a\n        # b is next\n        - 'D' # b`,
    ],
    [
      'more items',
      `      group_mappings:\n      - A # a`,
      { group_mappings: ['A', '00123'] },
      `      group_mappings:\n      - A # a\n      - '00123'`,
    ],
    [
      'items in brackets',
      `      group_mappings: [ "A", B ] # g`,
      { group_mappings: ['A', 'B', 'C'] },
      `      group_mappings: [ "A", B, C ] # g`,
    ],
    ['a list that becomes empty', `      group_mappings:\n        - A\n        - B`, { group_mappings: [] }, `      group_mappings: []`],
    ['a list that was empty', `      group_mappings: [] # g`, { group_mappings: ['A'] }, `      group_mappings: [A] # g`],
    [
      'names and pairs',
      `      role_bindings:\n        - Read # r\n        - { role_name: Write, crn_pattern: c }`,
      { role_bindings: ['Read', { role_name: 'Write', crn_pattern: 'c' }, { role_name: 'Own', crn_pattern: 'c' }] },
      `      role_bindings:\n        - Read # r\n        - { role_name: Write, crn_pattern: c }\n        - { role_name: Own, crn_pattern: c }`,
    ],
  ])('%s', (_, before, values, expected) => {
    expect(after(user(before), values)).toBe(user(expected));
  });

  it('goes where the whole is written, and only then', () => {
    const before = user(`      sign_in: allowed # s\n      account: created # a\n      # m\n      group_mappings: [A]`);
    expect(after(before, { account: 'none' })).toBe(before.replace('created', 'none'));
    expect(after(before, { account: 'none' }, true)).toBe(user(`      account: none # a\n      # m`));
    expect(after(before, { role_bindings: ['R'] }, true)).toBe(user(`      role_bindings: [R]`));
  });
});

describe('what several users share', () => {
  const shared = `users:\n  - name: y\n    expect: &e { sign_in: allowed, account: created }\n  - name: x\n    expect: *e\n`;

  it('is not changed for the others', () => {
    expect(after(shared, { account: 'none' }, true)).toBe(shared.replace(' *e', '\n      account: none'));
    const defined = readMarkedSet({ 'a.groupmap.yaml': shared });
    const [owner] = defined.set.users;
    expect(owner && proposeExpectation(defined.context, owner, { account: 'none' })).toEqual({
      problem:
        'The expectations of "y" cannot be written without changing something else: an anchor or an unusual layout stands in the way. ' +
        'Write them by hand, at a.groupmap.yaml:2.',
    });
  });

  it('is written at the user who merges it, with the change', () => {
    const base = `base: &b\n  expect: { sign_in: allowed, group_mappings: [A] }\nusers:\n  - <<: *b\n    name: x\n`;
    expect(after(base, { sign_in: 'denied_no_account' })).toBe(
      `${base}    expect:\n      sign_in: denied_no_account\n      group_mappings: [A]\n`,
    );
  });
});

it('says that there is nothing to write', () => {
  expect(proposeFor({ 'a.groupmap.yaml': 'users: [{ name: x }]\n' }, 'x', { sign_in: undefined })).toEqual({
    problem: 'There is nothing to expect: choose at least one key.',
  });
});

describe('any expectation comes back exactly, and nothing else changes', () => {
  const layouts: Record<string, string> = {
    'none.groupmap.yaml': `# head\nusers:\n  # x\n  - name: x # name\n    groups: ['00123'] # g\n  - name: y\n# tail\n`,
    'block.groupmap.yaml':
      `users:\n- name: x\n  expect: # e\n    # s\n    sign_in: allowed # v\n    group_mappings: # g\n      - true # t\n      - A\n` +
      `    role_bindings:\n      - Read # r\n      - role_name: Write # w\n        crn_pattern: c\n  groups: [a] # a\n- name: y\n  expect: { sign_in: allowed }\n`,
    'flow.groupmap.yaml': `users: [{ name: x, expect: { account: none, group_mappings: [A, "B"] }, groups: [a] }, # x\n  { name: y }]\n# tail\n`,
    'inner.groupmap.yaml': `users:\n  - name: x\n    expect: { account: none, group_mappings: [A, "B"] } # e\n    groups: [a]\n`,
    'lines.groupmap.json': `{\n  "users": [\n    {\n      "name": "x",\n      "expect": {\n        "group_mappings": [\n          "A",\n          "B"\n        ]\n      }\n    } // x\n  ]\n}\n`,
    'line.groupmap.json': `{"users":[{"name":"x","expect":{"sign_in":"allowed","not_role_bindings":["A"]}},{"name":"y"}]}`,
  };
  const some = anyName.filter((name) => name !== '');
  const roles = fc.uniqueArray(
    fc.oneof(some, fc.constantFrom('Read', 'A'), fc.record({ role_name: some, crn_pattern: fc.oneof(some, fc.constant('c')) })),
    { maxLength: 4, selector: (item) => JSON.stringify(item) },
  );
  const values: fc.Arbitrary<ExpectationValues> = fc
    .record(
      {
        sign_in: fc.constantFrom('allowed', 'denied_by_identity_provider', 'denied_no_account'),
        account: fc.constantFrom('created', 'existing', 'none'),
        group_mappings: fc.uniqueArray(fc.oneof(anyName, fc.constantFrom('A', 'B', 'true')), { maxLength: 5 }),
        role_bindings: roles,
        not_role_bindings: roles,
      },
      { requiredKeys: [] },
    )
    .filter((expected) => Object.keys(expected).length > 0);
  const asSets = (expected: ExpectationValues | null): unknown =>
    expected &&
    Object.fromEntries(
      Object.entries(expected)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, Array.isArray(value) ? new Set(value.map((item) => JSON.stringify(item))) : (value as string)]),
    );

  it.each(Object.keys(layouts))('%s', (path) => {
    const texts = { [path]: layouts[path] ?? '' };
    const { context, set } = readMarkedSet(texts);
    fc.assert(
      fc.property(values, fc.boolean(), fc.nat(set.users.length - 1), (expected, isWhole, index) => {
        const user = set.users[index];
        if (!user) return;
        const proposal = proposalOf(proposeExpectation(context, user, expected, { isWhole }));
        const written = textsAfter(texts, proposal);
        const read = readSet(written);
        const old = user.expect && !isWhole ? expectationValues(user.expect) : {};
        expect(asSets(read.users[index]?.expect ? expectationValues(read.users[index].expect) : null)).toEqual(
          asSets({ ...old, ...expected }),
        );
        expect(read.users.map(personOf)).toEqual(set.users.map(personOf));
        for (const [other, { expect: kept }] of read.users.entries()) {
          const before = set.users[other]?.expect;
          if (other !== index) expect(kept && expectationValues(kept)).toEqual(before ? expectationValues(before) : before);
        }
        const outside = (texts[path] ?? '').slice(0, user.range.start) + (texts[path] ?? '').slice(user.range.end);
        for (const comment of outside.match(/(?:#|\/\/) .*$/gm) ?? []) expect(written[path]).toContain(comment);
        expect(saysWhatItWrites(texts[path] ?? '', written[path] ?? '', proposal)).toBe(true);
      }),
      { numRuns: 80 },
    );
  });
});

describe('what a sign-in comes to now', () => {
  const set = (mappings: string) => `group_mappings:
  - { display_name: A, group: a, role_bindings: [{ role_name: Read, crn_pattern: c1 }, { role_name: Read, crn_pattern: c2 }] }
${mappings}users:
  - name: x
    groups: [a]
`;
  const now = (text: string, like: ExpectationValues = {}) => {
    const { context, set: read } = readMarkedSet({ 'a.groupmap.yaml': text });
    const [user] = read.users;
    if (!user) throw new Error('There is no user.');
    return { context, user, current: currentExpectation(context.outcomeOf(user), context.simulator, like) };
  };

  it('is an expectation that passes once it is written', () => {
    const text = set('');
    const { context, user, current } = now(text, { not_role_bindings: ['Read', 'Admin'] });
    expect(current).toEqual({
      values: { sign_in: 'allowed', account: 'created', group_mappings: ['A'], role_bindings: ['Read'], not_role_bindings: ['Admin'] },
      uncertain: [],
    });
    const written = readMarkedSet(textsAfter({ 'a.groupmap.yaml': text }, proposalOf(proposeExpectation(context, user, current.values))));
    expect(testExpectations(written.set, written.context.simulator)).toEqual([{ user: 'x', passed: true, failures: [] }]);
  });

  it('has role bindings in the form that they are expected in', () => {
    const pair = { role_name: 'Read', crn_pattern: 'c1' };
    expect(now(set(''), { role_bindings: [pair] }).current.values.role_bindings).toEqual([pair, { ...pair, crn_pattern: 'c2' }]);
  });

  it('leaves out what an unknown mapping could change, and says so', () => {
    const broken = `  - { display_name: B, filter: '"a" in', role_bindings: [{ role_name: Admin, crn_pattern: c }] }\n`;
    const { values, uncertain } = now(set(broken), { not_role_bindings: ['Admin'] }).current;
    expect(values).toEqual({ sign_in: 'allowed', account: 'created' });
    expect(uncertain.map(({ key }) => key)).toEqual(['group_mappings', 'role_bindings', 'not_role_bindings']);
    expect(uncertain[0]?.message).toContain('"B" is unknown');
  });
});
