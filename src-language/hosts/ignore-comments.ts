import { diagnosticCodes } from '../text/problem.js';
import type { OffsetRange } from '../text/range.js';
import type { IgnoreDirective } from './host-tree.js';

/** A comment of a host file, its marker (`#`, `//`, `/*`) included. */
export interface HostComment {
  readonly offset: number;
  readonly source: string;
}

/** The word that makes a comment a directive; files without it have none, which one search tells. */
export const ignoreWord = 'groupmap-ignore';

const directive = /^(?:#|\/\/|\/\*)\s*groupmap-ignore(?![\w-])/;
const codeWord = /[A-Za-z][\w-]*/g;
const knownCodes: ReadonlySet<string> = new Set(diagnosticCodes);

/**
 * The directives among a file's comments. `items` are the ranges a directive can cover, in file order, an outer one before the
 * inner ones that start at the same place: a directive covers up to the end of the first item that starts after its comment,
 * or nothing but the rest of the blank lines when none does.
 */
export function findIgnoreDirectives(text: string, comments: readonly HostComment[], items: readonly OffsetRange[]): IgnoreDirective[] {
  const directives: IgnoreDirective[] = [];
  for (const comment of comments) {
    const head = directive.exec(comment.source)?.[0];
    if (head === undefined) continue;
    const range = { start: comment.offset, end: comment.offset + comment.source.length };
    const codes = codesIn(comment.source.slice(head.length), comment.offset + head.length);
    const start = nextLineStart(text, range.end);
    const item = items[firstIndexFrom(items, start)];
    directives.push({ codes, range, covers: { start, end: item ? item.end : start } });
  }
  return directives;
}

/** The codes that a list of them names, up to the words that say why: `group-unknown, group-case: they come in May`. */
function codesIn(list: string, offset: number): IgnoreDirective['codes'] {
  const codes: { code: string; range: OffsetRange }[] = [];
  let end = 0;
  for (const { 0: code, index } of list.matchAll(codeWord)) {
    const isListed = codes.length === 0 || list.slice(end, index).includes(',');
    if (!isListed && !code.includes('-') && !knownCodes.has(code)) break;
    end = index + code.length;
    codes.push({ code, range: { start: offset + index, end: offset + end } });
  }
  return codes;
}

function nextLineStart(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

/** Index of the first item that starts at or after an offset. */
function firstIndexFrom(items: readonly OffsetRange[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
