import type { Expectation, Place, SampleUser } from '../mapping-set/mapping-set.js';
import {
  covers,
  expectationValues,
  testExpectations,
  type ExpectationFailure,
  type ExpectationKey,
  type RoleBindingItem,
} from '../provisioning/expectations.js';
import { expectationShape } from '../mapping-set/schema-keys.js';
import type { EditingContext } from './editing-context.js';

/** The expectations of one sample user, as a test: those of `groupmap test`. */
export interface UserTest extends Place {
  /** The user's name; of several users of one name, each after the first has its number behind it. */
  readonly id: string;
  readonly user: SampleUser;
  readonly keys: readonly KeyTest[];
}

/** One key of `expect`. */
export interface KeyTest extends Place {
  readonly key: ExpectationKey;
  /** What is expected, on one line. */
  readonly expected: string;
}

/** What came of a user's test. */
export interface UserTestResult {
  readonly id: string;
  readonly passed: boolean;
  readonly failures: readonly KeyFailure[];
}

/** A key that does not hold, with both sides as texts to be compared line by line. */
export interface KeyFailure extends Place {
  /** A key of `expect`, or what is written in place of one. */
  readonly key: string;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
}

const testsByContext = new WeakMap<EditingContext, readonly UserTest[]>();

/** The tests of a set, in the order of its users; a user without `expect` is none. */
export function expectationTests(context: EditingContext): readonly UserTest[] {
  let tests = testsByContext.get(context);
  if (!tests) testsByContext.set(context, (tests = findTests(context)));
  return tests;
}

function findTests(context: EditingContext): UserTest[] {
  const counts = new Map<string, number>();
  return context.set.users.flatMap((user) => {
    const name = user.name.value;
    if (!user.expect) return [];
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const id = count === 1 ? name : `${name}\u0000${count}`;
    return [{ id, user, file: user.file, range: user.name.range, keys: keyTests(user.expect) }];
  });
}

function keyTests(expect: Expectation): KeyTest[] {
  const values = expectationValues(expect);
  return expectationShape.keys.flatMap((key): KeyTest[] => {
    const value = values[key];
    return value === undefined ? [] : [{ key, expected: onOneLine(value), file: expect.file, range: keyRange(expect, key) }];
  });
}

/** Runs tests of a set, all of them or those of these ids, in the order of the set's users. */
export function runExpectationTests(context: EditingContext, ids?: ReadonlySet<string>): UserTestResult[] {
  const tests = expectationTests(context).filter(({ id }) => !ids || ids.has(id));
  const results = testExpectations(
    context.set,
    context.simulator,
    tests.map(({ user }) => user),
  );
  return tests.flatMap(({ id, user }, index) => {
    const result = results[index];
    const { expect } = user;
    if (!result || !expect) return [];
    const failures = result.failures.map((failure): KeyFailure => ({
      key: failure.key,
      message: failure.message,
      ...linesOf(failure),
      file: expect.file,
      range: keyRange(expect, failure.key),
    }));
    return [{ id, passed: result.passed, failures }];
  });
}

/**
 * Both sides of a failure, an item a line. Lists are sets: what is there on both sides comes first and in the same order, so that only
 * what differs shows as different.
 */
function linesOf({ key, expected, actual }: ExpectationFailure): { readonly expected: string; readonly actual: string } {
  if (typeof expected === 'string' || typeof actual === 'string') return { expected: onOneLine(expected), actual: onOneLine(actual) };
  const join = (lines: readonly string[]): string => (lines.length === 0 ? 'none' : lines.join('\n'));
  if (key === 'not_role_bindings') {
    // What is found may be written with more words than what is excluded.
    const excluded = (item: RoleBindingItem): readonly RoleBindingItem[] => actual.filter((found) => isCovered(item, found));
    return {
      expected: join(expected.map((item) => `not ${itemText(item)}`)),
      actual: join(expected.flatMap((item) => (excluded(item).length > 0 ? excluded(item).map(itemText) : [`not ${itemText(item)}`]))),
    };
  }
  const wanted = expected.map(itemText);
  const got = actual.map(itemText);
  const shared = wanted.filter((text) => got.includes(text));
  return {
    expected: join([...shared, ...wanted.filter((text) => !shared.includes(text))]),
    actual: join([...shared, ...got.filter((text) => !shared.includes(text))]),
  };
}

function isCovered(item: RoleBindingItem, found: RoleBindingItem): boolean {
  return typeof found === 'string' ? item === found : covers(item, found);
}

function keyRange(expect: Expectation, key: string): Place['range'] {
  return expect.keyRanges.get(key) ?? expect.range;
}

function onOneLine(value: string | readonly RoleBindingItem[]): string {
  if (typeof value === 'string') return value;
  return value.length === 0 ? 'none' : value.map(itemText).join(', ');
}

function itemText(item: RoleBindingItem): string {
  return typeof item === 'string' ? item : `${item.role_name} on ${item.crn_pattern}`;
}
