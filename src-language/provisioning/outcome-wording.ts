import type { MappingSet } from '../mapping-set/mapping-set.js';
import type { GrantedAcl, GrantedRole, MappingOutcome, Note, Outcome } from './outcome.js';
import type { SummaryReport } from './tally.js';
import type { Simulator } from './simulator.js';
import { counted } from './wording.js';

/** The verdict of a sign-in in a few words. */
export function verdictOf({ sign_in, account }: Pick<Outcome, 'sign_in' | 'account'>): string {
  switch (sign_in) {
    case 'denied_by_identity_provider':
      return 'refused by the identity provider';
    case 'denied_no_account':
      return 'refused: no account, and JIT provisioning is off';
    case 'allowed':
      return account === 'created' ? 'signs in, an account is created' : 'signs in with the existing account';
  }
}

/** A longer id is cut to its first characters where its display name stands before it; the JSON formats keep all of it. */
const longestId = 12;
const shownOfId = 8;

/** A group as people read it. */
export interface GroupLabel {
  /** Exactly as claims and filters have it. */
  readonly group: string;
  /** The display name of a listed id; null for anything else. */
  readonly displayName: string | null;
  /** The group as it stands behind its display name: cut, unless several groups share that name. */
  readonly shortId: string;
  /** Other listed groups have the same display name, so that it does not say which is meant. */
  readonly sharesName: boolean;
}

/** Labels groups for people: a listed id by its display name, with the beginning of the id; anything else as it is. */
export function groupLabeller({ set }: { readonly set: Pick<MappingSet, 'knownGroups'> }): (group: string) => GroupLabel {
  const displayNames = new Map<string, string>();
  const uses = new Map<string, number>();
  for (const { id, displayName } of set.knownGroups) {
    if (!id || !displayName || id.value === displayName.value) continue;
    displayNames.set(id.value, displayName.value);
    uses.set(displayName.value, (uses.get(displayName.value) ?? 0) + 1);
  }
  return (group) => {
    const displayName = displayNames.get(group) ?? null;
    const sharesName = displayName !== null && uses.get(displayName) !== 1;
    const isCut = displayName !== null && !sharesName && group.length > longestId;
    return { group, displayName, shortId: isCut ? `${group.slice(0, shownOfId)}…` : group, sharesName };
  };
}

/**
 * Writes groups for people: a listed id by its display name, with the beginning of the id behind it; anything else, and a display name that
 * several groups share, as it is. `write` gives a name its look.
 */
export function groupWriter(simulator: Pick<Simulator, 'set'>, write: (name: string) => string): (group: string) => string {
  const label = groupLabeller(simulator);
  return (group) => writeLabel(label(group), write);
}

/** A label as text; `write` gives a name its look. */
export function writeLabel({ group, displayName, shortId, sharesName }: GroupLabel, write: (name: string) => string): string {
  return displayName === null || sharesName ? write(group) : `${write(displayName)} (${write(shortId)})`;
}

/** How many alternatives are spelt out before the rest is a number. */
const shownAlternatives = 3;
/** How many groups of one alternative are named before the rest is a number. */
const shownOfAlternative = 5;

/**
 * Alternatives of groups: each `and` inside, `or` between them. `write` gives a group its look; the empty alternative is `none`.
 */
export function alternatives(
  sets: readonly (readonly string[])[],
  isTruncated: boolean,
  write: (group: string) => string,
  none: string,
): string {
  const near = sets.slice(0, sets.length > shownAlternatives + 1 ? shownAlternatives : sets.length);
  const shown = near.slice(0, near.some((set) => set.length > shownOfAlternative + 1) ? 1 : near.length);
  const hidden = sets.length - shown.length;
  const words = shown.map((set) => (set.length === 0 ? none : firstOf(set, shownOfAlternative, write, 'more groups').join(' and ')));
  if (hidden > 0) words.push(isTruncated ? `${hidden} or more other ways` : counted(hidden, 'other way'));
  return words.join(shown.some((set) => set.length > 1) ? ', or ' : ' or ');
}

/** Why a mapping matches, or what is missing, in words; group names as `write` writes them. */
export function reasonOf(mapping: MappingOutcome, write: (group: string) => string): string {
  if (mapping.result === 'unknown') return mapping.reason?.message ?? 'it cannot be evaluated';
  if (mapping.result === 'match') {
    if (!mapping.because) return 'the filter holds';
    const truncated = mapping.because_truncated ?? false;
    return mapping.because.every((set) => set.length === 0)
      ? 'no group is needed'
      : `because of ${alternatives(mapping.because, truncated, write, 'no group')}`;
  }
  if (!mapping.missing) return 'the filter does not hold';
  if (mapping.missing.length === 0) return 'can never match';
  return `missing ${alternatives(mapping.missing, mapping.missing_truncated ?? false, write, 'nothing')}`;
}

/** Names as `write` writes them: all, or the first few and how many `more` there are; a rest of one is named too. */
function firstOf(names: readonly string[], limit: number, write: (name: string) => string, more: string): string[] {
  if (names.length <= limit + 1) return names.map(write);
  return [...names.slice(0, limit).map(write), `${names.length - limit} ${more}`];
}

/** How many of the groups that Confluent Cloud sees are named before the rest is a number. */
const shownGroups = 24;

/** The groups that Confluent Cloud sees, on one line: all while they can be read, else the first of them and how many there are. */
export function groupsOf({ groups }: Pick<Outcome, 'groups'>, write: (group: string) => string): string {
  if (groups.length === 0) return 'none';
  const names = firstOf(groups, shownGroups, write, 'more').join(', ');
  return groups.length > shownGroups + 1 ? `${names} (${groups.length} in all)` : names;
}

/** Why a group was held back, in a few words. */
export const withheldReasons: Readonly<Record<Outcome['groups_withheld'][number]['reason'], string>> = {
  'not-assigned': 'not assigned to the application',
  filtered: 'filtered out of the claim',
  overflow: 'the claim is too large and is left out',
};
/** How many of the groups that are held back for one reason are named before the rest is a number. */
const shownWithheld = 4;

/** The groups that were held back, a line a reason: named where they are few, else counted with the first of them. */
export function withheldLines({ groups_withheld }: Pick<Outcome, 'groups_withheld'>, write: (group: string) => string): string[] {
  const byReason = new Map<keyof typeof withheldReasons, string[]>();
  for (const { group, reason } of groups_withheld) {
    const groups = byReason.get(reason);
    if (groups) groups.push(group);
    else byReason.set(reason, [group]);
  }
  return [...byReason].map(([reason, groups]) => {
    const names = firstOf(groups, shownWithheld, write, 'more').join(', ');
    return groups.length > shownWithheld + 1
      ? `${counted(groups.length, 'group')} (${names}): ${withheldReasons[reason]}`
      : `${names}: ${withheldReasons[reason]}`;
  });
}

/** How many unlisted groups have a note of their own before the rest is a number. */
const shownUnlisted = 3;

/** The notes as a reader wants them: of many unlisted groups the first, then how many more; every other note as it is. */
export function notesToShow(notes: readonly Note[]): readonly Pick<Note, 'code' | 'message'>[] {
  const unlisted = notes.filter((note) => note.code === 'group-not-listed');
  if (unlisted.length <= shownUnlisted + 1) return notes;
  const shown = new Set(unlisted.slice(0, shownUnlisted));
  const last = unlisted[shownUnlisted];
  const rest = unlisted.length - shownUnlisted;
  return notes.flatMap((note) => {
    if (note.code !== 'group-not-listed' || shown.has(note)) return [note];
    return note === last ? [{ code: note.code, message: `${rest} more groups are not among the known groups.` }] : [];
  });
}

/** Names of mappings in a row; one without a name is said to have none. */
export function mappingNames(names: readonly string[], write: (name: string) => string): string {
  return names.map((name) => write(name || '(no name)')).join(', ');
}

/** Who grants a role: mappings, by hand, or both. */
export function grantedByOf(role: GrantedRole, write: (name: string) => string): string {
  const mappings = role.direct ? role.granted_by.slice(1) : role.granted_by;
  const ways = [...(role.direct ? ['assigned by hand'] : []), ...(mappings.length > 0 ? [`by ${mappingNames(mappings, write)}`] : [])];
  return ways.join(' and ') + (role.partly_known ? ', known only in part' : '');
}

/** The mappings that bring an ACL. */
export function aclGrantedByOf({ granted_by, partly_known }: GrantedAcl, write: (name: string) => string): string {
  return `by ${mappingNames(granted_by, write)}${partly_known ? ', known only in part' : ''}`;
}

/** An ACL on one line: permission, operation and resource first, then whatever else it says. */
export function describeAcl(acl: GrantedAcl): string {
  const {
    granted_by: _grantedBy,
    partly_known: _partlyKnown,
    permission,
    operation,
    resource_type,
    resource_name,
    pattern_type,
    kafka_cluster,
    host,
    ...others
  } = acl;
  const rest = Object.entries(others).map(([key, value]) => `${key}=${String(value)}`);
  const parts = [
    permission,
    operation,
    resource_type,
    resource_name,
    pattern_type && `(${String(pattern_type)})`,
    kafka_cluster && `on ${String(kafka_cluster)}`,
    host && `from ${String(host)}`,
    ...rest,
  ];
  return parts
    .filter((part) => part !== undefined && part !== '')
    .map(String)
    .join(' ');
}

/** The counts in one line. */
export function summaryOf({ summary }: SummaryReport): string {
  const { users, allowed, denied, accounts_created, without_access, uncertain } = summary;
  return `${counted(users, 'user')}: ${allowed} allowed, ${denied} denied, ${counted(accounts_created, 'account')} created, ${without_access} without access, ${uncertain} uncertain`;
}
