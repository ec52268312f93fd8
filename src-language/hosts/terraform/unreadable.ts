import type { OffsetRange } from '../../text/range.js';
import { ValueScanner, type ScanFault } from './scan-value.js';

/** What is said where there is nothing after the `=`. */
export const missingValue = 'The value is missing: write it after the `=`, or remove the line';

export const nestedTooDeep = 'This is nested too deep to be read';

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
  const lineBreak = text.slice(stop, end).search(/[\r\n]/);
  const range = { start: stop, end: lineBreak > 0 ? stop + lineBreak : end };
  return {
    message: looksUnescaped(text.slice(start, end))
      ? 'Terraform cannot read this value: a quote inside a string is written `\\"`'
      : 'Terraform cannot read this value from here on',
    range,
  };
}

function looksUnescaped(source: string): boolean {
  return /^"[^\n]*"$/.test(source) && !/[?:+(]/.test(source);
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
