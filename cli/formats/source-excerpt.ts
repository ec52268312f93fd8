import type { OffsetRange } from '../../src-language/text/range.js';
import { layOutLine } from '../display-text.js';
import type { ReportedSource } from './finding-report.js';

/** A source line with the range under it marked by carets, both safe to print and aligned by display width. */
export interface SourceExcerpt {
  /** One-based. */
  readonly lineNumber: number;
  readonly line: string;
  readonly carets: string;
}

/** The first line of a range, cut around it to `width` columns; an ellipsis stands where something is left out. */
export function excerptOf({ text, lines }: ReportedSource, range: OffsetRange, width: number): SourceExcerpt {
  const { line } = lines.positionAt(range.start);
  const lineStart = lines.offsetAt({ line, character: 0 });
  const nextLine = lines.offsetAt({ line: line + 1, character: 0 });
  let lineEnd = nextLine;
  while (lineEnd > lineStart && isLineBreak(text.charCodeAt(lineEnd - 1))) lineEnd--;
  const room = Math.max(20, width);
  // UTF-16 units looked at on either side of the range's start: a line of megabytes costs no more than a short one.
  const reach = 2 * room;
  const caretStart = Math.min(range.start, lineEnd);
  const caretEnd = Math.max(caretStart, Math.min(range.end, lineEnd));

  const from = keepPairsWhole(text, Math.max(lineStart, caretStart - reach));
  const to = keepPairsWhole(text, Math.min(lineEnd, Math.max(caretStart + reach, Math.min(caretEnd, caretStart + 2 * reach))));
  const shown = layOutLine(text.slice(from, to));
  const columnOf = (offset: number): number => shown.columns[Math.min(Math.max(offset - from, 0), shown.columns.length - 1)] ?? 0;

  const start = columnOf(caretStart);
  const end = Math.max(start + 1, columnOf(caretEnd));
  const total = columnOf(to);
  // The window of columns that is printed: the range in view, and as much before it as fits.
  let left = 0;
  if (total > room || from > lineStart)
    left = Math.max(0, Math.min(start - Math.floor(room / 3), Math.max(0, Math.max(end, total) - room)));
  if (end - left > room && start - left > 8) left = Math.min(start - 8, end - room);
  const right = left + room;

  const isCutLeft = left > 0 || from > lineStart;
  const isCutRight = total > right || to < lineEnd;
  const body = sliceColumns(shown.text, left, Math.min(right, total));
  const mark = isCutLeft ? '… ' : '';
  const caretColumn = Math.max(0, start - left);
  const caretCount = Math.max(1, Math.min(end, right) - Math.max(start, left));
  return {
    lineNumber: line + 1,
    line: (mark + body.padding + body.text + (isCutRight ? ' …' : '')).trimEnd(),
    carets: ' '.repeat(mark.length + caretColumn) + '^'.repeat(caretCount),
  };
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** Moves an offset that would cut a surrogate pair in two to the pair's start. */
function keepPairsWhole(text: string, offset: number): number {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff ? offset - 1 : offset;
}

/** The part of a printable text between two columns; a wide character cut in half at the left becomes a blank. */
function sliceColumns(text: string, left: number, right: number): { readonly text: string; readonly padding: string } {
  const { columns } = layOutLine(text);
  let start = 0;
  while (start < text.length && (columns[start] ?? 0) < left) start++;
  let end = start;
  while (end < text.length && (columns[end + 1] ?? 0) <= right) end++;
  return { text: text.slice(start, end), padding: ' '.repeat(Math.max(0, (columns[start] ?? left) - left)) };
}
