import { BudgetExceeded, DecisionDiagram, diagramVariableLimit } from './boolean/decision-diagram.js';
import { countTerms } from './boolean/explicit-terms.js';
import { minimalSets } from './boolean/minimal-sets.js';
import { evaluateTree, type MonotoneTree, visitAtoms } from './boolean/monotone-tree.js';
import { PrimeFamily, SortedSets } from './boolean/prime-family.js';
import type { GroupFunction } from './group-function.js';
import { GroupSpace } from './group-space.js';

/** How the people whom A matches stand to those whom B matches; `disjoint` cannot be: two
 * filters that somebody matches are both matched by whoever has all the groups that it takes. */
export type MembershipRelation = 'equivalent' | 'narrower' | 'wider' | 'overlapping' | 'unknown';

/** What is said of A relative to B, with its proof. */
export interface RelatedFunctions {
  /** `unknown` only for functions of hundreds of groups that are too entangled to compare within the budget. */
  readonly relation: MembershipRelation;
  /**
   * The first in order of the smallest group sets that satisfy A and not B; null when there is none, or when it is unknown. Where a test
   * asks how a name begins or ends, the group is an example of such a name.
   */
  readonly onlyA: readonly string[] | null;
  /** The same for B and not A. */
  readonly onlyB: readonly string[] | null;
}

/** Compares two functions exactly. */
export function relateFunctions(a: GroupFunction, b: GroupFunction): RelatedFunctions {
  const space = new GroupSpace([a, b], { combined: true });
  const [treeA, treeB] = [space.treeOf(a), space.treeOf(b)];
  try {
    const onlyA = firstSetOnlyIn(treeA, treeB);
    const onlyB = firstSetOnlyIn(treeB, treeA);
    const named = (set: readonly number[] | null) => set && space.named(set);
    const relation = onlyA ? (onlyB ? 'overlapping' : 'wider') : onlyB ? 'narrower' : 'equivalent';
    return { relation, onlyA: named(onlyA), onlyB: named(onlyB) };
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return { relation: 'unknown', onlyA: null, onlyB: null };
  }
}

/** Prime implicants that are tried one by one before a decision diagram is made, and leaf visits that this may cost. */
const listedPrimes = 4096;
const visitLimit = 20_000_000;

/**
 * The first set that satisfies one formula and not the other, or null. Leaving groups out of a set never makes it satisfy the other,
 * so a smallest such set is a prime implicant of the one.
 */
function firstSetOnlyIn(one: MonotoneTree, other: MonotoneTree): readonly number[] | null {
  const primes = minimalSets(one, 64);
  let size = 1;
  visitAtoms(other, () => size++);
  const canList = primes.truncated && size * listedPrimes <= visitLimit && countTerms(one, listedPrimes) <= listedPrimes;
  const tryAll = canList ? minimalSets(one, listedPrimes) : primes;
  if (tryAll.isExact) {
    for (const set of tryAll.sets) {
      const held = new Set(set);
      if (!evaluateTree(other, (atom) => held.has(atom))) return set;
    }
    if (!tryAll.truncated) return null;
  }
  const atomAtLevel: number[] = [];
  const levels = new Map<number, number>();
  for (const tree of [one, other])
    visitAtoms(tree, (atom) => {
      if (!levels.has(atom)) levels.set(atom, atomAtLevel.push(atom) - 1);
    });
  if (atomAtLevel.length > diagramVariableLimit) throw new BudgetExceeded();
  const diagram = new DecisionDiagram();
  const families = new PrimeFamily(diagram);
  const levelOfAtom = (atom: number) => levels.get(atom) ?? false;
  const oneNode = diagram.fromTree(one, levelOfAtom);
  const otherNode = diagram.fromTree(other, levelOfAtom);
  if (diagram.implies(oneNode, otherNode)) return null;
  return new SortedSets(families, atomAtLevel).at(families.notSatisfying(families.primes(oneNode), otherNode), 0);
}
