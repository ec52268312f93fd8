import type { OffsetRange } from '../../text/range.js';
import { beginsHeredoc, findHeredoc } from './heredoc-layout.js';
import { lineEnd } from './line-end.js';

/** What keeps a value from ending where it should, at its place: a string, heredoc, comment or bracket that is not closed. */
export interface ScanFault {
  readonly what: 'string' | 'heredoc' | 'comment' | 'bracket' | 'nesting';
  readonly range: OffsetRange;
}

/** Where something ends, and what is wrong with it. */
export interface Scanned {
  readonly end: number;
  readonly fault: ScanFault | null;
}

/** Deeper than this nothing is read: nobody writes it, and every reader of trees stays within its stack. */
const deepest = 100;

/** A line that begins a block of a module: where an unclosed bracket or string above it ends at the latest. */
const blockLine =
  /(?:resource|data|ephemeral|module|provider|variable|output|locals|terraform|import|moved|removed|check)[ \t]*(?:"[^"\n]*"[ \t]*|[A-Za-z_][\w-]*[ \t]*){0,2}\{/y;

/** Whether a block of a module begins at the start of this line. */
export function beginsBlock(text: string, lineStart: number): boolean {
  blockLine.lastIndex = lineStart;
  return blockLine.test(text);
}

/**
 * Finds the ends of expressions without reading them. One scanner serves one text; `reach` is how far it had to look, so that whoever goes
 * back after a fault knows what that cost.
 */
export class ValueScanner {
  reach = 0;
  /** Some string had sequences nested deeper than is read. */
  private isTooDeep = false;

  constructor(private readonly text: string) {}

  /**
   * The end of an expression: the line's end outside of brackets, strings and heredocs, or (with `stopsAtComma`) a comma there, or the
   * bracket that closes what the expression stands in. Trailing blanks and comments are not part of it. A string that is not closed ends with
   * its line, and a bracket that is not closed with the one around it; where there is none around it, the expression ends with the line where
   * it begins, so that the next line is read as usual. The first fault is told.
   */
  value(start: number, limit: number, { stopsAtComma = false } = {}): Scanned {
    const { text } = this;
    let end = start;
    let fault: ScanFault | null = null;
    /** The brackets that are open, by the offsets where they stand. */
    const open: number[] = [];
    for (let at = start; at < limit;) {
      const code = text.charCodeAt(at);
      switch (code) {
        case quote: {
          const string = this.string(at, limit);
          fault ??= string.fault;
          at = end = string.end;
          continue;
        }
        case less: {
          const heredoc = this.heredoc(at, limit);
          if (heredoc?.fault) return heredoc;
          at = end = heredoc?.end ?? at + 1;
          continue;
        }
        case hash:
          at = lineEnd(text, at, limit);
          continue;
        case slash:
          if (text.charCodeAt(at + 1) === slash) at = lineEnd(text, at, limit);
          else if (text.charCodeAt(at + 1) === star) {
            const closing = text.indexOf('*/', at + 2);
            if (closing < 0 || closing >= limit) return this.unclosed(at, limit, limit, 'comment');
            at = closing + 2;
          } else at = end = at + 1;
          continue;
        case openBrace:
        case openBracket:
        case openParenthesis:
          open.push(at);
          if (open.length > deepest) return this.unclosed(open[0] ?? at, at, limit, 'nesting');
          at = end = at + 1;
          continue;
        case closeBrace:
        case closeBracket:
        case closeParenthesis: {
          const opened = open.at(-1);
          if (opened === undefined) return { end, fault };
          const wanted = partnerOf(code);
          let partner = open.length - 1;
          while (partner >= 0 && text.charCodeAt(open[partner] ?? -1) !== wanted) partner--;
          if (partner < 0) return this.unclosedBrackets(open, at, limit);
          if (partner < open.length - 1) fault ??= { what: 'bracket', range: { start: opened, end: opened + 1 } };
          open.length = partner;
          at = end = at + 1;
          continue;
        }
        case lineFeed:
          if (open.length === 0) return { end, fault };
          at++;
          if (beginsBlock(text, at)) return this.unclosedBrackets(open, at, limit);
          continue;
        case comma:
          if (stopsAtComma && open.length === 0) return { end, fault };
          at = end = at + 1;
          continue;
        case space:
        case tab:
        case carriageReturn:
          at++;
          continue;
        default:
          at = end = at + 1;
      }
    }
    return open.length === 0 ? { end, fault } : this.unclosedBrackets(open, limit, limit);
  }

  /** The offset after the bracket that closes the one here, or the same offset where none does. */
  closingBracket(start: number, limit: number): number {
    const { text } = this;
    for (let at = start + 1, open = 1; at < limit;) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        const { end, fault } = this.string(at, limit);
        if (fault) return start;
        at = end;
        continue;
      }
      if (code === openParenthesis || code === openBracket || code === openBrace) open++;
      else if ((code === closeParenthesis || code === closeBracket || code === closeBrace) && --open === 0) return at + 1;
      at++;
    }
    return start;
  }

  /** The end of a quoted string, what it interpolates included. It cannot go on in the next line, but an interpolation in it can. */
  string(start: number, limit: number, depth = 0): Scanned {
    const { text } = this;
    if (depth === 0) this.isTooDeep = false;
    let at = start + 1;
    for (; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) return { end: at + 1, fault: null };
      if (code === lineFeed) break;
      if (code === backslash) {
        if (text.charCodeAt(at + 1) !== lineFeed && text.charCodeAt(at + 1) !== carriageReturn) at++;
      } else if ((code === dollar || code === percent) && text.charCodeAt(at + 1) === openBrace) {
        if (text.charCodeAt(at - 1) === code && at - 1 > start) continue;
        const inside = this.interpolation(at + 2, limit, depth + 1);
        if (inside < 0) break;
        at = inside - 1;
      }
    }
    return this.unclosed(start, at, limit, this.isTooDeep ? 'nesting' : 'string');
  }

  /** Whether sequences of a template without quotes around it are nested deeper than is read. */
  nestsTooDeep(start: number, limit: number): boolean {
    this.isTooDeep = false;
    for (let at = start; at < limit && !this.isTooDeep; at++)
      if (/[$%]/.test(this.text[at] ?? '') && this.text.charCodeAt(at + 1) === openBrace)
        at = Math.max(at, this.interpolation(at + 2, limit, 1) - 1);
    return this.isTooDeep;
  }

  /** The end of a heredoc, before the line break after its last mark; null where none begins. */
  heredoc(start: number, limit: number): Scanned | null {
    const layout = findHeredoc(this.text, start, limit);
    if (layout) return { end: layout.end, fault: null };
    if (!beginsHeredoc(this.text, start)) return null;
    const { fault } = this.unclosed(start, limit, limit, 'heredoc');
    // Its lines are no statements: they go on to where the block around it must have ended.
    let end = lineEnd(this.text, start, limit);
    while (end < limit && this.text.charCodeAt(end + 1) !== closeBrace && !beginsBlock(this.text, end + 1))
      end = lineEnd(this.text, end + 1, limit);
    return { end, fault };
  }

  /** The offset after the `}` that closes an interpolation, or -1 when there is none. */
  private interpolation(start: number, limit: number, depth: number): number {
    const { text } = this;
    let open = 0;
    let at = start;
    if (depth > deepest) this.isTooDeep = true;
    while (at < limit && depth <= deepest) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        const { end, fault } = this.string(at, limit, depth);
        if (fault) return -1;
        at = end;
        continue;
      }
      if (code === less) {
        const heredoc = this.heredoc(at, limit);
        if (heredoc?.fault) return -1;
        at = heredoc?.end ?? at + 1;
        continue;
      }
      if (code === openBrace) open++;
      else if (code === closeBrace && open-- === 0) return at + 1;
      else if (code === lineFeed && beginsBlock(text, at + 1)) break;
      at++;
    }
    this.reach = Math.max(this.reach, at);
    return -1;
  }

  /** The innermost of the open brackets is what is missed; the line of the outermost is where the expression ends. */
  private unclosedBrackets(open: readonly number[], reached: number, limit: number): Scanned {
    const { end } = this.unclosed(open[0] ?? reached, reached, limit, 'bracket');
    return { end, fault: this.unclosed(open.at(-1) ?? reached, reached, limit, 'bracket').fault };
  }

  private unclosed(start: number, reached: number, limit: number, what: ScanFault['what']): Scanned {
    this.reach = Math.max(this.reach, reached);
    let end = lineEnd(this.text, start, limit);
    if (this.text.charCodeAt(end - 1) === carriageReturn && end > start) end--;
    return { end, fault: { what, range: { start, end: what === 'bracket' || what === 'nesting' ? start + 1 : end } } };
  }
}

/** The comments of a file, those within expressions included, in file order. */
export function findComments(text: string): ScannedComment[] {
  const scanner = new ValueScanner(text);
  const comments: ScannedComment[] = [];
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    let end = at + 1;
    if (code === quote) end = scanner.string(at, text.length).end;
    else if (code === less) end = scanner.heredoc(at, text.length)?.end ?? at + 1;
    else if (code === hash || (code === slash && text.charCodeAt(at + 1) === slash)) {
      end = lineEnd(text, at, text.length);
      comments.push({ offset: at, source: text.slice(at, end).trimEnd() });
    } else if (code === slash && text.charCodeAt(at + 1) === star) {
      const closing = text.indexOf('*/', at + 2);
      end = closing < 0 ? text.length : closing + 2;
      comments.push({ offset: at, source: text.slice(at, end) });
    }
    at = Math.max(end, at + 1);
  }
  return comments;
}

/** A comment with its mark (`#`, `//`, `/*`), and the offset of that. */
export interface ScannedComment {
  readonly offset: number;
  readonly source: string;
}

function partnerOf(code: number): number {
  return code === closeBrace ? openBrace : code === closeBracket ? openBracket : openParenthesis;
}

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
const hash = 0x23;
const dollar = 0x24;
const percent = 0x25;
const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const star = 0x2a;
const comma = 0x2c;
const slash = 0x2f;
const less = 0x3c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
