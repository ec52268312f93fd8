import type { HostEntry, HostMap, HostNode, HostSequence } from '../../hosts/host-tree.js';
import { isFlow, isOwnEntry, removeEntryEdit } from '../../mapping-set/file-edits.js';
import type { MappingFile, SampleUser } from '../../mapping-set/mapping-set.js';
import { expectationShape } from '../../mapping-set/schema-keys.js';
import { expectationValues, type ExpectationKey, type ExpectationValues, type RoleBindingItem } from '../../provisioning/expectations.js';
import { LineIndex } from '../../text/line-index.js';
import { quoted } from '../../text/quoted-name.js';
import type { TextEdit } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import { appendItem, dashIndent, lineBreakOf, listHolding, ownEntry, removeItem } from '../list-edits.js';
import { proposeEdits, valuesAsText, type Proposed } from './source-proposal.js';
import { insertEntryAfter, isNothing, replaceEntry, valueSource, type PlainValue } from './value-source.js';

/**
 * Proposes to write what is expected of a sample user: the given keys take the place of those that `expect` has, the others stay; `isWhole`
 * says that the others go. Comments and layout stay, items of lists that are expected already too.
 */
export function proposeExpectation(
  context: EditingContext,
  user: SampleUser,
  wanted: ExpectationValues,
  { isWhole = false }: { readonly isWhole?: boolean } = {},
): Proposed {
  const values = definedOf(wanted);
  const file = context.fileOf(user.file);
  const found = file?.tree ? listHolding(file.tree, user.range) : null;
  if (Object.keys(values).length === 0) return { problem: 'There is nothing to expect: choose at least one key.' };
  if (file && found?.item.kind === 'map') {
    for (const edits of waysToWrite(file, found.item, values, isWhole)) {
      const proposal = edits && proposeEdits(file, edits, (edited) => isOnlyExpectation(file, edited, user, values, isWhole));
      if (proposal) return { proposal };
    }
  }
  const line = new LineIndex(file?.source.text ?? '').positionAt(user.range.start).line + 1;
  return {
    problem:
      `The expectations of ${quoted(user.name.value)} cannot be written without changing something else: ` +
      `an anchor or an unusual layout stands in the way. Write them by hand, at ${user.file}:${line}.`,
  };
}

function definedOf(values: ExpectationValues): ExpectationValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** From the edits that touch least to those that write `expect` anew. */
function* waysToWrite(
  file: MappingFile,
  user: HostMap,
  values: ExpectationValues,
  isWhole: boolean,
): Generator<readonly TextEdit[] | null, void> {
  const all = describeExpectation(values);
  const entry = ownEntry(user, 'expect');
  if (entry?.value?.kind === 'map' && entry.value.entries.length > 0) {
    const map = entry.value;
    yield changeKeys(file, map, values, isWhole, changeItems);
    yield changeKeys(file, map, values, isWhole, () => null);
    if (isWhole) yield [replaceEntry(file, user, entry, all)];
    return;
  }
  if (entry) {
    if (isWhole || isNothing(entry.value) || entry.value?.kind === 'map') yield [replaceEntry(file, user, entry, all)];
    return;
  }
  // What stands elsewhere, behind an anchor, is written here with the changes.
  const shared = user.entries.find(({ key }) => key === 'expect');
  const kept = !isWhole && shared?.value?.kind === 'map' ? shared.value.entries.filter(({ key }) => !(key in values)) : [];
  const own = { map: inDocumentedOrder([...kept.map(({ key, value }) => [key, plainOf(value)] as const), ...all.map]) };
  const last = user.entries.findLast((candidate) => isOwnEntry(user, candidate));
  if (shared && isOwnEntry(user, shared)) yield [replaceEntry(file, user, shared, own)];
  else if (last) yield insertEntryAfter(file, user, last, 'expect', own);
}

function inDocumentedOrder(entries: readonly (readonly [string, PlainValue])[]): readonly (readonly [string, PlainValue])[] {
  const order: readonly string[] = expectationShape.keys;
  return [...entries].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

/** Edits of `expect`, key by key. */
function changeKeys(
  file: MappingFile,
  map: HostMap,
  values: ExpectationValues,
  isWhole: boolean,
  inList: typeof changeItems,
): readonly TextEdit[] | null {
  const edits: TextEdit[] = [];
  const own = map.entries.filter((entry) => isOwnEntry(map, entry));
  const goes = (entry: HostEntry): boolean => isWhole && !(entry.key in values);
  const kept = own.filter((entry) => !goes(entry));
  if (kept.length === 0) return null;
  for (const entry of own.filter(goes)) {
    const edit = removeEntryEdit(file.source.text, map, entry);
    if (!edit) return null;
    edits.push(edit);
  }
  for (const [key, value] of describeExpectation(values).map) {
    const entry = kept.find((candidate) => candidate.key === key);
    if (entry) {
      edits.push(...(changeValue(file, map, entry, value, inList) ?? [replaceEntry(file, map, entry, value)]));
      continue;
    }
    const added = insertEntryAfter(file, map, predecessorOf(key, kept), key, value);
    if (!added) return null;
    edits.push(...added);
  }
  return edits;
}

/** The key that a new one is written after: keys come in the order in which they are documented. */
function predecessorOf(key: string, entries: readonly HostEntry[]): HostEntry {
  const order: readonly string[] = expectationShape.keys;
  const before = entries.findLast((entry) => order.includes(entry.key) && order.indexOf(entry.key) < order.indexOf(key));
  return (before ?? entries.at(-1)) as HostEntry;
}

function changeValue(
  file: MappingFile,
  map: HostMap,
  entry: HostEntry,
  value: PlainValue,
  inList: typeof changeItems,
): readonly TextEdit[] | null {
  const node = entry.value;
  if (!node || node.range.start < entry.range.start || node.range.end > map.range.end) return null;
  if (typeof value === 'string')
    return node.kind === 'scalar' && typeof node.value === 'string'
      ? node.value === value
        ? []
        : node.text.encodeEdits([{ range: { start: 0, end: node.text.value.length }, newText: value }])
      : null;
  return node.kind === 'sequence' && 'list' in value ? inList(file, node, value.list) : null;
}

/** A list item by item: those that are wanted stay where they are, others make room for what is new. */
function changeItems(file: MappingFile, list: HostSequence, wanted: readonly PlainValue[]): readonly TextEdit[] | null {
  const { text } = file.source;
  const keyOf = (value: PlainValue): string => JSON.stringify(value);
  const written = new Set(list.items.map((item) => keyOf(plainOf(item))));
  const wantedKeys = new Set(wanted.map(keyOf));
  const surplus = list.items.filter((item) => !wantedKeys.has(keyOf(plainOf(item))));
  const added = wanted.filter(
    (value, index) => !written.has(keyOf(value)) && wanted.findIndex((other) => keyOf(other) === keyOf(value)) === index,
  );
  if (wanted.length === 0 || list.items.length === 0) return surplus.length === 0 && added.length === 0 ? [] : null;
  const edits: TextEdit[] = [];
  for (const item of surplus.slice(0, added.length)) {
    const value = added[surplus.indexOf(item)];
    const edit = value === undefined ? null : replaceItem(file, list, item, value);
    if (!edit) return null;
    edits.push(...edit);
  }
  for (const item of surplus.slice(added.length)) {
    const edit = removeItem(text, list, item);
    if (!edit) return null;
    edits.push(edit);
  }
  for (const value of added.slice(surplus.length)) {
    const last = list.items.at(-1);
    const source = last && itemSource(file, list, last, value);
    const edit = source === undefined || source === null ? null : appendItem(text, list, source);
    if (!edit) return null;
    edits.push(edit);
  }
  return edits;
}

function replaceItem(file: MappingFile, list: HostSequence, item: HostNode, value: PlainValue): readonly TextEdit[] | null {
  if (item.kind === 'scalar' && typeof item.value === 'string' && typeof value === 'string')
    return item.text.encodeEdits([{ range: { start: 0, end: item.text.value.length }, newText: value }]);
  const source = itemSource(file, list, item, value);
  return source === null ? null : [{ range: item.range, newText: source }];
}

/** A value as an item of a list, laid out like one that is there. */
function itemSource(file: MappingFile, list: HostSequence, like: HostNode, value: PlainValue): string | null {
  const { text } = file.source;
  const margin = { lineBreak: lineBreakOf(text), indent: '', step: '  ' };
  if (isFlow(text, list)) return valueSource(file, value, { form: 'line', margin });
  const indent = dashIndent(text, list);
  if (indent === null) return null;
  const isOnLine = like.kind === 'map' && isFlow(text, like);
  return valueSource(file, value, { form: isOnLine ? 'line' : 'block', margin: { ...margin, indent: `${indent}  ` } });
}

/** `expect` as it is written, in the order in which its keys are documented. */
export function describeExpectation(values: ExpectationValues): { readonly map: readonly (readonly [ExpectationKey, PlainValue])[] } {
  return {
    map: expectationShape.keys.flatMap((key): (readonly [ExpectationKey, PlainValue])[] => {
      const value = values[key];
      if (value === undefined) return [];
      return [[key, typeof value === 'string' ? value : { list: value.map(describeItem) }]];
    }),
  };
}

function describeItem(item: RoleBindingItem): PlainValue {
  if (typeof item === 'string') return item;
  return {
    map: [
      ['role_name', item.role_name],
      ['crn_pattern', item.crn_pattern],
    ],
  };
}

/** A value that is in a file, to be written elsewhere or compared: role bindings with their keys in order. */
function plainOf(node: HostNode | null): PlainValue {
  if (!node) return '';
  if (node.kind === 'scalar') return node.text.value;
  if (node.kind === 'sequence') return { list: node.items.map(plainOf) };
  const order = ['role_name', 'crn_pattern'];
  const sorted = [...node.entries].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  return { map: sorted.map(({ key, value }) => [key, plainOf(value)]) };
}

/** The edited file expects of the user what it should, and is otherwise the same. */
function isOnlyExpectation(file: MappingFile, edited: MappingFile, user: SampleUser, values: ExpectationValues, isWhole: boolean): boolean {
  const now = edited.users[file.users.indexOf(user)];
  if (!now || edited.users.length !== file.users.length) return false;
  const wanted: ExpectationValues = isWhole ? values : { ...(user.expect && expectationValues(user.expect)), ...values };
  return expects(now, wanted) && textWithout(edited, now) === textWithout(file, user);
}

function textWithout(file: MappingFile, user: SampleUser): string {
  const leavesOut = (node: HostNode, key: string): boolean =>
    key === 'expect' && node.range.start === user.range.start && node.range.end === user.range.end;
  return valuesAsText(file.tree?.roots ?? [], leavesOut);
}

/** Whether exactly this is expected of a user; lists are sets. */
export function expects(user: SampleUser, values: ExpectationValues): boolean {
  return user.expect !== null && expectationAsText(expectationValues(user.expect)) === expectationAsText(values);
}

function expectationAsText(values: ExpectationValues): string {
  return JSON.stringify(
    describeExpectation(values).map.map(([key, value]) => [
      key,
      typeof value === 'object' && 'list' in value ? [...new Set(value.list.map((item) => JSON.stringify(item)))].sort() : value,
    ]),
  );
}
