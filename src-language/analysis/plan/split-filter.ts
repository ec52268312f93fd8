import { combineTrees, type MonotoneTree } from '../boolean/monotone-tree.js';
import { minimalSets } from '../boolean/minimal-sets.js';
import { countCodePoints } from '../../text/count-code-points.js';
import { formulaLength, type FormulaLengths } from '../shrink/formula-length.js';
import { shrinkFilter, type ShrinkServices } from '../shrink/shrink-filter.js';
import { testWriter, writeFormula } from '../shrink/written-tests.js';
import { packParts } from './pack-parts.js';

/** A filter as several that match the same users between them, each within the limit; or why there are none. */
export type SplitFilter = { readonly filters: readonly string[] } | { readonly reason: string };

/** More filters than this would fit no quota. */
const mostFilters = 100;

/**
 * Splits a filter that no shorter form makes fit. A sum is split between its operands, into as few filters as `packParts` finds; a
 * product at one of its sums, since whoever satisfies `x && (a || b)` satisfies `x && a` or `x && b`. What asks for groups that are all needed cannot be split.
 */
export function splitFilter(filter: string, limit: number, services: ShrinkServices): SplitFilter {
  const fn = services.groupFunction(filter);
  if (!fn) return { reason: 'it is not analysed, so it cannot be split' };
  const write = testWriter(services.parse(filter));
  const lengths: FormulaLengths = { atom: (atom) => countCodePoints(write(fn.atoms[atom] ?? '', 'fewest')), operator: 2 };
  const lengthOf = (tree: MonotoneTree): number => formulaLength(tree, lengths);
  const isShort = (tree: MonotoneTree): boolean => lengthOf(tree) <= limit;
  // What the shortest form leaves out has no say, and would stand in the way.
  const shortest = services.groupFunction(shrinkFilter(filter, services).after.filter);
  const trees = split(shortest ? renumbered(shortest, fn) : fn.tree, lengthOf, limit);
  if (!trees) {
    const needed = minimalSets(fn.tree, 64).sets.find(
      (set) =>
        !isShort(
          combineTrees(
            'all',
            set.map((atom) => ({ kind: 'atom', atom })),
          ),
        ),
    );
    return {
      reason: needed
        ? `it asks for ${needed.length === 1 ? 'a group' : `${needed.length} groups at once`}, which takes more than ${limit} characters in any form`
        : `no way was found to split it into filters of at most ${limit} characters`,
    };
  }
  const filters = trees.map((tree) => shrinkFilter(writeFormula(tree, fn.atoms, write, 'readable'), services, { limit }).after.filter);
  return filters.every((each) => countCodePoints(each) <= limit) ? { filters } : { reason: 'its parts do not fit either' };
}

/** The tree of a function over the atoms of another one that has the same tests. */
function renumbered(
  fn: { readonly atoms: readonly unknown[]; readonly tree: MonotoneTree },
  other: { readonly atoms: readonly unknown[] },
): MonotoneTree {
  const places = fn.atoms.map((test) => other.atoms.findIndex((candidate) => JSON.stringify(candidate) === JSON.stringify(test)));
  const renumber = (tree: MonotoneTree): MonotoneTree =>
    tree.kind === 'constant'
      ? tree
      : tree.kind === 'atom'
        ? { kind: 'atom', atom: places[tree.atom] ?? 0 }
        : combineTrees(tree.kind, tree.parts.map(renumber));
  return renumber(fn.tree);
}

function split(tree: MonotoneTree, lengthOf: (tree: MonotoneTree) => number, limit: number): MonotoneTree[] | null {
  const isShort = (part: MonotoneTree): boolean => lengthOf(part) <= limit;
  if (isShort(tree)) return [tree];
  if (tree.kind === 'constant' || tree.kind === 'atom') return null;
  // The sum to split: the whole, or the longest within a product.
  const sum = tree.kind === 'any' ? tree : widestSum(tree.parts);
  if (sum?.kind !== 'any') return null;
  const around = (part: MonotoneTree): MonotoneTree =>
    tree.kind === 'any'
      ? part
      : combineTrees(
          'all',
          tree.parts.map((other) => (other === sum ? part : other)),
        );
  const whole = (parts: readonly MonotoneTree[]): MonotoneTree => around(combineTrees('any', parts));
  const pieces: MonotoneTree[] = [];
  const able: MonotoneTree[] = [];
  for (const part of sum.parts) {
    if (isShort(around(part))) able.push(part);
    else {
      const inner = split(around(part), lengthOf, limit);
      if (!inner) return null;
      pieces.push(...inner);
    }
    if (pieces.length > mostFilters) return null;
  }
  pieces.unshift(...packParts(able, (parts) => isShort(whole(parts)), lengthOf).map(whole));
  return pieces.length > mostFilters ? null : pieces;
}

function widestSum(parts: readonly MonotoneTree[]): MonotoneTree | null {
  const sums = parts.filter((part) => part.kind === 'any');
  return sums.sort((a, b) => (b.kind === 'any' ? b.parts.length : 0) - (a.kind === 'any' ? a.parts.length : 0))[0] ?? null;
}
