import type { MonotoneTree } from './boolean/monotone-tree.js';
import type { MembershipFunction } from './membership-function.js';

/** What a filter says of somebody. */
export type FilterVerdict = 'match' | 'no-match' | 'unknown';

/** One filter's verdict in the bytes that `FilterMatcher.match` answers. */
export const matchVerdicts: readonly FilterVerdict[] = ['no-match', 'match', 'unknown'];

/** Evaluates a filter that is not a membership function, by its place in the list that the matcher was built of. */
export type FilterEvaluator = (index: number, groups: readonly string[]) => FilterVerdict;

/**
 * Tells which of many filters somebody's groups satisfy; made once for a mapping set, asked for each of thousands of people. The time
 * of one question grows with the places in all filters that name one of the person's groups, not with the number or the size of the
 * filters.
 */
export interface FilterMatcher {
  /** How many filters there are. */
  readonly size: number;
  /**
   * One byte for each filter, in their order: 0 does not match, 1 matches, 2 is unknown (`matchVerdicts`). Groups given twice count
   * once. The array belongs to the matcher and is overwritten by the next question.
   */
  match(groups: readonly string[]): Uint8Array;
}

const matches = 1;
const noParent = -1;

/**
 * Builds a matcher of membership functions; where the list has null, `evaluate` is asked each time.
 *
 * Every `&&` and `||` of a filter, but for a `||` on the outside, is a gate that counts its true inputs: a group the person holds makes its
 * tests true, a gate that has enough true inputs (`||` one, `&&` all) makes its own place in its parent true, and a filter whose outside
 * turns true matches. Nothing is multiplied out, so filters of any shape and size keep the bound above.
 */
export function buildFilterMatcher(functions: readonly (MembershipFunction | null)[], evaluate: FilterEvaluator): FilterMatcher {
  const circuit = new CircuitBuilder();
  const initial = new Uint8Array(functions.length);
  const evaluated: number[] = [];
  functions.forEach((membership, index) => {
    if (!membership) evaluated.push(index);
    else if (membership.tree.kind !== 'constant') circuit.addFilter(index, membership);
    else if (membership.tree.value) initial[index] = matches;
  });
  return new CircuitMatcher(circuit, initial, evaluated, evaluate);
}

/** Gathers the gates of all filters. A gate's parent is another gate, or `noParent - index` for the outermost of filter `index`. */
class CircuitBuilder {
  readonly idOfGroup = new Map<string, number>();
  /** For each group the gates that its tests feed, once for each test. */
  readonly targetsOfGroup: number[][] = [];
  readonly inputsNeeded: number[] = [];
  readonly parents: number[] = [];

  addFilter(index: number, membership: MembershipFunction): void {
    this.addPart(membership.tree, noParent - index, membership.atoms);
  }

  /** Recursion as deep as the brackets of a filter, which the parser bounds. */
  private addPart(part: MonotoneTree, parent: number, atoms: readonly string[]): void {
    if (part.kind === 'atom') {
      this.targetsOf(atoms[part.atom] ?? '').push(parent);
    } else if (part.kind === 'any' && parent < 0) {
      // One true input is enough for the filter, and setting its verdict twice does no harm: no gate has to count.
      for (const inner of part.parts) this.addPart(inner, parent, atoms);
    } else if (part.kind !== 'constant') {
      const gate = this.parents.length;
      this.parents.push(parent);
      this.inputsNeeded.push(part.kind === 'any' ? 1 : part.parts.length);
      for (const inner of part.parts) this.addPart(inner, gate, atoms);
    }
  }

  private targetsOf(group: string): number[] {
    const known = this.idOfGroup.get(group);
    if (known !== undefined) return this.targetsOfGroup[known] ?? [];
    const targets: number[] = [];
    this.idOfGroup.set(group, this.targetsOfGroup.length);
    this.targetsOfGroup.push(targets);
    return targets;
  }
}

/** The circuit in flat arrays; a question allocates nothing. */
class CircuitMatcher implements FilterMatcher {
  readonly size: number;
  private readonly verdicts: Uint8Array;
  private readonly idOfGroup: ReadonlyMap<string, number>;
  /** By fingerprint: whether any filter names a group with it. Most of a person's groups are in no filter, and a look-up hashes the whole name. */
  private readonly mayBeNamed = new Uint8Array(fingerprints);
  /** The targets of group `id` are `targets[firstTarget[id]]` up to `targets[firstTarget[id + 1]]`. */
  private readonly firstTarget: Int32Array;
  private readonly targets: Int32Array;
  private readonly inputsNeeded: Int32Array;
  private readonly parents: Int32Array;
  /** True inputs so far, of this question; `touched` lists the gates to reset afterwards. */
  private readonly inputsTrue: Int32Array;
  private readonly touched: Int32Array;
  /** The number of the question in which a group was last met. */
  private readonly lastMet: Float64Array;
  private question = 0;

  constructor(
    circuit: CircuitBuilder,
    private readonly initial: Uint8Array,
    private readonly evaluated: readonly number[],
    private readonly evaluate: FilterEvaluator,
  ) {
    this.size = initial.length;
    this.verdicts = new Uint8Array(initial.length);
    this.idOfGroup = circuit.idOfGroup;
    for (const group of circuit.idOfGroup.keys()) this.mayBeNamed[fingerprintOf(group)] = 1;
    this.firstTarget = new Int32Array(circuit.targetsOfGroup.length + 1);
    this.targets = new Int32Array(circuit.targetsOfGroup.reduce((sum, targets) => sum + targets.length, 0));
    let filled = 0;
    circuit.targetsOfGroup.forEach((targets, id) => {
      this.targets.set(targets, filled);
      filled += targets.length;
      this.firstTarget[id + 1] = filled;
    });
    this.inputsNeeded = Int32Array.from(circuit.inputsNeeded);
    this.parents = Int32Array.from(circuit.parents);
    this.inputsTrue = new Int32Array(circuit.parents.length);
    this.touched = new Int32Array(circuit.parents.length);
    this.lastMet = new Float64Array(circuit.targetsOfGroup.length);
  }

  match(groups: readonly string[]): Uint8Array {
    const { verdicts, targets, firstTarget, inputsTrue, inputsNeeded, parents, touched, lastMet, mayBeNamed } = this;
    verdicts.set(this.initial);
    const question = ++this.question;
    let touchedCount = 0;
    for (let place = 0; place < groups.length; place++) {
      const group = groups[place] ?? '';
      if (mayBeNamed[fingerprintOf(group)] === 0) continue;
      const id = this.idOfGroup.get(group);
      if (id === undefined || lastMet[id] === question) continue;
      lastMet[id] = question;
      const end = firstTarget[id + 1] ?? 0;
      for (let at = firstTarget[id] ?? 0; at < end; at++) {
        let target = targets[at] ?? noParent;
        while (target >= 0) {
          const count = (inputsTrue[target] ?? 0) + 1;
          inputsTrue[target] = count;
          if (count === 1) touched[touchedCount++] = target;
          // Short of enough, or told its parent already.
          if (count !== inputsNeeded[target]) break;
          target = parents[target] ?? noParent;
        }
        if (target < 0) verdicts[noParent - target] = matches;
      }
    }
    for (let index = 0; index < touchedCount; index++) inputsTrue[touched[index] ?? 0] = 0;
    if (this.evaluated.length > 0) {
      // CEL sees the list itself, and `size(groups)` would count a group twice.
      const once = [...new Set(groups)];
      for (const index of this.evaluated) verdicts[index] = matchVerdicts.indexOf(this.evaluate(index, once));
    }
    return verdicts;
  }
}

/** How many fingerprints there are; a power of two. */
const fingerprints = 1 << 13;

/** A few characters of a name as a small number: equal names have equal fingerprints. */
function fingerprintOf(group: string): number {
  const { length } = group;
  const mixed =
    Math.imul(group.charCodeAt(length - 1), 0x9e3779b1) ^
    Math.imul(group.charCodeAt(length - 2), 0x85ebca6b) ^
    Math.imul(group.charCodeAt(length - 3), 0xc2b2ae35) ^
    Math.imul(group.charCodeAt(length >> 1) + (length << 7), 0x27d4eb2f);
  return (mixed ^ (mixed >>> 15)) & (fingerprints - 1);
}
