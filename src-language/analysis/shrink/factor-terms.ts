import { absorbTerms } from '../boolean/explicit-terms.js';
import { minimalSets } from '../boolean/minimal-sets.js';
import { combineTrees, dualOf, type MonotoneTree } from '../boolean/monotone-tree.js';
import type { AtomSet } from '../boolean/prime-family.js';
import { type FormulaLengths, formulaLength } from './formula-length.js';
import { shortestSmall, smallAtoms } from './shortest-small.js';

/** Terms of a function that factoring looks at, at most. */
export const factoredTerms = 256;
/** Atoms and pairs of atoms that are tried as divisors of one function, at most. */
const triedDivisors = 12;

/**
 * Short formulas of functions given as their minimal terms: what is common is factored out, parts that share nothing are done apart,
 * and functions of few atoms get the shortest formula that there is. Of the ways to divide a function the best one is kept; once the
 * budget of divisions is spent, the most promising one is taken unseen.
 */
export class TermFactoring {
  private readonly known = new Map<string, MonotoneTree>();

  constructor(
    private readonly lengths: FormulaLengths,
    private budget = 600,
  ) {}

  factor(terms: readonly AtomSet[]): MonotoneTree {
    const key = terms.map((term) => term.join()).join(';');
    let tree = this.known.get(key);
    if (!tree) this.known.set(key, (tree = this.factorAnew(terms)));
    return tree;
  }

  private factorAnew(terms: readonly AtomSet[]): MonotoneTree {
    const sum = sumOf(terms);
    const atoms = [...new Set(terms.flat())];
    if (atoms.length <= smallAtoms) return shortestSmall(sum, atoms, this.lengths);
    if (terms.length === 1) return sum;
    const common = atoms.filter((atom) => terms.every((term) => term.includes(atom)));
    if (common.length > 0) {
      const rest = this.factor(terms.map((term) => term.filter((atom) => !common.includes(atom))));
      return combineTrees('all', [...common.map((atom): MonotoneTree => ({ kind: 'atom', atom })), rest]);
    }
    const separate = componentsOf(terms);
    if (separate.length > 1)
      return combineTrees(
        'any',
        separate.map((part) => this.factor(part)),
      );
    const clauses = minimalSets(dualOf(sum), factoredTerms);
    const factors = clauses.truncated || !clauses.isExact ? [] : componentsOf(clauses.sets);
    if (factors.length > 1)
      return combineTrees(
        'all',
        factors.map((part) => this.factorClauses(part)),
      );
    return this.divide(terms, sum, atoms);
  }

  /** A product of sums: its terms, if they are not too many. */
  private factorClauses(clauses: readonly AtomSet[]): MonotoneTree {
    const product = dualOf(sumOf(clauses));
    const { sets, truncated, isExact } = minimalSets(product, factoredTerms);
    return truncated || !isExact ? product : this.factor(sets);
  }

  /** The best of the ways to write a function as divisor && quotient || rest. */
  private divide(terms: readonly AtomSet[], sum: MonotoneTree, atoms: readonly number[]): MonotoneTree {
    let best = sum;
    let bestLength = formulaLength(sum, this.lengths);
    const consider = (tree: MonotoneTree): void => {
      const length = formulaLength(tree, this.lengths);
      if (length < bestLength) [best, bestLength] = [tree, length];
    };
    for (const { divisors, quotient, rest } of divisionsOf(terms, atoms)) {
      const isPoor = this.budget <= 0;
      this.budget--;
      const divisor = combineTrees(
        'any',
        divisors.map((atom) => ({ kind: 'atom', atom })),
      );
      const restTree = this.factorRest(rest);
      consider(combineTrees('any', [combineTrees('all', [divisor, this.factor(quotient)]), ...restTree]));
      if (isPoor) break;
      // What is left over may stand in the quotient too, where it can be shorter with it.
      const wider = rest.length > 0 ? absorbTerms([...quotient, ...rest]) : null;
      if (wider) consider(combineTrees('any', [combineTrees('all', [divisor, this.factor(wider)]), ...restTree]));
    }
    return best;
  }

  private factorRest(rest: readonly AtomSet[]): MonotoneTree[] {
    return rest.length === 0 ? [] : [this.factor(rest)];
  }
}

interface Division {
  /** Any one of these. */
  readonly divisors: readonly number[];
  readonly quotient: readonly AtomSet[];
  readonly rest: readonly AtomSet[];
}

/** The most promising first: by how many occurrences of atoms they save. */
function divisionsOf(terms: readonly AtomSet[], atoms: readonly number[]): Division[] {
  const quotients = new Map(
    atoms.map(
      (atom) =>
        [atom, new Set(terms.filter((term) => term.includes(atom)).map((term) => keyOf(term.filter((other) => other !== atom))))] as const,
    ),
  );
  const divisions: (Division & { readonly saved: number })[] = [];
  const add = (divisors: readonly number[], quotient: ReadonlySet<string>): void => {
    if (quotient.size === 0) return;
    const covered = new Set([...quotient].flatMap((key) => divisors.map((atom) => keyOf([...atomsOf(key), atom]))));
    const rest = terms.filter((term) => !covered.has(keyOf(term)));
    const inQuotient = [...quotient].map(atomsOf);
    const saved =
      quotient.size * divisors.length - divisors.length + (divisors.length - 1) * inQuotient.reduce((sum, term) => sum + term.length, 0);
    if (saved > 0) divisions.push({ divisors, quotient: inQuotient, rest, saved });
  };
  for (const [atom, quotient] of quotients) add([atom], quotient);
  for (const [index, atom] of atoms.entries())
    for (const other of atoms.slice(index + 1)) {
      const [one, two] = [quotients.get(atom), quotients.get(other)];
      const shared = new Set([...(one ?? [])].filter((key) => two?.has(key)));
      if (shared.size === 0) continue;
      const more = atoms.filter((third) => third !== atom && third !== other && [...shared].every((key) => quotients.get(third)?.has(key)));
      add([atom, other, ...more], shared);
    }
  const seen = new Set<string>();
  return divisions
    .sort((a, b) => b.saved - a.saved)
    .filter(({ divisors, quotient }) => {
      const key = `${[...divisors].sort((a, b) => a - b).join()}|${quotient.length}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, triedDivisors);
}

function keyOf(term: readonly number[]): string {
  return [...term].sort((a, b) => a - b).join();
}

function atomsOf(key: string): number[] {
  return key === '' ? [] : key.split(',').map(Number);
}

function sumOf(terms: readonly AtomSet[]): MonotoneTree {
  return combineTrees(
    'any',
    terms.map((term) =>
      combineTrees(
        'all',
        term.map((atom) => ({ kind: 'atom', atom })),
      ),
    ),
  );
}

/** The terms in groups such that terms of different groups share no atom. */
function componentsOf(terms: readonly AtomSet[]): AtomSet[][] {
  const groups: { readonly atoms: Set<number>; readonly terms: AtomSet[] }[] = [];
  for (const term of terms) {
    const touched = groups.filter(({ atoms }) => term.some((atom) => atoms.has(atom)));
    const merged = { atoms: new Set(term), terms: [term] };
    for (const group of touched) {
      for (const atom of group.atoms) merged.atoms.add(atom);
      merged.terms.unshift(...group.terms);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(merged);
  }
  return groups.map((group) => group.terms);
}
