import { asBoolean, asNumber } from '../as-primitive.js';
import {
  asText,
  emptyText,
  firstUnknown,
  formatNumber,
  joinTexts,
  knownText,
  nameOfKind,
  nullValue,
  plainText,
  sliceText,
  type TextValue,
  type Value,
} from '../value.js';
import { encodeJson } from './encode-json.js';
import { graphemes } from './graphemes.js';
import { madeOf, type FunctionCall } from './function-definition.js';

const verb = /%(?:%|([-+ 0#]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;

/** `format`: the text between the verbs keeps its places, and so does what `%s` and `%v` put in. */
export function formatValues(args: readonly Value[], call: FunctionCall): Value {
  const pattern = asText(args[0] ?? nullValue);
  const text = pattern && knownText(pattern);
  if (!pattern || text === null) return given(pattern, call) ?? call.mistake('format takes a text first');
  const results: TextValue[] = [];
  let at = 0;
  let next = 1;
  let greatest = 0;
  for (const match of text.matchAll(verb)) {
    const [whole, flags = '', width, precision, index, letter] = match;
    results.push(sliceText(pattern, at, match.index));
    at = match.index + whole.length;
    if (letter === undefined) {
      results.push(plainText('%'));
      continue;
    }
    const position = index === undefined ? next : Number(index);
    next = position + 1;
    greatest = Math.max(greatest, position);
    const value = args[position];
    if (!value) return call.mistake(`${call.name} has more verbs than values`);
    const written = formatValue(value, letter, precision === undefined ? null : Number(precision), flags, call);
    if (written.kind !== 'text') return written;
    results.push(padded(written, { letter, flags, width: Number(width ?? 0), hasPrecision: precision !== undefined }));
  }
  if (greatest < args.length - 1)
    return call.mistake(`${call.name} has more values than its text has verbs: ${args.length - 1}, not ${greatest}`);
  results.push(sliceText(pattern, at, text.length));
  return joinTexts(results);
}

/** What is not known of a value, when something is: the verb does not leave it as it is. */
function given(value: Value | null, { name }: FunctionCall): Value | null {
  const unknown = value && firstUnknown(value);
  return unknown && madeOf(unknown, name);
}

function formatValue(value: Value, letter: string, precision: number | null, flags: string, call: FunctionCall): Value {
  switch (letter) {
    case 'v':
      if (flags.includes('#') || (value.kind !== 'text' && value.kind !== 'number')) {
        const encoded = value.kind === 'unknown' ? null : encodeJson(value);
        return encoded === null ? (asText(value) ?? given(value, call) ?? emptyText) : plainText(encoded);
      }
      return value.kind === 'text' || value.rounded ? (asText(value) ?? emptyText) : plainText(shortest(value.value));
    case 's': {
      const text = asText(value);
      if (!text) return call.mistake(`${call.name}'s %s takes no value like this: ${nameOfKind(value)}`);
      const known = precision ? knownText(text) : null;
      return known === null || !precision ? text : sliceText(text, 0, graphemes(known).slice(0, precision).join('').length);
    }
    case 'q': {
      const text = asText(value);
      const known = text && knownText(text);
      if (known === null) return given(text, call) ?? call.mistake(`format's %q takes a text`);
      const encoded = encodeJson(plainText(known)) ?? '';
      return encoded.length === known.length + 2 ? joinTexts([plainText('"'), text ?? emptyText, plainText('"')]) : plainText(encoded);
    }
    case 't':
      return ofBoolean(asBoolean(value)) ?? given(value, call) ?? call.mistake(`${call.name}'s %t takes true or false`);
    default: {
      if (!isOfNumber(letter)) return call.mistake(`${call.name} has no verb %${letter}`);
      const number = asNumber(value);
      if (number === null) return given(value, call) ?? call.mistake(`${call.name}'s %${letter} takes a number`);
      if (isOfInteger(letter) && !Number.isInteger(number)) return call.mistake(`${call.name}'s %${letter} takes a whole number`);
      const digits = writeNumber(Math.abs(number), letter, precision, flags);
      const isNegative = number < 0 || (Object.is(number, -0) && !isOfInteger(letter));
      return plainText((isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + digits);
    }
  }
}

function isOfNumber(letter: string): boolean {
  return isOfInteger(letter) || /[eEfgG]/.test(letter);
}

function isOfInteger(letter: string): boolean {
  return /[bdoxX]/.test(letter);
}

function ofBoolean(value: ReturnType<typeof asBoolean>): TextValue | null {
  return typeof value === 'boolean' ? plainText(String(value)) : null;
}

/** A number that is not negative as Go's `fmt` writes it. */
function writeNumber(number: number, letter: string, precision: number | null, flags: string): string {
  const prefix = (mark: string): string => (flags.includes('#') ? mark : '');
  switch (letter) {
    case 'd':
      return formatNumber(number).padStart(precision ?? 0, '0');
    case 'f':
      return fixed(number, Math.min(precision ?? 6, 100));
    case 'b':
      return prefix('0b') + BigInt(number).toString(2);
    case 'o':
      return prefix('0') + BigInt(number).toString(8);
    case 'x':
      return prefix('0x') + BigInt(number).toString(16);
    case 'X':
      return prefix('0X') + BigInt(number).toString(16).toUpperCase();
    case 'e':
    case 'E':
      return withExponent(number.toExponential(Math.min(precision ?? 6, 100)), letter);
    default: {
      const written = precision === null ? shortest(number) : toPrecision(number, Math.max(1, Math.min(precision, 100)));
      return letter === 'G' ? written.toUpperCase() : written;
    }
  }
}

/** Halves are rounded to the even digit, unless Terraform's 512 binary digits of the number are not exactly the half that is written. */
function fixed(number: number, precision: number): string {
  const scaled = number * 10 ** precision;
  if (Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-6 || scaled > 1e15) return number.toFixed(precision);
  const side = sideOfBinary(number);
  const isUp = side === 0 ? Math.floor(scaled) % 2 === 1 : side > 0;
  return ((isUp ? Math.ceil(scaled) : Math.floor(scaled)) / 10 ** precision).toFixed(precision);
}

/** Whether 512 binary digits are more than the number as it is written in decimal ones (1), less (-1), or the same. */
function sideOfBinary(number: number): number {
  const [whole = '', fraction = ''] = formatNumber(number).split('.');
  const divisor = 10n ** BigInt(fraction.length);
  const digits = BigInt(whole + fraction);
  const shift = 512 - digits.toString(2).length + divisor.toString(2).length;
  const exact = digits << BigInt(shift);
  const surplus = BigInt((exact / divisor).toString(2).length - 512);
  const unit = divisor << surplus;
  const rest = exact % unit;
  if (rest === 0n) return 0;
  return rest * 2n > unit ? 1 : -1;
}

/** As few digits as tell the number, with an exponent when that is less than -4 or more than 5. */
function shortest(number: number): string {
  const [, exponent = '0'] = number.toExponential().split('e');
  return Number(exponent) < -4 || Number(exponent) > 5 ? withExponent(number.toExponential(), 'e') : formatNumber(number);
}

function toPrecision(number: number, precision: number): string {
  const [digits = '', exponent = '0'] = number.toExponential(precision - 1).split('e');
  const trimmedDigits = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  if (Number(exponent) < -4 || Number(exponent) >= precision) return withExponent(`${trimmedDigits}e${exponent}`, 'e');
  return formatNumber(Number(`${trimmedDigits}e${exponent}`));
}

/** Go writes an exponent with a sign and two digits at least. */
function withExponent(written: string, letter: string): string {
  return written.replace(/e([+-]?)(\d+)$/, (_, sign: string, digits: string) => letter + (sign || '+') + digits.padStart(2, '0'));
}

interface Verb {
  readonly letter: string;
  readonly flags: string;
  readonly width: number;
  readonly hasPrecision: boolean;
}

/** Zeros of a number go behind its sign and mark, unless it is a whole one that has a precision. Truth values have no width. */
function padded(text: TextValue, { letter, flags, width, hasPrecision }: Verb): TextValue {
  const known = letter === 't' ? null : knownText(text);
  if (known === null) return text;
  const missing = Math.min(width, 10_000) - graphemes(known).length;
  if (missing <= 0) return text;
  const isNumber = isOfNumber(letter);
  if (flags.includes('-')) return joinTexts([text, plainText((flags.includes('0') && !isNumber ? '0' : ' ').repeat(missing))]);
  if (!flags.includes('0') || (isOfInteger(letter) && hasPrecision)) return joinTexts([plainText(' '.repeat(missing)), text]);
  const mark = isNumber ? (/^[+\- ]?(?:0[xXb](?=.))?/.exec(known)?.[0].length ?? 0) : 0;
  return joinTexts([sliceText(text, 0, mark), plainText('0'.repeat(missing)), sliceText(text, mark, known.length)]);
}
