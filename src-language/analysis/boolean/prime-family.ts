import { type DecisionDiagram, type DiagramNode, diagramNodeLimit } from './decision-diagram.js';

/** A node of a `PrimeFamily`: 0 holds no set, 1 holds only the empty set. */
export type FamilyNode = number;

/**
 * Families of sets of variables as zero-suppressed decision diagrams. The minimal satisfying sets of a monotone function (its prime
 * implicants) may number millions and still be a few hundred nodes here; `SortedSets` then reads out the first ones in order.
 */
export class PrimeFamily {
  private readonly levels: number[] = [Infinity, Infinity];
  private readonly withouts: FamilyNode[] = [0, 1];
  private readonly withs: FamilyNode[] = [0, 1];
  private readonly unique = new Map<string, FamilyNode>();
  private readonly primesOf = new Map<DiagramNode, FamilyNode>();
  private readonly refutedOf = new Map<number, FamilyNode>();

  /** Work is counted against the budget of the diagram that the functions are from. */
  constructor(readonly diagram: DecisionDiagram) {}

  levelOf(family: FamilyNode): number {
    return this.levels[family] ?? Infinity;
  }

  /** The sets of the family without its top variable. */
  withoutTop(family: FamilyNode): FamilyNode {
    return this.withouts[family] ?? 0;
  }

  /** The sets that have the top variable, that variable removed from each. */
  withTop(family: FamilyNode): FamilyNode {
    return this.withs[family] ?? 0;
  }

  /**
   * The prime implicants. With x the first variable they are those of f without x, and x with those primes of f with x that do not
   * satisfy f already without it.
   */
  primes(f: DiagramNode): FamilyNode {
    if (f <= 1) return f;
    const known = this.primesOf.get(f);
    if (known !== undefined) return known;
    const low = this.diagram.lowOf(f);
    const without = this.primes(low);
    const result = this.make(this.diagram.levelOf(f), without, this.notSatisfying(this.primes(this.diagram.highOf(f)), low));
    this.primesOf.set(f, result);
    return result;
  }

  /** The sets of the family that do not satisfy the monotone function f. */
  notSatisfying(family: FamilyNode, f: DiagramNode): FamilyNode {
    if (f === 0 || family === 0) return family;
    if (f === 1) return 0;
    // The empty set satisfies no monotone function but the constant.
    if (family === 1) return 1;
    const key = family * diagramNodeLimit + f;
    const known = this.refutedOf.get(key);
    if (known !== undefined) return known;
    this.diagram.spend();
    const level = this.levelOf(family);
    const top = this.diagram.levelOf(f);
    const result =
      top < level
        ? this.notSatisfying(family, this.diagram.lowOf(f))
        : this.make(
            level,
            this.notSatisfying(this.withoutTop(family), this.diagram.cofactor(f, level, false)),
            this.notSatisfying(this.withTop(family), this.diagram.cofactor(f, level, true)),
          );
    this.refutedOf.set(key, result);
    return result;
  }

  private make(level: number, without: FamilyNode, having: FamilyNode): FamilyNode {
    if (having === 0) return without;
    const key = `${level},${without},${having}`;
    const known = this.unique.get(key);
    if (known !== undefined) return known;
    this.diagram.spend();
    const family = this.levels.length;
    this.levels.push(level);
    this.withouts.push(without);
    this.withs.push(having);
    this.unique.set(key, family);
    return family;
  }
}

/** A set of atoms as ascending numbers. */
export type AtomSet = readonly number[];

/** Shortest first, then by the first atom in which two sets differ. */
export function compareAtomSets(a: AtomSet, b: AtomSet): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface Reading {
  readonly found: AtomSet[];
  nextWithout: number;
  nextWith: number;
  /** The next set that has the top variable, with it inserted; undefined when not yet asked for, null at the end. */
  pending: AtomSet | null | undefined;
}

/**
 * Reads the sets of a family in order (`compareAtomSets`), one by one, without making the others. Adding one atom to two sets does
 * not change which comes first, so a node's order is a merge of its two children's; each set after the first costs at most one
 * step a variable. The order of the atoms need not be that of the levels.
 */
export class SortedSets {
  private readonly readings = new Map<FamilyNode, Reading>();

  constructor(
    private readonly families: PrimeFamily,
    private readonly atomAtLevel: readonly number[],
  ) {}

  /** The set at a place of the order, or null past the end. */
  at(family: FamilyNode, index: number): AtomSet | null {
    if (family === 0) return null;
    if (family === 1) return index === 0 ? [] : null;
    let reading = this.readings.get(family);
    if (!reading) {
      reading = { found: [], nextWithout: 0, nextWith: 0, pending: undefined };
      this.readings.set(family, reading);
    }
    while (reading.found.length <= index) {
      const next = this.advance(family, reading);
      if (!next) return null;
      reading.found.push(next);
    }
    return reading.found[index] ?? null;
  }

  private advance(family: FamilyNode, reading: Reading): AtomSet | null {
    if (reading.pending === undefined) {
      const rest = this.at(this.families.withTop(family), reading.nextWith);
      if (rest) this.families.diagram.spend(1 + (rest.length >> 3));
      reading.pending = rest && insertAtom(rest, this.atomAtLevel[this.families.levelOf(family)] ?? 0);
    }
    const without = this.at(this.families.withoutTop(family), reading.nextWithout);
    if (without && (!reading.pending || compareAtomSets(without, reading.pending) < 0)) {
      reading.nextWithout++;
      return without;
    }
    const having = reading.pending;
    if (having) {
      reading.nextWith++;
      reading.pending = undefined;
    }
    return having;
  }
}

function insertAtom(set: AtomSet, atom: number): AtomSet {
  let place = set.length;
  while (place > 0 && (set[place - 1] ?? 0) > atom) place--;
  return [...set.slice(0, place), atom, ...set.slice(place)];
}
