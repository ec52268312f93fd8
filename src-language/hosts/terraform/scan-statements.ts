import type { OffsetRange } from '../../text/range.js';
import { lineEnd } from './line-end.js';
import { beginsBlock, ValueScanner, type ScanFault } from './scan-value.js';

/** What a body is made of, in file order. */
export type Statement = AttributeStatement | BlockStatement | UnreadableStatement;

/** `NAME = VALUE`. */
export interface AttributeStatement extends OffsetRange {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameRange: OffsetRange;
  /** Without blanks around it; empty when there is none. */
  readonly value: OffsetRange;
  readonly fault: ScanFault | null;
}

/** `TYPE "LABEL" { … }`. */
export interface BlockStatement extends OffsetRange {
  readonly kind: 'block';
  readonly type: string;
  readonly labels: readonly BlockLabel[];
  /** From the type to the opening brace. */
  readonly header: OffsetRange;
  /** Between the braces. */
  readonly bodyRange: OffsetRange;
  readonly body: readonly Statement[];
  readonly isClosed: boolean;
}
export interface BlockLabel extends OffsetRange {
  /** Without its quotes. */
  readonly name: string;
}

/** A line that is no statement. */
export interface UnreadableStatement extends OffsetRange {
  readonly kind: 'unreadable';
}

/** Blocks within blocks beyond this are not looked into. */
const deepestBlock = 50;
const name = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const equals = /[ \t]*=(?![=>])[ \t]*/y;
const label = /[ \t]*(?:"((?:[^"\\\n]|\\[^\n])*)"|([\p{L}_][\p{L}\p{N}_-]*))/uy;
const brace = /[ \t]*\{/y;

/**
 * Finds the statements of a Terraform file line by line, without reading their expressions. What is broken spoils nothing but itself: an
 * attribute ends at its line when its value does not end as it should, and a block ends at the latest where the next one begins at the
 * start of a line.
 */
export function scanStatements(text: string): readonly Statement[] {
  return new StatementScanner(text).body(text.charCodeAt(0) === 0xfeff ? 1 : 0, 0).statements;
}

class StatementScanner {
  private readonly values: ValueScanner;
  /** Characters that may be looked at again after faults, so that a file full of them costs a bounded time. */
  private patience: number;
  /** No comment further on is closed either, once one is not. */
  private commentsAreClosed = true;

  constructor(private readonly text: string) {
    this.values = new ValueScanner(text);
    this.patience = 10 * text.length + 1_000_000;
  }

  /** The statements up to the brace that closes the body, or up to the end of a body that none closes. */
  body(start: number, depth: number): { readonly statements: Statement[]; readonly end: number; readonly isClosed: boolean } {
    const { text } = this;
    const statements: Statement[] = [];
    for (let at = start; ;) {
      at = this.skipBlanks(at);
      if (at >= text.length) return { statements, end: text.length, isClosed: depth === 0 };
      const isLineStart = at === 0 || text[at - 1] === '\n';
      if (depth > 0) {
        if (text[at] === '}') return { statements, end: at, isClosed: true };
        if (isLineStart && beginsBlock(text, at)) return { statements, end: at, isClosed: false };
      }
      const statement = this.statement(at, depth);
      statements.push(statement);
      at = Math.max(statement.end, at + 1);
    }
  }

  private statement(start: number, depth: number): Statement {
    const { text } = this;
    const word = match(name, text, start);
    if (!word) return this.unreadable(start);
    const nameEnd = start + word[0].length;
    const sign = match(equals, text, nameEnd);
    if (sign) return this.attribute(start, nameEnd, nameEnd + sign[0].length);
    const labels: BlockLabel[] = [];
    let at = nameEnd;
    for (let found = match(label, text, at); found; found = match(label, text, at)) {
      const end = at + found[0].length;
      const isQuoted = found[1] !== undefined;
      const written = found[1] ?? found[2] ?? '';
      labels.push({ name: written, start: end - written.length - (isQuoted ? 2 : 0), end });
      at = end;
    }
    const opening = match(brace, text, at);
    if (!opening || depth >= deepestBlock) return this.unreadable(start);
    const bodyStart = at + opening[0].length;
    const { statements, end, isClosed } = this.body(bodyStart, depth + 1);
    return {
      kind: 'block',
      type: word[0],
      labels,
      header: { start, end: bodyStart },
      bodyRange: { start: bodyStart, end },
      body: statements,
      isClosed,
      start,
      end: isClosed ? end + 1 : trimmedEnd(text, bodyStart, end),
    };
  }

  private attribute(start: number, nameEnd: number, valueStart: number): AttributeStatement {
    const { text } = this;
    // What stands in one line is read without looking further, once too much has been looked at in vain.
    const limit = this.patience > 0 ? text.length : lineEnd(text, valueStart, text.length);
    this.values.reach = valueStart;
    const { end, fault } = this.values.value(valueStart, limit);
    if (fault) this.patience -= this.values.reach - valueStart;
    return {
      kind: 'attribute',
      name: text.slice(start, nameEnd),
      nameRange: { start, end: nameEnd },
      value: { start: valueStart, end: Math.max(end, valueStart) },
      fault,
      start,
      end: Math.max(end, valueStart),
    };
  }

  private unreadable(start: number): UnreadableStatement {
    const { text } = this;
    if (text[start] === '"') {
      const { end, fault } = this.values.string(start, text.length);
      if (!fault) return { kind: 'unreadable', start, end };
    }
    const end = lineEnd(text, start, text.length);
    return { kind: 'unreadable', start, end: Math.max(start + 1, trimmedEnd(text, start, end)) };
  }

  /** The offset after blanks, line breaks and comments. */
  private skipBlanks(start: number): number {
    const { text } = this;
    for (let at = start; ;) {
      const code = text.charCodeAt(at);
      if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) at++;
      else if (code === 0x23 || (code === 0x2f && text.charCodeAt(at + 1) === 0x2f)) at = lineEnd(text, at, text.length);
      else if (code === 0x2f && text.charCodeAt(at + 1) === 0x2a) {
        const closing = this.commentsAreClosed ? text.indexOf('*/', at + 2) : -1;
        if (closing < 0) this.commentsAreClosed = false;
        // One that nothing closes is no statement, and ends with its line.
        if (closing < 0) return at;
        at = closing + 2;
      } else return at;
    }
  }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && ' \t\r\n'.includes(text[at - 1] ?? '')) at--;
  return at;
}
