import type { Problem } from '../../text/problem.js';
import type { Expression } from '../expression.js';

export function findMeaningProblems(_expression: Expression, _text: string): readonly Problem[] {
  return [];
}
