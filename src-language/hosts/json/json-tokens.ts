import { createScanner, type JSONScanner, type ScanError, type SyntaxKind } from 'jsonc-parser';
import type { HostComment } from '../ignore-comments.js';

/** What a token of a JSON file is; `word` is anything that JSON has not: `True`, `'a'`, `00123`, a lone sign. */
export type JsonTokenKind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'number' | 'true' | 'false' | 'null' | 'word' | 'end';

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly start: number;
  readonly end: number;
  /** Of a string, what the scanner has to say about it. */
  readonly fault: 'none' | 'unclosed' | 'escape' | 'control';
}

// jsonc-parser's enumerations are `const`, and so not there at run time for a file that is compiled by itself.
const kinds: Readonly<Record<number, JsonTokenKind>> = {
  1: '{',
  2: '}',
  3: '[',
  4: ']',
  5: ',',
  6: ':',
  7: 'null',
  8: 'true',
  9: 'false',
  10: 'string',
  11: 'number',
  17: 'end',
} satisfies Partial<Record<SyntaxKind, JsonTokenKind>>;
const lineComment = 12 satisfies SyntaxKind.LineCommentTrivia;
const blockComment = 13 satisfies SyntaxKind.BlockCommentTrivia;
const faults: Readonly<Record<number, JsonToken['fault']>> = {
  2: 'unclosed',
  4: 'escape',
  5: 'escape',
  6: 'control',
} satisfies Partial<Record<ScanError, JsonToken['fault']>>;
const endOfComment = 1 satisfies ScanError.UnexpectedEndOfComment;

const wordCharacter = /[^\s{}[\],:"/]/;

/** The tokens of a JSON file without blanks and comments; comments are kept aside. */
export class JsonTokens {
  readonly comments: HostComment[] = [];
  /** Where a comment begins that is not closed. */
  unclosedComment: number | null = null;
  private readonly scanner: JSONScanner;

  constructor(private readonly text: string) {
    this.scanner = createScanner(text, false);
    if (text.startsWith('\ufeff')) this.scanner.setPosition(1);
  }

  next(): JsonToken {
    for (;;) {
      const kind: number = this.scanner.scan();
      const start = this.scanner.getTokenOffset();
      const end = start + this.scanner.getTokenLength();
      if (kind === lineComment || kind === blockComment) {
        this.comments.push({ offset: start, source: this.text.slice(start, end) });
        const error: number = this.scanner.getTokenError();
        if (error === endOfComment) this.unclosedComment = start;
        continue;
      }
      if (kind === 14 || kind === 15) continue;
      const named = kinds[kind];
      const error: number = this.scanner.getTokenError();
      if (named === 'string') return { kind: named, start, end, fault: faults[error] ?? 'none' };
      if (named === undefined || named === 'number' || named === 'true' || named === 'false' || named === 'null') {
        const whole = this.wholeWord(start, end);
        if (whole !== end || named === undefined || error !== 0) {
          this.scanner.setPosition(whole);
          return { kind: 'word', start, end: whole, fault: 'none' };
        }
        return { kind: named, start, end, fault: 'none' };
      }
      return { kind: named, start, end, fault: 'none' };
    }
  }

  /** Goes on after a place, which is not before the last token. */
  continueAt(offset: number): void {
    this.scanner.setPosition(offset);
  }

  /** `00123` and `12ab` are one wrong value each, not several numbers; `'a b'` reaches to its closing quote on the line. */
  private wholeWord(start: number, end: number): number {
    if (this.text[start] === "'") {
      for (let at = start + 1; at < this.text.length && this.text[at] !== '\n' && this.text[at] !== '\r'; at++) {
        if (this.text[at] === '\\') at++;
        else if (this.text[at] === "'") return at + 1;
      }
    }
    let at = end;
    while (at < this.text.length && wordCharacter.test(this.text[at] ?? '')) at++;
    return at;
  }
}
