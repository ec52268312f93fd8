import { evaluatePlainly, type Shape } from '../filter-shapes.js';
import type { DrawnMapping } from '../../review/drawn-sets.js';

/** Whom a mapping matches, a bit for each set of groups; and what it grants, a bit for each role. */
interface Tabled {
  readonly matches: number;
  readonly grants: number;
}

/** The fewest mappings that any row of drops and merges leaves, by trying every one of them. */
export function fewestMappings(
  mappings: readonly DrawnMapping[],
  groups: readonly string[],
  roles: readonly string[],
  fits: (matches: number) => boolean,
): number {
  const start = mappings.map(({ shape, roles: granted }): Tabled => ({
    matches: tableOf(shape, groups),
    grants: roles.reduce((bits, role, bit) => bits | (granted.includes(role) ? 1 << bit : 0), 0),
  }));
  const access = accessOf(start, roles.length);
  const seen = new Set<string>();
  let fewest = start.length;
  const visit = (state: readonly Tabled[]): void => {
    const key = JSON.stringify(state.map(({ matches, grants }) => `${matches} ${grants}`).sort());
    if (seen.has(key)) return;
    seen.add(key);
    fewest = Math.min(fewest, state.length);
    for (const after of moves(state, access, fits))
      if (accessOf(after, roles.length).every((matches, bit) => matches === access[bit])) visit(after);
  };
  visit(start);
  return fewest;
}

/**
 * Every drop, and every merge of two under one filter: it grants all that the one does, and those roles of the other that its users have
 * anyway. Not all of these keep the access.
 */
function moves(state: readonly Tabled[], access: readonly number[], fits: (matches: number) => boolean): Tabled[][] {
  const without = (...gone: number[]) => state.filter((_, index) => !gone.includes(index));
  return state.flatMap((one, index) => [
    without(index),
    ...state.flatMap((other, place) => {
      if (place === index) return [];
      const matches = one.matches | other.matches;
      // What grants nothing is dropped, and joins nothing.
      if (one.grants === 0 || other.grants === 0) return [];
      const isKnown = matches === one.matches || matches === other.matches;
      if (!isKnown && !fits(matches)) return [];
      const held = access.reduce((bits, whom, bit) => bits | ((whom & matches) === matches ? 1 << bit : 0), 0);
      return [[...without(index, place), { matches, grants: one.grants | (held & other.grants) }]];
    }),
  ]);
}

function accessOf(state: readonly Tabled[], roles: number): number[] {
  return Array.from({ length: roles }, (_, bit) =>
    state.reduce((whom, { matches, grants }) => (grants & (1 << bit) ? whom | matches : whom), 0),
  );
}

export function tableOf(shape: Shape, groups: readonly string[]): number {
  let table = 0;
  for (let set = 0; set < 1 << groups.length; set++)
    if (evaluatePlainly(shape, new Set(groups.filter((_, bit) => set & (1 << bit))))) table |= 1 << set;
  return table;
}
