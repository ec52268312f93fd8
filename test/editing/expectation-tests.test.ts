import { describe, expect, it } from 'vitest';
import { expectationTests, runExpectationTests } from '../../src-language/editing/expectation-tests.js';
import { testExpectations } from '../../src-language/provisioning/expectations.js';
import { markPlaces, readMarkedSet, withoutCursors } from './marked-set.js';

const mappings = `group_mappings:
  - { display_name: A, group: a, role_bindings: [{ role_name: Read, crn_pattern: crn://1 }] }
  - { display_name: B, group: b, role_bindings: [{ role_name: Write, crn_pattern: crn://1 }] }
`;
const users = `users:
  - name: <|ana|>
    groups: [a]
    expect:
      # sign_in: not this one
      <|sign_in|>: allowed
      <|group_mappings|>:
        - B
        - A
  - name: nobody
  - name: <|ana|>
    groups: [b]
    expect: { <|not_role_bindings|>: [Write, { role_name: Read, crn_pattern: crn://1 }], <|role_bindings|>: [] }
  - name: <|eve|>
    expect: {}
`;
const { context, set, texts } = readMarkedSet({ 'a.groupmap.yaml': mappings, 'b.groupmap.yaml': users });

describe('the tests of a set', () => {
  it('are its users with expectations, each with its keys, at their places', () => {
    const tests = expectationTests(context);
    expect(tests.map(({ id, keys }) => [id, keys.map(({ key, expected }) => `${key}: ${expected}`)])).toEqual([
      ['ana', ['sign_in: allowed', 'group_mappings: B, A']],
      ['ana\u00002', ['role_bindings: none', 'not_role_bindings: Write, Read on crn://1']],
      ['eve', []],
    ]);
    const places = tests.flatMap((test) => [test, ...test.keys]);
    expect(markPlaces(texts, places)).toEqual(withoutCursors({ 'a.groupmap.yaml': mappings, 'b.groupmap.yaml': users }));
  });

  it('come out as `groupmap test` says, with both sides of a failure to compare line by line', () => {
    const results = runExpectationTests(context);
    expect(results.map(({ passed, failures }) => ({ passed, failures: failures.map(({ key, message }) => ({ key, message })) }))).toEqual(
      testExpectations(set, context.simulator).map(({ passed, failures }) => ({
        passed,
        failures: failures.map(({ key, message }) => ({ key, message })),
      })),
    );
    expect(results.flatMap(({ failures }) => failures).map(({ key, expected, actual }) => [key, expected, actual])).toEqual([
      ['group_mappings', 'A\nB', 'A'],
      ['role_bindings', 'none', 'Write'],
      ['not_role_bindings', 'not Write\nnot Read on crn://1', 'Write\nnot Read on crn://1'],
    ]);
  });

  it('run alone when they are asked for by id', () => {
    expect(runExpectationTests(context, new Set(['ana\u00002', 'gone'])).map(({ id, passed }) => [id, passed])).toEqual([
      ['ana\u00002', false],
    ]);
  });
});
