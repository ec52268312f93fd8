import { describe, expect, test } from 'vitest';
import { noteCodes, outcomeOf } from './simulate-yaml.js';

/** The one mapping of a set for somebody with these groups: result, because, missing, reason and the notes about it. */
function result(mapping: string, groups: readonly string[]) {
  const outcome = outcomeOf(`
group_mappings: [{ display_name: M, ${mapping} }]
users: [{ name: ana, groups: ${JSON.stringify(groups)}, role_bindings: [{ role_name: Operator, crn_pattern: crn://a }] }]
`);
  const [entry] = outcome.group_mappings;
  return {
    result: entry?.result,
    because: entry?.because,
    missing: entry?.missing,
    reason: entry?.reason?.code,
    notes: noteCodes(outcome),
  };
}
const filter = (text: string) => `filter: ${JSON.stringify(text)}`;
const match = (because: readonly (readonly string[])[] | null, notes: readonly string[] = []) => ({
  result: 'match',
  because,
  missing: null,
  reason: undefined,
  notes,
});
const noMatch = (missing: readonly (readonly string[])[] | null, notes: readonly string[] = []) => ({
  result: 'no-match',
  because: null,
  missing,
  reason: undefined,
  notes,
});
const unknown = (reason: string, notes: readonly string[] = []) => ({
  result: 'unknown',
  because: null,
  missing: null,
  reason,
  notes: ['mapping-unknown', ...notes],
});

describe('a filter of memberships', () => {
  test('says which groups suffice, the shortest first, then by code point', () => {
    const text = '"a" in groups && "c" in groups || "b" in groups || "A" in groups';
    expect(result(filter(text), ['c', 'b', 'a', 'A', 'x'])).toEqual(match([['A'], ['b'], ['a', 'c']]));
    expect(result(filter(text), ['a', 'c'])).toEqual(match([['a', 'c']]));
  });
  test('says which groups are missing, in addition to those that are there', () => {
    const text = '"a" in groups && ("b" in groups || "c" in groups && "d" in groups)';
    expect(result(filter(text), [])).toEqual(
      noMatch([
        ['a', 'b'],
        ['a', 'c', 'd'],
      ]),
    );
    expect(result(filter(text), ['a', 'd'])).toEqual(noMatch([['b'], ['c']]));
    expect(result(filter(text), ['c'])).toEqual(
      noMatch([
        ['a', 'b'],
        ['a', 'd'],
      ]),
    );
  });
  test('gives the documented answer for the example that mixes && and ||', () => {
    const text = '"kafka" in groups && "all" in groups || "everyone" in groups';
    expect(result(filter(text), ['everyone'])).toEqual(match([['everyone']]));
    expect(result(filter(text), ['kafka'])).toEqual(noMatch([['all'], ['everyone']]));
  });
  test('is exact about case, blanks and Unicode', () => {
    expect(result(filter('"\u00c4" in groups'), ['\u00e4', 'A\u0308', ' \u00c4'])).toEqual(noMatch([['\u00c4']]));
  });
  test('true needs no group, false can never match', () => {
    expect(result('filter: true', [])).toEqual(match([[]], ['matches-everyone']));
    expect(result(filter('"a" in groups || true'), ['a'])).toEqual(match([[]], ['matches-everyone']));
    expect(result('filter: false', ['a'])).toEqual(noMatch([]));
    expect(result(filter('"a" in groups && false'), ['a'])).toEqual(noMatch([]));
  });
  test('lists at most 64 sets and says when there are more', () => {
    const pairs = Array.from({ length: 8 }, (_, index) => `("a${index}" in groups || "b${index}" in groups)`);
    const outcome = (count: number, groups: readonly string[]) =>
      outcomeOf(`
group_mappings: [{ display_name: M, ${filter(pairs.slice(0, count).join(' && '))} }]
users: [{ name: ana, groups: ${JSON.stringify(groups)} }]
`).group_mappings[0];
    const all = Array.from({ length: 8 }, (_, index) => [`a${index}`, `b${index}`]).flat();
    expect(outcome(6, all)?.because).toHaveLength(64);
    expect(outcome(6, all)).not.toHaveProperty('because_truncated');
    expect(outcome(7, all)?.because).toHaveLength(64);
    expect(outcome(7, all)?.because_truncated).toBe(true);
    expect(outcome(7, [])?.missing).toHaveLength(64);
    expect(outcome(7, [])?.missing_truncated).toBe(true);
    expect(outcome(7, [])?.missing?.[0]).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
  });
});

describe('a literal group', () => {
  test('counts as a membership, exactly', () => {
    expect(result('group: "a b"', ['a b'])).toEqual(match([['a b']]));
    expect(result('group: "a b"', ['a b '])).toEqual(noMatch([['a b']]));
  });
  test('is no filter, whatever it looks like', () => {
    expect(result('group: "true"', ['true'])).toEqual(match([['true']]));
    expect(result(`group: '"a" in groups'`, ['a'])).toEqual(noMatch([['"a" in groups']]));
  });
});

describe('filters beyond the documented operators are evaluated as CEL says', () => {
  test.each([
    ['!("a" in groups)', ['b'], match(null, ['undocumented-operator'])],
    ['!("a" in groups)', ['a'], noMatch(null, ['undocumented-operator'])],
    ['size(groups) > 1', ['a', 'b'], match(null, ['undocumented-operator'])],
    ['groups.exists(g, g.startsWith("eng-"))', ['x', 'eng-1'], match(null, ['unverified-operator'])],
    ['groups.exists(g, g.startsWith("eng-"))', ['x'], noMatch(null, ['unverified-operator'])],
    ['"a" in groups ? true : false', ['a'], match(null, ['undocumented-operator'])],
  ] as const)('%s with %j', (text, groups, expected) => {
    expect(result(filter(text), groups)).toEqual(expected);
  });
  test('one that does not look at the groups matches everyone', () => {
    expect(result(filter('1 == 1'), [])).toEqual(match(null, ['matches-everyone', 'undocumented-operator']));
  });
  test('a long filter is evaluated all the same', () => {
    const text = Array.from({ length: 400 }, (_, index) => `"g${index}" in groups`).join(' || ');
    expect(result(filter(text), ['g399'])).toEqual(match([['g399']]));
  });
});

describe('unknown is never a no', () => {
  test.each([
    ['filter: ""', 'filter-empty'],
    ['filter: "  // nothing"', 'filter-empty'],
    [filter('"a" in groups and "b" in groups'), 'syntax'],
    [filter('"a in groups'), 'syntax'],
    [filter('data-science in groups'), 'unknown-variable'],
    [filter('"a" in claims.groups'), 'unknown-variable'],
    [filter('groups'), 'type'],
    [filter('"a"'), 'type'],
    ['filter: \'"a" in groups\', group: a', 'filter-and-group'],
    ['description: neither', 'missing-key'],
  ])('%s is unknown: %s', (mapping, code) => {
    expect(result(mapping, ['a'])).toEqual(unknown(code));
    expect(result(mapping, [])).toEqual(unknown(code));
  });
  test('a run-time error depends on the groups', () => {
    expect(result(filter('groups[1] == "b"'), ['a', 'b'])).toEqual(match(null, ['undocumented-operator']));
    expect(result(filter('groups[1] == "b"'), ['a'])).toEqual(unknown('evaluation-error', ['undocumented-operator']));
    expect(result(filter('groups[1] == "b" || "a" in groups'), ['a'])).toEqual(match(null, ['undocumented-operator']));
  });
  test('what Groupmap does not evaluate', () => {
    expect(result(filter('groups.exists(g, g.matches("^a"))'), ['a'])).toEqual(unknown('not-evaluated', ['undocumented-operator']));
  });
  test('the reason is a sentence', () => {
    const outcome = outcomeOf('group_mappings: [{ display_name: M, filter: "" }]\nusers: [{ name: ana }]');
    expect(outcome.group_mappings[0]?.reason?.message).toMatch(/^[A-Z].*\.$/);
  });
});

test('notes come by mapping, those of one mapping together', () => {
  const outcome = outcomeOf(`
group_mappings:
  - { display_name: A, filter: '!("x" in groups)' }
  - { display_name: B, filter: 'true' }
  - { display_name: C, filter: '' }
users: [{ name: ana, groups: ['a,b'] }]
`);
  expect(outcome.notes.map(({ code, group_mapping }) => [code, group_mapping])).toEqual([
    ['joined-group-value', undefined],
    ['undocumented-operator', 'A'],
    ['matches-everyone', 'B'],
    ['mapping-unknown', 'C'],
    ['no-access', undefined],
  ]);
});
