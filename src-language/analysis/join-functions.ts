import { combineTrees, replaceAtoms } from './boolean/monotone-tree.js';
import { type GroupFunction, type GroupTest, keyOf } from './group-function.js';
import { asMembership, type MembershipFunction } from './membership-function.js';

/** The function of whoever satisfies at least one of several; nobody does when there is none. */
export function anyOfFunctions(functions: readonly MembershipFunction[]): MembershipFunction;
export function anyOfFunctions(functions: readonly GroupFunction[]): GroupFunction;
export function anyOfFunctions(functions: readonly GroupFunction[]): GroupFunction {
  const [only] = functions;
  if (only && functions.length === 1) return only;
  const places = new Map<string, { readonly test: GroupTest; readonly place: number }>();
  const placeOf = (test: GroupTest): number => {
    const key = keyOf(test);
    let known = places.get(key);
    if (!known) places.set(key, (known = { test, place: places.size }));
    return known.place;
  };
  const trees = functions.map(({ tree, atoms }) => replaceAtoms(tree, (atom) => placeOf(atoms[atom] ?? '')));
  const fn = { atoms: Array.from(places.values(), ({ test }) => test), tree: combineTrees('any', trees) };
  return asMembership(fn) ?? fn;
}
