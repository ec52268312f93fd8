import type { OffsetRange } from '../../text/range.js';
import { SegmentBuilder, type SegmentMap } from '../segment-map.js';
import type { TemplateForm } from './expression.js';

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** An escape of a template: its characters, and what they stand for. */
export interface TemplateEscape extends OffsetRange {
  /** Null for one that HCL does not know. */
  readonly text: string | null;
}

/**
 * The first escape in a stretch of template source (HCL native syntax, "Template Expressions"): `$${` and `%%{` everywhere, those with a
 * backslash in quoted templates only.
 */
export function findEscape(source: string, start: number, end: number, form: TemplateForm): TemplateEscape | null {
  if (form === 'verbatim') return null;
  for (let at = start; at < end; at++) {
    const char = source[at];
    if (char === '\\' && form === 'quoted') return readEscape(source, at, end);
    if ((char === '$' || char === '%') && source[at + 1] === char && source[at + 2] === '{' && at + 3 <= end)
      return { start: at, end: at + 3, text: `${char}{` };
  }
  return null;
}

function readEscape(source: string, at: number, end: number): TemplateEscape {
  const kind = source[at + 1] ?? '';
  const simple = at + 1 < end && Object.hasOwn(simpleEscapes, kind) ? simpleEscapes[kind] : undefined;
  if (simple !== undefined) return { start: at, end: at + 2, text: simple };
  const length = kind === 'u' ? 4 : kind === 'U' ? 8 : 0;
  const digits = source.slice(at + 2, Math.min(end, at + 2 + length));
  const isNumber = length > 0 && digits.length === length && /^[0-9a-fA-F]+$/.test(digits);
  const codePoint = isNumber ? parseInt(digits, 16) : -1;
  if (codePoint < 0) return { start: at, end: Math.min(end, at + 2), text: null };
  // What is no character is read as the character that stands for such things.
  const isCharacter = codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff);
  return { start: at, end: at + 2 + length, text: isCharacter ? String.fromCodePoint(codePoint) : '\ufffd' };
}

/** Whether a stretch of a quoted template has an escape that HCL refuses. */
export function hasUnknownEscape(source: string, start: number, end: number): boolean {
  for (let escape = findEscape(source, start, end, 'quoted'); escape; escape = findEscape(source, escape.end, end, 'quoted'))
    if (escape.text === null) return true;
  return false;
}

/**
 * Decodes stretches of template source; an escape that HCL does not know stays as it is written. The text is in Unicode's composed form (NFC), into
 * which Terraform brings every string.
 */
export function decodeStretches(source: string, stretches: readonly OffsetRange[], form: TemplateForm, offset = 0): SegmentMap {
  const builder = new SegmentBuilder();
  const pieces = piecesOf(source, stretches, form, offset);
  const text = pieces.map((piece) => piece.text ?? source.slice(piece.start, piece.end)).join('');
  for (const { text: decoded, start, end } of isComposed(text) ? pieces : composed(source, pieces)) {
    if (decoded === null) builder.run(source, start, end);
    else builder.atom(decoded, start, end);
  }
  const first = stretches[0]?.start ?? 0;
  return builder.build(offset + first, offset + (stretches.at(-1)?.end ?? first));
}

/** A stretch of source, and what it stands for; null for itself. */
type Piece = TemplateEscape;

function piecesOf(source: string, stretches: readonly OffsetRange[], form: TemplateForm, offset: number): Piece[] {
  const pieces: Piece[] = [];
  for (const stretch of stretches) {
    const end = offset + stretch.end;
    let at = offset + stretch.start;
    for (let escape = findEscape(source, at, end, form); escape; escape = findEscape(source, at, end, form)) {
      if (at < escape.start) pieces.push({ text: null, start: at, end: escape.start });
      pieces.push(escape);
      at = escape.end;
    }
    if (at < end) pieces.push({ text: null, start: at, end });
  }
  return pieces;
}

/** What can be composed into fewer characters: one with marks behind it, and the parts of a Korean syllable. */
const composable = /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]|\P{M}\p{M}*|\p{M}+/gsu;

function isComposed(text: string): boolean {
  return !/[^\x00-\u00ff]/.test(text) || text.normalize('NFC') === text;
}

/** The same pieces, with those that are composed into other characters as one. */
function composed(source: string, pieces: readonly Piece[]): Piece[] {
  // One character each, so that any of them can be part of another.
  const single = pieces.flatMap((piece): Piece[] => {
    if (piece.text !== null) return [piece];
    let at = piece.start;
    return Array.from(source.slice(piece.start, piece.end), (character) => ({ text: null, start: at, end: (at += character.length) }));
  });
  const textOf = ({ text, start, end }: Piece): string => text ?? source.slice(start, end);
  const result: Piece[] = [];
  let index = 0;
  /** How long the text of the pieces before is: that of an escape may be longer than a character. */
  let reached = 0;
  for (const { 0: cluster, index: at } of single.map(textOf).join('').matchAll(composable)) {
    const parts: Piece[] = [];
    for (let part = single[index]; part && reached < at + cluster.length; part = single[++index]) {
      parts.push(part);
      reached += textOf(part).length;
    }
    const [first] = parts;
    const last = parts.at(-1);
    const text = parts.map(textOf).join('').normalize('NFC');
    if (!first || !last || text === parts.map(textOf).join('')) result.push(...parts);
    else result.push({ text, start: first.start, end: last.end });
  }
  return result;
}

/**
 * Literal text as template source of a form. Line breaks, other control characters and marks that turn text around can be written in quoted
 * templates only.
 */
export function escapeForTemplate(text: string, form: TemplateForm): string {
  if (form === 'verbatim') return text;
  const literal = text.replace(/([$%])(?=\{)/g, '$1$1');
  if (form !== 'quoted') return literal;
  return literal.replace(/["\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (char) => {
    const known = Object.entries(simpleEscapes).find(([, meaning]) => meaning === char);
    return `\\${known?.[0] ?? `u${char.charCodeAt(0).toString(16).padStart(4, '0')}`}`;
  });
}

/** A text as a quoted Terraform string. It reads as the text whatever that holds. */
export function encodeQuotedString(value: string): string {
  return `"${escapeForTemplate(value, 'quoted')}"`;
}
