import { evaluateTree, replaceAtoms } from './boolean/monotone-tree.js';
import { minimalSets } from './boolean/minimal-sets.js';
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
  const space = new GroupSpace([fn, { atoms: groups, tree: { kind: 'constant', value: true } }], { combined: true });
  const held = new Set(groups);
  const rest = replaceAtoms(space.treeOf(fn), (atom) => (held.has(space.groups[atom] ?? '') ? true : atom));
  const [toAdd] = minimalSets(rest, 1).sets;
  return toAdd ? [...groups, ...space.named(toAdd)] : null;
}
