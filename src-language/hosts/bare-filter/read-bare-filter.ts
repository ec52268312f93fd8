import type { Problem } from '../../text/problem.js';
import type { HostText } from '../host-text.js';
import type { IgnoreDirective } from '../host-tree.js';
import { findIgnoreDirectives, ignoreWord, type HostComment } from '../ignore-comments.js';
import { WholeFileText } from '../whole-file-text.js';

/** A `.groupfilter` file: all of it is one filter. */
export interface BareFilter {
  readonly filter: HostText;
  /** None so far: any text is a filter file. */
  readonly problems: readonly Problem[];
  /** `// groupmap-ignore CODE` covers the filter's line below it, blank lines and comments skipped. */
  readonly ignores: readonly IgnoreDirective[];
}

/**
 * Reads a file whose text is one filter. A byte-order mark at its start is encoding, not text; everything else is the filter
 * as it stands, line ends included. Edits are written as they are.
 */
export function readBareFilter(text: string): BareFilter {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  return {
    filter: new WholeFileText(text.slice(start), start),
    problems: [],
    ignores: text.includes(ignoreWord) ? findIgnores(text, start) : [],
  };
}

/** Comments that stand on a line of their own; one after part of the filter directs nothing. */
const ownLineComment = /^[ \t]*(\/\/[^\r\n]*)/gm;
const filterLine = /^[ \t]*(?!\/\/)([^ \t\r\n][^\r\n]*)/gm;

function findIgnores(text: string, start: number): IgnoreDirective[] {
  const body = start === 0 ? text : ' ' + text.slice(start);
  const comments: HostComment[] = [];
  for (const match of body.matchAll(ownLineComment)) {
    const source = match[1] ?? '';
    comments.push({ offset: match.index + match[0].length - source.length, source });
  }
  const items = Array.from(body.matchAll(filterLine), (match) => ({
    start: match.index + match[0].length - (match[1] ?? '').length,
    end: match.index + match[0].length,
  }));
  return findIgnoreDirectives(text, comments, items);
}
