import { type Expression, type Logical, withoutParens } from '../filter/expression.js';
import { BudgetExceeded, DecisionDiagram, type DiagramNode } from './boolean/decision-diagram.js';
import { alwaysTrue } from './boolean/monotone-tree.js';
import { type GroupTest, keyOf, testsOf } from './group-function.js';
import { GroupSpace } from './group-space.js';

/**
 * The operands of `&&` and `||` chains whose removal changes nothing, whoever signs in; in text order. Of two equal operands it is the
 * later; of nested ones only the outermost. Each can be removed by itself, and all of them together. Empty exactly when no operand
 * can be removed, and for filters that ask for more than groups by their names and by how these begin and end.
 *
 * Exact within the budget of a decision diagram, which only the groups named twice or more enter: some hundred of them, arbitrarily
 * entangled, or a thousand in plain chains. Beyond it (tens of thousands of characters) only equal tests in one chain (`a || a`) and
 * absorbed operands (`a || a && b`) are found.
 */
export function redundantOperands(expression: Expression): readonly Expression[] {
  const root = withoutParens(expression);
  if (root.kind !== 'logical') return [];
  const leaves = collectLeaves(root);
  if (!leaves) return [];
  const levels = new Map<string, number>();
  for (const [group, count] of countGroups(leaves)) if (count > 1) levels.set(group, levels.size);
  if (levels.size === 0 && !leaves.hasConstant) return [];
  try {
    const search = new RedundancySearch(levels, leaves.groupsOf);
    search.searchChain(root, unconstrained, unconstrained);
    return search.found.sort((a, b) => a.start - b.start);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    const found: Expression[] = [];
    findRepeatedTests(root, found);
    return found;
  }
}

/**
 * A part of the filter as two functions of the groups that are named more than once. A group named once is free: in whatever place it
 * stands, an implication between parts holds for all its values when it holds for the worst one. `low` takes such groups for false,
 * `high` for true.
 */
interface Bounds {
  readonly low: DiagramNode;
  readonly high: DiagramNode;
}

/**
 * What surrounds a part of the filter: the whole is `low || high && part`. `low` collects what stands beside it in `||` chains,
 * `high` what stands beside it in `&&` chains.
 */
type Surroundings = Bounds;

const unconstrained: Surroundings = { low: 0, high: 1 };

class RedundancySearch {
  readonly found: Expression[] = [];
  private readonly diagram = new DecisionDiagram();
  private readonly original = new Map<Expression, Bounds>();

  constructor(
    private readonly levels: ReadonlyMap<string, number>,
    private readonly groupsOf: (leaf: Expression) => readonly string[],
  ) {}

  /**
   * Searches a chain and what is in it, and answers what the chain is without what was found. An operand has to be superfluous twice:
   * in the filter as written, so that it can be removed by itself, and in what is left of it after the earlier finds, so that all can
   * be removed together.
   */
  searchChain(chain: Logical, written: Surroundings, left: Surroundings): Bounds {
    const removed = this.removableOperands(chain, written, left);
    this.found.push(...removed);
    return this.searchOperands(chain, removed, 0, chain.operands.length, written, left);
  }

  /**
   * The operands that can go, tried from last to first; at least one stays. The others' joint function is had by halving: while one
   * half is tried, the other belongs to its surroundings, so that each operand meets the functions of only log n ranges.
   */
  private removableOperands(chain: Logical, written: Surroundings, left: Surroundings): ReadonlySet<Expression> {
    const removed = new Set<Expression>();
    const tryRange = (start: number, end: number, outerWritten: Surroundings, outerLeft: Surroundings): void => {
      if (end - start === 1) {
        const operand = chain.operands[start];
        const isLastChance = removed.size === chain.operands.length - 1;
        if (!operand || isLastChance || !this.isSuperfluous(chain, operand, outerWritten)) return;
        if (this.isSuperfluous(chain, operand, outerLeft)) removed.add(operand);
        return;
      }
      const middle = (start + end) >> 1;
      const first = this.boundsOfRange(chain, start, middle);
      tryRange(middle, end, this.surround(chain, outerWritten, first), this.surround(chain, outerLeft, first));
      tryRange(
        start,
        middle,
        this.surround(chain, outerWritten, this.boundsOfRange(chain, middle, end)),
        this.surround(chain, outerLeft, this.boundsOfRange(chain, middle, end, removed)),
      );
    };
    tryRange(0, chain.operands.length, written, left);
    return removed;
  }

  /** Searches inside the operands that stay, by the same halving; answers what the range is without what was found. */
  private searchOperands(
    chain: Logical,
    removed: ReadonlySet<Expression>,
    start: number,
    end: number,
    written: Surroundings,
    left: Surroundings,
  ): Bounds {
    const operand = chain.operands[start];
    if (end - start === 1 && operand) {
      if (removed.has(operand)) return this.join(chain, []);
      const inner = withoutParens(operand);
      return inner.kind === 'logical' ? this.searchChain(inner, written, left) : this.boundsOf(operand);
    }
    const middle = (start + end) >> 1;
    const second = this.searchOperands(
      chain,
      removed,
      middle,
      end,
      this.surround(chain, written, this.boundsOfRange(chain, start, middle)),
      this.surround(chain, left, this.boundsOfRange(chain, start, middle, removed)),
    );
    const first = this.searchOperands(
      chain,
      removed,
      start,
      middle,
      this.surround(chain, written, this.boundsOfRange(chain, middle, end)),
      this.surround(chain, left, second),
    );
    return this.join(chain, [first, second]);
  }

  private boundsOfRange(chain: Logical, start: number, end: number, removed?: ReadonlySet<Expression>): Bounds {
    const operands = chain.operands.slice(start, end);
    return this.join(
      chain,
      (removed ? operands.filter((operand) => !removed.has(operand)) : operands).map((operand) => this.boundsOf(operand)),
    );
  }

  private isSuperfluous(chain: Logical, operand: Expression, around: Surroundings): boolean {
    const { low, high } = this.boundsOf(operand);
    return chain.operator === '||'
      ? this.diagram.implies(this.diagram.and(high, around.high), around.low)
      : this.diagram.implies(around.high, this.diagram.or(low, around.low));
  }

  private surround(chain: Logical, around: Surroundings, beside: Bounds): Surroundings {
    return chain.operator === '||'
      ? { low: this.diagram.or(around.low, beside.low), high: around.high }
      : { low: around.low, high: this.diagram.and(around.high, beside.high) };
  }

  private join(chain: Logical, parts: readonly Bounds[]): Bounds {
    const kind = chain.operator === '||' ? 'any' : 'all';
    return {
      low: this.diagram.balanced(
        parts.map((part) => part.low),
        kind,
      ),
      high: this.diagram.balanced(
        parts.map((part) => part.high),
        kind,
      ),
    };
  }

  private boundsOf(expression: Expression): Bounds {
    const node = withoutParens(expression);
    const known = this.original.get(node);
    if (known) return known;
    const bounds = this.computeBounds(node);
    this.original.set(node, bounds);
    return bounds;
  }

  private computeBounds(node: Expression): Bounds {
    if (node.kind === 'bool') return node.value ? { low: 1, high: 1 } : { low: 0, high: 0 };
    if (node.kind === 'logical')
      return this.join(
        node,
        node.operands.map((operand) => this.boundsOf(operand)),
      );
    const groups = this.groupsOf(node);
    const levels = groups.flatMap((group) => this.levels.get(group) ?? []);
    const low = this.diagram.balanced(
      levels.map((level) => this.diagram.variable(level)),
      'any',
    );
    return { low, high: levels.length < groups.length ? 1 : low };
  }
}

/** What is asked in the places of a filter where no `&&` and `||` is. */
interface Leaves {
  readonly tests: readonly Expression[];
  /** The groups that satisfy a leaf, any one of them; of names that begin or end in some way one for each kind. */
  readonly groupsOf: (leaf: Expression) => readonly string[];
  readonly hasConstant: boolean;
}

/** Null when the filter holds something else. */
function collectLeaves(root: Expression): Leaves | null {
  const asked = new Map<Expression, readonly GroupTest[]>();
  let hasConstant = false;
  const stack = [root];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const node = withoutParens(next);
    if (node.kind === 'bool') hasConstant = true;
    else if (node.kind === 'logical') for (let index = node.operands.length; index-- > 0;) stack.push(node.operands[index] ?? node);
    else {
      const tests = testsOf(node);
      if (!tests) return null;
      if (tests.length === 0) hasConstant = true;
      asked.set(node, tests);
    }
  }
  const atoms = [...asked.values()].flat();
  const space = atoms.some((test) => typeof test !== 'string') ? new GroupSpace([{ atoms, tree: alwaysTrue }], { combined: false }) : null;
  const groupsOf = (leaf: Expression): readonly string[] => {
    const groups = (asked.get(leaf) ?? []).flatMap((test) => (typeof test === 'string' ? [test] : (space?.groupsOf(test) ?? [])));
    return groups.length > 1 ? [...new Set(groups)] : groups;
  };
  return { tests: [...asked.keys()], groupsOf, hasConstant };
}

function countGroups({ tests, groupsOf }: Leaves): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const leaf of tests) for (const group of groupsOf(leaf)) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

/** Equal tests of one chain and operands that one of its tests absorbs: linear, and never wrong. */
function findRepeatedTests(chain: Logical, found: Expression[]): void {
  const keys = chain.operands.map(testKeyOf);
  const tested = new Set(keys);
  const met = new Set<string>();
  for (const [index, operand] of chain.operands.entries()) {
    const key = keys[index] ?? null;
    const inner = withoutParens(operand);
    if (key !== null) {
      if (met.has(key)) found.push(operand);
      met.add(key);
    } else if (inner.kind === 'logical') {
      const isAbsorbed =
        inner.operator !== chain.operator &&
        inner.operands.some((part) => {
          const partKey = testKeyOf(part);
          return partKey !== null && tested.has(partKey);
        });
      if (isAbsorbed) found.push(operand);
      else findRepeatedTests(inner, found);
    }
  }
}

/** What a leaf asks that asks one thing; null for every other operand. */
function testKeyOf(operand: Expression): string | null {
  const inner = withoutParens(operand);
  const tests = inner.kind === 'logical' || inner.kind === 'bool' ? null : testsOf(inner);
  return tests?.length === 1 && tests[0] !== undefined ? keyOf(tests[0]) : null;
}
