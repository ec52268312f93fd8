import type { OffsetRange } from '../../text/range.js';

/** A way of writing a filter (or group) that YAML reads as something else than was meant. */
export type SlipKind =
  | 'quoted-start' // filter: "a" in groups
  | 'unclosed' // filter: '"a" in groups
  | 'tag' // filter: !("a" in groups)
  | 'anchor' // filter: && "a" in groups
  | 'collection-start' // filter: ["a"].exists(…)
  | 'block-header' // filter: | "a" in groups
  | 'colon' // filter: groups == "a: b"
  | 'comment' // filter: groups == "a #1"
  | 'no-space'; // filter:"a" in groups

/** The value of a `filter` or `group` key that has to be quoted to be read as it was meant. */
export interface Slip {
  readonly kind: SlipKind;
  readonly key: 'filter' | 'group';
  /** What was meant as the value, as written. */
  readonly value: OffsetRange;
  /** The characters that a masked text has as a plain scalar. */
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
    const kind = slipKind(text.slice(start, end));
    const key = match[2];
    if ((kind === 'quoted-start' || kind === 'tag') && (key === 'filter' || key === 'group')) {
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
  const properties = nodeProperties.exec(rest)?.[0].length ?? 0;
  const start = lineEnd - rest.length + properties;
  const value = rest.slice(properties);
  const kind = space === '' && quote === '' ? missingSpaceKind(prefix, value) : slipKind(value);
  if (!kind || (kind === 'unclosed' && continuesBelow(text, lineEnd, prefix.length))) return null;
  const end =
    kind === 'unclosed'
      ? start + trimmedLength(value)
      : continuedEnd(text, start + valueLength(value), start + value.length, prefix.length);
  const maskedStart = kind === 'no-space' ? start + 1 : start;
  if (maskedStart >= end) return null;
  return { kind, key, value: { start, end }, masked: { start: maskedStart, end }, isInFlow: false };
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
    at = range.end;
  }
  return masked + text.slice(at);
}

function slipKind(value: string): SlipKind | null {
  const first = value[0];
  if (first === '"' || first === "'") {
    const close = closingQuote(value);
    if (close === -1) return 'unclosed';
    return isRestOfLine(value.slice(close + 1)) ? null : 'quoted-start';
  }
  if (first === '!') return /^!!(?:str|bool|int|null|float)(?:[ \t]|$)/.test(value) ? null : 'tag';
  if (first === '&') return value.startsWith('&&') ? 'anchor' : null;
  if (first === '[' || first === '{') {
    const close = closingBracket(value);
    return close === -1 || isRestOfLine(value.slice(close + 1)) ? null : 'collection-start';
  }
  if (first === '|' || first === '>') return /^[|>][-+0-9]*(?:[ \t]*$|[ \t]+#)/.test(value) ? null : 'block-header';
  if (first === undefined || first === '#' || first === '*') return null;
  const length = valueLength(value);
  const cut = /[ \t]#/.exec(value)?.index ?? value.length;
  if (cut < length) return 'comment';
  return /:(?:[ \t]|$)/.test(value.slice(0, length)) ? 'colon' : null;
}

/** `filter:"a"`: without its space this is no key. A list may hold `- group:x` as a text of its own, so more must speak for it. */
function missingSpaceKind(prefix: string, value: string): SlipKind | null {
  if (value === '') return null;
  const looksLikeFilter = /(?:^|[^\w])groups(?:[^\w]|$)/.test(value) || /^["']/.test(value);
  return looksLikeFilter && /^["'(!\w[]/.test(value) && (!prefix.includes('-') || /\bin[ \t]+groups\b/.test(value)) ? 'no-space' : null;
}

/** Length of a value on its line: up to a comment that does not stand in one of its strings, blanks at the end left out. */
function valueLength(value: string): number {
  let quote = '';
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '#' && at > 0 && /[ \t]/.test(value[at - 1] ?? '')) return trimmedLength(value.slice(0, at));
  }
  return trimmedLength(value);
}

/** Where a value that was meant to go on over lines that are indented more ends. */
function continuedEnd(text: string, end: number, lineEnd: number, keyColumn: number): number {
  // A comment ends the value.
  if (trimmedLength(text.slice(end, lineEnd)) > 0) return end;
  let valueEnd = end;
  for (let at = nextLine(text, lineEnd); at < text.length; at = nextLine(text, at)) {
    const stop = lineStop(text, at);
    const line = text.slice(at, stop);
    const margin = marginOf(line);
    if (margin === line.length || margin <= keyColumn || line[margin] === '#') break;
    valueEnd = at + margin + valueLength(line.slice(margin));
    if (valueEnd < at + trimmedLength(line)) break;
  }
  return valueEnd;
}

/** Whether the next line that is not blank belongs to a scalar begun on this one. */
function continuesBelow(text: string, lineEnd: number, keyColumn: number): boolean {
  let at = nextLine(text, lineEnd);
  let line = text.slice(at, lineStop(text, at));
  while (at < text.length && trimmedLength(line) === 0) {
    at = nextLine(text, at);
    line = text.slice(at, lineStop(text, at));
  }
  return trimmedLength(line) > 0 && marginOf(line) > keyColumn;
}

/** The end of a value in a flow collection: the comma or bracket that ends it, quotes and brackets of the value skipped. */
function flowValueEnd(text: string, start: number): number {
  let quote = '';
  let depth = 0;
  let at = start;
  for (; at < text.length && text[at] !== '\n' && text[at] !== '\r'; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (depth === 0 && (char === ',' || char === '}' || char === ']')) break;
    else if (char === '(' || char === '[' || char === '{') depth++;
    else if (char === ')' || char === ']' || char === '}') depth--;
  }
  return start + trimmedLength(text.slice(start, at));
}

function closingQuote(value: string): number {
  const quote = value[0];
  for (let at = 1; at < value.length; at++) {
    if (quote === '"' && value[at] === '\\') at++;
    else if (value[at] === quote) {
      if (quote === "'" && value[at + 1] === quote) at++;
      else return at;
    }
  }
  return -1;
}

function closingBracket(value: string): number {
  let quote = '';
  let depth = 0;
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '[' || char === '{') depth++;
    else if ((char === ']' || char === '}') && --depth === 0) return at;
  }
  return -1;
}

/** Nothing but a comment, or what goes on in a flow collection. */
function isRestOfLine(rest: string): boolean {
  return /^[ \t]*(?:$|[ \t]#|[,}\]])/.test(rest);
}

/** Length without the blanks at the end, as YAML has blanks: spaces and tabs. */
function trimmedLength(value: string): number {
  let end = value.length;
  while (end > 0 && isBlank(value[end - 1])) end--;
  return end;
}

/** How many blanks a line begins with. */
function marginOf(line: string): number {
  let at = 0;
  while (isBlank(line[at])) at++;
  return at;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

function nextLine(text: string, at: number): number {
  const lineFeed = text.indexOf('\n', at);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

function lineStop(text: string, at: number): number {
  const lineFeed = text.indexOf('\n', at);
  const stop = lineFeed === -1 ? text.length : lineFeed;
  return stop > at && text[stop - 1] === '\r' ? stop - 1 : stop;
}
