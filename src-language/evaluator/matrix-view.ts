import { foldCase } from '../mapping-set/group-vocabulary.js';
import { compareCodePoints } from '../text/compare-code-points.js';
import type { EvaluatorGroup, EvaluatorMapping, EvaluatorUser } from './evaluator-set.js';
import { readMatrixQuery, type MatrixField, type MatrixQueryProblem, type MatrixState, type MatrixTerm } from './matrix-query.js';

/** What the matrix takes of a set and its users. */
export interface MatrixSource {
  readonly users: readonly MatrixUser[];
  readonly mappings: readonly (Pick<EvaluatorMapping, 'displayName'> & { readonly grants: readonly { readonly roleName: string }[] })[];
  readonly groups: readonly Pick<EvaluatorGroup, 'group' | 'displayName'>[];
}
export type MatrixUser = Omit<EvaluatorUser, 'place' | 'refusal'>;

/** Kinds of users that one click shows; several together show users of any of them. */
export const quickFilters = ['administrator', 'unknown', 'refused', 'no-role'] as const satisfies readonly MatrixState[];
export type QuickFilter = (typeof quickFilters)[number];

export const matrixSorts = ['file', 'administrators', 'roles', 'name'] as const;
export type MatrixSort = (typeof matrixSorts)[number];

/** What someone chose to see of the matrix. */
export interface MatrixChoice {
  readonly query: string;
  readonly quickFilters: readonly QuickFilter[];
  readonly sort: MatrixSort;
}

/** Which users and mappings are shown, in which order, and what they add up to. */
export interface MatrixArrangement {
  /** Indexes of the users that are shown, in order. */
  readonly rows: readonly number[];
  /** Indexes of the mappings that are shown, ascending. */
  readonly columns: readonly number[];
  /** For each column how many of the shown users it matches, and of how many it is not known. */
  readonly totals: readonly { readonly matches: number; readonly unknown: number }[];
  /** How many users each quick filter alone would show with this search. */
  readonly quickFilters: Readonly<Record<QuickFilter, number>>;
  readonly problems: readonly MatrixQueryProblem[];
}

/**
 * Arranges the matrix: `mapping:` and `role:` show the columns of the mappings that are so called, or grant such a role, and the rows of
 * users whom one of them matches or might match; a role assigned by hand counts too. Equal users stay in the order of the files.
 */
export function arrangeMatrix(source: MatrixSource, choice: MatrixChoice): MatrixArrangement {
  const { terms, problems } = readMatrixQuery(choice.query);
  const tests = terms.map((term) => testOf(term, source));
  const columns = columnsOf(terms, source);
  const found = [...source.users.keys()].filter((index) => {
    const user = source.users[index];
    return user !== undefined && tests.every((test) => test(user));
  });
  const counts: Record<QuickFilter, number> = { administrator: 0, unknown: 0, refused: 0, 'no-role': 0 };
  const rows: number[] = [];
  for (const index of found) {
    const user = source.users[index];
    if (!user) continue;
    for (const filter of quickFilters) if (isInState(user, filter)) counts[filter]++;
    if (choice.quickFilters.length === 0 || choice.quickFilters.some((filter) => isInState(user, filter))) rows.push(index);
  }
  sortRows(rows, source.users, choice.sort);
  return { rows, columns, totals: totalsOf(source, rows, columns), quickFilters: counts, problems };
}

export function isInState(user: MatrixUser, state: MatrixState): boolean {
  const isAllowed = user.signIn === 'allowed';
  switch (state) {
    case 'administrator':
      return user.administratorRoles > 0;
    case 'unknown':
      return user.unknown.length > 0;
    case 'refused':
      return !isAllowed;
    case 'no-role':
      return isAllowed && !user.hasAccess;
    case 'allowed':
      return isAllowed;
    case 'created':
    case 'existing':
      return user.account === state;
  }
}

function testOf(term: MatrixTerm, source: MatrixSource): (user: MatrixUser) => boolean {
  const test = term.kind === 'is' ? (user: MatrixUser) => isInState(user, term.state) : fieldTest(term.kind, foldCase(term.text), source);
  return term.isNegated ? (user) => !test(user) : test;
}

function fieldTest(field: MatrixField, text: string, source: MatrixSource): (user: MatrixUser) => boolean {
  const holds = (value: string) => foldCase(value).includes(text);
  const isNamed = (user: MatrixUser) => holds(user.name);
  switch (field) {
    case 'user':
      return isNamed;
    case 'mapping': {
      const wanted = new Set(mappingsOf(field, text, source));
      return (user) => isAnyOf(user.matching, wanted) || isAnyOf(user.unknown, wanted);
    }
    case 'role': {
      const wanted = new Set(mappingsOf(field, text, source));
      return (user) => isAnyOf(user.matching, wanted) || isAnyOf(user.unknown, wanted) || user.directRoles.some(holds);
    }
    case 'group':
    case 'text': {
      const found = source.groups.map(({ group, displayName }) => holds(group) || holds(displayName ?? ''));
      const isFound = (group: number) => found[group] === true;
      return field === 'group' ? (user) => user.groups.some(isFound) : (user) => isNamed(user) || user.groups.some(isFound);
    }
  }
}

function isAnyOf(indexes: readonly number[], wanted: ReadonlySet<number>): boolean {
  return wanted.size > 0 && indexes.some((index) => wanted.has(index));
}

function mappingsOf(field: 'mapping' | 'role', text: string, { mappings }: MatrixSource): number[] {
  const holds = (value: string) => foldCase(value).includes(text);
  return [...mappings.keys()].filter((index) => {
    const mapping = mappings[index];
    return (
      mapping !== undefined && (field === 'mapping' ? holds(mapping.displayName) : mapping.grants.some(({ roleName }) => holds(roleName)))
    );
  });
}

/** Every mapping, or those that any `mapping:` and `role:` term names: they show why a user is among the rows. */
function columnsOf(terms: readonly MatrixTerm[], source: MatrixSource): readonly number[] {
  const wanted = new Set<number>();
  let isNarrowed = false;
  for (const term of terms) {
    if (term.isNegated || (term.kind !== 'mapping' && term.kind !== 'role')) continue;
    isNarrowed = true;
    for (const index of mappingsOf(term.kind, foldCase(term.text), source)) wanted.add(index);
  }
  const all = [...source.mappings.keys()];
  return isNarrowed ? all.filter((index) => wanted.has(index)) : all;
}

function sortRows(rows: number[], users: readonly MatrixUser[], sort: MatrixSort): void {
  if (sort === 'file') return;
  const by = (compare: (a: MatrixUser, b: MatrixUser) => number): void => {
    rows.sort((left, right) => {
      const [a, b] = [users[left], users[right]];
      return (a && b ? compare(a, b) : 0) || left - right;
    });
  };
  switch (sort) {
    case 'administrators':
      return by((a, b) => b.administratorRoles - a.administratorRoles);
    case 'roles':
      return by((a, b) => b.roles - a.roles);
    case 'name': {
      const folded = new Map(rows.map((index) => [users[index], foldCase(users[index]?.name ?? '')]));
      return by((a, b) => compareCodePoints(folded.get(a) ?? '', folded.get(b) ?? ''));
    }
  }
}

function totalsOf({ users, mappings }: MatrixSource, rows: readonly number[], columns: readonly number[]): MatrixArrangement['totals'] {
  const matches = new Array<number>(mappings.length).fill(0);
  const unknown = new Array<number>(mappings.length).fill(0);
  for (const row of rows) {
    for (const index of users[row]?.matching ?? []) matches[index] = (matches[index] ?? 0) + 1;
    for (const index of users[row]?.unknown ?? []) unknown[index] = (unknown[index] ?? 0) + 1;
  }
  return columns.map((index) => ({ matches: matches[index] ?? 0, unknown: unknown[index] ?? 0 }));
}
