import { countCodePoints } from '../text/count-code-points.js';
import { applyEdits, type TextEdit } from '../text/range.js';
import type { FilterToken, ParsedFilter } from './parsed-filter.js';

/** What a formatter heeds besides the filter. */
export interface FormatOptions {
  /**
   * Unicode characters that the filter may have. A filter that fits as it is and would not in canonical layout is left alone: blanks
   * are sometimes left out on purpose.
   */
  readonly lengthLimit?: number;
}

/**
 * The filter in its canonical layout, or null when it is not a complete expression: a broken filter is left alone.
 *
 * Only white space between tokens changes: tokens, their order, quotes, parentheses and comments stay. There is one blank around
 * binary operators and after commas and none inside brackets and calls. Line breaks stay as many as they are, so that a filter on one
 * line stays on one line and comments keep their lines; in a filter of several lines `&&` and `||` move from the end of a
 * line to the beginning of the next, and each line is indented by two blanks for every bracket open around it.
 */
export function formatFilter(parsed: ParsedFilter, options: FormatOptions = {}): string | null {
  if (!isFormattable(parsed)) return null;
  return applyEdits(parsed.text, formatFilterEdits(parsed, options));
}

/**
 * The same as edits, each within one stretch of white space and as small as can be, so that they map into any host. None when the
 * filter is in canonical layout or cannot be formatted.
 */
export function formatFilterEdits(parsed: ParsedFilter, options: FormatOptions = {}): readonly TextEdit[] {
  if (!isFormattable(parsed)) return [];
  const edits = planGaps(parsed).flatMap(({ start, end, wanted }) => replaceGap(parsed.text, start, end, wanted));
  if (options.lengthLimit !== undefined) {
    const growth = edits.reduce((sum, { range, newText }) => sum + newText.length - (range.end - range.start), 0);
    if (growth > 0) {
      const length = countCodePoints(parsed.text);
      // White space has one UTF-16 unit a character, so the growth counts characters, too.
      if (length <= options.lengthLimit && length + growth > options.lengthLimit) return [];
    }
  }
  return edits;
}

function isFormattable(parsed: ParsedFilter): boolean {
  return parsed.isComplete && parsed.problems.length === 0 && parsed.tokens.length > 0;
}

/** White space before, between or after tokens, and what should stand there. */
interface Gap {
  readonly start: number;
  readonly end: number;
  wanted: string;
}

/** The gaps in text order, one more than there are tokens. */
function planGaps({ text, tokens }: ParsedFilter): readonly Gap[] {
  const brackets = new BracketStack();
  const gaps: Gap[] = [];
  let previous: FilterToken | undefined;
  let spaceAfterPrevious = false;
  for (const token of tokens) {
    const start = previous?.end ?? 0;
    const breaks = lineBreaksOf(text.slice(start, token.start));
    const role = brackets.enter(token, previous);
    const gap: Gap = { start, end: token.start, wanted: '' };
    if (breaks !== '') gap.wanted = breaks + brackets.indentation;
    else if (!previous) gap.wanted = '';
    else if (token.kind === 'comment') gap.wanted = ' ';
    else if (role.keepsSpaceBefore) gap.wanted = token.start > start ? ' ' : '';
    else gap.wanted = spaceAfterPrevious && role.spaceBefore ? ' ' : '';
    const before = gaps.at(-1);
    if (before && breaks !== '' && previous && token.kind !== 'comment' && isJoiner(previous) && !hasLineBreak(before.wanted)) {
      // A line ends with `&&` or `||`: the break goes before it.
      before.wanted = breaks + brackets.indentation;
      gap.wanted = ' ';
    }
    gaps.push(gap);
    brackets.leave(token);
    previous = token;
    spaceAfterPrevious = role.spaceAfter;
  }
  const start = previous?.end ?? 0;
  gaps.push({ start, end: text.length, wanted: lineBreaksOf(text.slice(start)) });
  return gaps;
}

/** Which blanks a token wants. Between two tokens there is one when both want it, or when either is a binary operator. */
interface Role {
  readonly spaceBefore: boolean;
  readonly spaceAfter: boolean;
  /** A number and the dot after it would read as another number without the blank between them. */
  readonly keepsSpaceBefore?: boolean;
}

const plain: Role = { spaceBefore: true, spaceAfter: true };
const tightBefore: Role = { spaceBefore: false, spaceAfter: true };
const tightAfter: Role = { spaceBefore: true, spaceAfter: false };
const tight: Role = { spaceBefore: false, spaceAfter: false };

/** The brackets open at a place, and with them what a token is there. */
class BracketStack {
  /** For each open bracket (and the whole) how many `?` still wait for their `:`. */
  private readonly questions = [0];

  get indentation(): string {
    return '  '.repeat(this.questions.length - 1);
  }

  /** The role of a token; a closing bracket counts as outside already. */
  enter(token: FilterToken, previous: FilterToken | undefined): Role {
    const followsOperand = previous !== undefined && endsOperand(previous);
    switch (token.kind === 'string' || token.kind === 'bytes' || token.kind === 'comment' ? '' : token.text) {
      case ')':
      case ']':
      case '}':
        this.questions.pop();
        return tightBefore;
      case '(':
      case '[':
      case '{':
        // After an operand: a call, an index or a message; else parentheses, a list or a map.
        return followsOperand ? tight : tightAfter;
      case ',':
        return tightBefore;
      case '.':
        if (previous?.kind === 'number') return { ...tight, keepsSpaceBefore: true };
        return followsOperand ? tight : tightAfter;
      case '?':
        this.addQuestions(1);
        return plain;
      case ':':
        if ((this.questions.at(-1) ?? 0) === 0) return tightBefore;
        this.addQuestions(-1);
        return plain;
      case '!':
      case '-':
        return followsOperand ? plain : tightAfter;
      default:
        return plain;
    }
  }

  /** Counts an opening bracket, which stands outside of itself. */
  leave(token: FilterToken): void {
    if (token.kind === 'punctuation' && (token.text === '(' || token.text === '[' || token.text === '{')) this.questions.push(0);
  }

  private addQuestions(count: number): void {
    const last = this.questions.length - 1;
    this.questions[last] = (this.questions[last] ?? 0) + count;
  }
}

function endsOperand({ kind, text }: FilterToken): boolean {
  if (kind === 'operator' || kind === 'comment') return false;
  if (kind === 'punctuation') return text === ')' || text === ']' || text === '}';
  return text !== 'in';
}

function isJoiner({ kind, text }: FilterToken): boolean {
  return kind === 'operator' && (text === '&&' || text === '||');
}

function hasLineBreak(blank: string): boolean {
  return blank.includes('\n') || blank.includes('\r');
}

function lineBreaksOf(blank: string): string {
  return hasLineBreak(blank) ? blank.replace(/[^\r\n]/g, '') : '';
}

/** The smallest edit that makes a gap what it should be: what stays at both its ends is left out. */
function replaceGap(text: string, start: number, end: number, wanted: string): TextEdit[] {
  const present = text.slice(start, end);
  if (present === wanted) return [];
  const shorter = Math.min(present.length, wanted.length);
  let same = 0;
  while (same < shorter && present[same] === wanted[same]) same++;
  let sameEnd = 0;
  while (sameEnd < shorter - same && present[present.length - 1 - sameEnd] === wanted[wanted.length - 1 - sameEnd]) sameEnd++;
  return [{ range: { start: start + same, end: end - sameEnd }, newText: wanted.slice(same, wanted.length - sameEnd) }];
}
