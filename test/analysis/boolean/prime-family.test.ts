import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BudgetExceeded, DecisionDiagram } from '../../../src-language/analysis/boolean/decision-diagram.js';
import { minimalSets } from '../../../src-language/analysis/boolean/minimal-sets.js';
import { combineTrees, type MonotoneTree } from '../../../src-language/analysis/boolean/monotone-tree.js';
import { PrimeFamily, SortedSets } from '../../../src-language/analysis/boolean/prime-family.js';
import { filters, type Shape } from '../filter-shapes.js';

const atomCount = 8;
const atoms = Array.from({ length: atomCount }, (_, atom) => atom);
const subsets = Array.from({ length: 1 << atomCount }, (_, bits) => atoms.filter((atom) => (bits >> atom) & 1));

/** Atoms are the places of the letters. */
function treeOf(shape: Shape): MonotoneTree {
  if (typeof shape === 'boolean') return { kind: 'constant', value: shape };
  if ('test' in shape) return { kind: 'atom', atom: shape.test.charCodeAt(0) - 97 };
  return combineTrees(shape.join === '&&' ? 'all' : 'any', shape.parts.map(treeOf));
}

function holds(tree: MonotoneTree, set: readonly number[]): boolean {
  if (tree.kind === 'constant') return tree.value;
  if (tree.kind === 'atom') return set.includes(tree.atom);
  return tree.kind === 'all' ? tree.parts.every((part) => holds(part, set)) : tree.parts.some((part) => holds(part, set));
}

/** Shortest first, then atom by atom. */
const inOrder = subsets.toSorted((a, b) => {
  const at = a.findIndex((atom, index) => atom !== b[index]);
  return a.length - b.length || (at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0));
});
const primesByBruteForce = (tree: MonotoneTree) =>
  inOrder.filter(
    (set) =>
      holds(tree, set) &&
      set.every(
        (gone) =>
          !holds(
            tree,
            set.filter((atom) => atom !== gone),
          ),
      ),
  );

function readAll(sets: SortedSets, family: number): (readonly number[])[] {
  const found: (readonly number[])[] = [];
  for (let set = sets.at(family, 0); set; set = sets.at(family, found.length)) found.push(set);
  return found;
}

const orders = fc.shuffledSubarray(atoms, { minLength: atomCount });

describe('decision diagrams and prime families', () => {
  it('agree with brute force in any order of the variables', () => {
    fc.assert(
      fc.property(filters(atomCount).map(treeOf), filters(atomCount).map(treeOf), orders, (a, b, atomAtLevel) => {
        const diagram = new DecisionDiagram();
        const [f, g] = [a, b].map((tree) => diagram.fromTree(tree, (atom) => atomAtLevel.indexOf(atom)));
        if (f === undefined || g === undefined) throw new Error('no diagram');
        expect(diagram.implies(f, g)).toBe(subsets.every((set) => !holds(a, set) || holds(b, set)));
        expect(f === g).toBe(subsets.every((set) => holds(a, set) === holds(b, set)));
        expect(diagram.and(f, g)).toBe(diagram.fromTree(combineTrees('all', [a, b]), (atom) => atomAtLevel.indexOf(atom)));
        const families = new PrimeFamily(diagram);
        const sets = new SortedSets(families, atomAtLevel);
        const primes = primesByBruteForce(a);
        expect(readAll(sets, families.primes(f))).toEqual(primes);
        expect(readAll(sets, families.notSatisfying(families.primes(f), g))).toEqual(primes.filter((set) => !holds(b, set)));
      }),
      { numRuns: 500 },
    );
  });

  it('stop at their budget', () => {
    const diagram = new DecisionDiagram(10);
    const pair = (level: number) => diagram.and(diagram.variable(level), diagram.variable(level + 12));
    expect(() => Array.from({ length: 12 }, (_, level) => pair(level))).toThrow(BudgetExceeded);
  });
});

describe('minimal sets', () => {
  it('are the first ones whatever the limit', () => {
    fc.assert(
      fc.property(filters(atomCount).map(treeOf), fc.integer({ min: 1, max: 6 }), (tree, limit) => {
        const primes = primesByBruteForce(tree);
        expect(minimalSets(tree, limit)).toEqual({ sets: primes.slice(0, limit), truncated: primes.length > limit, isExact: true });
      }),
      { numRuns: 500 },
    );
  });

  it('are found along a path of a thousand groups', () => {
    // Each two neighbours need one: every second group is the only way to do with 499, and the last choice is the latest.
    const path: MonotoneTree = {
      kind: 'all',
      parts: Array.from({ length: 998 }, (_, atom): MonotoneTree => ({
        kind: 'any',
        parts: [
          { kind: 'atom', atom },
          { kind: 'atom', atom: atom + 1 },
        ],
      })),
    };
    const { sets, isExact, truncated } = minimalSets(path, 2);
    expect([isExact, truncated]).toEqual([true, true]);
    expect(sets[0]).toEqual(Array.from({ length: 499 }, (_, index) => 2 * index + 1));
    expect(sets[1]).toHaveLength(500);
  });
});
