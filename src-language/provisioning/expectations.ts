import type { Expectation, ExpectedRoleBinding, Located, MappingSet, SampleUser } from '../mapping-set/mapping-set.js';
import { LineIndex } from '../text/line-index.js';
import { listed, quoted } from '../text/quoted-name.js';
import type { Account, Outcome, SignIn } from './outcome.js';
import { personOf, type Simulator } from './simulator.js';
import { uncertainGrants, type UncertainGrant } from './uncertain-grants.js';
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

/** One key of an expectation that does not hold, or that an unknown mapping, or a role binding that is known only in part, could change. */
export interface ExpectationFailure {
  /** A key of `expect`, or what is written in place of one. */
  readonly key: string;
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
  const unreadable = expect.unreadableKeys.map((key) => ({
    key,
    expected: 'what cannot be read',
    actual: 'not compared',
    message: 'This key of the expectation cannot be read, so that nothing is known to hold: groupmap check says what is wrong.',
  }));
  const readable = differences.filter(({ key }) => !expect.unreadableKeys.includes(key));
  const failures = [...unreadable, ...readable].map(({ key, ...difference }): ExpectationFailure => {
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
): readonly (NonNullable<Difference> & { readonly key: ExpectationKey })[] {
  const uncertain = uncertainGrants(outcome, simulator);
  const differences: readonly (readonly [ExpectationKey, Difference])[] = [
    ['sign_in', expected.sign_in === undefined ? null : compareValues(expected.sign_in, outcome.sign_in, 'The sign-in')],
    ['account', expected.account === undefined ? null : compareValues(expected.account, outcome.account, 'The account')],
    ['group_mappings', expected.group_mappings ? compareMappings(expected.group_mappings, outcome) : null],
    ['role_bindings', expected.role_bindings ? compareBindings(expected.role_bindings, outcome, uncertain) : null],
    ['not_role_bindings', expected.not_role_bindings ? compareAbsence(expected.not_role_bindings, outcome, uncertain) : null],
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
  return { expected: wanted, actual, message: uncertainMappings(unknown) };
}

const doNot = (names: readonly string[]) => (names.length === 1 ? 'Does not' : 'Do not');

function uncertainMappings(mappings: readonly string[]): string {
  return `It cannot be said: ${listed(mappings)} ${mappings.length === 1 ? 'is' : 'are'} unknown and could change it. Repair the mapping first.`;
}

function sentences(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' ');
}

/** An expected item stands for one binding, or, a name alone, for every binding of that role. */
export function covers(item: RoleBindingItem, pair: Pair): boolean {
  return typeof item === 'string' ? item === pair.role_name : item.role_name === pair.role_name && item.crn_pattern === pair.crn_pattern;
}

/** Whether an uncertain grant is what an item stands for, when it is there: null where that is not known either. */
function mayCover(item: RoleBindingItem, grant: UncertainGrant): boolean | null {
  const isRole = (typeof item === 'string' ? item : item.role_name) === grant.role_name;
  if (grant.isRoleKnown && !isRole) return false;
  const isAnyCrn = typeof item === 'string';
  if (!isAnyCrn && grant.isCrnKnown && item.crn_pattern !== grant.crn_pattern) return false;
  return grant.isRoleKnown && (isAnyCrn || grant.isCrnKnown) ? true : null;
}

function compareBindings(expected: readonly RoleBindingItem[], outcome: Outcome, uncertain: readonly UncertainGrant[]): Difference {
  const session = outcome.access.sso_session;
  const certain = session.filter((pair) => !pair.partly_known);
  const isExpected = (pair: Pair) => expected.some((item) => covers(item, pair));
  const isSurelyExpected = (grant: UncertainGrant) => expected.some((item) => mayCover(item, grant) === true);
  const extra = [
    ...certain.filter((pair) => !isExpected(pair)),
    ...uncertain.filter((grant) => grant.isThere && expected.every((item) => mayCover(item, grant) === false)),
  ];
  const isHeld = (item: RoleBindingItem) =>
    certain.some((pair) => covers(item, pair)) || uncertain.some((grant) => grant.isThere && mayCover(item, grant) === true);
  const lacking = expected.filter((item) => !isHeld(item));
  const hopeless = lacking.filter((item) => uncertain.every((grant) => mayCover(item, grant) === false));
  const shown = { expected, actual: asExpected(session, expected) };
  if (extra.length > 0 || hopeless.length > 0)
    return {
      ...shown,
      message: sentences([
        lacking.length > 0 && `Missing: ${lacking.map(inWords).join(', ')}.`,
        extra.length > 0 && `Not expected: ${extra.map((pair) => inWords(pair)).join(', ')}.`,
      ]),
    };
  const deciding = uncertain.filter((grant) => !isSurelyExpected(grant) || lacking.some((item) => mayCover(item, grant) !== false));
  return deciding.length === 0 ? null : { ...shown, message: uncertainBindings(deciding) };
}

function compareAbsence(unwanted: readonly RoleBindingItem[], outcome: Outcome, uncertain: readonly UncertainGrant[]): Difference {
  const found: readonly Pair[] = [
    ...outcome.access.sso_session.filter((pair) => !pair.partly_known && unwanted.some((item) => covers(item, pair))),
    ...uncertain.filter((grant) => grant.isThere && unwanted.some((item) => mayCover(item, grant) === true)),
  ];
  const shown = { expected: unwanted, actual: asExpected(found, unwanted) };
  if (found.length > 0) return { ...shown, message: `The session has ${found.map((pair) => inWords(pair)).join(', ')}.` };
  const deciding = uncertain.filter((grant) => unwanted.some((item) => mayCover(item, grant) !== false));
  return deciding.length === 0 ? null : { ...shown, message: uncertainBindings(deciding) };
}

/** Why an expectation of role bindings cannot be said to hold: unknown mappings first, since repairing them may settle the rest. */
function uncertainBindings(deciding: readonly UncertainGrant[]): string {
  const mappings = distinct(deciding.filter(({ why }) => why === 'mapping').map(({ mapping }) => mapping));
  if (mappings.length > 0) return uncertainMappings(mappings);
  const bindings = distinct(deciding.map((grant) => `${inWords(grant)} through ${quoted(grant.mapping)}`));
  const are = bindings.length === 1 ? 'is' : 'are';
  return `It cannot be said: ${bindings.join(', ')} ${are} known only in part and could change it.`;
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
