import { nearestName } from '../text/nearest-name.js';
import { quoted } from '../text/quoted-name.js';
import type { OffsetRange } from '../text/range.js';

/** What `is:` can ask of a sample user. `no-role`: signs in and has no role binding and no ALLOW ACL that is certain. */
export type MatrixState = 'administrator' | 'unknown' | 'refused' | 'no-role' | 'allowed' | 'created' | 'existing';

/** Something with a text that is searched for; `text` stands for the user's name and groups. */
export type MatrixField = 'text' | 'user' | 'group' | 'mapping' | 'role';

/** One condition of a search; a user is shown when all of them hold. */
export type MatrixTerm = { readonly isNegated: boolean } & (
  { readonly kind: MatrixField; readonly text: string } | { readonly kind: 'is'; readonly state: MatrixState }
);

/** A part of a search that cannot be meant so: what is done with it, and what was probably meant. */
export interface MatrixQueryProblem {
  /** Of the search's text. */
  readonly range: OffsetRange;
  readonly message: string;
  /** The search with the part as it was probably meant. */
  readonly repaired?: string;
}

export interface MatrixQuery {
  readonly terms: readonly MatrixTerm[];
  readonly problems: readonly MatrixQueryProblem[];
}

const fields = ['user', 'group', 'mapping', 'role'] as const;
const keys: readonly string[] = [...fields, 'is'];

/** Every word that `is:` understands, with what it stands for: the first of each kind is the one that is proposed. */
const states: ReadonlyMap<string, MatrixState> = new Map([
  ['administrator', 'administrator'],
  ['unknown', 'unknown'],
  ['refused', 'refused'],
  ['no-role', 'no-role'],
  ['allowed', 'allowed'],
  ['created', 'created'],
  ['existing', 'existing'],
  ['admin', 'administrator'],
  ['uncertain', 'unknown'],
  ['denied', 'refused'],
  ['no-access', 'no-role'],
  ['new', 'created'],
]);
const proposedStates = [...new Set(states.values())];

/**
 * Reads what was typed into the matrix's search field: words separated by spaces, `key:value` with the keys `user`, `group`, `mapping`,
 * `role` and `is`, a leading `-` for the opposite, and double quotes around values with spaces. Never fails: a key that does not exist is
 * searched for as text, an `is:` that does not exist is left out, and both are said. A key without a value yet is left out silently.
 */
export function readMatrixQuery(query: string): MatrixQuery {
  const terms: MatrixTerm[] = [];
  const problems: MatrixQueryProblem[] = [];
  for (const word of wordsOf(query)) {
    const { isNegated, key, value, range } = word;
    if (value === '' && !word.isQuoted) continue;
    if (key === null) {
      terms.push({ kind: 'text', text: value, isNegated });
      continue;
    }
    const replaceBy = (text: string) => `${query.slice(0, range.start)}${isNegated ? '-' : ''}${text}${query.slice(range.end)}`;
    const lowered = key.toLowerCase();
    const field = fields.find((name) => name === lowered);
    if (field) terms.push({ kind: field, text: value, isNegated });
    else if (lowered === 'is') {
      const state = states.get(value.toLowerCase());
      if (state) terms.push({ kind: 'is', state, isNegated });
      else problems.push(unknownState(value, range, replaceBy));
    } else {
      terms.push({ kind: 'text', text: word.written, isNegated });
      const problem = unknownKey(word, replaceBy);
      if (problem) problems.push(problem);
    }
  }
  return { terms, problems };
}

function unknownState(value: string, range: OffsetRange, replaceBy: (text: string) => string): MatrixQueryProblem {
  const begun = value.toLowerCase();
  const meant = proposedStates.find((state) => state.startsWith(begun)) ?? states.get(nearestName(begun, states.keys()) ?? '');
  return {
    range,
    message: meant
      ? `There is no is:${shown(value)}. Did you mean is:${meant}?`
      : `There is no is:${shown(value)}. There are ${proposedStates.map((state) => `is:${state}`).join(', ')}.`,
    ...(meant ? { repaired: replaceBy(`is:${meant}`) } : {}),
  };
}

/** A key that does not exist; an address such as `crn://…` is none. */
function unknownKey({ key, value, written, range }: Word, replaceBy: (text: string) => string): MatrixQueryProblem | null {
  if (key === null || value.startsWith('//')) return null;
  const meant = nearestName(key.toLowerCase(), keys);
  return {
    range,
    message: `${shown(key)}: is not a key, so all of ${quoted(written)} is searched for. ${meant ? `Did you mean ${meant}:?` : `The keys are ${keys.map((name) => `${name}:`).join(', ')}.`}`,
    ...(meant ? { repaired: replaceBy(`${meant}:${written.slice(key.length + 1)}`) } : {}),
  };
}

const shown = (text: string) => quoted(text).slice(1, -1);

interface Word {
  readonly range: OffsetRange;
  readonly isNegated: boolean;
  /** What stands before the first colon, when that can be a key. */
  readonly key: string | null;
  readonly value: string;
  readonly isQuoted: boolean;
  /** All of it behind the `-`, quotes included. */
  readonly written: string;
}

const keyPattern = /[\p{L}_-]+:/uy;
const spaces = /\s/u;

function* wordsOf(query: string): Generator<Word> {
  let at = 0;
  while (at < query.length) {
    if (spaces.test(query.charAt(at))) {
      at++;
      continue;
    }
    const start = at;
    const next = query.charAt(at + 1);
    const isNegated = query.charAt(at) === '-' && next !== '' && !spaces.test(next);
    if (isNegated) at++;
    const written = at;
    keyPattern.lastIndex = at;
    const key = keyPattern.exec(query)?.[0].slice(0, -1) ?? null;
    if (key !== null) at += key.length + 1;
    const isQuoted = query.charAt(at) === '"';
    const from = isQuoted ? at + 1 : at;
    let end = from;
    while (end < query.length && (isQuoted ? query.charAt(end) !== '"' : !spaces.test(query.charAt(end)))) end++;
    at = isQuoted ? Math.min(end + 1, query.length) : end;
    yield {
      range: { start, end: at },
      isNegated,
      key,
      value: query.slice(from, end),
      isQuoted,
      written: query.slice(written, at),
    };
  }
}
