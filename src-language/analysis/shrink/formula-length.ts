import type { MonotoneTree } from '../boolean/monotone-tree.js';

/** What the parts of a formula take as text, in characters. */
export interface FormulaLengths {
  /** Of the test that is atom `atom`. */
  readonly atom: (atom: number) => number;
  /** Of `&&` or `||` with the blanks around it. */
  readonly operator: number;
}

/** A pair of parentheses. */
export const parenthesesLength = 2;

/** How long a formula is as text: an `any` within an `all` stands in parentheses, an `all` within an `any` needs none. */
export function formulaLength(tree: MonotoneTree, lengths: FormulaLengths): number {
  if (tree.kind === 'constant') return tree.value ? 4 : 5;
  if (tree.kind === 'atom') return lengths.atom(tree.atom);
  let length = (tree.parts.length - 1) * lengths.operator;
  for (const part of tree.parts) {
    length += formulaLength(part, lengths);
    if (tree.kind === 'all' && part.kind === 'any') length += parenthesesLength;
  }
  return length;
}

/** How many pairs of parentheses a formula takes. */
export function countParentheses(tree: MonotoneTree): number {
  if (tree.kind === 'constant' || tree.kind === 'atom') return 0;
  return tree.parts.reduce((sum, part) => sum + countParentheses(part) + (tree.kind === 'all' && part.kind === 'any' ? 1 : 0), 0);
}
