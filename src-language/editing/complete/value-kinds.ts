import { documentationOfKey, shapeAtPath } from '../../mapping-set/key-documentation.js';

/** What a text at a place names, where that is something of the set or of Confluent Cloud. */
export type TextSubject =
  | 'group'
  | 'membership'
  | 'new-group'
  | 'user'
  | 'mapping'
  | 'role'
  | 'crn'
  | 'attribute'
  | 'cluster'
  | 'scope'
  | 'filter'
  | 'words'
  | 'other';

/** What can stand at a place: a map, a list or a text, or one of several. */
export interface ValueKinds {
  readonly map: 'shape' | 'severities' | 'attributes' | null;
  /** A list; its items are found by the path of one. */
  readonly isList: boolean;
  readonly text: TextSubject | null;
}

const textLists: ReadonlySet<string> = new Set([
  'sso.application.assigned_users',
  'sso.application.assigned_groups',
  'users[].member_of',
  'users[].groups',
  'users[].expect.group_mappings',
  'settings.roles[].scopes',
]);

const subjects: Readonly<Record<string, TextSubject>> = {
  'group_mappings[].filter': 'filter',
  'group_mappings[].group': 'group',
  'users[].groups[]': 'group',
  'users[].member_of[]': 'membership',
  'sso.application.assigned_groups[]': 'membership',
  'sso.application.assigned_users[]': 'user',
  'known_groups[]': 'new-group',
  'users[].expect.group_mappings[]': 'mapping',
  'users[].expect.role_bindings[]': 'role',
  'users[].expect.not_role_bindings[]': 'role',
  'sso.group_attribute': 'attribute',
  'settings.roles[].scopes[]': 'scope',
  'group_mappings[].acls[].kafka_cluster': 'cluster',
};

/** A path as a name: `users[].groups[]`. */
export function placeName(path: readonly (string | number)[]): string {
  return path.reduce<string>((at, part) => (typeof part === 'number' ? `${at}[]` : at === '' ? part : `${at}.${part}`), '');
}

/** What can stand at a path of a mapping file; `groupAttribute` is the attribute whose values are groups. */
export function valueKindsAt(path: readonly (string | number)[], groupAttribute: string | null): ValueKinds {
  const name = placeName(path);
  const none: ValueKinds = { map: null, isList: false, text: null };
  if (name === 'settings.severity') return { ...none, map: 'severities' };
  if (name === 'users[].attributes') return { ...none, map: 'attributes' };
  if (path.length >= 4 && path[0] === 'users' && path[2] === 'attributes') {
    const subject = path[3] === groupAttribute ? 'group' : 'other';
    if (path.length === 4) return { ...none, isList: true, text: subject };
    return path.length === 5 && typeof path[4] === 'number' ? { ...none, text: subject } : none;
  }
  if (path.length === 3 && path[0] === 'settings' && path[1] === 'severity') return { ...none, text: 'words' };
  const map = shapeAtPath(path) ? 'shape' : null;
  const isList = textLists.has(name) || shapeAtPath([...path, 0]) !== undefined;
  return { map, isList, text: Object.hasOwn(subjects, name) ? (subjects[name] ?? null) : textOfKey(path, map !== null || isList) };
}

function textOfKey(path: readonly (string | number)[], isCollection: boolean): TextSubject | null {
  if (isCollection) return null;
  const key = path.at(-1);
  if (key === 'role_name') return 'role';
  if (key === 'crn_pattern') return 'crn';
  const documentation = documentationOfKey(path);
  if (!documentation) return null;
  return documentation.values || documentation.examples ? 'words' : 'other';
}

/** Of these keys a map has at most one. */
const exclusive: Readonly<Record<string, readonly string[]>> = {
  'group_mappings[]': ['filter', 'group'],
  'users[]': ['member_of', 'groups', 'attributes'],
  'sso.group_claim.filter': ['starts_with', 'equals', 'contains', 'matches'],
};

/** The map has a key that excludes this one. */
export function isRuledOut(place: string, key: string, taken: ReadonlySet<string>): boolean {
  const keys = Object.hasOwn(exclusive, place) ? (exclusive[place] ?? []) : [];
  return keys.includes(key) && keys.some((other) => taken.has(other));
}

/** Words and numbers that JSON writes without quotes. */
export function isBareWord(path: readonly (string | number)[]): boolean {
  const documentation = documentationOfKey(path);
  return path.at(-2) === 'limits' || (documentation?.values !== undefined && Object.hasOwn(documentation.values, 'true'));
}

/** What `settings.severity` takes. */
export const severityWords: Readonly<Record<string, string>> = {
  error: 'The check fails.',
  warning: 'Probably a mistake.',
  information: 'Worth knowing.',
  hint: 'Shown faintly.',
  off: 'Not reported.',
};

/** What a role can be bound to, as CRNs spell it. */
export const scopeWords = ['organization', 'environment', 'cloud-cluster', 'schema-registry', 'topic'];
