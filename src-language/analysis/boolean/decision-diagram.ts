import type { MonotoneTree } from './monotone-tree.js';

/** A node of a `DecisionDiagram`; equal functions of one diagram are the same number. 0 is false, 1 is true. */
export type DiagramNode = number;

/** More nodes than this are never made: keys of the tables below pack two nodes and a level into one safe integer. */
export const diagramNodeLimit = 1 << 17;

/**
 * Variables at most: diagrams are walked by recursion, one frame a variable, and this many frames fit any stack that the program
 * runs on.
 */
export const diagramVariableLimit = 1000;

/** Thrown inside the analysis when a diagram outgrows its budget; whoever makes a diagram catches it and falls back. */
export class BudgetExceeded extends Error {}

/**
 * Reduced ordered binary decision diagrams of monotone functions: exact conjunction, disjunction and implication. Variables are
 * tested in the order of their levels, 0 first. Work is bounded by a budget of steps, after which every operation throws
 * `BudgetExceeded`; a step costs well below a microsecond.
 */
export class DecisionDiagram {
  private readonly levels: number[] = [Infinity, Infinity];
  private readonly lows: DiagramNode[] = [0, 1];
  private readonly highs: DiagramNode[] = [0, 1];
  private readonly unique = new Map<number, DiagramNode>();
  private readonly conjunctions = new Map<number, DiagramNode>();
  private readonly disjunctions = new Map<number, DiagramNode>();
  private readonly implications = new Map<number, boolean>();

  constructor(private steps = 300_000) {}

  /** The level of the variable that a node tests; infinite for the constants. */
  levelOf(node: DiagramNode): number {
    return this.levels[node] ?? Infinity;
  }

  /** The function where the node's variable is false. */
  lowOf(node: DiagramNode): DiagramNode {
    return this.lows[node] ?? 0;
  }

  /** The function where the node's variable is true. */
  highOf(node: DiagramNode): DiagramNode {
    return this.highs[node] ?? 1;
  }

  variable(level: number): DiagramNode {
    return this.make(level, 0, 1);
  }

  and(f: DiagramNode, g: DiagramNode): DiagramNode {
    if (f === g || g === 1) return f;
    if (f === 1) return g;
    if (f === 0 || g === 0) return 0;
    return this.combine(f, g, true);
  }

  or(f: DiagramNode, g: DiagramNode): DiagramNode {
    if (f === g || g === 0) return f;
    if (f === 0) return g;
    if (f === 1 || g === 1) return 1;
    return this.combine(f, g, false);
  }

  /** Whether g holds wherever f does. */
  implies(f: DiagramNode, g: DiagramNode): boolean {
    if (f === g || f === 0 || g === 1) return true;
    // A monotone function that is not a constant is false of nothing and true of everything.
    if (f === 1 || g === 0) return false;
    const key = f * diagramNodeLimit + g;
    const known = this.implications.get(key);
    if (known !== undefined) return known;
    this.spend();
    const level = Math.min(this.levelOf(f), this.levelOf(g));
    const result =
      this.implies(this.cofactor(f, level, false), this.cofactor(g, level, false)) &&
      this.implies(this.cofactor(f, level, true), this.cofactor(g, level, true));
    this.implications.set(key, result);
    return result;
  }

  /** The diagram of a formula, with `levelOfAtom` giving each atom's place in the order, or the constant to take it for. */
  fromTree(tree: MonotoneTree, levelOfAtom: (atom: number) => number | boolean): DiagramNode {
    if (tree.kind === 'constant') return tree.value ? 1 : 0;
    if (tree.kind === 'atom') {
      const level = levelOfAtom(tree.atom);
      return typeof level === 'number' ? this.variable(level) : level ? 1 : 0;
    }
    return this.balanced(
      tree.parts.map((part) => this.fromTree(part, levelOfAtom)),
      tree.kind,
    );
  }

  /** The conjunction or disjunction of many functions, joined two by two so that long chains stay cheap. */
  balanced(nodes: readonly DiagramNode[], kind: 'all' | 'any'): DiagramNode {
    let layer = nodes;
    while (layer.length > 1) {
      const next: DiagramNode[] = [];
      for (let index = 0; index < layer.length; index += 2) {
        const left = layer[index] ?? 0;
        const right = layer[index + 1];
        if (right === undefined) next.push(left);
        else next.push(kind === 'all' ? this.and(left, right) : this.or(left, right));
      }
      layer = next;
    }
    return layer[0] ?? (kind === 'all' ? 1 : 0);
  }

  /** Counts work against the budget, here or of an algorithm that works on this diagram. */
  spend(steps = 1): void {
    this.steps -= steps;
    if (this.steps < 0) throw new BudgetExceeded();
  }

  /** The function with the variable of `level` fixed; `level` is at or above the node's own. */
  cofactor(node: DiagramNode, level: number, value: boolean): DiagramNode {
    if (this.levelOf(node) !== level) return node;
    return value ? this.highOf(node) : this.lowOf(node);
  }

  private combine(f: DiagramNode, g: DiagramNode, isAnd: boolean): DiagramNode {
    const key = f < g ? f * diagramNodeLimit + g : g * diagramNodeLimit + f;
    const cache = isAnd ? this.conjunctions : this.disjunctions;
    const known = cache.get(key);
    if (known !== undefined) return known;
    this.spend();
    const level = Math.min(this.levelOf(f), this.levelOf(g));
    const lowF = this.cofactor(f, level, false);
    const lowG = this.cofactor(g, level, false);
    const highF = this.cofactor(f, level, true);
    const highG = this.cofactor(g, level, true);
    const low = isAnd ? this.and(lowF, lowG) : this.or(lowF, lowG);
    const high = isAnd ? this.and(highF, highG) : this.or(highF, highG);
    const result = this.make(level, low, high);
    cache.set(key, result);
    return result;
  }

  private make(level: number, low: DiagramNode, high: DiagramNode): DiagramNode {
    if (low === high) return low;
    const key = (level * diagramNodeLimit + low) * diagramNodeLimit + high;
    const known = this.unique.get(key);
    if (known !== undefined) return known;
    if (level >= diagramVariableLimit || this.levels.length >= diagramNodeLimit) throw new BudgetExceeded();
    const node = this.levels.length;
    this.levels.push(level);
    this.lows.push(low);
    this.highs.push(high);
    this.unique.set(key, node);
    return node;
  }
}
