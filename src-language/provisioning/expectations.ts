import type { Expectation, ExpectedRoleBinding, Located, MappingSet, SampleUser } from '../mapping-set/mapping-set.js';
import { LineIndex } from '../text/line-index.js';
import { listed, quoted } from '../text/quoted-name.js';
import { roleBindingKey } from '../mapping-set/grant-keys.js';
import type { Account, Outcome, SignIn } from './outcome.js';
import { personOf, type Simulator } from './simulator.js';
import { distinct } from './wording.js';

/** Keys of `expect`. */
export type ExpectationKey = 'sign_in' | 'account' | 'group_mappings' | 'role_bindings' | 'not_role_bindings';

/** A role by name, or one role binding. */
export type RoleBindingItem = string | { readonly role_name: string; readonly crn_pattern: string };

/** What is expected of a user, as plain values: any of the keys. */
export interface ExpectationValues {
  readonly sign_in?: SignIn | undefined;
  readonly account?: Account | undefined;
  readonly group_mappings?: readonly string[] | undefined;
  readonly role_bindings?: readonly RoleBindingItem[] | undefined;
  readonly not_role_bindings?: readonly RoleBindingItem[] | undefined;
}

/** One key of an expectation that does not hold, or that an unknown mapping could change. */
export interface ExpectationFailure {
  readonly key: ExpectationKey;
  readonly expected: string | readonly RoleBindingItem[];
  readonly actual: string | readonly RoleBindingItem[];
  readonly file: string;
  /** 1-based line of the expectation's key. */
  readonly line: number;
  /** What differs, in words; says so when the reason is an unknown mapping. */
  readonly message: string;
}

export interface ExpectationResult {
  readonly user: string;
  readonly passed: boolean;
  readonly failures: readonly ExpectationFailure[];
}

/** A role binding that is compared: as text. */
interface Pair {
  readonly role_name: string;
  readonly crn_pattern: string;
}

/** What the comparison of one key says; null: it holds. */
type Difference = Pick<ExpectationFailure, 'expected' | 'actual' | 'message'> | null;

/** Runs the expectations of the set's sample users, in file order; a user without `expect` is not a test. */
export function testExpectations(
  set: MappingSet,
  simulator: Simulator,
  users: readonly SampleUser[] = set.users,
): readonly ExpectationResult[] {
  const lineOf = lineFinder(set);
  return users.flatMap((user) => (user.expect ? [testUser(user, user.expect, simulator, lineOf)] : []));
}

function testUser(user: SampleUser, expect: Expectation, simulator: Simulator, lineOf: LineOf): ExpectationResult {
  const differences = compareOutcome(expectationValues(expect), simulator.simulate(personOf(user)), simulator);
  const failures = differences.map(({ key, ...difference }): ExpectationFailure => {
    const range = expect.keyRanges.get(key) ?? expect.range;
    return { key, ...difference, file: expect.file, line: lineOf(expect.file, range.start) };
  });
  return { user: user.name.value, passed: failures.length === 0, failures };
}

/** The expected keys that an outcome of this simulator differs in, or that an unknown mapping could change. */
export function compareOutcome(
  expected: ExpectationValues,
  outcome: Outcome,
  simulator: Simulator,
): readonly Pick<ExpectationFailure, 'key' | 'expected' | 'actual' | 'message'>[] {
  const possible = possibleBindings(outcome, simulator);
  const differences: readonly (readonly [ExpectationKey, Difference])[] = [
    ['sign_in', expected.sign_in === undefined ? null : compareValues(expected.sign_in, outcome.sign_in, 'The sign-in')],
    ['account', expected.account === undefined ? null : compareValues(expected.account, outcome.account, 'The account')],
    ['group_mappings', expected.group_mappings ? compareMappings(expected.group_mappings, outcome) : null],
    ['role_bindings', expected.role_bindings ? compareBindings(expected.role_bindings, outcome, possible) : null],
    ['not_role_bindings', expected.not_role_bindings ? compareAbsence(expected.not_role_bindings, outcome, possible) : null],
  ];
  return differences.flatMap(([key, difference]) => (difference ? [{ key, ...difference }] : []));
}

/** `expect` as plain values. */
export function expectationValues(expect: Expectation): ExpectationValues {
  const roles = (list: Located<readonly Located<ExpectedRoleBinding>[]> | undefined): readonly RoleBindingItem[] | undefined =>
    list?.value.map(({ value: { role_name, crn_pattern } }) => (crn_pattern === null ? role_name : { role_name, crn_pattern }));
  return {
    sign_in: expect.sign_in?.value,
    account: expect.account?.value,
    group_mappings: expect.group_mappings?.value.map(({ value }) => value),
    role_bindings: roles(expect.role_bindings),
    not_role_bindings: roles(expect.not_role_bindings),
  };
}

function compareValues(expected: string, actual: string, what: string): Difference {
  return expected === actual ? null : { expected, actual, message: `${what} is ${actual}, not ${expected}.` };
}

/** Mappings by display name, as a set: two mappings of one name are one. */
function compareMappings(expected: readonly string[], outcome: Outcome): Difference {
  const named = (result: string) =>
    distinct(outcome.group_mappings.filter((mapping) => mapping.result === result).map((mapping) => mapping.display_name));
  const actual = named('match');
  const unknown = named('unknown').filter((name) => !actual.includes(name));
  const wanted = distinct(expected);
  const extra = actual.filter((name) => !wanted.includes(name));
  const lacking = wanted.filter((name) => !actual.includes(name));
  const certain = extra.length > 0 || lacking.some((name) => !unknown.includes(name));
  if (certain)
    return {
      expected: wanted,
      actual,
      message: sentences([
        lacking.length > 0 && `${doNot(lacking)} match: ${listed(lacking)}.`,
        extra.length > 0 && `Also matching: ${listed(extra)}.`,
      ]),
    };
  if (unknown.length === 0) return null;
  return { expected: wanted, actual, message: uncertain(unknown) };
}

const doNot = (names: readonly string[]) => (names.length === 1 ? 'Does not' : 'Do not');

function uncertain(mappings: readonly string[]): string {
  return `It cannot be said: ${listed(mappings)} ${mappings.length === 1 ? 'is' : 'are'} unknown and could change it. Repair the mapping first.`;
}

function sentences(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' ');
}

/** What unknown mappings would add to the session if they matched, with their names. */
interface PossibleBinding extends Pair {
  readonly mapping: string;
}

function possibleBindings(outcome: Outcome, simulator: Simulator): readonly PossibleBinding[] {
  const held = new Set(outcome.access.sso_session.map((binding) => roleBindingKey(binding.role_name, binding.crn_pattern)));
  return outcome.group_mappings.flatMap((entry, index) => {
    if (entry.result !== 'unknown') return [];
    const bindings = simulator.mappings[index]?.mapping.roleBindings ?? [];
    return bindings
      .filter(({ roleName, crnPattern }) => !held.has(roleBindingKey(roleName.value, crnPattern.value)))
      .map(({ roleName, crnPattern }) => ({
        role_name: roleName.value,
        crn_pattern: crnPattern.value,
        mapping: entry.display_name,
      }));
  });
}

/** An expected item stands for one binding, or, a name alone, for every binding of that role. */
export function covers(item: RoleBindingItem, pair: Pair): boolean {
  return typeof item === 'string' ? item === pair.role_name : item.role_name === pair.role_name && item.crn_pattern === pair.crn_pattern;
}

function compareBindings(expected: readonly RoleBindingItem[], outcome: Outcome, possible: readonly PossibleBinding[]): Difference {
  const session = outcome.access.sso_session;
  const isExpected = (pair: Pair) => expected.some((item) => covers(item, pair));
  const extra = session.filter((pair) => !isExpected(pair));
  const lacking = expected.filter((item) => !session.some((pair) => covers(item, pair)));
  const hopeless = lacking.filter((item) => !possible.some((pair) => covers(item, pair)));
  const shown = { expected, actual: asExpected(session, expected) };
  if (extra.length > 0 || hopeless.length > 0)
    return {
      ...shown,
      message: sentences([
        lacking.length > 0 && `Missing: ${lacking.map(inWords).join(', ')}.`,
        extra.length > 0 && `Not expected: ${extra.map((pair) => inWords(pair)).join(', ')}.`,
      ]),
    };
  const deciding = possible.filter((pair) => !isExpected(pair) || lacking.some((item) => covers(item, pair)));
  return deciding.length === 0 ? null : { ...shown, message: uncertain(distinct(deciding.map((pair) => pair.mapping))) };
}

function compareAbsence(unwanted: readonly RoleBindingItem[], outcome: Outcome, possible: readonly PossibleBinding[]): Difference {
  const isUnwanted = (pair: Pair) => unwanted.some((item) => covers(item, pair));
  const found = outcome.access.sso_session.filter(isUnwanted);
  const shown = { expected: unwanted, actual: asExpected(found, unwanted) };
  if (found.length > 0) return { ...shown, message: `The session has ${found.map((pair) => inWords(pair)).join(', ')}.` };
  const deciding = possible.filter(isUnwanted);
  return deciding.length === 0 ? null : { ...shown, message: uncertain(distinct(deciding.map((pair) => pair.mapping))) };
}

/** Bindings in the form the expectation has: names where it says names (or nothing), pairs where it says pairs. */
export function asExpected(bindings: readonly Pair[], expected: readonly RoleBindingItem[]): readonly RoleBindingItem[] {
  const saysPairs = expected.some((item) => typeof item !== 'string');
  const byName = new Set(expected.filter((item) => typeof item === 'string'));
  const names = new Set<string>();
  return bindings.flatMap(({ role_name, crn_pattern }): RoleBindingItem[] => {
    if (saysPairs && !byName.has(role_name)) return [{ role_name, crn_pattern }];
    if (names.has(role_name)) return [];
    names.add(role_name);
    return [role_name];
  });
}

function inWords(item: RoleBindingItem): string {
  return typeof item === 'string' ? item : `${item.role_name} on ${quoted(item.crn_pattern)}`;
}

type LineOf = (file: string, offset: number) => number;

/** 1-based lines; they are counted only in the files that are asked about. */
function lineFinder(set: MappingSet): LineOf {
  const indexes = new Map<string, LineIndex>();
  return (file, offset) => {
    let lines = indexes.get(file);
    if (!lines) {
      const text = set.files.find(({ source }) => source.path === file)?.source.text ?? '';
      indexes.set(file, (lines = new LineIndex(text)));
    }
    return lines.positionAt(offset).line + 1;
  };
}
