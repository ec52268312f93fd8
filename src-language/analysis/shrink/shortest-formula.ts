import { entangledGroups, minimalSets } from '../boolean/minimal-sets.js';
import { combineTrees, dualOf, type MonotoneTree, visitAtoms } from '../boolean/monotone-tree.js';
import { factoredTerms, TermFactoring } from './factor-terms.js';
import { type FormulaLengths, formulaLength } from './formula-length.js';
import { shortestSmall, smallAtoms } from './shortest-small.js';

/**
 * A short formula of a function, never longer than the one that it is given as: the shortest of all for functions of up to four atoms and
 * for what is made of such that share none; beyond that the best that factoring finds. Parts that share no atom are done apart, so that
 * nothing is multiplied out.
 */
export function shortestFormula(tree: MonotoneTree, lengths: FormulaLengths): MonotoneTree {
  if (tree.kind === 'constant' || tree.kind === 'atom') return tree;
  const atoms = new Set<number>();
  visitAtoms(tree, (atom) => atoms.add(atom));
  if (atoms.size <= smallAtoms) return shortestSmall(tree, [...atoms], lengths);
  const groups = entangledGroups(tree.parts);
  if (groups.length > 1) {
    const { kind } = tree;
    return combineTrees(
      kind,
      groups.map((parts) => shortestFormula(combineTrees(kind, parts), lengths)),
    );
  }
  const candidates = [
    tree,
    combineTrees(
      tree.kind,
      tree.parts.map((part) => shortestFormula(part, lengths)),
    ),
  ];
  const terms = minimalSets(tree, factoredTerms);
  if (terms.isExact && !terms.truncated) candidates.push(new TermFactoring(lengths).factor(terms.sets));
  const clauses = minimalSets(dualOf(tree), factoredTerms);
  if (clauses.isExact && !clauses.truncated) candidates.push(dualOf(new TermFactoring(lengths).factor(clauses.sets)));
  return candidates.reduce((best, other) => (formulaLength(other, lengths) < formulaLength(best, lengths) ? other : best));
}
