import { asText, listOf, mapOf, type MapEntry, type SequenceValue, type Value } from '../value.js';

/**
 * Values converted to the one type that Terraform finds for all of them (elements of a list, sides of a condition): numbers and booleans beside
 * a text become texts, and so in lists and maps of them. Null when there is no such type. What is null or unknown has any.
 */
export function unifyValues(values: readonly Value[]): readonly Value[] | null {
  const kinds = new Set(values.map(({ kind }) => kind).filter((kind) => kind !== 'null' && kind !== 'unknown'));
  if (kinds.has('instance')) return values;
  if (kinds.size > 1) return kinds.has('text') && [...kinds].every((kind) => primitives.has(kind)) ? values.map(textOfPrimitive) : null;
  if (kinds.has('sequence')) return unifySequences(values);
  return kinds.has('map') ? unifyMaps(values) : values;
}

const primitives: ReadonlySet<Value['kind']> = new Set(['text', 'number', 'boolean']);

function textOfPrimitive(value: Value): Value {
  return value.kind === 'null' || value.kind === 'unknown' ? value : (asText(value) ?? value);
}

/** Tuples of one length element by element where that is possible, all others as lists of one type of element. */
function unifySequences(values: readonly Value[]): readonly Value[] | null {
  const sequences = values.filter((value) => value.kind === 'sequence');
  const [first] = sequences;
  if (!first || sequences.some(({ isSet }) => isSet !== first.isSet)) return values;
  const isOneLength = !first.isSet && sequences.every(({ items }) => items.length === first.items.length);
  const rows = (isOneLength ? unifyColumns(sequences.map(({ items }) => items)) : null) ?? unifyRows(sequences.map(({ items }) => items));
  return rows && replaced(values, (sequence: SequenceValue, index) => ({ ...sequence, items: rows[index] ?? [] }), 'sequence');
}

/** Objects with the same attributes one by one where that is possible, all others as maps of one type of element. */
function unifyMaps(values: readonly Value[]): readonly Value[] | null {
  const entries = values.flatMap((value) => (value.kind === 'map' ? [[...value.entries.values()]] : []));
  const names = values.flatMap((value) => (value.kind === 'map' ? [[...value.entries.keys()].join('\u0000')] : []));
  const rows = entries.map((row) => row.map(({ value }) => value));
  const unified = (names.every((name) => name === names[0]) ? unifyColumns(rows) : null) ?? unifyRows(rows);
  if (!unified) return null;
  const withValues = (row: readonly MapEntry[], items: readonly Value[]): MapEntry[] =>
    row.map(({ key, value }, index) => ({ key, value: items[index] ?? value }));
  return replaced(values, (_map, index) => mapOf(withValues(entries[index] ?? [], unified[index] ?? [])), 'map');
}

type Rows = readonly (readonly Value[])[];

function unifyColumns(rows: Rows): Rows | null {
  const columns = (rows[0] ?? []).map((_, column) => unifyValues(rows.map((row) => row[column] ?? listOf([]))));
  return columns.includes(null) ? null : rows.map((_, row) => columns.map((column) => column?.[row] ?? listOf([])));
}

function unifyRows(rows: Rows): Rows | null {
  const all = unifyValues(rows.flat());
  let at = 0;
  return all && rows.map((row) => all.slice(at, (at += row.length)));
}

/** The values with those of a kind replaced, which are counted from 0 on. */
function replaced<Kind extends 'sequence' | 'map'>(
  values: readonly Value[],
  replace: (value: Extract<Value, { kind: Kind }>, index: number) => Value,
  kind: Kind,
): readonly Value[] {
  let index = 0;
  return values.map((value) => (value.kind === kind ? replace(value as Extract<Value, { kind: Kind }>, index++) : value));
}
