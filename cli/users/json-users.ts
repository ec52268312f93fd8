import { isUtf8 } from 'node:buffer';
import { describeJsonError } from './describe-parse-error.js';
import { longestLine } from './line-blocks.js';
import { readPerson } from './read-person.js';
import type { ReadUsers, UserEntry } from './user-entry.js';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const lineFeed = 0x0a;

/**
 * Users as one JSON list, or as an object whose `users` is that list. A list is cut into its elements while it arrives, so that a list of any
 * length is read in constant memory; an object is read whole and may not be larger than a line. A broken element spoils only itself: reading
 * goes on at the next line that begins with `{`.
 */
export const readJsonUsers: ReadUsers = async function* (source) {
  const cutter = new ListCutter();
  for await (const chunk of source) yield cutter.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  yield cutter.end();
};

type State = 'start' | 'between' | 'element' | 'broken' | 'object' | 'after';

class ListCutter {
  private state: State = 'start';
  private line = 1;
  private elementLine = 1;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  /** In `broken`: whether only white space was seen since the line began. */
  private isLineStart = false;
  private pieces: Buffer[] = [];
  private pieceBytes = 0;
  private isTooLong = false;
  private bytesSeen = 0;

  *take(chunk: Buffer): Iterable<UserEntry> {
    let elementStart = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === lineFeed) this.line++;
      const isBlank = byte === 0x20 || byte === lineFeed || byte === 0x0d || byte === 0x09;
      switch (this.state) {
        case 'start':
          if (isBlank || (this.bytesSeen + at < 3 && byte >= 0xbb)) break;
          if (byte === openBracket) this.state = 'between';
          else {
            this.state = 'object';
            elementStart = at;
          }
          break;
        case 'between':
          if (isBlank || byte === comma) break;
          if (byte === closeBracket) {
            this.state = 'after';
            break;
          }
          this.startElement();
          elementStart = at;
          if (byte === quote) this.isInString = true;
          else if (byte === openBrace || byte === openBracket) this.depth = 1;
          break;
        case 'element':
          if (this.isInString) {
            if (byte === lineFeed) {
              yield { line: this.elementLine, user: { mistake: 'a string is not closed before the end of its line' } };
              this.dropElement('broken');
            } else if (this.isEscaped) this.isEscaped = false;
            else if (byte === backslash) this.isEscaped = true;
            else if (byte === quote) this.isInString = false;
          } else if (byte === quote) this.isInString = true;
          else if (byte === openBrace || byte === openBracket) this.depth++;
          else if (this.depth > 0 && (byte === closeBrace || byte === closeBracket)) this.depth--;
          else if (this.depth === 0 && (byte === comma || byte === closeBracket)) {
            this.keep(chunk.subarray(elementStart, at));
            yield this.readElement();
            this.state = byte === comma ? 'between' : 'after';
          }
          break;
        case 'broken':
          if (byte === lineFeed) this.isLineStart = true;
          else if (this.isLineStart && byte === openBrace) {
            this.startElement();
            elementStart = at;
            this.depth = 1;
          } else if (!isBlank) this.isLineStart = false;
          break;
        case 'after':
          if (isBlank) break;
          yield { line: this.line, user: { mistake: 'there is text after the end of the list; a list of lines is a .jsonl file' } };
          this.dropElement('broken');
          break;
        case 'object':
      }
    }
    if (this.state === 'element' || this.state === 'object') this.keep(chunk.subarray(elementStart));
    this.bytesSeen += chunk.length;
  }

  *end(): Iterable<UserEntry> {
    if (this.state === 'object') yield* this.readObject();
    else if (this.state === 'element') {
      this.readElement();
      yield { line: this.elementLine, user: { mistake: 'the file ends before the list of users does' } };
    } else if (this.state === 'between') yield { line: this.line, user: { mistake: 'the file ends before the list of users does' } };
  }

  private startElement(): void {
    this.state = 'element';
    this.elementLine = this.line;
    this.depth = 0;
    this.isInString = false;
    this.isEscaped = false;
  }

  private dropElement(next: State): void {
    this.pieces = [];
    this.pieceBytes = 0;
    this.isTooLong = false;
    this.state = next;
    this.isLineStart = true;
  }

  /** Keeps a copy, since a stream may use its memory again, unless the element is too long already. */
  private keep(bytes: Buffer): void {
    this.pieceBytes += bytes.length;
    if (this.pieceBytes > longestLine) {
      this.isTooLong = true;
      this.pieces = [];
    } else this.pieces.push(Buffer.from(bytes));
  }

  private readElement(): UserEntry {
    const bytes = Buffer.concat(this.pieces);
    const { isTooLong, elementLine: line } = this;
    this.dropElement('between');
    const value = isTooLong ? tooLong : parse(bytes);
    return { line, user: 'mistake' in value ? value : readPerson(value.parsed) };
  }

  private *readObject(): Iterable<UserEntry> {
    const value = this.isTooLong ? tooLong : parse(Buffer.concat(this.pieces));
    if ('mistake' in value) {
      yield { line: 1, user: value };
      return;
    }
    const { parsed } = value;
    const users = typeof parsed === 'object' && parsed !== null && 'users' in parsed ? parsed.users : undefined;
    if (Array.isArray(users)) for (const user of users as unknown[]) yield { line: 1, user: readPerson(user) };
    else yield { line: 1, user: { mistake: 'a JSON users file is a list of users' } };
  }
}

const tooLong = { mistake: `the entry is longer than ${longestLine / 1024 / 1024} MiB` } as const;

function parse(bytes: Buffer): { readonly parsed: unknown } | { readonly mistake: string } {
  if (!isUtf8(bytes)) return { mistake: 'the entry is not UTF-8 text' };
  const text = bytes.toString('utf8');
  try {
    return { parsed: JSON.parse(text) };
  } catch (error) {
    return { mistake: describeJsonError(error, '').replace('the line', 'the entry') };
  }
}
