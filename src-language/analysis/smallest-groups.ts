import { minimalSets } from './boolean/minimal-sets.js';
import { combineTrees, evaluateTree } from './boolean/monotone-tree.js';
import { type GroupFunction, type GroupTest, isAlwaysFalse } from './group-function.js';
import { GroupSpace } from './group-space.js';

/** A smallest set of groups that satisfies every one of some functions; null when no set does. */
export function smallestGroups(functions: readonly GroupFunction[]): readonly string[] | null {
  if (functions.some(isAlwaysFalse)) return null;
  const space = new GroupSpace(functions, { combined: true });
  const trees = functions.map((fn) => space.treeOf(fn));
  const [smallest] = minimalSets(combineTrees('all', trees), 1).sets;
  return smallest ? space.named(smallest) : null;
}

const known = new WeakMap<GroupFunction, readonly string[] | null>();

/** The same of one function, remembered as long as the function is. */
export function smallestGroupsOf(fn: GroupFunction): readonly string[] | null {
  let smallest = known.get(fn);
  if (smallest === undefined) known.set(fn, (smallest = smallestGroups([fn])));
  return smallest;
}

/** The kinds of groups that suffice for a function, each of them alone. */
export interface SingleWays {
  /** Groups by their names, the first `limit` in order; of names that begin or end as asked none. */
  readonly groups: readonly string[];
  /** Any name that begins and ends in one of these ways suffices. */
  readonly hasKindOfNames: boolean;
}

/** The groups any one of which satisfies a function; every group does where it always holds, so ask for that first. */
export function singleWays(fn: GroupFunction, limit: number): SingleWays {
  const space = new GroupSpace([fn], { combined: false });
  const named = new Set<GroupTest>(fn.atoms.filter((test) => typeof test === 'string'));
  const tree = space.treeOf(fn);
  const suffices = (group: string) => evaluateTree(tree, (atom) => space.groups[atom] === group);
  const groups: string[] = [];
  for (const group of space.groups) {
    if (groups.length >= limit) break;
    if (named.has(group) && suffices(group)) groups.push(group);
  }
  return { groups, hasKindOfNames: space.groups.some((group) => !named.has(group) && suffices(group)) };
}
