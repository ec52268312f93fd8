import { absorbTerms, countTerms, expandTerms } from './explicit-terms.js';
import { BudgetExceeded, DecisionDiagram, diagramVariableLimit } from './decision-diagram.js';
import { evaluateTree, type MonotoneTree, replaceAtoms, visitAtoms } from './monotone-tree.js';
import { type AtomSet, compareAtomSets, PrimeFamily, SortedSets } from './prime-family.js';

/** The minimal satisfying sets of a formula, first ones first. */
export interface MinimalSets {
  /** Shortest first, then by atom number. */
  readonly sets: readonly AtomSet[];
  /** There are more sets than these. */
  readonly truncated: boolean;
  /**
   * Whether `sets` are the first in order. False only for formulas of hundreds of groups that are entangled beyond the work
   * budget: then the sets are minimal, but others may come before them.
   */
  readonly isExact: boolean;
}

/**
 * The first `limit` minimal sets of atoms that satisfy a formula: its prime implicants in order of length, then of atom numbers.
 * Parts that share no atom are solved apart and merged, which is linear for formulas that name each atom once, however many prime
 * implicants they have; parts that share atoms are expanded when small and solved by decision diagrams when not.
 */
export function minimalSets(tree: MonotoneTree, limit: number): MinimalSets {
  const occurrences = new Map<number, number>();
  let isReadOnce = true;
  visitAtoms(tree, (atom) => {
    const count = (occurrences.get(atom) ?? 0) + 1;
    occurrences.set(atom, count);
    if (count > 1) isReadOnce = false;
  });
  try {
    const sets = firstSets(tree, limit + 1, isReadOnce);
    return { sets: sets.slice(0, limit), truncated: sets.length > limit, isExact: true };
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return someSets(tree, [...occurrences.keys()], limit);
  }
}

/** The first `count` sets. Throws `BudgetExceeded` when the formula is too entangled. */
function firstSets(tree: MonotoneTree, count: number, isReadOnce: boolean): readonly AtomSet[] {
  if (tree.kind === 'constant') return tree.value ? [[]] : [];
  if (tree.kind === 'atom') return [[tree.atom]];
  const { kind } = tree;
  const solved: (readonly AtomSet[])[] = [];
  for (const group of isReadOnce ? tree.parts.map((part) => [part]) : entangledGroups(tree.parts)) {
    const only = group[0];
    if (group.length === 1 && only) solved.push(firstSets(only, count, isReadOnce));
    else solved.push(entangledSets({ kind, parts: group }, count));
  }
  if (kind === 'any') return solved.flat().sort(compareAtomSets).slice(0, count);
  return productOf(solved, count);
}

/** The parts in groups such that parts of different groups share no atom. */
export function entangledGroups(parts: readonly MonotoneTree[]): MonotoneTree[][] {
  const leaders = parts.map((_, index) => index);
  const leaderOf = (index: number): number => {
    let leader = index;
    while (leaders[leader] !== leader) leader = leaders[leader] ?? leader;
    for (let at = index; at !== leader;) {
      const next = leaders[at] ?? leader;
      leaders[at] = leader;
      at = next;
    }
    return leader;
  };
  const firstPartWith = new Map<number, number>();
  parts.forEach((part, index) => {
    visitAtoms(part, (atom) => {
      const first = firstPartWith.get(atom);
      if (first === undefined) firstPartWith.set(atom, index);
      else leaders[leaderOf(index)] = leaderOf(first);
    });
  });
  const groups = new Map<number, MonotoneTree[]>();
  parts.forEach((part, index) => {
    const leader = leaderOf(index);
    const group = groups.get(leader);
    if (group) group.push(part);
    else groups.set(leader, [part]);
  });
  return [...groups.values()];
}

/** The unions of one set of each list, joined list by list two by two, keeping the first `count` of each join. */
function productOf(lists: readonly (readonly AtomSet[])[], count: number): readonly AtomSet[] {
  let layer = lists;
  while (layer.length > 1) {
    const next: (readonly AtomSet[])[] = [];
    for (let index = 0; index < layer.length; index += 2) {
      const left = layer[index] ?? [];
      const right = layer[index + 1];
      next.push(right ? joinLists(left, right, count) : left);
    }
    layer = next;
  }
  return layer[0] ?? [[]];
}

/**
 * The first unions of a set of one sorted list with a set of another; the lists share no atom. The union of the i-th and the j-th
 * comes after all (i + 1) (j + 1) unions of sets up to them, so most pairs need not be looked at.
 */
function joinLists(left: readonly AtomSet[], right: readonly AtomSet[], count: number): AtomSet[] {
  const unions: AtomSet[] = [];
  for (let i = 0; i < left.length && i < count; i++) {
    const a = left[i] ?? [];
    for (let j = 0; j < right.length && (i + 1) * (j + 1) <= count; j++) unions.push(mergeSorted(a, right[j] ?? []));
  }
  return left.length === 1 && right.length === 1 ? unions : unions.sort(compareAtomSets).slice(0, count);
}

function mergeSorted(a: AtomSet, b: AtomSet): AtomSet {
  const merged: number[] = [];
  let atB = 0;
  for (const atom of a) {
    for (let other = b[atB]; other !== undefined && other < atom; other = b[++atB]) merged.push(other);
    merged.push(atom);
  }
  for (; atB < b.length; atB++) merged.push(b[atB] ?? 0);
  return merged;
}

/** The first sets of a formula whose parts share atoms. */
function entangledSets(tree: MonotoneTree, count: number): readonly AtomSet[] {
  let occurrences = 0;
  visitAtoms(tree, () => occurrences++);
  // An `any` of `all`s has as many terms as parts, so twice the occurrences admits it at any size.
  const cap = Math.max(256, 2 * occurrences);
  if (countTerms(tree, cap) <= cap) {
    const terms = absorbTerms(expandTerms(tree));
    if (terms) return terms.slice(0, count);
  }
  const atomAtLevel: number[] = [];
  const levels = new Map<number, number>();
  const levelOfAtom = (atom: number): number => {
    const known = levels.get(atom);
    if (known !== undefined) return known;
    levels.set(atom, atomAtLevel.length);
    return atomAtLevel.push(atom) - 1;
  };
  visitAtoms(tree, levelOfAtom);
  if (atomAtLevel.length > diagramVariableLimit) throw new BudgetExceeded();
  const diagram = new DecisionDiagram();
  const families = new PrimeFamily(diagram);
  const primes = families.primes(diagram.fromTree(tree, levelOfAtom));
  const reader = new SortedSets(families, atomAtLevel);
  const sets: AtomSet[] = [];
  for (let next = reader.at(primes, 0); next && sets.length < count; next = reader.at(primes, sets.length)) sets.push(next);
  return sets;
}

/**
 * Some minimal sets of a formula too entangled to solve: all atoms, less each that can be spared, begun at different atoms. Bounded by
 * the number of evaluations.
 */
function someSets(tree: MonotoneTree, atoms: readonly number[], limit: number): MinimalSets {
  let size = 0;
  visitAtoms(tree, () => size++);
  const tries = Math.max(1, Math.min(limit, Math.floor(4_000_000 / (size * atoms.length + 1))));
  const order = [...atoms].sort((a, b) => b - a);
  const found = new Map<string, AtomSet>();
  for (let turn = 0; turn < tries; turn++) {
    const held = new Set(order);
    let rest = tree;
    const begin = Math.floor((turn * order.length) / tries);
    for (let step = 0; step < order.length; step++) {
      const atom = order[(begin + step) % order.length] ?? 0;
      held.delete(atom);
      if (evaluateTree(rest, (other) => held.has(other))) rest = replaceAtoms(rest, (other) => (other === atom ? false : other));
      else held.add(atom);
    }
    const set = [...held].sort((a, b) => a - b);
    found.set(set.join(), set);
  }
  return { sets: [...found.values()].sort(compareAtomSets), truncated: true, isExact: false };
}
