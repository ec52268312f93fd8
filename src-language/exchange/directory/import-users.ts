import { counted } from '../../provisioning/wording.js';
import { listed, quoted } from '../../text/quoted-name.js';
import type { ImportedYaml } from '../imported-yaml.js';
import { findOtherContent } from '../recognise-content.js';
import { Noted, writeYaml, type YamlValue } from '../write-yaml.js';
import { columnsOf, findColumns, type DirectoryColumns } from './directory-columns.js';
import type { DirectoryRecord, ReadTable } from './directory-record.js';
import { gatherMembers, type DirectoryContent, type DirectoryGroup, type DirectoryUser } from './gather-members.js';
import { readDirectoryCsv } from './read-directory-csv.js';
import { readDirectoryJson } from './read-directory-json.js';

export interface ImportUsersOptions {
  /** Columns that the user names: `name` and `groups`, by what they hold. */
  readonly columns?: ReadonlyMap<string, readonly string[]>;
  /** What joins several groups in one cell; guessed when left out. */
  readonly separator?: string;
  /** Groups that everybody in the file is a member of: for a file that lists the members of one group. */
  readonly groups?: readonly string[];
}

/** How many related objects Microsoft Graph expands at most (its documentation of `$expand`). */
const graphExpands = 20;

/**
 * A directory's export (Entra's CSV and Microsoft Graph's JSON, Okta's CSV and API JSON, any CSV or JSON whose columns are named) as sample
 * users, and as known groups where ids and names came together. Only names and memberships are taken over.
 */
export function importUsers(text: string, source: string, options: ImportUsersOptions = {}): ImportedYaml {
  const other = findOtherContent(text, 'users');
  if (other !== null) return { yaml: null, mistake: other };
  const table: ReadTable = /^\ufeff?\s*[[{]/.test(text) ? readDirectoryJson(text) : readDirectoryCsv(text);
  if (table.mistake !== null) return { yaml: null, mistake: table.mistake };
  const columns = findColumns(table.records, options.columns ?? new Map());
  if ('mistake' in columns) return { yaml: null, mistake: columns.mistake };
  const content = gatherMembers(table.records, columns, options.separator);
  if (content.users.length === 0 && content.groups.length === 0) {
    const isNameUnknown = columns.name === null && table.records.length > 0 && !columnsOf(table.records).some(isAddress);
    return { yaml: null, mistake: nobody(table.records, columns, source), ...(isNameUnknown && { columns: columnsOf(table.records) }) };
  }
  const remarks = [
    ...table.remarks,
    ...content.remarks,
    ...expansionRemarks(table.format, content),
    ...membershipRemarks(columns, content, options),
    ...blankRemarks(content),
  ];
  const given = (options.groups ?? []).map((group): DirectoryGroup => ({ id: null, displayName: group, line: 0 }));
  const { spelling, ambiguous } = spellingsOf(content.groups);
  if (ambiguous.length > 0)
    remarks.push(
      `Neither id nor name stands for one group alone: ${listed(ambiguous, 6)}. Such a group is written by its id; where the identity provider sends names, that means another one.`,
    );
  const knowsMemberships = given.length > 0 || content.users.some(({ groups }) => groups.length > 0);
  const sections = {
    known_groups: knownGroups(content, source),
    users: content.users.length === 0 ? undefined : content.users.map((user) => userValue(user, given, spelling, source, knowsMemberships)),
  };
  const counts = [
    ...(content.users.length > 0 ? [counted(content.users.length, 'user')] : []),
    ...(content.groups.length > 0 ? [counted(content.groups.length, 'group')] : []),
  ];
  const from =
    content.users.length > 0 && columns.name !== null ? [`Names are those of ${quoted(columns.name)}${groupColumnsIn(columns)}.`] : [];
  return {
    yaml: writeYaml(sections, [`${counts.join(' and ')} from ${source} (${table.format}).`, ...from, ...remarks]),
    remarks,
    ...(content.users.length > 0 && !knowsMemberships && { lacksMemberships: true }),
  };
}

function groupColumnsIn({ groups }: DirectoryColumns): string {
  return groups.length === 0 ? '' : `, memberships those of ${listed([...new Set(groups.map(({ column }) => column))], 6)}`;
}

function nobody(records: readonly DirectoryRecord[], { name }: DirectoryColumns, source: string): string {
  const columns = columnsOf(records);
  if (records.length === 0) return `There is nobody in ${source}: it has no line after its header, or an empty list.`;
  if (name !== null) return `There is nobody in ${source} with a value in ${quoted(name)}.`;
  return columns.some(isAddress)
    ? `The first line of ${source} is taken for the names of its columns, and it holds values. Put a line of names above it, such as email.`
    : `No column of ${source} is known to name users. Say which one does.`;
}

/** An address where a column's name should be: the file has no line of names. */
function isAddress(column: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(column) && !column.includes('@odata');
}

function expansionRemarks(format: string, { users }: DirectoryContent): readonly string[] {
  const full = users.filter(({ groups }) => groups.length === graphExpands);
  if (!format.startsWith('Microsoft Graph') || full.length === 0) return [];
  const who = full.length === 1 ? `${quoted(full[0]?.name ?? '')} has` : `${counted(full.length, 'user')} have`;
  return [`Microsoft Graph expands at most ${String(graphExpands)} groups a user, and ${who} exactly as many: some may be missing.`];
}

function membershipRemarks(columns: DirectoryColumns, { users }: DirectoryContent, options: ImportUsersOptions): readonly string[] {
  if (users.length === 0 || users.some(({ groups }) => groups.length > 0) || (options.groups ?? []).length > 0) return [];
  return [
    columns.groups.length > 0
      ? 'Nobody in the file has a group.'
      : 'The file does not say who is in which group: name the column that does, or the group whose members it lists.',
  ];
}

/** Blanks around a name are part of it, and Confluent Cloud compares them. */
function blankRemarks({ groups }: DirectoryContent): readonly string[] {
  const padded = groups.flatMap(({ displayName }) => (displayName !== null && displayName !== displayName.trim() ? [displayName] : []));
  if (padded.length === 0) return [];
  return [`Blanks at the start or the end of a group's name are part of it, and Confluent Cloud compares them: ${listed(padded, 6)}.`];
}

/**
 * How each group is written as a membership: its display name, or its id where another group has that name, or that text as its id. `ambiguous`
 * are those whose name and id are both taken: no spelling stands for such a group alone.
 */
function spellingsOf(groups: readonly DirectoryGroup[]): {
  readonly spelling: (group: DirectoryGroup) => YamlValue;
  readonly ambiguous: readonly string[];
} {
  const names = new Map<string, number>();
  for (const { displayName } of groups) if (displayName !== null) names.set(displayName, (names.get(displayName) ?? 0) + 1);
  const ids = new Set(groups.flatMap(({ id }) => id ?? []));
  const isOwnId = ({ id, displayName }: DirectoryGroup) => id === displayName;
  const isNameTaken = (group: DirectoryGroup) =>
    group.displayName !== null && ((names.get(group.displayName) ?? 0) > 1 || (ids.has(group.displayName) && !isOwnId(group)));
  const isIdTaken = (group: DirectoryGroup) => group.id !== null && names.has(group.id) && !isOwnId(group);
  return {
    spelling: (group) => {
      const { id, displayName } = group;
      if (displayName !== null && (id === null || !isNameTaken(group))) return displayName;
      return displayName === null ? (id ?? '') : new Noted(id ?? '', { after: displayName });
    },
    ambiguous: groups.filter((group) => isNameTaken(group) && isIdTaken(group)).map(({ displayName }) => displayName ?? ''),
  };
}

function userValue(
  user: DirectoryUser,
  given: readonly DirectoryGroup[],
  spelling: (group: DirectoryGroup) => YamlValue,
  source: string,
  knowsMemberships: boolean,
): YamlValue {
  const name = new Noted(user.name, { after: `${source}:${String(user.line)}` });
  if (!knowsMemberships) return { name };
  const written = user.groups.map((group) => {
    const value = spelling(group);
    return group.line === user.line || typeof value !== 'string' ? value : new Noted(value, { after: `line ${String(group.line)}` });
  });
  return { name, member_of: [...written, ...given.map(spelling)] };
}

function knownGroups({ groups, users }: DirectoryContent, source: string): YamlValue | undefined {
  // A list of groups says that they exist, whatever is known of them; memberships do so only where ids and names come together.
  const isListOfGroups = users.length === 0;
  const known = groups.filter(({ id, displayName }) => isListOfGroups || (id !== null && displayName !== null));
  if (known.length === 0) return undefined;
  return known.map(({ id, displayName, line }): YamlValue => {
    const before = [`${source}:${String(line)}`];
    return new Noted({ id: id ?? undefined, display_name: displayName ?? undefined }, isListOfGroups ? { before } : {});
  });
}
