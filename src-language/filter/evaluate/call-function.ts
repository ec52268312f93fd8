import type { CelValue } from '../value.js';
import { inRange } from './arithmetic.js';
import type { EvaluationBudget } from './evaluation-budget.js';

/** A function's result, or in words why there is none; undefined for a function that is not computed here. */
export type FunctionResult = CelValue | string | undefined;

/** Calls `name(…)` or, with the receiver first, `receiver.name(…)` (cel-spec, langdef "List of Standard Definitions"). */
export function callFunction(name: string, operands: readonly CelValue[], budget: EvaluationBudget): FunctionResult {
  const [first, second] = operands;
  if (first?.type === 'string') budget.spend(first.value.length >> 5);
  const implementation = implementations.get(name);
  if (!implementation) return undefined;
  const result = first ? implementation(first, second) : null;
  return result ?? `${name} cannot be applied to ${operands.map((operand) => operand.type).join(' and ')}`;
}

/** The type of a value by its CEL name. */
export function typeNameOf(value: CelValue): string {
  return value.type === 'null' ? 'null_type' : value.type;
}

/** The number of Unicode characters: a surrogate pair is one. */
export function countCodePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    const isPair = (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair) {
      count--;
      at++;
    }
  }
  return count;
}

type Implementation = (operand: CelValue, other: CelValue | undefined) => CelValue | string | null;

const implementations = new Map<string, Implementation>([
  ['size', sizeOf],
  ['contains', onStrings((text, part) => text.includes(part))],
  ['startsWith', onStrings((text, part) => text.startsWith(part))],
  ['endsWith', onStrings((text, part) => text.endsWith(part))],
  ['type', (value) => ({ type: 'type', name: typeNameOf(value) })],
  ['dyn', (value) => value],
  ['bool', toBool],
  [
    'bytes',
    (value) => (value.type === 'string' ? { type: 'bytes', value: encodeUtf8(value.value) } : value.type === 'bytes' ? value : null),
  ],
  ['string', toText],
  ['int', (value) => toWhole('int', value)],
  ['uint', (value) => toWhole('uint', value)],
  ['double', toDouble],
]);

function sizeOf(value: CelValue): CelValue | null {
  switch (value.type) {
    case 'string':
      return { type: 'int', value: BigInt(countCodePoints(value.value)) };
    case 'bytes':
      return { type: 'int', value: BigInt(value.value.length) };
    case 'list':
      return { type: 'int', value: BigInt(value.elements.length) };
    case 'map':
      return { type: 'int', value: BigInt(value.entries.length) };
    default:
      return null;
  }
}

/** Surrogate pairs are whole on both sides, so that UTF-16 units find the same places as code points would. */
function onStrings(test: (text: string, part: string) => boolean): Implementation {
  return (text, part) => (text.type === 'string' && part?.type === 'string' ? { type: 'bool', value: test(text.value, part.value) } : null);
}

function toBool(value: CelValue): CelValue | string | null {
  if (value.type === 'bool') return value;
  if (value.type !== 'string') return null;
  // The spellings that the reference implementation's strconv.ParseBool reads.
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(value.value)) return { type: 'bool', value: true };
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(value.value)) return { type: 'bool', value: false };
  return 'The text does not read as a bool';
}

function toWhole(type: 'int' | 'uint', value: CelValue): CelValue | string | null {
  switch (value.type) {
    case 'int':
    case 'uint':
      return inRange(type, value.value);
    case 'double': {
      if (!Number.isFinite(value.value)) return `The number does not fit into ${type}`;
      const limit = type === 'int' ? 2 ** 63 : 2 ** 64;
      const whole = Math.trunc(value.value);
      const isInside = type === 'int' ? value.value > -limit && value.value < limit : value.value >= 0 && value.value < limit;
      return isInside ? inRange(type, BigInt(whole)) : `The number does not fit into ${type}`;
    }
    case 'string':
      if (!(type === 'int' ? /^[+-]?\d{1,40}$/ : /^\d{1,40}$/).test(value.value)) return 'The text does not read as a whole number';
      return inRange(type, BigInt(value.value.replace(/^\+/, '')));
    default:
      return null;
  }
}

function toDouble(value: CelValue): CelValue | string | null {
  switch (value.type) {
    case 'double':
      return value;
    case 'int':
    case 'uint':
      return { type: 'double', value: Number(value.value) };
    case 'string': {
      if (/^[+-]?(inf|infinity)$/i.test(value.value)) return { type: 'double', value: value.value.startsWith('-') ? -Infinity : Infinity };
      if (/^nan$/i.test(value.value)) return { type: 'double', value: NaN };
      if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.value)) return 'The text does not read as a number';
      return { type: 'double', value: Number(value.value) };
    }
    default:
      return null;
  }
}

function toText(value: CelValue): CelValue | string | null {
  switch (value.type) {
    case 'string':
      return value;
    case 'bool':
    case 'int':
    case 'uint':
      return { type: 'string', value: String(value.value) };
    case 'double':
      return { type: 'string', value: formatDouble(value.value) };
    case 'bytes': {
      const text = decodeUtf8(value.value);
      return text === null ? 'The bytes are not UTF-8' : { type: 'string', value: text };
    }
    default:
      return null;
  }
}

/**
 * The shortest text that reads as the same number, with an exponent below 1e-4 and from 1e6 on: the `g` format of Go's strconv,
 * which the reference implementation uses.
 */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
  }
  return Uint8Array.from(bytes);
}

/** The text of UTF-8 bytes, or null when they are not UTF-8: overlong forms and surrogates are not. */
function decodeUtf8(bytes: Uint8Array): string | null {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at++] ?? 0;
    if (lead < 0x80) {
      parts.push(String.fromCharCode(lead));
      continue;
    }
    const count = lead >= 0xf0 && lead < 0xf8 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead >= 0xf8) return null;
    let point = lead & (0x3f >> count);
    for (let index = 0; index < count; index++) {
      const next = bytes[at++] ?? 0;
      if ((next & 0xc0) !== 0x80) return null;
      point = (point << 6) | (next & 63);
    }
    const smallest = [0, 0x80, 0x800, 0x10000][count] ?? 0;
    if (point < smallest || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null;
    parts.push(String.fromCodePoint(point));
  }
  return parts.join('');
}
