import type { BinaryOperator } from '../expression.js';
import type { CelValue } from '../value.js';
import type { EvaluationBudget } from './evaluation-budget.js';

export const smallestInt = -(2n ** 63n);
export const largestInt = 2n ** 63n - 1n;
export const largestUint = 2n ** 64n - 1n;

/** The result of `+ - * / %`, or in words why there is none (cel-spec, langdef "Overflow"): numbers never wrap around. */
export function calculate(operator: BinaryOperator, a: CelValue, b: CelValue, budget: EvaluationBudget): CelValue | string {
  if ((a.type === 'int' || a.type === 'uint') && a.type === b.type) return calculateWhole(operator, a.type, a.value, b.value as bigint);
  if (a.type === 'double' && b.type === 'double') return calculateDouble(operator, a.value, b.value);
  if (operator !== '+') return unsupported(operator, a, b);
  if (a.type === 'string' && b.type === 'string') {
    // Engines join texts without copying them; the shorter one bounds how fast a text can grow.
    budget.spend(1 + (Math.min(a.value.length, b.value.length) >> 5));
    return { type: 'string', value: a.value + b.value };
  }
  if (a.type === 'bytes' && b.type === 'bytes') {
    budget.spend((a.value.length + b.value.length) >> 5);
    const joined = new Uint8Array(a.value.length + b.value.length);
    joined.set(a.value);
    joined.set(b.value, a.value.length);
    return { type: 'bytes', value: joined };
  }
  if (a.type === 'list' && b.type === 'list') {
    budget.spend(a.elements.length + b.elements.length);
    return { type: 'list', elements: [...a.elements, ...b.elements] };
  }
  return unsupported(operator, a, b);
}

/** `-x`, or in words why not. */
export function negate(value: CelValue): CelValue | string {
  if (value.type === 'double') return { type: 'double', value: -value.value };
  if (value.type === 'int') return inRange('int', -value.value);
  return `- cannot be applied to ${value.type}`;
}

/** A whole number if it fits its type. */
export function inRange(type: 'int' | 'uint', value: bigint): CelValue | string {
  const fits = type === 'int' ? value >= smallestInt && value <= largestInt : value >= 0n && value <= largestUint;
  return fits ? { type, value } : `The result does not fit into ${type}`;
}

function calculateWhole(operator: BinaryOperator, type: 'int' | 'uint', a: bigint, b: bigint): CelValue | string {
  switch (operator) {
    case '+':
      return inRange(type, a + b);
    case '-':
      return inRange(type, a - b);
    case '*':
      return inRange(type, a * b);
    case '/':
      return b === 0n ? 'Division by zero' : inRange(type, a / b);
    case '%':
      return b === 0n ? 'Division by zero' : a === smallestInt && b === -1n ? 'The result does not fit into int' : inRange(type, a % b);
    default:
      return `${operator} cannot be applied to ${type}`;
  }
}

function calculateDouble(operator: BinaryOperator, a: number, b: number): CelValue | string {
  switch (operator) {
    case '+':
      return { type: 'double', value: a + b };
    case '-':
      return { type: 'double', value: a - b };
    case '*':
      return { type: 'double', value: a * b };
    case '/':
      return { type: 'double', value: a / b };
    default:
      return `${operator} cannot be applied to double`;
  }
}

function unsupported(operator: string, a: CelValue, b: CelValue): string {
  return `${operator} cannot be applied to ${a.type} and ${b.type}`;
}
