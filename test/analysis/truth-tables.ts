import type { Shape } from './filter-shapes.js';

/** The groups that random filters name. */
export const tableGroups = [...'abcdefghij'];

/**
 * Which of the 1,024 sets of ten groups satisfy something: bit number `set` stands for the set that has `tableGroups[place]` where `set` has
 * the bit `1 << place`. Every question below is answered by looking at all of them at once.
 */
export type TruthTable = bigint;

const setCount = 1 << tableGroups.length;
const everySet: TruthTable = (1n << BigInt(setCount)) - 1n;
/** The sets that hold a group, for each group. */
const holding: readonly TruthTable[] = tableGroups.map((_group, place) => {
  let table = 0n;
  for (let set = 0; set < setCount; set++) if ((set >> place) & 1) table |= 1n << BigInt(set);
  return table;
});

/** Every set's groups in order, and the sets by how many they are, then by their groups. */
const namesOf: readonly (readonly string[])[] = Array.from({ length: setCount }, (_, set) =>
  tableGroups.filter((_group, place) => (set >> place) & 1),
);
const inOrder: readonly number[] = Array.from(namesOf.keys()).sort((a, b) => {
  const [one, other] = [namesOf[a] ?? [], namesOf[b] ?? []];
  return one.length - other.length || (one.join('') < other.join('') ? -1 : 1);
});

/** What a filter gives for every set, straight from its shape. */
export function tableOf(shape: Shape): TruthTable {
  if (typeof shape === 'boolean') return shape ? everySet : 0n;
  if ('test' in shape) return holding[tableGroups.indexOf(shape.test)] ?? 0n;
  return shape.parts
    .map(tableOf)
    .reduce((all, part) => (shape.join === '&&' ? all & part : all | part), shape.join === '&&' ? everySet : 0n);
}

/** What a filter gives for every set, straight from its text by JavaScript's own `&` and `|`, which bind as CEL's `&&` and `||` do. */
export function tableOfText(filter: string): TruthTable {
  const source = filter
    .replace(/(["'])([a-j])\1\s*in groups/g, (_, _quote, group: string) => `t[${tableGroups.indexOf(group)}]`)
    .replace(/\btrue\b/g, 'all')
    .replace(/\bfalse\b/g, '0n')
    .replaceAll('&&', '&')
    .replaceAll('||', '|');
  return (new Function('t', 'all', `return (${source});`) as (tables: readonly TruthTable[], all: TruthTable) => TruthTable)(
    holding,
    everySet,
  );
}

/** The sets of a table, the smallest first. */
export function setsIn(table: TruthTable): (readonly string[])[] {
  if (table === 0n) return [];
  const bits = table.toString(2).padStart(setCount, '0');
  return inOrder.filter((set) => bits[setCount - 1 - set] === '1').map((set) => namesOf[set] ?? []);
}

/** The sets that satisfy one and not the other. */
export function onlyIn(one: TruthTable, other: TruthTable): TruthTable {
  return one & (everySet ^ other);
}

/** The groups' bits in a set. */
function bitsOf(groups: readonly string[]): number {
  return groups.reduce((bits, group) => bits | (1 << tableGroups.indexOf(group)), 0);
}

/** The sets of nothing but these groups. */
function within(groups: readonly string[]): TruthTable {
  return holding.reduce((table, has, place) => (groups.includes(tableGroups[place] ?? '') ? table : onlyIn(table, has)), everySet);
}

/** The sets of a table that are no longer in it whichever group they lose. */
function smallest(table: TruthTable): TruthTable {
  return onlyIn(
    table,
    holding.reduce((larger, has, place) => larger | (onlyIn(table, has) << (1n << BigInt(place))), 0n),
  );
}

/** The minimal sets of some groups that satisfy a monotone function. */
export function minimalSetsIn(table: TruthTable, groups: readonly string[] = tableGroups): (readonly string[])[] {
  return setsIn(smallest(table & within(groups)));
}

/** The minimal sets of groups whose addition to those held satisfies a monotone function. */
export function minimalAdditions(table: TruthTable, held: readonly string[]): (readonly string[])[] {
  const withHeld = held.reduce((sets, group) => sets & (holding[tableGroups.indexOf(group)] ?? 0n), table);
  return setsIn(smallest(withHeld >> BigInt(bitsOf(held))));
}

/** The minimal sets of groups held whose loss means that a monotone function is no longer satisfied. */
export function minimalLosses(table: TruthTable, held: readonly string[]): (readonly string[])[] {
  const kept = onlyIn(within(held), table);
  const lost = setsIn(kept).reduce((sets, rest) => sets | (1n << BigInt(bitsOf(held) ^ bitsOf(rest))), 0n);
  return setsIn(smallest(lost));
}
