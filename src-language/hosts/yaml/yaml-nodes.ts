import type { Node, Pair, Scalar } from 'yaml';
import type { OffsetRange } from '../../text/range.js';
import type { FlowScalarLayout } from './yaml-text.js';
import type { Slip } from './find-slips.js';
import { closingQuote } from './scan-value.js';

/** The node's own characters: no anchor, tag, comment or blank around it. `base`: where the text begins that the node was parsed from. */
export function nodeRange(node: Node, base: number): OffsetRange {
  const range = node.range;
  return range ? { start: range[0] + base, end: range[1] + base } : { start: base, end: base };
}

/** `key:` or `- ` with nothing after it. */
export function isEmptyScalar(scalar: Scalar): boolean {
  return scalar.range?.[0] === scalar.range?.[1] && scalar.value === null;
}

/** After the colon of a pair; 0 when it has none. */
export function separatorEnd(pair: Pair, base: number): number {
  const colon = pair.srcToken?.sep?.find((token) => token.type === 'map-value-ind');
  return colon ? colon.offset + colon.source.length + base : 0;
}

/** What YAML's core schema makes of a scalar; text for whatever has no place in a mapping file (binary data, big numbers). */
export function scalarValue(scalar: Scalar): string | number | boolean | null {
  const value: unknown = scalar.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : (scalar.source ?? '');
}

/** Moves an end back over line breaks and blanks, not beyond `start`. */
export function trimBreaks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /[ \t\r\n]/.test(text[at - 1] ?? '')) at--;
  return at;
}

/** How the text of a slip was meant: the characters as they are, or what an unclosed quote would hold. */
export function slipLayout(text: string, slip: Slip): FlowScalarLayout {
  const { start, end } = slip.value;
  const common = { end, mustQuote: true, isInFlow: slip.isInFlow, whole: { start, end } };
  if (slip.kind === 'unclosed') {
    const source = text.slice(start, end);
    // In a filter a double quote may as well begin a string of its own.
    const style = source.startsWith("'") ? 'single' : slip.key !== 'filter' || source.includes('\\') ? 'double' : 'plain';
    return { ...common, style, start, isClosed: false };
  }
  if (slip.kind === 'unescaped') return { ...common, style: 'plain', start: start + 1, end: end - 1, isClosed: true };
  if (isQuotedWithoutSpace(text, slip)) return { ...common, style: text[start] === "'" ? 'single' : 'double', start, isClosed: true };
  const header = slip.kind === 'block-header' ? (/^[|>][-+0-9]*[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0) : 0;
  return { ...common, style: 'plain', start: start + header, isClosed: true };
}

/** `filter:'"a" in groups'`: the value is quoted as it should be, and only the space is missing. */
export function isQuotedWithoutSpace(text: string, { kind, value }: Slip): boolean {
  const source = text.slice(value.start, value.end);
  return kind === 'no-space' && /^["']/.test(source) && closingQuote(source) === source.length - 1;
}
