import { counted } from '../../provisioning/wording.js';
import { listed, quoted } from '../../text/quoted-name.js';
import type { DirectoryColumns, GroupColumn } from './directory-columns.js';
import { columnKey, type DirectoryCell, type DirectoryRecord } from './directory-record.js';
import { isDistinguishedName, valueSplitter, type ValueSplitter } from './split-values.js';

export interface DirectoryGroup {
  readonly id: string | null;
  readonly displayName: string | null;
  /** The line it was first named in, one-based. */
  readonly line: number;
}
export interface DirectoryUser {
  readonly name: string;
  readonly line: number;
  readonly groups: readonly DirectoryGroup[];
}
export interface DirectoryContent {
  readonly users: readonly DirectoryUser[];
  /** Every group that was named, once. */
  readonly groups: readonly DirectoryGroup[];
  readonly remarks: readonly string[];
}

/** What a record is about. */
type RecordKind = 'user' | 'group' | 'other';

/** Adds records up to people and groups: several lines for one user, lists of groups with members, what is disabled and what is neither. */
export function gatherMembers(
  records: readonly DirectoryRecord[],
  columns: DirectoryColumns,
  separator: string | undefined,
): DirectoryContent {
  const remarks: string[] = [];
  const users = new Map<string, { line: number; groups: Map<string, DirectoryGroup> }>();
  const groups = new Map<string, DirectoryGroup>();
  const splitters = splittersOf(records, columns, separator, remarks);
  const nameless: number[] = [];
  const namelessGroups: number[] = [];
  const disabled: string[] = [];
  let others = 0;
  let nested = 0;
  const join = (name: string, line: number, memberships: readonly DirectoryGroup[]): void => {
    const user = users.get(name) ?? { line, groups: new Map<string, DirectoryGroup>() };
    users.set(name, user);
    for (const group of memberships) {
      const key = keyOf(group);
      if (!user.groups.has(key)) user.groups.set(key, group);
      if (!groups.has(key) || groups.get(key)?.displayName === null) groups.set(key, group);
    }
  };
  for (const record of records) {
    const kind = kindOf(record, columns);
    if (kind === 'other') others++;
    else if (kind === 'group') {
      const group: DirectoryGroup = {
        id: valueOf(record, ['id', 'objectid']),
        displayName: valueOf(record, ['displayname', 'profile.name', 'name']),
        line: record.line,
      };
      if (group.id === null && group.displayName === null) {
        namelessGroups.push(record.line);
        continue;
      }
      groups.set(keyOf(group), group);
      nested += membersOf(record, (name) => join(name, record.line, [group]));
    } else {
      const name = columns.name === null ? null : valueOf(record, [columnKey(columns.name)]);
      if (name === null) nameless.push(record.line);
      else if (isDisabled(record)) disabled.push(name);
      else
        join(
          name,
          record.line,
          groupsOf(record, columns.groups, splitters, (count) => (others += count)),
        );
    }
  }
  // A group in a list of users is a member of whatever the list is of.
  const groupRecords = records.filter((record) => kindOf(record, columns) === 'group').length;
  if (users.size > 0 && groupRecords < records.length && nested === 0 && !hasMembers(records)) nested = groupRecords;
  if (others > 0)
    remarks.push(
      `${counted(others, 'entry is', 'entries are')} neither user nor group (a role, a device, an application) and passed over.`,
    );
  if (nested > 0)
    remarks.push(
      `${counted(nested, 'group is', 'groups are')} a member of a group; who is in it is not followed. Ask for transitive members to have them.`,
    );
  if (nameless.length > 0)
    remarks.push(
      `${counted(nameless.length, 'entry has', 'entries have')} no ${quoted(columns.name ?? 'name')} and ${nameless.length === 1 ? 'is' : 'are'} left out, the first in line ${String(nameless[0])}.`,
    );
  if (namelessGroups.length > 0 && users.size === 0)
    remarks.push(
      `${counted(namelessGroups.length, 'group has', 'groups have')} neither id nor name and ${namelessGroups.length === 1 ? 'is' : 'are'} left out, the first in line ${String(namelessGroups[0])}.`,
    );
  if (disabled.length > 0) remarks.push(`Disabled accounts cannot sign in and are left out: ${listed([...new Set(disabled)], 6)}.`);
  return {
    users: [...users].map(([name, { line, groups: memberships }]) => ({ name, line, groups: [...memberships.values()] })),
    groups: [...groups.values()],
    remarks,
  };
}

function keyOf({ id, displayName }: DirectoryGroup): string {
  return id === null ? `name ${displayName ?? ''}` : `id ${id}`;
}

/** The first value in a column of one of these names; names are tried in order. */
function valueOf(record: DirectoryRecord, keys: readonly string[]): string | null {
  for (const key of keys) {
    const cell = record.cells.find((candidate) => candidate.key === key);
    if (cell) return cell.value;
  }
  return null;
}

function kindOf(record: DirectoryRecord, columns: DirectoryColumns): RecordKind {
  const type = valueOf(record, ['@odata.type', 'objecttype', 'membertype', 'type'])?.toLowerCase().replace('#microsoft.graph.', '') ?? '';
  if (type === 'user') return 'user';
  if (['directoryrole', 'administrativeunit', 'device', 'serviceprincipal', 'orgcontact', 'contact'].includes(type)) return 'other';
  const has = (...keys: readonly string[]) => keys.some((key) => record.cells.some((cell) => cell.key === key));
  if (has('userprincipalname', 'profile.login')) return 'user';
  const isGroup =
    ['group', 'oktagroup', 'appgroup', 'builtin'].includes(type.replaceAll('_', '')) ||
    has('grouptypes', 'grouptype', 'membershiptype', 'securityenabled', 'isassignabletorole') ||
    (has('profile.name') && has('objectclass', 'lastmembershipupdated'));
  if (isGroup) return 'group';
  return columns.name === null && has('displayname', 'profile.name') ? 'group' : 'user';
}

/** Calls back for each member of a group's record that is a user; answers how many are groups. */
function membersOf(record: DirectoryRecord, add: (name: string) => void): number {
  const types = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { key, position, value } of record.cells) {
    if (key === 'members.@odata.type') types.set(position, value);
    if (key === 'members.userprincipalname' || key === 'members.profile.login') names.set(position, value);
  }
  for (const name of names.values()) add(name);
  return [...types.values()].filter((type) => type === '#microsoft.graph.group').length;
}

/** Values that may still be several. A comma alone is no sign of it where every line names one group: `Sales, EMEA`. */
function keptWhole(column: string, cells: readonly string[], { separator, split }: ValueSplitter): readonly string[] {
  const suspicious = separator === null ? /[;|\n]/ : /[;|\n,]/;
  const [first] = cells.flatMap(split).filter((value) => suspicious.test(value) && !isDistinguishedName(value));
  if (first === undefined || separator === 'JSON list') return [];
  const sign = suspicious.exec(first)?.[0] ?? '';
  return [
    `Values of ${quoted(column)} that hold ${quoted(sign)}, such as ${quoted(first)}, are kept whole. If they are several groups, say what joins them (--separator on the command line).`,
  ];
}

function hasMembers(records: readonly DirectoryRecord[]): boolean {
  return records.some(({ cells }) => cells.some(({ key }) => key.startsWith('members.')));
}

function isDisabled(record: DirectoryRecord): boolean {
  if (/^(?:false|no|0)$/i.test(valueOf(record, ['accountenabled', 'active', 'enabled']) ?? '')) return true;
  return /^(?:deprovisioned|suspended|deactivated|disabled)$/i.test(valueOf(record, ['status', 'userstatus', 'oktauserstatus']) ?? '');
}

/** The groups of a user's record; what in them is no group (a directory role) is counted. */
function groupsOf(
  record: DirectoryRecord,
  columns: readonly GroupColumn[],
  splitters: ReadonlyMap<string, ValueSplitter>,
  passOver: (count: number) => void,
): readonly DirectoryGroup[] {
  const found = new Map<string, { id: string | null; displayName: string | null }>();
  for (const { column, root, holds } of columns) {
    for (const cell of record.cells.filter((candidate) => candidate.column === column)) {
      const values = cell.isItem ? [cell.value] : (splitters.get(column)?.split(cell.value) ?? [cell.value]);
      values.forEach((value, index) => {
        const place = `${root}/${cell.position}/${String(index)}`;
        const group = found.get(place) ?? { id: null, displayName: null };
        // The same column twice: each has groups of its own.
        const isTaken = holds === 'id' ? group.id !== null : group.displayName !== null;
        found.set(isTaken ? `${place}/${column}/${String(found.size)}` : place, {
          ...(isTaken ? { id: null, displayName: null } : group),
          [holds === 'id' ? 'id' : 'displayName']: value,
        });
      });
    }
  }
  const types = record.cells.filter(({ key }) => key.endsWith('memberof.@odata.type'));
  const notGroups = new Set(types.filter(({ value }) => value !== '#microsoft.graph.group').map(placeOfType));
  passOver([...found.keys()].filter((place) => notGroups.has(place)).length);
  return [...found].flatMap(([place, group]) => (notGroups.has(place) ? [] : [{ ...group, line: record.line }]));
}

function placeOfType({ key, position }: DirectoryCell): string {
  return `${key.replace(/\.@odata\.type$/, '')}/${position}/0`;
}

function splittersOf(
  records: readonly DirectoryRecord[],
  columns: DirectoryColumns,
  separator: string | undefined,
  remarks: string[],
): ReadonlyMap<string, ValueSplitter> {
  const names = records.flatMap((record) => (columns.name === null ? [] : (valueOf(record, [columnKey(columns.name)]) ?? [])));
  const isOneEach = new Set(names).size < names.length;
  const splitters = new Map<string, ValueSplitter>();
  for (const { column } of columns.groups) {
    const cells = records.flatMap(({ cells }) => cells.filter((cell) => cell.column === column && !cell.isItem).map(({ value }) => value));
    if (cells.length === 0) continue;
    const splitter = valueSplitter(cells, separator, isOneEach);
    splitters.set(column, splitter);
    if (splitter.separator !== null && cells.some((cell) => splitter.split(cell).length > 1)) {
      remarks.push(
        `The values of ${quoted(column)} are taken apart at ${splitter.separator === 'JSON list' ? 'the commas of their JSON lists' : quoted(splitter.separator)}.`,
      );
    }
    if (separator === undefined) remarks.push(...keptWhole(column, cells, splitter));
  }
  if (isOneEach) {
    const several = new Set(names.filter((name, index) => names.indexOf(name) !== index)).size;
    remarks.push(`${counted(several, 'user stands', 'users stand')} in several lines; their groups are added up.`);
  }
  return splitters;
}
