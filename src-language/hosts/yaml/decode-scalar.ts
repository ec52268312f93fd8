import { SegmentBuilder, type SegmentMap } from '../segment-map.js';

/** How a flow scalar is written. Block scalars have their own decoder. */
export type FlowStyle = 'plain' | 'single' | 'double';

/**
 * Decodes the flow scalar at `start` to `end` of a file (quotes included), with its segment map. `isClosed` is false for a
 * quoted scalar whose closing quote is missing: then its last character is text. What it decodes to is what the `yaml`
 * package reads, for broken escapes too (YAML 1.2.2 sections 7.3 and 6.5 for the folding of lines).
 */
export function decodeFlowScalar(text: string, start: number, end: number, style: FlowStyle, isClosed = true): SegmentMap {
  const builder = new SegmentBuilder();
  if (style === 'plain') {
    decodeLines(text, start, end, builder, false);
    return builder.build(start, end);
  }
  const from = start + 1;
  const to = isClosed ? Math.max(from, end - 1) : end;
  if (style === 'single') decodeLines(text, from, to, builder, true);
  else decodeDouble(text, from, to, builder);
  return builder.build(from, to);
}

/** Plain and single-quoted text: lines are trimmed where they meet, one break is a space, n breaks are n - 1 line feeds. */
function decodeLines(text: string, start: number, end: number, builder: SegmentBuilder, isSingle: boolean): void {
  let lineFeed = indexWithin(text, '\n', start, end);
  if (lineFeed === -1) {
    addLine(text, start, end, builder, isSingle);
    return;
  }
  let contentEnd = trimEnd(text, start, lineContentEnd(text, start, lineFeed));
  addLine(text, start, contentEnd, builder, isSingle);
  // The ends of the line breaks since the last content.
  let breaks = [lineFeed + 1];
  for (;;) {
    const lineStart = lineFeed + 1;
    lineFeed = indexWithin(text, '\n', lineStart, end);
    const isLast = lineFeed === -1;
    const rawEnd = isLast ? end : lineContentEnd(text, lineStart, lineFeed);
    const from = trimStart(text, lineStart, rawEnd);
    const to = isLast ? rawEnd : trimEnd(text, from, rawEnd);
    if (!isLast && from === to) {
      breaks.push(lineFeed + 1);
      continue;
    }
    addBreaks(builder, contentEnd, breaks, from);
    addLine(text, from, to, builder, isSingle);
    if (isLast) return;
    contentEnd = to;
    breaks = [lineFeed + 1];
  }
}

/** One break decodes to a space, more to one line feed less than there are; together they cover all up to the next content. */
function addBreaks(builder: SegmentBuilder, from: number, breaks: readonly number[], to: number): void {
  if (breaks.length < 2) {
    builder.atom(' ', from, to);
    return;
  }
  let at = from;
  for (let index = 1; index < breaks.length; index++) {
    const next = index === breaks.length - 1 ? to : (breaks[index] ?? to);
    builder.atom('\n', at, next);
    at = next;
  }
}

function addLine(text: string, start: number, end: number, builder: SegmentBuilder, isSingle: boolean): void {
  let at = start;
  if (isSingle) {
    for (let quote = indexWithin(text, "''", at, end); quote !== -1; quote = indexWithin(text, "''", at, end)) {
      builder.run(text, at, quote);
      builder.atom("'", quote, quote + 2);
      at = quote + 2;
    }
  }
  builder.run(text, at, end);
}

/** Where `needle` stands between two offsets; what follows is not searched, or a file of many scalars would be each time. */
function indexWithin(text: string, needle: string, from: number, end: number): number {
  const index = text.slice(from, end).indexOf(needle);
  return index === -1 ? -1 : from + index;
}

function lineContentEnd(text: string, start: number, lineFeed: number): number {
  return lineFeed > start && text[lineFeed - 1] === '\r' ? lineFeed - 1 : lineFeed;
}

function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isBlank(text[end - 1])) end--;
  return end;
}

function trimStart(text: string, start: number, end: number): number {
  while (start < end && isBlank(text[start])) start++;
  return start;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}

/** What a backslash and one character stand for (YAML 1.2.2, section 5.7). */
const simpleEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};
const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function decodeDouble(text: string, start: number, end: number, builder: SegmentBuilder): void {
  let runStart = start;
  let at = start;
  while (at < end) {
    const char = text[at];
    if (char === '\\') {
      builder.run(text, runStart, at);
      at = decodeEscape(text, at, end, builder);
      runStart = at;
    } else if (isBlank(char) || char === '\n' || (char === '\r' && text[at + 1] === '\n' && at + 1 < end)) {
      const blankStart = at;
      while (at < end && isBlank(text[at])) at++;
      const lineFeed = at < end && text[at] === '\r' && at + 1 < end && text[at + 1] === '\n' ? at + 1 : at;
      if (lineFeed >= end || text[lineFeed] !== '\n') continue;
      builder.run(text, runStart, blankStart);
      const breaks: number[] = [];
      at = lineFeed;
      while (at < end && (isBlank(text[at]) || text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n' && at + 1 < end))) {
        if (text[at] === '\n') breaks.push(at + 1);
        at++;
      }
      addBreaks(builder, blankStart, breaks, at);
      runStart = at;
    } else {
      at++;
    }
  }
  builder.run(text, runStart, end);
}

/** Decodes the escape at `at` and returns where the text goes on. */
function decodeEscape(text: string, at: number, end: number, builder: SegmentBuilder): number {
  const next = at + 1 < end ? (text[at + 1] ?? '') : '';
  const simple = Object.hasOwn(simpleEscapes, next) ? simpleEscapes[next] : undefined;
  if (simple !== undefined) {
    builder.atom(simple, at, at + 2);
    return at + 2;
  }
  // An escaped line break is nothing, nor is the indentation after it.
  const breakEnd = next === '\n' ? at + 2 : next === '\r' && text[at + 2] === '\n' && at + 2 < end ? at + 3 : 0;
  if (breakEnd) return trimStart(text, breakEnd, end);
  const length = hexLengths[next];
  if (length !== undefined) {
    const code = hexValue(text.slice(at + 2, at + 2 + length), length);
    const stop = Math.min(end, at + 2 + length);
    // A code that is none stays as it is written.
    builder.atom(code === null ? text.slice(at, at + 2 + length) : String.fromCodePoint(code), at, stop);
    return stop;
  }
  const stop = Math.min(end, at + 2);
  builder.atom(text.slice(at, at + 2), at, stop);
  return stop;
}

function hexValue(digits: string, length: number): number | null {
  if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) return null;
  const code = parseInt(digits, 16);
  return code <= 0x10ffff ? code : null;
}
