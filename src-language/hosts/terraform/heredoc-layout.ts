import type { OffsetRange } from '../../text/range.js';
import { lineEnd } from './line-end.js';

const heredocMark = /<<-?([\p{L}_][\p{L}\p{N}_-]*)[ \t]*(\r?\n)/uy;

/** Heredocs within each other beyond this are not read. */
const deepest = 100;

/** The lines of a heredoc, without those of its marks. */
export interface HeredocLayout {
  /** From the first character after the first line to the start of the last. */
  readonly content: OffsetRange;
  /** `<<-`: the lines' common indentation is not part of the text. */
  readonly isIndented: boolean;
  readonly end: number;
}

/** Whether a heredoc's first mark stands here, with the rest of its line empty. */
export function beginsHeredoc(text: string, start: number): boolean {
  heredocMark.lastIndex = start;
  return heredocMark.test(text);
}

/** The layout of the heredoc that begins here; null where none does, or where it is not closed. */
export function findHeredoc(text: string, start: number, limit: number, depth = 0): HeredocLayout | null {
  if (depth > deepest) return null;
  heredocMark.lastIndex = start;
  const mark = heredocMark.exec(text);
  const word = mark?.[1];
  if (!mark || word === undefined) return null;
  const contentStart = start + mark[0].length;
  for (let lineStart = contentStart; lineStart < limit;) {
    const end = lineEnd(text, lineStart, limit);
    const line = text.slice(lineStart, end);
    const inner = line.includes('<<') ? line.search(new RegExp(`<<-?${word}[ \\t]*\\r?$`, 'u')) : -1;
    if (inner >= 0 && isInSequence(text, contentStart, lineStart + inner)) {
      const nested = findHeredoc(text, lineStart + inner, limit, depth + 1);
      if (!nested) return null;
      lineStart = lineEnd(text, nested.end, limit) + 1;
      continue;
    }
    // The mark may have any blanks around it.
    if (line.trim() === word)
      return {
        content: { start: contentStart, end: lineStart },
        isIndented: text[start + 2] === '-',
        end: text.indexOf(word, lineStart) + word.length,
      };
    lineStart = end + 1;
  }
  return null;
}

/** Whether an offset of a heredoc's content stands within an interpolation or directive: a heredoc that begins there is one within it. */
function isInSequence(text: string, start: number, offset: number): boolean {
  let open = 0;
  for (let at = start; at < offset; at++) {
    const char = text[at];
    if (open === 0) {
      if ((char !== '$' && char !== '%') || text[at + 1] !== '{') continue;
      const isEscaped = text[at - 1] === char && at > start;
      if (!isEscaped) open = 1;
      at++;
    } else if (char === '{') open++;
    else if (char === '}') open--;
    else if (char === '"') {
      quotedString.lastIndex = at;
      if (quotedString.test(text)) at = quotedString.lastIndex - 1;
    }
  }
  return open > 0;
}

const quotedString = /"(?:[^"\\\r\n]|\\[^\r\n])*"/y;
