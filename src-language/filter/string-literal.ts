/** What is wrong in a literal: where in its source, and which rule it breaks (CEL langdef, "String and Bytes Values"). */
export interface LiteralFault {
  readonly kind: 'unknown-escape' | 'short-escape' | 'octal-range' | 'surrogate' | 'code-point-range' | 'unicode-in-bytes';
  /** Offset of the backslash in the source of the literal, and the end of what belongs to the escape. */
  readonly start: number;
  readonly end: number;
}

export interface DecodedLiteral {
  readonly kind: 'string' | 'bytes';
  /** The meaning of a string literal; of a bytes literal one character for each byte. */
  readonly value: string;
  /** The prefix and quotes that open the literal: `"`, `r'`, `"""`, … */
  readonly opening: string;
  readonly isRaw: boolean;
  /** True when the closing quotes are there. */
  readonly isClosed: boolean;
  /** Escapes that CEL does not have, in text order; they stay in the value as they are written. */
  readonly faults: readonly LiteralFault[];
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
};

/** Decodes the source of one string or bytes literal, its prefix and quotes included. An unclosed literal is read to its end. */
export function decodeStringLiteral(source: string): DecodedLiteral {
  const opening = /^(?:[bB][rR]?|[rR])?(?:"""|'''|"|')/.exec(source)?.[0] ?? '';
  const prefix = opening.replace(/["']/g, '').toLowerCase();
  const quotes = opening.slice(prefix.length);
  const isTriple = quotes.length === 3;
  const isRaw = prefix.includes('r');
  const isBytes = prefix.includes('b');
  const isClosed = source.length >= opening.length + quotes.length && source.endsWith(quotes) && closesAtEnd(source, quotes, isRaw);
  const end = isClosed ? source.length - quotes.length : source.length;
  let body = source.slice(opening.length, end);
  if (isRaw || !body.includes('\\')) {
    if (isTriple) body = normaliseLineBreaks(body);
    return { kind: isBytes ? 'bytes' : 'string', value: isBytes ? bytesAsCharacters(body) : body, opening, isRaw, isClosed, faults: [] };
  }
  const parts: string[] = [];
  const faults: LiteralFault[] = [];
  const plain = (text: string): void => {
    const normalised = isTriple ? normaliseLineBreaks(text) : text;
    parts.push(isBytes ? bytesAsCharacters(normalised) : normalised);
  };
  let from = 0;
  for (let at = body.indexOf('\\'); at >= 0; at = body.indexOf('\\', from)) {
    plain(body.slice(from, at));
    const escape = readEscape(body, at, isBytes);
    if (escape.fault) {
      faults.push({ kind: escape.fault, start: opening.length + at, end: opening.length + escape.end });
      plain(body.slice(at, escape.end));
    } else parts.push(escape.value);
    from = escape.end;
  }
  plain(body.slice(from));
  return { kind: isBytes ? 'bytes' : 'string', value: parts.join(''), opening, isRaw, isClosed, faults };
}

/** The bytes that a bytes literal stands for. */
export function literalBytes(decoded: DecodedLiteral): Uint8Array {
  return Uint8Array.from(decoded.value, (character) => character.charCodeAt(0));
}

export type Quote = '"' | "'";

/**
 * A CEL string literal that decodes to `value`; null for a lone surrogate, which no CEL literal can hold. The preferred quote is used
 * unless the value holds it and not the other one. Control characters are escaped, everything else is written as it is.
 */
export function quoteGroup(value: string, preferred: Quote = '"'): string | null {
  if (LONE_SURROGATE.test(value)) return null;
  const other: Quote = preferred === '"' ? "'" : '"';
  const quote = value.includes(preferred) && !value.includes(other) ? other : preferred;
  let source = '';
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\\' || character === quote) source += `\\${character}`;
    else if (character === '\n') source += '\\n';
    else if (character === '\r') source += '\\r';
    else if (character === '\t') source += '\\t';
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) source += `\\u${code.toString(16).padStart(4, '0')}`;
    else source += character;
  }
  return quote + source + quote;
}

/** The filter that means the same as a literal group mapping; null for a group that no filter can name. */
export function filterOfGroup(group: string): string | null {
  const literal = quoteGroup(group);
  return literal === null ? null : `${literal} in groups`;
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether the quotes at the end really close the literal, and are not an escaped quote (`"a\"`). */
function closesAtEnd(source: string, quotes: string, isRaw: boolean): boolean {
  if (isRaw) return true;
  let backslashes = 0;
  for (let at = source.length - quotes.length - 1; source[at] === '\\'; at--) backslashes++;
  return backslashes % 2 === 0;
}

function normaliseLineBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function bytesAsCharacters(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) result += character;
    else if (code < 0x800) result += String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000) result += String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else
      result += String.fromCharCode(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
  return result;
}

interface Escape {
  readonly value: string;
  readonly end: number;
  readonly fault?: LiteralFault['kind'];
}

function readEscape(body: string, at: number, isBytes: boolean): Escape {
  const character = body[at + 1] ?? '';
  const simple = SIMPLE_ESCAPES[character];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  if (/[0-7]/.test(character)) {
    const octal = /^[0-7]{1,3}/.exec(body.slice(at + 1, at + 4))?.[0] ?? '';
    const end = at + 1 + octal.length;
    if (octal.length < 3) return { value: '', end, fault: 'short-escape' };
    const code = parseInt(octal, 8);
    return code > 0o377 ? { value: '', end, fault: 'octal-range' } : { value: String.fromCharCode(code), end };
  }
  const digits = character === 'x' || character === 'X' ? 2 : character === 'u' ? 4 : character === 'U' ? 8 : 0;
  if (digits === 0) {
    const width = (body.codePointAt(at + 1) ?? 0) > 0xffff ? 2 : Math.min(1, body.length - at - 1);
    return { value: '', end: at + 1 + width, fault: 'unknown-escape' };
  }
  const hex = /^[0-9a-fA-F]*/.exec(body.slice(at + 2, at + 2 + digits))?.[0] ?? '';
  const end = at + 2 + hex.length;
  if (hex.length < digits) return { value: '', end, fault: 'short-escape' };
  const code = parseInt(hex, 16);
  if (digits > 2 && isBytes) return { value: '', end, fault: 'unicode-in-bytes' };
  if (code >= 0xd800 && code <= 0xdfff) return { value: '', end, fault: 'surrogate' };
  if (code > 0x10ffff) return { value: '', end, fault: 'code-point-range' };
  return { value: String.fromCodePoint(code), end };
}
