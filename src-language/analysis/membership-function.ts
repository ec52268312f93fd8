import type { Expression } from '../filter/expression.js';
import { compareCodePoints } from '../text/compare-code-points.js';
import { minimalSets } from './boolean/minimal-sets.js';
import { dualOf, evaluateTree, type MonotoneTree, replaceAtoms } from './boolean/monotone-tree.js';
import { buildGroupFunction, type GroupFunction } from './group-function.js';

/** How many alternatives `because` and `missing` list. */
export const alternativeLimit = 64;

/** Alternatives in order: shortest first, then by code point; so are the groups inside each. */
export interface GroupSets {
  readonly sets: readonly (readonly string[])[];
  /** There are more than are listed. */
  readonly truncated: boolean;
}

/**
 * A monotone boolean function of group memberships: what a filter of `"x" in groups`, `true`, `false`, `&&`, `||` and parentheses
 * means. Every question about one is answered exactly, since a monotone function is the sum of its minimal sufficient group sets.
 */
export class MembershipFunction implements GroupFunction {
  private readonly indexes: ReadonlyMap<string, number>;
  private sortedAtoms: { readonly groups: readonly string[]; readonly rankOf: readonly number[] } | null = null;
  private readonly answers = new Map<string, GroupSets>();
  private answeredGroups = 0;

  constructor(
    /** Every group the filter names, once, in text order. */
    readonly atoms: readonly string[],
    /** The function over the places of `atoms`. */
    readonly tree: MonotoneTree,
  ) {
    this.indexes = new Map(atoms.map((group, index) => [group, index]));
  }

  /** The place of a group in `atoms`, or undefined when the filter does not name it. */
  indexOf(group: string): number | undefined {
    return this.indexes.get(group);
  }

  /** The groups in code point order, and the place of each atom in it. */
  get order(): { readonly groups: readonly string[]; readonly rankOf: readonly number[] } {
    if (!this.sortedAtoms) {
      const places = this.atoms.map((group, index) => ({ group, index })).sort((a, b) => compareCodePoints(a.group, b.group));
      const rankOf = new Array<number>(places.length).fill(0);
      places.forEach(({ index }, rank) => (rankOf[index] = rank));
      this.sortedAtoms = { groups: places.map(({ group }) => group), rankOf };
    }
    return this.sortedAtoms;
  }

  /**
   * An answer that depends only on which of the function's own groups someone holds. Most people hold few or none of them, so
   * answers are kept until they name some thousands of groups.
   */
  answerFor(question: string, groups: Iterable<string>, answer: (held: ReadonlySet<number>) => GroupSets): GroupSets {
    const held = this.heldAtoms(groups);
    if (held.length > 100 || this.atoms.length > 0xffff) return answer(new Set(held));
    let key = question;
    for (const atom of held) key += String.fromCharCode(atom);
    const known = this.answers.get(key);
    if (known) return known;
    const fresh = answer(new Set(held));
    if (this.answeredGroups > 5000) {
      this.answers.clear();
      this.answeredGroups = 0;
    }
    this.answers.set(key, fresh);
    this.answeredGroups += fresh.sets.reduce((sum, set) => sum + set.length, 10);
    return fresh;
  }

  /** Ascending. With a `Set` each of the function's groups is looked up; otherwise each of the given ones. */
  private heldAtoms(groups: Iterable<string>): number[] {
    const held: number[] = [];
    if (groups instanceof Set) {
      for (let atom = 0; atom < this.atoms.length; atom++) if (groups.has(this.atoms[atom])) held.push(atom);
      return held;
    }
    const seen = new Set<number>();
    for (const group of groups) {
      const atom = this.indexes.get(group);
      if (atom !== undefined) seen.add(atom);
    }
    return [...seen].sort((a, b) => a - b);
  }
}

/**
 * The function of a filter, or null when the filter holds anything but memberships, `true`, `false`, `&&`, `||` and parentheses.
 * `"x" in .groups` counts as `"x" in groups`: it means the same.
 */
export function buildMembershipFunction(expression: Expression): MembershipFunction | null {
  const fn = buildGroupFunction(expression);
  return fn && asMembership(fn);
}

/** The function as one of memberships; null when it tests how names are written. */
export function asMembership({ atoms, tree }: GroupFunction): MembershipFunction | null {
  return atoms.every((test) => typeof test === 'string') ? new MembershipFunction(atoms, tree) : null;
}

/** The function of a mapping with a literal `group`: it means `"GROUP" in groups`. */
export function literalMembership(group: string): MembershipFunction {
  return new MembershipFunction([group], { kind: 'atom', atom: 0 });
}

/** Whether somebody satisfies the function who holds exactly the groups for which `has` says so. */
export function evaluateMembership(membership: MembershipFunction, has: (group: string) => boolean): boolean {
  return evaluateTree(membership.tree, (atom) => has(membership.atoms[atom] ?? ''));
}

/**
 * Why somebody matches: the minimal (by inclusion) sets of their groups that satisfy the function. `[[]]` when no group is needed,
 * `[]` when they do not match. The first 64 in order. A `Set` of groups is the fastest to ask with.
 */
export function because(membership: MembershipFunction, groups: Iterable<string>): GroupSets {
  return membership.answerFor('b', groups, (held) =>
    firstGroupSets(membership, alternativeLimit, (atom, rank) => (held.has(atom) ? rank : false)),
  );
}

/**
 * What would make somebody match: the minimal sets of groups that they lack and whose addition satisfies the function. `[]` when
 * nothing can, `[[]]` when they match already. The first 64 in order. A `Set` of groups is the fastest to ask with.
 */
export function missing(membership: MembershipFunction, groups: Iterable<string>): GroupSets {
  return membership.answerFor('m', groups, (held) =>
    firstGroupSets(membership, alternativeLimit, (atom, rank) => (held.has(atom) ? true : rank)),
  );
}

/**
 * What would make somebody no longer match: the minimal sets of their groups whose loss does. `[]` when nothing can, `[[]]` when
 * they do not match anyway. The first 64 in order.
 */
export function removable(membership: MembershipFunction, groups: Iterable<string>): GroupSets {
  return membership.answerFor('r', groups, (held) =>
    // In the dual a group is true when it is taken away; one that is not held is away already.
    firstGroupSets(membership, alternativeLimit, (atom, rank) => (held.has(atom) ? rank : true), dualOf(membership.tree)),
  );
}

/** The minimal sufficient group sets of a function, the first `limit` in order: the shortest ways into it. */
export function primeImplicants(membership: MembershipFunction, limit: number): GroupSets {
  return firstGroupSets(membership, limit, (_atom, rank) => rank);
}

function firstGroupSets(
  membership: MembershipFunction,
  limit: number,
  replace: (atom: number, rank: number) => number | boolean,
  tree: MonotoneTree = membership.tree,
): GroupSets {
  const { groups, rankOf } = membership.order;
  const { sets, truncated } = minimalSets(
    replaceAtoms(tree, (atom) => replace(atom, rankOf[atom] ?? 0)),
    limit,
  );
  return { sets: sets.map((set) => set.map((rank) => groups[rank] ?? '')), truncated };
}
