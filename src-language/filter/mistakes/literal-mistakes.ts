import type { LexedToken } from '../lex-filter.js';
import { decodeStringLiteral } from '../string-literal.js';
import type { LiteralFault } from '../string-literal.js';
import { replace, shown } from './mistake.js';
import type { BrokenFilter, Mistake, MistakeRecogniser } from './mistake.js';
import type { TextEdit } from '../../text/range.js';

interface FaultyLiteral {
  readonly token: LexedToken;
  readonly faults: readonly LiteralFault[];
}

/** `"DOMAIN\Users"`, `"\d+"`, `"\ud83d\ude00"`: a backslash that begins no escape of CEL. */
export const recogniseBadEscapes: MistakeRecogniser = ({ tokens, faults }) => {
  if (!faults.some((fault) => fault.kind === 'escape')) return [];
  const literals: FaultyLiteral[] = [];
  for (const token of tokens) {
    if (token.type !== 'STRING' && token.type !== 'BYTES') continue;
    const decoded = decodeStringLiteral(token.text);
    if (decoded.faults.length > 0) literals.push({ token, faults: decoded.faults });
  }
  const [literal] = literals;
  const [fault] = literal?.faults ?? [];
  if (!literal || !fault) return [];
  const written = literal.token.text.slice(fault.start, fault.end);
  const range = { start: literal.token.start + fault.start, end: literal.token.start + fault.end };
  const edits = literals.flatMap(mendEscapes);
  const isSurrogate = fault.kind === 'surrogate';
  const title =
    fault.kind === 'unicode-in-bytes'
      ? 'Write a string instead of bytes'
      : isSurrogate || isBraced(literal, fault)
        ? `Write the character that ${shown(written)} stands for`
        : `Write \\\\ for the backslash${edits.length > 1 ? 'es' : ''}`;
  const repairs = [{ title, edits }];
  // A backslash before a sign is an escape of JSON, a shell or a regular expression as often as part of a name.
  if (literals.every((other) => other.faults.every((each) => isBeforeSign(other, each))))
    repairs.unshift({
      title: `Remove the backslash${edits.length > 1 ? 'es' : ''}`,
      edits: literals.flatMap(({ token, faults }) =>
        faults.map(({ start }) => replace({ start: token.start + start, end: token.start + start + 1 }, '')),
      ),
    });
  const raw = literals.map(({ token }) => rawForm(token.text));
  if (!isSurrogate && !isBraced(literal, fault) && raw.every((form) => form !== null))
    repairs.push({
      title: 'Write a raw string, in which a backslash is an ordinary character',
      edits: literals.map(({ token }, index) => replace(token, raw[index] ?? token.text)),
    });
  const message = isBraced(literal, fault)
    ? 'CEL has no \\u{…}: the character itself stands in the string, or \\U and its eight digits.'
    : escapeMessage(fault, written);
  return [{ range, message, repairs }];
};

function isBeforeSign({ token }: FaultyLiteral, fault: LiteralFault): boolean {
  return fault.kind === 'unknown-escape' && /^\\[^\p{L}\p{N}\s]/u.test(token.text.slice(fault.start, fault.end + 1));
}

/** `\u{1F600}`, as JavaScript and Rust write a character. */
const BRACED = /^\\u\{([0-9a-fA-F]{1,6})\}/;

function isBraced({ token }: FaultyLiteral, fault: LiteralFault): boolean {
  return BRACED.test(token.text.slice(fault.start));
}

function escapeMessage(fault: LiteralFault, written: string): string {
  switch (fault.kind) {
    case 'surrogate':
      return `${written} is half of a surrogate pair, which CEL does not accept: write the character itself, or \\U and its eight digits.`;
    case 'code-point-range':
      return `${written} is beyond the last Unicode character, \\U0010FFFF.`;
    case 'unicode-in-bytes':
      return `${written} is an escape of strings, not of bytes. A group is a string: leave out the b before the quotes.`;
    case 'octal-range':
      return `${written} is beyond the last octal escape, \\377. For a backslash write \\\\.`;
    case 'short-escape':
      return /^\\[0-7]/.test(written)
        ? `${written} begins an octal escape, which has three digits. For a backslash write \\\\.`
        : `${written} begins an escape of ${ESCAPE_DIGITS[written[1] ?? ''] ?? 'several'} hexadecimal digits, which do not follow. For a backslash write \\\\.`;
    default:
      return `${shown(written)} is no escape of CEL. For a backslash write \\\\.`;
  }
}

const ESCAPE_DIGITS: Readonly<Record<string, string>> = { x: 'two', X: 'two', u: 'four', U: 'eight' };

function mendEscapes({ token, faults }: FaultyLiteral): TextEdit[] {
  if (faults.some((fault) => fault.kind === 'unicode-in-bytes')) return [replace({ start: token.start, end: token.start + 1 }, '')];
  const edits: TextEdit[] = [];
  const meansBackslashes = faults.some((fault) => fault.kind === 'unknown-escape' || fault.kind === 'short-escape') && isPath(token.text);
  if (meansBackslashes && !faults.some((fault) => BRACED.test(token.text.slice(fault.start)))) {
    for (let at = token.text.indexOf('\\'); at >= 0; at = token.text.indexOf('\\', at + 1))
      edits.push(replace({ start: token.start + at, end: token.start + at + 1 }, '\\\\'));
    return edits;
  }
  for (let index = 0; index < faults.length; index++) {
    const fault = faults[index];
    if (!fault) continue;
    const written = token.text.slice(fault.start, fault.end);
    const next = faults[index + 1];
    if (fault.kind === 'surrogate' && next?.kind === 'surrogate' && next.start === fault.end) {
      const high = parseInt(written.slice(2), 16);
      const low = parseInt(token.text.slice(next.start + 2, next.end), 16);
      if (high < 0xdc00 && low >= 0xdc00) {
        const code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        const range = { start: token.start + fault.start, end: token.start + next.end };
        edits.push(replace(range, `\\U${code.toString(16).toUpperCase().padStart(8, '0')}`));
        index++;
        continue;
      }
    }
    const braced = BRACED.exec(token.text.slice(fault.start));
    const code = parseInt(braced?.[1] ?? '', 16);
    if (braced && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) {
      const start = token.start + fault.start;
      edits.push(replace({ start, end: start + braced[0].length }, `\\U${code.toString(16).toUpperCase().padStart(8, '0')}`));
      continue;
    }
    edits.push(replace({ start: token.start + fault.start, end: token.start + fault.start + 1 }, '\\\\'));
  }
  return edits;
}

/** Whether every backslash of a literal stands before a letter or digit: then its author knew no escapes (`"CORP\Users\new"`). */
function isPath(source: string): boolean {
  return /\\[A-Za-z0-9]/.test(source) && !/\\[^A-Za-z0-9]/.test(source) && !/\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[0-3][0-7]{2})/i.test(source);
}

function rawForm(source: string): string | null {
  return /^["'](?!["'])/.test(source) && isPath(source) ? `r${source}` : null;
}

/** `rb"a"`, `f"a"`, `N'a'`, `@"a"`: a prefix that strings have elsewhere. */
export const recogniseStringPrefix: MistakeRecogniser = ({ text, everything }) => {
  const edits: TextEdit[] = [];
  everything.forEach((token, index) => {
    const string = everything[index + 1];
    if (!string || string.start !== token.end || (string.type !== 'STRING' && string.type !== 'BYTES')) return;
    const isPrefix = token.type === 'ID' ? token.text.length <= 2 : token.type === 'FOREIGN' && /^[@$~#]$/.test(token.text);
    const before = text[token.start - 1];
    if (isPrefix && (before === undefined || /[\s(&|![,]/.test(before)))
      edits.push(/^r/i.test(token.text) && string.text.includes('\\') ? replace(token, 'r') : replace(token, ''));
  });
  const [first] = edits;
  if (!first) return [];
  const written = text.slice(first.range.start, first.range.end);
  return [
    {
      range: first.range,
      message: `${written} before the quotes is not a prefix of CEL: strings take r (raw), bytes take b or br.`,
      repairs: [{ title: `Remove ${written} before the quotes`, edits }],
    },
  ];
};

/** `"a\" in groups`: the last backslash takes the closing quote away. */
export const recogniseTrailingBackslash: MistakeRecogniser = ({ text, tokens }) => {
  const edits: TextEdit[] = [];
  const pattern = /(?<!\\)(?:\\\\)*\\(["'])(?=\s*(?:\)?\s*in\b|\)|,|\]|$))/g;
  for (const match of text.matchAll(pattern)) {
    const last = match.index + match[0].length - 2;
    const token = tokens.find(({ start, end }) => start < last && last < end);
    if (token && token.text.startsWith(match[1] ?? '')) edits.push(replace({ start: last, end: last + 1 }, '\\\\'));
  }
  const [first] = edits;
  if (!first) return [];
  return [
    {
      range: { start: first.range.start, end: first.range.start + 2 },
      message: `${text.slice(first.range.start, first.range.start + 2)} is an escaped quote, so the string goes on behind it. For a backslash at the end write \\\\.`,
      repairs: [{ title: 'Write \\\\ for the backslash', edits }],
    },
  ];
};

/** A string that runs over the end of a line. */
export const recogniseLineBreakInString: MistakeRecogniser = (filter) => {
  const breaks: { readonly start: number; readonly end: number; readonly opening: number }[] = [];
  const closing = findBrokenStrings(filter, breaks);
  const [first] = breaks;
  if (!first || !closing) return [];
  const message = 'A string ends on the line where it begins. Write \\n for a line break inside a group, or join the lines.';
  const range = { start: first.opening, end: first.start };
  const mistake = (title: string, newText: string): Mistake['repairs'][number] => ({
    title,
    edits: breaks.map(({ start, end }) => replace({ start, end: newText === ' ' ? endOfBlanks(filter.text, end) : end }, newText)),
  });
  return [{ range, message, repairs: [mistake('Write \\n for the line break', '\\n'), mistake('Join the lines with a space', ' ')] }];
};

/** Collects the line breaks inside strings; false when some string never closes. */
function findBrokenStrings({ text, tokens }: BrokenFilter, breaks: { start: number; end: number; opening: number }[]): boolean {
  const opened = tokens.find((token) => token.type === 'UNTERMINATED');
  if (!opened || !/^["'](?!["'])/.test(opened.text)) return false;
  let at = opened.start;
  let quote: string | null = null;
  let opening = at;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote === null) {
      if (character === '"' || character === "'") {
        quote = character;
        opening = at;
      }
    } else if (character === '\\') at++;
    else if (character === quote) quote = null;
    else if (character === '\n' || character === '\r') {
      const end = character === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
      breaks.push({ start: at, end, opening });
      at = end - 1;
    }
  }
  return quote === null;
}

function endOfBlanks(text: string, from: number): number {
  let end = from;
  while (/[ \t]/.test(text[end] ?? '')) end++;
  return end;
}
