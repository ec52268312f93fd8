import type { OffsetRange, TextEdit } from '../../text/range.js';
import type { SyntaxFault } from '../build-expression.js';
import type { LexedToken } from '../lex-filter.js';

/** A filter that does not parse, as the recognisers of mistakes see it. */
export interface BrokenFilter {
  readonly text: string;
  /** What the parser sees. */
  readonly tokens: readonly LexedToken[];
  /** Tokens and what CEL does not know at all, comments left out, in text order. */
  readonly everything: readonly LexedToken[];
  /** In text order; at least one. */
  readonly faults: readonly SyntaxFault[];
  readonly first: SyntaxFault;
  /** True when `text` is a filter without `syntax`, `type` and `unknown-variable` problems, or with such that can be repaired for sure. */
  isSound(text: string): boolean;
  /** True when nothing has to be repaired. */
  isPerfect(text: string): boolean;
}

/** One way to mend a mistake. */
export interface Repair {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A mistake that was recognised: what to say, on which part, and what to do. Of several repairs the likeliest comes first. */
export interface Mistake {
  readonly range: OffsetRange;
  readonly message: string;
  readonly repairs: readonly Repair[];
  /** True when the repairs differ in nothing that the filter means. */
  readonly isMinor?: boolean;
  /** True for a mistake without repairs that is what it is: no other reading is asked for. */
  readonly isFinal?: boolean;
}

/**
 * Looks for one kind of mistake in the whole filter and mends all its places at once. Gives the readings it can think of, the
 * likeliest first; a reading whose repair does not make the filter valid yields to others.
 */
export type MistakeRecogniser = (filter: BrokenFilter) => readonly Mistake[];

/** The longest quotation of a filter in a message, in UTF-16 units. */
const QUOTED_LENGTH = 40;

/** A part of the filter as a message shows it: on one line, and not too long. */
export function shown(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return line.length > QUOTED_LENGTH ? `${line.slice(0, QUOTED_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

export function replace(range: OffsetRange, newText: string): TextEdit {
  return { range: { start: range.start, end: range.end }, newText };
}

/** Removes a token and the blanks that it leaves behind; what it held apart stays apart. */
export function remove(text: string, range: OffsetRange): TextEdit {
  let { start, end } = range;
  const isBlank = (at: number): boolean => /\s/.test(text[at] ?? '');
  if (end >= text.length || isBlank(end)) while (start > 0 && isBlank(start - 1)) start--;
  if (start === 0) while (end < text.length && isBlank(end)) end++;
  const isGlued = /\w/.test(text[start - 1] ?? '') && /\w/.test(text[end] ?? '');
  return { range: { start, end }, newText: isGlued ? ' ' : '' };
}

/** Said wherever a repair writes `!`, which is CEL but not among the operators that Confluent documents. */
export const NEGATION_NOTE = "! is CEL, but not among Confluent's documented operators";

/** The token that contains `offset`, or starts next after it. */
export function tokenAt(tokens: readonly LexedToken[], offset: number): LexedToken | undefined {
  return tokens.find((token) => token.end > offset);
}
