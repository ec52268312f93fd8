import { asNumber } from '../evaluate-expression.js';
import {
  asText,
  booleanValue,
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
    const value = args[position];
    if (!value) return call.mistake('format has more verbs than values');
    const written = formatValue(value, letter, precision === undefined ? null : Number(precision), flags, call);
    if (written.kind !== 'text') return written;
    results.push(padded(written, width === undefined ? 0 : Number(width), flags));
  }
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
    case 's':
    case 'v': {
      const isPlain = value.kind !== 'sequence' && value.kind !== 'map' && value.kind !== 'null';
      const text = isPlain ? asText(value) : letter === 'v' ? plainText(encodeJson(value) ?? '') : null;
      if (!text) return call.mistake(`format's %${letter} takes no value like this: ${nameOfKind(value)}`);
      const known = precision === null ? null : knownText(text);
      return known === null || precision === null ? text : sliceText(text, 0, Array.from(known).slice(0, precision).join('').length);
    }
    case 'q': {
      const text = asText(value);
      const known = text && knownText(text);
      if (known === null) return given(text, call) ?? call.mistake(`format's %q takes a text`);
      return joinTexts([
        plainText('"'),
        known === JSON.stringify(known).slice(1, -1) ? (text ?? emptyText) : plainText(JSON.stringify(known).slice(1, -1)),
        plainText('"'),
      ]);
    }
    case 't':
      if (value.kind === 'boolean') return plainText(String(booleanValue(value.value).value));
      return given(value, call) ?? call.mistake(`format's %t takes true or false`);
    case 'd':
    case 'f':
    case 'x':
    case 'X':
    case 'b':
    case 'o': {
      const number = asNumber(value);
      if (number === null) return given(value, call) ?? call.mistake(`format's %${letter} takes a number`);
      const sign = flags.includes('+') && number >= 0 ? '+' : '';
      return plainText(sign + writeNumber(number, letter, precision));
    }
    default:
      return call.unknown(`format's %${letter} is not evaluated`);
  }
}

function writeNumber(number: number, letter: string, precision: number | null): string {
  switch (letter) {
    case 'd':
      return formatNumber(Math.trunc(number));
    case 'f':
      return number.toFixed(Math.min(precision ?? 6, 100));
    case 'b':
      return Math.trunc(number).toString(2);
    case 'o':
      return Math.trunc(number).toString(8);
    default: {
      const digits = Math.trunc(number).toString(16);
      return letter === 'X' ? digits.toUpperCase() : digits;
    }
  }
}

function padded(text: TextValue, width: number, flags: string): TextValue {
  const known = knownText(text);
  if (known === null) return text;
  const missing = Math.min(width, 10_000) - Array.from(known).length;
  if (missing <= 0) return text;
  const isZero = flags.includes('0') && /^[+-]?\d/.test(known);
  const fill = plainText((isZero ? '0' : ' ').repeat(missing));
  return flags.includes('-') ? joinTexts([text, fill]) : joinTexts([fill, text]);
}
