import { nearestName } from '../../text/nearest-name.js';
import { listed, quoted } from '../../text/quoted-name.js';
import { columnKey, type DirectoryRecord } from './directory-record.js';

/** Which columns say what. Names are those of the file. */
export interface DirectoryColumns {
  /** The user's name; null in a list of groups. */
  readonly name: string | null;
  readonly groups: readonly GroupColumn[];
}

/** A column that holds groups, or part of what a group is. */
export interface GroupColumn {
  readonly column: string;
  /** What belongs together: `memberOf` of `memberOf.id` and `memberOf.displayName`. */
  readonly root: string;
  readonly holds: 'id' | 'name';
}

/** Columns that name a user, best first: what the identity provider puts into the assertion, then addresses, then anything. */
const nameKeys = [
  'userprincipalname',
  'profile.login',
  'oktausername',
  'login',
  'username',
  'user.userprincipalname',
  'user.login',
  'user.username',
  'upn',
  'profile.email',
  'email',
  'mail',
  'emailaddress',
  'primaryemail',
  'user.email',
  'user',
  'memberemail',
  'member',
  'name',
];

const groupPattern =
  /^((?:.*\.)?(?:(?:user|assigned|security)?groups?|(?:transitive)?memberof|groupmemberships?|memberships?))(?:\.?(displayname|names?|email|profile\.name|display|ids?|objectid|value))?$/;

/** Finds the columns of a table; `given` are those that the user named (`name=…`, `groups=…`). */
export function findColumns(
  records: readonly DirectoryRecord[],
  given: ReadonlyMap<string, readonly string[]>,
): DirectoryColumns | { readonly mistake: string } {
  const columns = columnsOf(records);
  const chosen = new Map<string, readonly string[]>();
  for (const [what, names] of given) {
    const found = names.map((name) => columnsNamed(name, columns));
    const missing = found.findIndex((matches) => matches.length === 0);
    if (missing >= 0) return { mistake: noSuchColumn(names[missing] ?? '', columns) };
    chosen.set(what, found.flat());
  }
  const recognised = nameKeys.flatMap((key) => columns.find((column) => columnKey(column) === key) ?? []);
  const recognisedGroups = columns.filter((column) => groupPattern.test(columnKey(column)));
  const isAddress = (column: string) => columnKey(column).endsWith('email');
  // A group's address names it only where nothing else does.
  const groups = chosen.get('groups') ?? recognisedGroups.filter((column) => !isAddress(column) || recognisedGroups.every(isAddress));
  return { name: chosen.get('name')?.[0] ?? recognised[0] ?? null, groups: groups.map(groupColumn) };
}

/** The names of all columns that hold anything, in their order. */
export function columnsOf(records: readonly DirectoryRecord[]): readonly string[] {
  return [...new Set(records.flatMap(({ cells }) => cells.map(({ column }) => column)))];
}

function groupColumn(column: string): GroupColumn {
  const match = groupPattern.exec(columnKey(column));
  const part = match?.[2] ?? '';
  return { column, root: match?.[1]?.replace(/s$/, '') ?? column, holds: /^(?:ids?|objectid|value)$/.test(part) ? 'id' : 'name' };
}

/** The column of that name, however it is spelled, or what a list of that name holds. */
function columnsNamed(name: string, columns: readonly string[]): readonly string[] {
  const exact = columns.filter((column) => column === name);
  if (exact.length > 0) return exact;
  const key = columnKey(name);
  const same = columns.filter((column) => columnKey(column) === key);
  return same.length > 0
    ? same
    : columns.filter((column) => columnKey(column).startsWith(`${key}.`) && groupPattern.test(columnKey(column)));
}

function noSuchColumn(name: string, columns: readonly string[]): string {
  const near = nearestName(name, columns);
  const which = near === undefined ? `The columns are ${listed(columns, 12)}.` : `Did you mean ${quoted(near)}?`;
  return `There is no column ${quoted(name)} with a value in it. ${which}`;
}
