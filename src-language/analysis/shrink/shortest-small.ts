import { combineTrees, evaluateTree, type MonotoneTree } from '../boolean/monotone-tree.js';
import { type FormulaLengths, parenthesesLength } from './formula-length.js';

/** So many different atoms at most: there are 168 monotone functions of four. */
export const smallAtoms = 4;

/** A formula of a function, and what it is made of; as an operand of `&&` an `any` is two characters longer. */
interface Made {
  readonly truths: number;
  readonly length: number;
  readonly isOperand: boolean;
  readonly tree: MonotoneTree;
}

/**
 * The shortest of all equal formulas of a function of at most `smallAtoms` atoms. Formulas are made in the order of their length, each
 * function's first as a whole and as an operand of `&&`, until the wanted one is among them.
 */
export function shortestSmall(wanted: MonotoneTree, atoms: readonly number[], lengths: FormulaLengths): MonotoneTree {
  const truthsOf = (tree: MonotoneTree): number => {
    let truths = 0;
    for (let held = 0; held < 1 << atoms.length; held++)
      if (evaluateTree(tree, (atom) => ((held >> atoms.indexOf(atom)) & 1) === 1)) truths |= 1 << held;
    return truths;
  };
  const target = truthsOf(wanted);
  /** By length: what is made of something is longer than it. */
  const waiting: Made[][] = [];
  const wholes = new Map<number, Made>();
  const operands = new Map<number, Made>();
  const push = (made: Made): void => {
    if (!(made.isOperand ? operands : wholes).has(made.truths)) (waiting[made.length] ??= []).push(made);
  };
  const make = (truths: number, length: number, tree: MonotoneTree): void => {
    push({ truths, length, tree, isOperand: false });
    push({ truths, length: length + (tree.kind === 'any' ? parenthesesLength : 0), tree, isOperand: true });
  };
  for (const atom of atoms) make(truthsOf({ kind: 'atom', atom }), lengths.atom(atom), { kind: 'atom', atom });
  for (let length = 0; length < waiting.length; length++)
    for (const made of waiting[length] ?? []) {
      const { truths, tree, isOperand } = made;
      const known = isOperand ? operands : wholes;
      if (known.has(truths)) continue;
      known.set(truths, made);
      if (!isOperand && truths === target) return tree;
      for (const other of known.values()) {
        const joined = isOperand ? truths & other.truths : truths | other.truths;
        if (joined === truths || joined === other.truths) continue;
        make(joined, length + lengths.operator + other.length, combineTrees(isOperand ? 'all' : 'any', [other.tree, tree]));
      }
    }
  return wanted;
}
