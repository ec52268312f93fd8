import type { BinaryOperator } from '../expression.js';
import { mistake, unknown, type ReferencePlace } from './scope.js';
import { nameOfKind, numberValue, type NumberValue, type Value } from './value.js';
import { asNumber } from './as-primitive.js';

/** What a number is times this where it has few binary digits behind the point, so that calculating with it is exact. */
const fraction = 2 ** 20;

/** `+`, `-`, `*`, `/` or `%` of two numbers, which may be written as texts. */
export function calculate(
  operator: Extract<BinaryOperator, '+' | '-' | '*' | '/' | '%'>,
  left: Value,
  right: Value,
  place: ReferencePlace,
): Value {
  const a = asNumber(left);
  const b = asNumber(right);
  if (a === null || b === null) return mistake(`${nameOfKind(a === null ? left : right)} is no number`, place);
  if (b === 0 && operator === '/') return mistake('a number is divided by zero', place);
  const result = applied(operator, a, b);
  // Of a remainder, not even the first digit is certain.
  if (operator === '%' && !(isExactInBinary(a) && isExactInBinary(b))) return unknown(moreDigits, place);
  const isExact = [a, b, result].every(isExactInBinary) && (operator !== '/' || result * b === a);
  return numberOf(result, isExact, place);
}

function applied(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      // Terraform leaves what is divided by zero as it is.
      return (b === 0 ? a : a % b) || 0;
  }
}

const moreDigits = 'Terraform calculates it with more digits than are counted here';

/** A number that Terraform, which counts with 512 binary digits, has exactly so, or one that is only near it. */
export function numberOf(value: number, isExact: boolean, place: ReferencePlace): NumberValue {
  if (isExact) return numberValue(value);
  return { ...numberValue(value), rounded: unknown(moreDigits, place) };
}

/** Whether a number that is written in decimal digits is written back the same. */
export function hasFewDigits(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : String(value).replace(/e.*|[-.]/g, '').length <= 15;
}

/** Whether a number has so few binary digits that calculating with it is exact. */
export function isExactInBinary(value: number): boolean {
  return Number.isSafeInteger(value * fraction) || Number.isSafeInteger(value);
}
