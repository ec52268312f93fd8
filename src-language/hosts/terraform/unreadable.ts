import type { OffsetRange } from '../../text/range.js';
import { ValueScanner, type ScanFault } from './scan-value.js';

/** What is said where there is nothing after the `=`. */
export const missingValue = 'The value is missing: write it after the `=`, or remove the line';

/** Nobody writes so many levels by hand. */
export const nestedTooDeep = 'This is nested too deep to be read, more than 100 levels: put inner parts into locals, and refer to those';

/** Why an expression cannot be read, and where: what is not closed, else the place where the grammar stopped. */
export function explainUnreadable(
  text: string,
  { start, end }: OffsetRange,
  grammarStop: number,
): { readonly message: string; readonly range: OffsetRange } {
  const { end: reached, fault } = new ValueScanner(text).value(start, end);
  if (fault) return { message: messageOfFault(fault), range: fault.range };
  // `"a" in groups"` after `"`: quotes inside a string that are not escaped.
  const stop = Math.min(Math.max(reached < end ? reached : grammarStop, start), Math.max(start, end - 1));
  const sequence = reached === end ? wrongSequence(text.slice(start, end), text[start] === '"' ? 1 : 0) : null;
  if (sequence) return { message: sequence.message, range: { start: start + sequence.start, end: start + sequence.end } };
  const lineBreak = text.slice(stop, end).search(/[\r\n]/);
  const range = { start: stop, end: lineBreak > 0 ? stop + lineBreak : end };
  return {
    message: looksUnescaped(text.slice(start, end))
      ? 'Terraform cannot read this value: a quote inside a string is written `\\"`'
      : 'Terraform cannot read this value from here on',
    range,
  };
}

/** Why a text that is a template without quotes around it cannot be read, and where. */
export function explainTemplate(text: string): OffsetRange & { readonly message: string } {
  if (new ValueScanner(text).nestsTooDeep(0, text.length)) return { message: nestedTooDeep, start: 0, end: text.length };
  return (
    wrongSequence(text, 0) ?? {
      message: 'Terraform cannot read the template in this text: check what stands in `${…}` and `%{…}`; a literal `${` is written `$${`',
      start: 0,
      end: text.length,
    }
  );
}

const directives = new Set(['if', 'else', 'endif', 'for', 'endfor']);

/** The first sequence in template source that no template may have: a directive that there is none of, or `${` where an expression is due. */
function wrongSequence(source: string, from: number): (OffsetRange & { readonly message: string }) | null {
  const sign = /(?<![$])\$\{~?\s*(?=(\$\{))|(?<!%)%\{~?\s*([\p{L}_][\p{L}\p{N}_-]*)?/gu;
  sign.lastIndex = from;
  for (let match = sign.exec(source); match; match = sign.exec(source)) {
    const [written, inner, keyword = ''] = match;
    if (inner !== undefined) {
      const start = match.index + written.length;
      const message = 'Inside `${…}` stands an expression, which has no `${` of its own: remove the inner one and its `}`';
      return { message, start, end: start + 2 };
    }
    if (directives.has(keyword)) continue;
    const what =
      keyword === '' ? 'This `%{` begins no directive that Terraform knows' : `Terraform knows no template directive \`${keyword}\``;
    const message = `${what}: there are \`if\`, \`else\`, \`endif\`, \`for\` and \`endfor\`. A literal \`%{\` is written \`%%{\``;
    return { message, start: match.index, end: match.index + written.trimEnd().length };
  }
  return null;
}

function looksUnescaped(source: string): boolean {
  const isOneString = new ValueScanner(source).string(0, source.length).end === source.length;
  return /^"[^\n]*"$/.test(source) && !/[?:+(]/.test(source) && !isOneString;
}

function messageOfFault({ what }: ScanFault): string {
  switch (what) {
    case 'string':
      return 'This string is not closed: a quoted string of Terraform ends in the line where it begins. Close it with `"`; a quote within it is written `\\"`';
    case 'heredoc':
      return 'This heredoc is not closed: its word must stand alone in a line below';
    case 'comment':
      return 'This comment is not closed: `*/` is missing';
    case 'bracket':
      return 'This bracket is not closed';
    case 'nesting':
      return nestedTooDeep;
  }
}
