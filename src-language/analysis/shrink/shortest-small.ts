import { combineTrees, type MonotoneTree } from '../boolean/monotone-tree.js';
import { type FormulaLengths, parenthesesLength } from './formula-length.js';

/** So many different atoms at most: there are 168 monotone functions of four. */
export const smallAtoms = 4;

/**
 * The shortest of all equal formulas of a function of at most `smallAtoms` atoms. What was made for one function is kept for the next whose
 * atoms are as long, as long as the same `lengths` are asked with.
 */
export function shortestSmall(wanted: MonotoneTree, atoms: readonly number[], lengths: FormulaLengths): MonotoneTree {
  let searches = searchesOf.get(lengths);
  if (!searches) searchesOf.set(lengths, (searches = new Map()));
  const key = atoms.map((atom) => lengths.atom(atom)).join();
  let search = searches.get(key);
  if (!search) searches.set(key, (search = new FormulaSearch(atoms.map(lengths.atom), lengths.operator)));
  const found = search.find(truthsOf(wanted, atoms));
  return found ? treeOf(found, atoms) : wanted;
}

const searchesOf = new WeakMap<FormulaLengths, Map<string, FormulaSearch>>();

/** A formula of a function; as an operand of `&&` an `any` is two characters longer. */
interface Made {
  readonly truths: number;
  readonly length: number;
  readonly isOperand: boolean;
  /** The place of an atom, or two formulas joined; it is no tree yet, since most are never wanted. */
  readonly from: number | Joined;
}

interface Joined {
  readonly kind: 'all' | 'any';
  readonly parts: readonly [Made, Made];
}

/**
 * Makes formulas in the order of their length, each function's first as a whole and as an operand of `&&`, until the wanted one is among
 * them; the next search goes on from there.
 */
class FormulaSearch {
  /** By length: what is made of something is longer than it. */
  private readonly waiting: Made[][] = [];
  private length = 0;
  private place = 0;
  private readonly wholes = new Map<number, Made>();
  private readonly operands = new Map<number, Made>();
  /** The length of the shortest formula so far, done or waiting, by its truths. */
  private readonly wholeLengths = new Map<number, number>();
  private readonly operandLengths = new Map<number, number>();

  constructor(
    atomLengths: readonly number[],
    private readonly operatorLength: number,
  ) {
    for (const [place, length] of atomLengths.entries()) this.make(truthsOfPlace(place, atomLengths.length), length, place);
  }

  /** The shortest formula with these truths; null for a constant, which is no formula of tests. */
  find(target: number): Made | null {
    for (; this.length < this.waiting.length; this.length++, this.place = 0) {
      const bucket = this.waiting[this.length] ?? [];
      while (this.place < bucket.length) {
        const known = this.wholes.get(target);
        if (known) return known;
        const made = bucket[this.place++];
        if (made) this.settle(made);
      }
    }
    return this.wholes.get(target) ?? null;
  }

  private settle(made: Made): void {
    const { truths, length, isOperand } = made;
    const known = isOperand ? this.operands : this.wholes;
    if (known.has(truths)) return;
    known.set(truths, made);
    const kind = isOperand ? 'all' : 'any';
    for (const other of known.values()) {
      const joined = isOperand ? truths & other.truths : truths | other.truths;
      if (joined === truths || joined === other.truths) continue;
      this.make(joined, length + this.operatorLength + other.length, { kind, parts: [other, made] });
    }
  }

  private make(truths: number, length: number, from: number | Joined): void {
    const inParentheses = typeof from === 'object' && from.kind === 'any' ? parenthesesLength : 0;
    this.push({ truths, length, isOperand: false, from }, this.wholeLengths);
    this.push({ truths, length: length + inParentheses, isOperand: true, from }, this.operandLengths);
  }

  private push(made: Made, shortest: Map<number, number>): void {
    if ((shortest.get(made.truths) ?? Infinity) <= made.length) return;
    shortest.set(made.truths, made.length);
    (this.waiting[made.length] ??= []).push(made);
  }
}

function treeOf({ from }: Made, atoms: readonly number[]): MonotoneTree {
  if (typeof from === 'number') return { kind: 'atom', atom: atoms[from] ?? 0 };
  return combineTrees(
    from.kind,
    from.parts.map((part) => treeOf(part, atoms)),
  );
}

/** One bit for each set of the atoms: whether a formula holds for it. */
function truthsOf(tree: MonotoneTree, atoms: readonly number[]): number {
  if (tree.kind === 'atom') return truthsOfPlace(atoms.indexOf(tree.atom), atoms.length);
  const every = 2 ** (1 << atoms.length) - 1;
  if (tree.kind === 'constant') return tree.value ? every : 0;
  let truths = tree.kind === 'all' ? every : 0;
  for (const part of tree.parts) {
    const own = truthsOf(part, atoms);
    truths = tree.kind === 'all' ? truths & own : truths | own;
  }
  return truths;
}

function truthsOfPlace(place: number, count: number): number {
  let truths = 0;
  for (let held = 0; held < 1 << count; held++) if ((held >> place) & 1) truths |= 1 << held;
  return truths;
}
