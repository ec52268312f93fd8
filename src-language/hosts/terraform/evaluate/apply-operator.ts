import type { BinaryOperator } from '../expression.js';
import { asBoolean, asNumber } from './as-primitive.js';
import { calculate } from './calculate.js';
import { mistake, unknown, type ReferencePlace } from './scope.js';
import { areEqual, areNear, booleanValue, nameOfKind, unknownPart, withoutIdentity, type UnknownValue, type Value } from './value.js';

/** What one of Terraform's operators makes of two values; an unknown value where it depends on what is not known, or is refused. */
export function applyOperator(operator: BinaryOperator, left: Value, right: Value, place: ReferencePlace): Value {
  switch (operator) {
    case '==':
    case '!=': {
      const equal = areEqual(left, right);
      return equal === null ? unknownIn(left, right, place) : booleanValue(equal === (operator === '=='));
    }
    case '&&':
    case '||':
      return joined(operator, left, right, place);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compared(operator, left, right, place);
    default:
      return left.kind === 'unknown' || right.kind === 'unknown' ? unknownIn(left, right, place) : calculate(operator, left, right, place);
  }
}

function joined(operator: '&&' | '||', left: Value, right: Value, place: ReferencePlace): Value {
  const sides = [asBoolean(left), asBoolean(right)];
  if (sides.some((side) => side === (operator === '||'))) return booleanValue(operator === '||');
  if (sides.every((side) => typeof side === 'boolean')) return booleanValue(operator === '&&');
  const unknownSide = sides.find((side): side is UnknownValue => typeof side === 'object');
  return unknownSide ? withoutIdentity(unknownSide) : mistake('a side is neither true nor false', place);
}

function compared(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value, place: ReferencePlace): Value {
  if (left.kind === 'unknown' || right.kind === 'unknown') return unknownIn(left, right, place);
  const a = asNumber(left);
  const b = asNumber(right);
  if (a === null || b === null) return mistake(`${nameOfKind(a === null ? left : right)} is no number`, place);
  const rounded = [left, right].find((side) => side.kind === 'number' && side.rounded);
  if (rounded && areNear(a, b)) return unknownIn(left, right, place);
  if (operator === '<') return booleanValue(a < b);
  if (operator === '<=') return booleanValue(a <= b);
  return booleanValue(operator === '>' ? a > b : a >= b);
}

function unknownIn(left: Value, right: Value, place: ReferencePlace): UnknownValue {
  for (const side of [left, right]) {
    const part = side.kind === 'text' ? unknownPart(side) : side.kind === 'number' ? side.rounded : side.kind === 'unknown' ? side : null;
    if (part) return withoutIdentity(part);
  }
  return unknown('part of what is compared is not known', place);
}
