import type { OffsetRange } from '../../text/range.js';
import {
  closingBracket,
  closingQuote,
  continuedEnd,
  continuesAtKey,
  continuesBelow,
  flowValueEnd,
  isRestOfLine,
  marginOf,
  trimmedLength,
  valueLength,
} from './scan-value.js';

/** A way of writing a filter (or group) that YAML reads as something else than was meant. */
export type SlipKind =
  | 'quoted-start' // filter: "a" in groups
  | 'unescaped' // filter: ""a" in groups"
  | 'unclosed' // filter: '"a" in groups
  | 'tag' // filter: !("a" in groups)
  | 'anchor' // filter: && "a" in groups
  | 'collection-start' // filter: ["a"].exists(…)
  | 'block-header' // filter: | "a" in groups
  | 'colon' // filter: groups == "a: b"
  | 'comment' // filter: groups == "a #1"
  | 'no-space'; // filter:"a" in groups

/** The value of a `filter` or `group` key (or, where a quote is not closed, of any) that has to be quoted to be read as it was meant. */
export interface Slip {
  readonly kind: SlipKind;
  /** Null for a value of whatever else. */
  readonly key: 'filter' | 'group' | null;
  /** What was meant as the value, as written. */
  readonly value: OffsetRange;
  /** The characters that a masked text has as a plain scalar; the rest of the value becomes blanks. */
  readonly masked: OffsetRange;
  readonly isInFlow: boolean;
}

const keyLine = /^([ \t]*(?:[-?][ \t]+)*)(["']?)(filter|group)\2[ \t]*:([ \t]*)([^\r\n]*)/gm;
const flowKey = /[{,][ \t]*(["']?)(filter|group)\1[ \t]*:[ \t]+(?=["'!])/g;
const nodeProperties = /^(?:(?:&(?!&)[^\s,[\]{}]+|!!(?:str|bool|int|null|float))[ \t]+)+/;

/**
 * Looks for slips line by line, in time linear in the text. What looks like one may stand in another scalar's text; so each
 * has to prove itself: in the masked text (maskSlips) its range must be the plain value of that key.
 */
export function findSlips(text: string): Slip[] {
  const slips: Slip[] = [];
  keyLine.lastIndex = 0;
  for (let match = keyLine.exec(text); match; match = keyLine.exec(text)) {
    const slip = blockSlip(text, match);
    if (slip) {
      slips.push(slip);
      keyLine.lastIndex = slip.value.end;
    }
  }
  flowKey.lastIndex = 0;
  for (let match = flowKey.exec(text); match; match = flowKey.exec(text)) {
    const start = match.index + match[0].length;
    const end = flowValueEnd(text, start);
    flowKey.lastIndex = Math.max(end, start);
    const kind = slipKind(text.slice(start, end), true);
    const key = match[2];
    if ((kind === 'quoted-start' || kind === 'unescaped' || kind === 'tag') && (key === 'filter' || key === 'group')) {
      slips.push({ kind, key, value: { start, end }, masked: { start, end }, isInFlow: true });
    }
  }
  slips.sort((a, b) => a.value.start - b.value.start);
  let end = -1;
  return slips.filter((slip) => {
    if (slip.value.start < end) return false;
    end = slip.value.end;
    return true;
  });
}

function blockSlip(text: string, match: RegExpExecArray): Slip | null {
  const [whole, prefix = '', quote = '', key = '', space = '', rest = ''] = match;
  if (key !== 'filter' && key !== 'group') return null;
  const lineEnd = match.index + whole.length;
  if (rest === '') return slipBelow(text, lineEnd, prefix.length, key);
  const properties = nodeProperties.exec(rest)?.[0].length ?? 0;
  const start = lineEnd - rest.length + properties;
  const value = rest.slice(properties);
  const kind = space === '' && quote === '' ? missingSpaceKind(prefix, value) : slipKind(value, key === 'filter');
  if (!kind || (kind === 'unclosed' && continuesBelow(text, lineEnd, prefix.length))) return null;
  const maskedStart = kind === 'no-space' ? start + 1 : start;
  if (kind === 'unclosed') {
    const end = start + trimmedLength(value);
    return { kind, key, value: { start, end }, masked: { start, end }, isInFlow: false };
  }
  const lineEnds = start + value.length;
  const masked = { start: maskedStart, end: continuedEnd(text, start + valueLength(value, true), lineEnds, prefix.length) };
  const end = continuesAtKey(text, masked.end, prefix.length);
  return maskedStart >= masked.end ? null : { kind, key, value: { start, end }, masked, isInFlow: false };
}

const nextLine = /\r?\n([ \t]+)(["'][^\r\n]*)/y;

/** A value that begins with a quote on the line below its key. */
function slipBelow(text: string, keyLineEnd: number, column: number, key: 'filter' | 'group'): Slip | null {
  nextLine.lastIndex = keyLineEnd;
  const [, margin = '', value = ''] = nextLine.exec(text) ?? [];
  if (margin.length <= column || slipKind(value, key === 'filter') !== 'quoted-start') return null;
  const lineEnd = nextLine.lastIndex;
  const start = lineEnd - value.length;
  const masked = { start, end: continuedEnd(text, start + valueLength(value, true), lineEnd, column) };
  const range = { start, end: continuesAtKey(text, masked.end, column) };
  return { kind: 'quoted-start', key, value: range, masked, isInFlow: false };
}

/** The text with each slip's characters replaced by letters, line breaks kept: every offset stays what it is. */
export function maskSlips(text: string, slips: readonly Slip[]): string {
  let masked = '';
  let at = 0;
  for (const { value, masked: range } of slips) {
    masked += text.slice(at, value.start) + ' '.repeat(range.start - value.start);
    masked += text.slice(range.start, range.end).replace(/[^\r\n]+/g, (line, offset: number) => {
      const margin = offset === 0 ? 0 : marginOf(line);
      return ' '.repeat(margin) + 'x'.repeat(line.length - margin);
    });
    masked += text.slice(range.end, value.end).replace(/[^\r\n]/g, ' ');
    at = value.end;
  }
  return masked + text.slice(at);
}

/** In a filter quotes surround strings; in a group they may be apostrophes. */
function slipKind(value: string, isFilter: boolean): SlipKind | null {
  const first = value[0];
  if (first === '"' || first === "'") {
    const close = closingQuote(value);
    if (close === -1) return 'unclosed';
    if (isRestOfLine(value.slice(close + 1))) return null;
    return isWrapped(value.slice(0, valueLength(value, true)), close) ? 'unescaped' : 'quoted-start';
  }
  if (first === '!') return isTagged(value) ? null : 'tag';
  if (first === '&') return value.startsWith('&&') ? 'anchor' : null;
  if (first === '[' || first === '{') {
    const close = closingBracket(value);
    return close === -1 || isRestOfLine(value.slice(close + 1)) ? null : 'collection-start';
  }
  if (first === '|' || first === '>') return /^[|>][-+0-9]*(?:[ \t]*$|[ \t]+#)/.test(value) ? null : 'block-header';
  if (first === undefined || first === '#' || first === '*') return null;
  const length = valueLength(value, isFilter);
  if (valueLength(value, false) < length) return 'comment';
  return /:(?:[ \t]|$)/.test(value.slice(0, length)) ? 'colon' : null;
}

/** Whether a value begins with a tag that is meant as one: a type of YAML's own, or any (`!`, `!<…>`) before a whole quoted or block scalar. */
function isTagged(value: string): boolean {
  if (/^!!(?:str|bool|int|null|float)(?:[ \t]|$)/.test(value)) return true;
  const properties = /^!(?:<[^>\s]*>|!?[\w-]*)(?:[ \t]+&\S+)?[ \t]+(?=["'|>])/.exec(value);
  return properties !== null && slipKind(value.slice(properties[0].length), true) === null;
}

/** Whether the first quote and the last are around the whole value: in CEL no word follows a string without a blank. */
function isWrapped(value: string, close: number): boolean {
  return close < value.length - 1 && value.endsWith(value[0] ?? '') && /^[\p{L}\p{N}_]/u.test(value.slice(close + 1));
}

/** `filter:"a"`: without its space this is no key. A list may hold `- group:x` as a text of its own, so more must speak for it. */
function missingSpaceKind(prefix: string, value: string): SlipKind | null {
  if (value === '') return null;
  const looksLikeFilter = /(?:^|[^\w])groups(?:[^\w]|$)/.test(value) || /^["']/.test(value);
  return looksLikeFilter && /^["'(!\w[]/.test(value) && (!prefix.includes('-') || /\bin[ \t]+groups\b/.test(value)) ? 'no-space' : null;
}

/**
 * Quoted scalars without a closing quote that swallow the lines after them: as slips of one line each, where the next line
 * is not indented more, and so begins something else.
 */
export function findUnclosed(text: string, unclosed: Iterable<OffsetRange>): Slip[] {
  const slips: Slip[] = [];
  for (const { start, end } of unclosed) {
    const line = /^[^\r\n]*/.exec(text.slice(start, end))?.[0] ?? '';
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const column = marginOf(text.slice(lineStart, start));
    if (trimmedLength(line) === trimmedLength(text.slice(start, end)) || continuesBelow(text, start + line.length, column)) continue;
    const range = { start, end: start + trimmedLength(line) };
    slips.push({ kind: 'unclosed', key: null, value: range, masked: range, isInFlow: false });
  }
  return slips;
}

/** The text with each tab in a line's indentation replaced by one space: every offset stays what it is. */
export function tabsAsSpaces(text: string): string {
  return text.replace(/^[ ]*\t[ \t]*/gm, (margin) => margin.replaceAll('\t', ' '));
}
