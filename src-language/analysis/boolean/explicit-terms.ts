import type { MonotoneTree } from './monotone-tree.js';
import { type AtomSet, compareAtomSets } from './prime-family.js';

/** How many terms a formula has once multiplied out (duplicates and absorbed ones included); counting stops above the cap. */
export function countTerms(tree: MonotoneTree, cap: number): number {
  if (tree.kind === 'constant') return tree.value ? 1 : 0;
  if (tree.kind === 'atom') return 1;
  let count = tree.kind === 'all' ? 1 : 0;
  for (const part of tree.parts) {
    const terms = countTerms(part, cap);
    count = tree.kind === 'all' ? count * terms : count + terms;
    if (count > cap) break;
  }
  return count;
}

/** The formula multiplied out to a sum of terms, each ascending and free of duplicates. Ask `countTerms` first. */
export function expandTerms(tree: MonotoneTree): readonly AtomSet[] {
  if (tree.kind === 'constant') return tree.value ? [[]] : [];
  if (tree.kind === 'atom') return [[tree.atom]];
  if (tree.kind === 'any') return tree.parts.flatMap(expandTerms);
  let products: readonly (readonly number[])[] = [[]];
  const common: number[] = [];
  for (const part of tree.parts) {
    if (part.kind === 'atom') {
      common.push(part.atom);
      continue;
    }
    const factors = expandTerms(part);
    products = products.flatMap((product) => factors.map((factor) => [...product, ...factor]));
  }
  return products.map((product) => [...new Set([...common, ...product])].sort((a, b) => a - b));
}

/**
 * The terms that no shorter one makes superfluous, in order: for a monotone function exactly its prime implicants. Null when the
 * comparison would take more than about a million steps.
 */
export function absorbTerms(terms: readonly AtomSet[]): readonly AtomSet[] | null {
  const sorted = [...terms].sort(compareAtomSets);
  const kept: AtomSet[] = [];
  // Each kept term is filed under its rarest atom, so that a group that all terms share does not make every pair meet.
  const keptByRarestAtom = new Map<number, AtomSet[]>();
  const occurrences = new Map<number, number>();
  for (const term of terms) for (const atom of term) occurrences.set(atom, (occurrences.get(atom) ?? 0) + 1);
  let steps = 1_000_000;
  for (const term of sorted) {
    if (term.length === 0) return [[]];
    const atoms = new Set(term);
    let isAbsorbed = false;
    for (const atom of term) {
      for (const shorter of keptByRarestAtom.get(atom) ?? []) {
        steps -= shorter.length;
        if (steps < 0) return null;
        if (shorter.every((other) => atoms.has(other))) {
          isAbsorbed = true;
          break;
        }
      }
      if (isAbsorbed) break;
    }
    if (isAbsorbed) continue;
    kept.push(term);
    const rarest = term.reduce((best, atom) => ((occurrences.get(atom) ?? 0) < (occurrences.get(best) ?? 0) ? atom : best));
    const sameRarest = keptByRarestAtom.get(rarest);
    if (sameRarest) sameRarest.push(term);
    else keptByRarestAtom.set(rarest, [term]);
  }
  return kept;
}
