import type { CelValue } from '../value.js';
import type { EvaluationBudget } from './evaluation-budget.js';

/**
 * Equality (cel-spec, langdef "Equality"): numbers are compared by what they are worth whatever their type, other values of
 * different types are not equal, and texts are equal when their code points are: no case folding, no normalization.
 */
export function areEqual(a: CelValue, b: CelValue, budget: EvaluationBudget): boolean {
  budget.spend(a.type === 'string' || a.type === 'bytes' ? 1 + (a.value.length >> 5) : 1);
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  switch (a.type) {
    case 'string':
      return b.type === 'string' && a.value === b.value;
    case 'bool':
      return b.type === 'bool' && a.value === b.value;
    case 'null':
      return b.type === 'null';
    case 'type':
      return b.type === 'type' && a.name === b.name;
    case 'bytes':
      return b.type === 'bytes' && compareBytes(a.value, b.value) === 0;
    case 'list':
      return (
        b.type === 'list' &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, index) => {
          const other = b.elements[index];
          return other !== undefined && areEqual(element, other, budget);
        })
      );
    case 'map':
      return (
        b.type === 'map' &&
        a.entries.length === b.entries.length &&
        a.entries.every(([key, value]) => {
          const other = findInMap(b, key, budget);
          return other !== undefined && areEqual(value, other, budget);
        })
      );
    default:
      return false;
  }
}

/** The value of a map for a key, or undefined. The keys 1, 1u and 1.0 are one. */
export function findInMap(map: CelValue & { type: 'map' }, key: CelValue, budget: EvaluationBudget): CelValue | undefined {
  return map.entries.find(([candidate]) => areEqual(candidate, key, budget))?.[1];
}

/** Below, equal or above as -1, 0 or 1; null when the two cannot be ordered; NaN is neither, so undefined. */
export function compareValues(a: CelValue, b: CelValue): -1 | 0 | 1 | null | undefined {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (a.type === 'string' && b.type === 'string') return compareCodePoints(a.value, b.value);
  if (a.type === 'bool' && b.type === 'bool') return order(Number(a.value), Number(b.value));
  if (a.type === 'bytes' && b.type === 'bytes') return compareBytes(a.value, b.value);
  return null;
}

/** Orders texts by code point, which differs from UTF-16 order above U+FFFF. */
export function compareCodePoints(a: string, b: string): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    // A surrogate is part of a code point above every other UTF-16 unit.
    return isSurrogate(left) === isSurrogate(right) ? order(left, right) : isSurrogate(left) ? 1 : -1;
  }
  return order(a.length, b.length);
}

type NumberValue = CelValue & { type: 'int' | 'uint' | 'double' };

function isNumber(value: CelValue): value is NumberValue {
  return value.type === 'int' || value.type === 'uint' || value.type === 'double';
}

/** JavaScript compares a bigint and a number by what they are worth, exactly, as CEL wants it. */
function compareNumbers(a: NumberValue, b: NumberValue): -1 | 0 | 1 | undefined {
  if (a.value < b.value) return -1;
  if (a.value > b.value) return 1;
  // Neither below nor above: equal, unless one of them is NaN.
  return Number.isNaN(a.value) || Number.isNaN(b.value) ? undefined : 0;
}

function compareBytes(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = order(a[at] ?? 0, b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return order(a.length, b.length);
}

function order(a: number, b: number): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
