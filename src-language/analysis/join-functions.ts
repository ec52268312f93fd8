import { combineTrees, replaceAtoms } from './boolean/monotone-tree.js';
import { MembershipFunction } from './membership-function.js';

/** The function of whoever satisfies at least one of several; nobody does when there is none. */
export function anyOfFunctions(functions: readonly MembershipFunction[]): MembershipFunction {
  const [only] = functions;
  if (only && functions.length === 1) return only;
  const indexes = new Map<string, number>();
  const indexOf = (group: string): number => {
    let index = indexes.get(group);
    if (index === undefined) indexes.set(group, (index = indexes.size));
    return index;
  };
  const trees = functions.map(({ tree, atoms }) => replaceAtoms(tree, (atom) => indexOf(atoms[atom] ?? '')));
  return new MembershipFunction([...indexes.keys()], combineTrees('any', trees), indexes);
}
