import { minimalSets } from './boolean/minimal-sets.js';
import { alwaysTrue, dualOf, evaluateTree, replaceAtoms } from './boolean/monotone-tree.js';
import type { GroupFunction } from './group-function.js';
import { GroupSpace } from './group-space.js';
import type { GroupSets } from './membership-function.js';

/** Minimal sets that are looked through. */
const searchedSets = 256;

/**
 * The minimal group sets that satisfy one function and not the other, the first `limit` in order: minimal sets of the one, since leaving
 * groups out never makes a set satisfy the other. Where a test asks how a name begins or ends, the group is an example of such a name.
 */
export function waysOnlyIn(one: GroupFunction, other: GroupFunction, limit: number): GroupSets {
  const space = new GroupSpace([one, other], { combined: true });
  const otherTree = space.treeOf(other);
  const { sets, truncated } = minimalSets(space.treeOf(one), searchedSets);
  const ways = sets.filter((set) => {
    const held = new Set(set);
    return !evaluateTree(otherTree, (atom) => held.has(atom));
  });
  return { sets: ways.slice(0, limit).map((set) => space.named(set)), truncated: truncated || ways.length > limit };
}

/** The first of the smallest sets that satisfy a function and hold all the given groups; null when nobody satisfies it. */
export function smallestAround(fn: GroupFunction, groups: readonly string[]): readonly string[] | null {
  // The groups count among those that matter, also where the function tests how names are written.
  const space = new GroupSpace([fn, { atoms: groups, tree: alwaysTrue }], { combined: true });
  const held = new Set(groups);
  const rest = replaceAtoms(space.treeOf(fn), (atom) => (held.has(space.groups[atom] ?? '') ? true : atom));
  const [toAdd] = minimalSets(rest, 1).sets;
  return toAdd ? [...groups, ...space.named(toAdd)] : null;
}

/** The minimal group sets that satisfy a function, the first `limit` in order: the ways into it. */
export function waysInto(fn: GroupFunction, limit: number): GroupSets {
  const space = new GroupSpace([fn], { combined: true });
  const { sets, truncated } = minimalSets(space.treeOf(fn), limit);
  return { sets: sets.map((set) => space.named(set)), truncated };
}

/**
 * The first of the smallest sets of somebody's groups whose loss makes the function no longer hold; null when it holds without any group.
 * Empty when it does not hold anyway.
 */
export function smallestLoss(fn: GroupFunction, groups: readonly string[]): readonly string[] | null {
  const space = new GroupSpace([fn, { atoms: groups, tree: alwaysTrue }], { combined: false });
  const held = new Set(groups);
  // In the dual a group is true when it is taken away; one that is not held is away already.
  const rest = replaceAtoms(dualOf(space.treeOf(fn)), (atom) => (held.has(space.groups[atom] ?? '') ? atom : true));
  const [toLose] = minimalSets(rest, 1).sets;
  return toLose ? space.named(toLose) : null;
}

/** The groups that no test of some functions names: they stand for others whose names begin or end alike. */
export function examplesAmong(groups: readonly string[], functions: readonly GroupFunction[]): string[] {
  const named = new Set<unknown>(functions.flatMap(({ atoms }) => atoms));
  return [...new Set(groups)].filter((group) => !named.has(group));
}
