import type { OffsetRange } from '../../text/range.js';
import { findEscape } from './decode-template.js';
import type { TemplateForm } from './expression.js';

/** A stretch of a template's source: literal characters, or a sequence (`${…}`, `%{…}`), which may trim the blanks beside it with `~`. */
export type TemplateToken = LiteralToken | SequenceToken;
export interface LiteralToken {
  readonly kind: 'literal';
  start: number;
  end: number;
}
export interface SequenceToken {
  readonly kind: 'sequence';
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
}

/** What Go's `unicode.IsSpace` says, which HCL goes by. */
const blank = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Literal source between two sequences as tokens: a heredoc has one for each line, as HCL's scanner makes them. */
export function literalTokens(source: string, { start, end }: OffsetRange, form: TemplateForm): LiteralToken[] {
  if (start >= end) return [];
  if (form === 'quoted') return [{ kind: 'literal', start, end }];
  const tokens: LiteralToken[] = [];
  for (let at = start; at < end;) {
    const lineFeed = source.indexOf('\n', at);
    const next = lineFeed < 0 || lineFeed >= end ? end : lineFeed + 1;
    tokens.push({ kind: 'literal', start: at, end: next });
    at = next;
  }
  return tokens;
}

/** Takes away, in place, the blanks that sequences with `~` trim: those of the one token beside them. */
export function trimBesideSequences(source: string, tokens: readonly TemplateToken[], form: TemplateForm): void {
  tokens.forEach((token, index) => {
    if (token.kind !== 'sequence') return;
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    if (token.trimsBefore && before?.kind === 'literal') before.end = trimmedEnd(source, before, form);
    if (token.trimsAfter && after?.kind === 'literal') after.start = trimmedStart(source, after, form);
  });
}

/**
 * Takes away, in place, the indentation that all lines of a `<<-` heredoc have in common. As in HCL, a line of nothing but blanks has no
 * say and keeps them.
 */
export function removeCommonIndentation(source: string, tokens: readonly TemplateToken[]): void {
  let common = Infinity;
  const firsts: LiteralToken[] = [];
  let isLineStart = true;
  for (const token of tokens) {
    if (isLineStart) {
      isLineStart = false;
      if (token.kind === 'sequence') common = 0;
      else {
        let at = token.start;
        while (at < token.end && blank.test(source[at] ?? '')) at++;
        const isBlankLine = at === token.end && token.end > token.start && source[token.end - 1] === '\n';
        if (!isBlankLine) {
          common = Math.min(common, at - token.start);
          firsts.push(token);
        }
      }
    }
    if (token.kind === 'literal' && token.end > token.start && source[token.end - 1] === '\n') isLineStart = true;
  }
  for (const token of firsts) token.start = endOfIndentation(source, token, Math.min(common, token.end - token.start));
}

/** HCL takes off as many characters as people see: a mark behind the last blank goes with it. */
function endOfIndentation(source: string, { start, end }: LiteralToken, count: number): number {
  let at = start + count;
  if (count > 0 && /[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/.test(source[at - 1] ?? ''))
    while (at < end && /[\p{Grapheme_Extend}\p{Mc}\u200d]/u.test(source[at] ?? '')) at++;
  return at;
}

/** Where a token starts without the blanks at its start, those written as escapes included. */
function trimmedStart(source: string, { start, end }: LiteralToken, form: TemplateForm): number {
  let at = start;
  while (at < end) {
    const escape = findEscape(source, at, Math.min(end, at + 10), form);
    if (escape?.start === at && escape.text !== null && blank.test(escape.text)) at = escape.end;
    else if (blank.test(source[at] ?? '')) at++;
    else break;
  }
  return at;
}

function trimmedEnd(source: string, { start, end }: LiteralToken, form: TemplateForm): number {
  /** The end of the last character that is no blank. */
  let last = start;
  for (let at = start; at < end;) {
    const escape = findEscape(source, at, end, form);
    const runEnd = escape?.start ?? end;
    for (; at < runEnd; at++) if (!blank.test(source[at] ?? '')) last = at + 1;
    if (!escape) break;
    if (escape.text === null || !blank.test(escape.text)) last = escape.end;
    at = escape.end;
  }
  return last;
}
