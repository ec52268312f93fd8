import type { Fix, Problem } from '../../text/problem.js';
import type { OffsetRange } from '../../text/range.js';
import type { HostEntry, HostNode, HostScalar, HostTree } from '../host-tree.js';
import { findIgnoreDirectives, ignoreWord } from '../ignore-comments.js';
import { decodeJsonString, encodeJsonString, JsonText } from './json-text.js';
import { JsonTokens, type JsonToken } from './json-tokens.js';

/** How deep objects and arrays may nest: beyond it the rest is not read, so that walks over the tree may recurse. */
export const maximumNesting = 200;

/**
 * Reads a JSON file as values with ranges; comments and trailing commas are allowed. A byte-order mark at the start is skipped
 * but counts in the offsets. It never throws and never recurses: what is no JSON is a `host-syntax` problem, and the rest is read. With
 * `severalValues` objects and arrays may follow each other, as pages of a list do that were written into one file: each is a root.
 */
export function readJsonTree(text: string, { severalValues = false } = {}): HostTree {
  return new JsonReader(text, severalValues).read();
}

/** A filter whose quotes are not escaped is looked for no further than this on its line: a file may be all one line. */
const longestLine = 10_000;

interface OpenObject {
  readonly kind: 'map';
  readonly start: number;
  readonly entries: HostEntry[];
  readonly names: Set<string>;
  /** The key whose value comes next. */
  key: { readonly name: string; readonly range: OffsetRange; readonly itemIndex: number } | null;
  colonEnd: number | null;
  needsComma: boolean;
  readonly itemIndex: number;
}
interface OpenArray {
  readonly kind: 'sequence';
  readonly start: number;
  readonly items: HostNode[];
  needsComma: boolean;
  readonly itemIndex: number;
}

class JsonReader {
  private readonly tokens: JsonTokens;
  private readonly problems: Problem[] = [];
  private readonly open: (OpenObject | OpenArray)[] = [];
  /** What ignore comments can cover: entries, array items and the root. */
  private readonly items: { start: number; end: number }[] = [];
  private readonly roots: HostNode[] = [];
  private lastEnd = 0;
  /** Where the last string ended that is not closed. */
  private unclosedEnd = -1;

  constructor(
    private readonly text: string,
    private readonly severalValues: boolean,
  ) {
    this.tokens = new JsonTokens(text);
  }

  read(): HostTree {
    for (let token = this.tokens.next(); token.kind !== 'end'; token = this.tokens.next()) {
      const isNext = this.severalValues && (token.kind === '{' || token.kind === '[');
      if (this.roots.length > 0 && this.open.length === 0 && !isNext) {
        this.add('The JSON value has ended, and more text follows. Remove it, or move it inside the outermost { }.', token);
        break;
      }
      if (!this.take(token)) break;
      this.lastEnd = Math.max(this.lastEnd, token.end);
    }
    this.finish();
    return {
      roots: this.roots,
      problems: this.problems,
      ignores: this.text.includes(ignoreWord) ? findIgnoreDirectives(this.text, this.tokens.comments, this.items) : [],
    };
  }

  /** One token, in the innermost object or array; false when reading has to stop. */
  private take(token: JsonToken): boolean {
    const top = this.open[this.open.length - 1];
    if (token.kind === '}' || token.kind === ']') this.close(token);
    else if (top?.kind === 'map' && top.key === null) this.takeKey(top, token);
    else if (top?.kind === 'map' && token.kind === ':') {
      if (top.colonEnd !== null) this.add('There is a second colon after this key. Remove it.', token);
      top.colonEnd = token.end;
    } else if (token.kind === ',') this.takeComma(top, token);
    else return this.takeValue(top, token);
    return true;
  }

  private takeKey(object: OpenObject, token: JsonToken): void {
    if (token.kind === ',') {
      this.takeComma(object, token);
      return;
    }
    if (object.needsComma) this.missingComma();
    object.needsComma = false;
    const itemIndex = this.items.length;
    this.items.push({ start: token.start, end: token.end });
    if (token.kind === 'string') {
      this.checkString(token);
      object.key = { name: this.stringValue(token), range: token, itemIndex };
    } else if (token.kind === '{' || token.kind === '[' || token.kind === ':') {
      this.add('A key in double quotes has to stand here.', token);
      object.key = { name: '', range: { start: token.start, end: token.start }, itemIndex };
      if (token.kind === ':') object.colonEnd = token.end;
      else this.takeValue(object, token);
      return;
    } else {
      const name = this.bareText(token);
      this.add('A key needs double quotes in JSON.', token, [this.quoteFix(token, name)]);
      object.key = { name, range: token, itemIndex };
    }
    object.colonEnd = null;
  }

  private takeComma(top: OpenObject | OpenArray | undefined, token: JsonToken): void {
    if (top?.kind === 'map' && top.key) {
      this.add(`The key "${top.key.name}" has no value. Write one after the colon.`, top.key.range);
      this.endEntry(top, null, token.start);
    } else if (!top?.needsComma) {
      this.add('There is a comma with nothing before it. Remove it.', token, [
        { title: 'Remove the comma', edits: [{ range: { start: token.start, end: token.end }, newText: '' }] },
      ]);
    }
    if (top) top.needsComma = false;
  }

  private takeValue(top: OpenObject | OpenArray | undefined, token: JsonToken): boolean {
    if (top?.kind === 'sequence') {
      if (top.needsComma) this.missingComma();
      this.items.push({ start: token.start, end: token.end });
    } else if (!top) this.items.push({ start: token.start, end: token.end });
    else if (top.colonEnd === null && top.key && top.key.range.end > top.key.range.start) {
      const at = top.key.range.end;
      this.add('There is no colon between this key and its value.', top.key.range, [
        { title: 'Put a colon after the key', edits: [{ range: { start: at, end: at }, newText: ':' }] },
      ]);
    }
    if (token.kind === '{' || token.kind === '[') {
      if (this.open.length >= maximumNesting) {
        this.add(
          `Objects and arrays are nested more than ${String(maximumNesting)} deep here; the file is read only up to this place. Remove the nesting.`,
          token,
        );
        return false;
      }
      const itemIndex = this.items.length - 1;
      if (token.kind === '[') this.open.push({ kind: 'sequence', start: token.start, items: [], needsComma: false, itemIndex });
      else {
        this.open.push({
          kind: 'map',
          start: token.start,
          entries: [],
          names: new Set(),
          key: null,
          colonEnd: null,
          needsComma: false,
          itemIndex,
        });
      }
      return true;
    }
    this.endValue(this.readScalar(top, token));
    return true;
  }

  private readScalar(top: OpenObject | OpenArray | undefined, token: JsonToken): HostScalar {
    const range = { start: token.start, end: token.end };
    if (token.kind === 'string') {
      const key = top?.kind === 'map' ? top.key?.name : undefined;
      const slip = key === 'filter' || key === 'group' ? this.bareQuotesEnd(token) : null;
      if (slip !== null) return this.readBareQuotes(token, slip, key ?? '');
      this.checkString(token);
      const inside = this.insideOf(token);
      const value = this.stringValue(token);
      return {
        kind: 'scalar',
        range,
        value,
        text: new JsonText(this.text, value, range, inside, token.fault !== 'unclosed'),
        quoteEdit: null,
      };
    }
    const source = this.text.slice(token.start, token.end);
    if (token.kind === 'word' || token.kind === ',' || token.kind === ':') {
      const value = this.bareText(token);
      this.add(`${shorten(source)} is not a JSON value. A text needs double quotes.`, token, [this.quoteFix(token, value)]);
      const inside = source.startsWith("'") && source.length > 1 ? { start: token.start + 1, end: token.end - 1 } : range;
      return { kind: 'scalar', range, value, text: new JsonText(this.text, value, range, inside, false), quoteEdit: null };
    }
    const value = token.kind === 'number' ? Number(source) : token.kind === 'null' ? null : token.kind === 'true';
    return {
      kind: 'scalar',
      range,
      value,
      text: new JsonText(this.text, source, range, range, false),
      quoteEdit: { range, newText: encodeJsonString(source) },
    };
  }

  /**
   * `"filter": ""a" in groups"`, quotes inside a string that are not escaped: where the string meant ends, which is at the first
   * quote with a next key or the end of the line after it; null when the string is followed by what may follow it.
   */
  private bareQuotesEnd(token: JsonToken): number | null {
    if (token.fault === 'unclosed') return null;
    const rest = /^[^\r\n]*/.exec(this.text.slice(token.end, token.end + longestLine))?.[0] ?? '';
    if (/^[ \t]*(?:[,}\]]|\/[/*]|$)/.test(rest) || rest.length === longestLine) return null;
    for (let quote = rest.indexOf('"'); quote !== -1; quote = rest.indexOf('"', quote + 1)) {
      const after = rest.slice(quote + 1);
      if (/^[ \t]*:/.test(after)) return null;
      if (/^[ \t]*(?:,[ \t]*"[^"]*"[ \t]*:|[,}\] \t]*(?:\/\/.*)?$)/.test(after)) return token.end + quote + 1;
    }
    return null;
  }

  private readBareQuotes(token: JsonToken, end: number, key: string): HostScalar {
    const range = { start: token.start, end };
    const inside = { start: token.start + 1, end: end - 1 };
    const value = decodeJsonString(this.text, inside.start, inside.end).value;
    this.add(
      `The ${key} holds double quotes that are not escaped, so that JSON takes the text up to the next quote as the value. Write \\" for each quote inside it.`,
      range,
      [{ title: `Escape the quotes in the ${key}`, edits: [{ range, newText: encodeJsonString(value) }], isPreferred: true }],
    );
    this.tokens.continueAt(end);
    this.lastEnd = end;
    return { kind: 'scalar', range, value, text: new JsonText(this.text, value, range, inside, false), quoteEdit: null };
  }

  private close(token: JsonToken): void {
    const kind = token.kind === '}' ? 'map' : 'sequence';
    if (!this.open.some((frame) => frame.kind === kind)) {
      this.add(`This ${token.kind} closes nothing. Remove it.`, token);
      return;
    }
    for (;;) {
      const frame = this.open.pop();
      if (!frame) return;
      if (frame.kind !== kind) {
        this.add(`This ${frame.kind === 'map' ? '{' : '['} is not closed before the ${token.kind} that follows it. Close it.`, {
          start: frame.start,
          end: frame.start + 1,
        });
      }
      this.endCollection(frame, frame.kind === kind ? token.end : token.start);
      if (frame.kind === kind) return;
    }
  }

  private endCollection(frame: OpenObject | OpenArray, end: number): void {
    if (frame.kind === 'map' && frame.key) {
      this.add(`The key "${frame.key.name}" has no value. Write one after a colon.`, frame.key.range);
      this.endEntry(frame, null, frame.colonEnd ?? frame.key.range.end);
    }
    const range = { start: frame.start, end };
    const item = this.items[frame.itemIndex];
    if (item) item.end = end;
    this.endValue(frame.kind === 'map' ? { kind: 'map', range, entries: frame.entries } : { kind: 'sequence', range, items: frame.items });
  }

  private endValue(value: HostNode): void {
    const top = this.open[this.open.length - 1];
    if (!top) this.roots.push(value);
    else if (top.kind === 'map') this.endEntry(top, value, value.range.end);
    else {
      top.items.push(value);
      top.needsComma = true;
    }
  }

  private endEntry(object: OpenObject, value: HostNode | null, end: number): void {
    const { key } = object;
    object.key = null;
    object.colonEnd = null;
    object.needsComma = true;
    if (!key) return;
    const range = { start: key.range.start, end: Math.max(end, key.range.end) };
    const item = this.items[key.itemIndex];
    if (item) item.end = range.end;
    if (object.names.has(key.name)) {
      this.problems.push({
        code: 'duplicate-key',
        message: `The key "${key.name}" stands twice in this object; the first one is used. Remove one of them, or give it the name that was meant.`,
        range: key.range,
        fixes: [],
      });
      return;
    }
    object.names.add(key.name);
    object.entries.push({ key: key.name, keyRange: { start: key.range.start, end: key.range.end }, value, range });
  }

  private finish(): void {
    if (this.tokens.unclosedComment !== null) {
      const start = this.tokens.unclosedComment;
      this.add('This comment is not closed. Put */ at its end.', { start, end: start + 2 });
    }
    const innermost = this.open[this.open.length - 1];
    const nestedTooDeep = this.open.length >= maximumNesting;
    if (innermost && !nestedTooDeep) {
      const bracket = innermost.kind === 'map' ? '{' : '[';
      this.add(`This ${bracket} is not closed. Put a ${bracket === '{' ? '}' : ']'} after its last value.`, {
        start: innermost.start,
        end: innermost.start + 1,
      });
    }
    while (this.open.length > 0) {
      const frame = this.open.pop();
      if (frame) this.endCollection(frame, this.lastEnd);
    }
    if (this.roots.length === 0 && this.problems.length === 0) this.add('The file is empty. Write at least { }.', { start: 0, end: 0 });
    this.problems.sort((a, b) => a.range.start - b.range.start);
  }

  private checkString(token: JsonToken): void {
    if (token.fault === 'none') return;
    if (token.fault === 'unclosed') {
      this.unclosedEnd = token.end;
      const at = this.insideOf(token).end;
      this.add(
        'The double quote that begins this text is not closed on its line. Close it; a line break inside a text is written \\n.',
        { start: token.start, end: at },
        [{ title: 'Close the quote at the end of the line', edits: [{ range: { start: at, end: at }, newText: '"' }] }],
      );
      return;
    }
    const inside = this.text.slice(token.start, token.end);
    if (token.fault === 'control') {
      const at = token.start + Math.max(0, inside.search(/[\x00-\x1f]/));
      this.add('A text in JSON cannot hold a tab or control character as it is. Write \\t for a tab.', { start: at, end: at + 1 });
      return;
    }
    let at = inside.indexOf('\\');
    while (/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(inside.slice(at, at + 6))) at = inside.indexOf('\\', at + 2);
    const escape = /^\\./su.exec(inside.slice(at, at + 3))?.[0] ?? '\\';
    this.add(`${escape} is no escape in JSON. Write \\\\ for a backslash.`, {
      start: token.start + at,
      end: token.start + at + escape.length,
    });
  }

  private missingComma(): void {
    const at = this.lastEnd;
    // A text that is not closed has taken the comma in.
    if (this.unclosedEnd === at) return;
    this.add('A comma is missing after this.', { start: Math.max(0, at - 1), end: at }, [
      { title: 'Put a comma here', edits: [{ range: { start: at, end: at }, newText: ',' }], isPreferred: true },
    ]);
  }

  private stringValue(token: JsonToken): string {
    const inside = this.insideOf(token);
    const raw = this.text.slice(inside.start, inside.end);
    return raw.includes('\\') ? decodeJsonString(this.text, inside.start, inside.end).value : raw;
  }

  private insideOf(token: JsonToken): OffsetRange {
    const start = token.start + 1;
    if (token.fault !== 'unclosed') return { start, end: Math.max(start, token.end - 1) };
    // The comma at the line's end was not meant as text.
    const comma = /,?[ \t]*$/.exec(this.text.slice(Math.max(start, token.end - 100), token.end))?.[0].length ?? 0;
    return { start, end: token.end - comma };
  }

  /** The text that a value without double quotes was meant as. */
  private bareText(token: JsonToken): string {
    const source = this.text.slice(token.start, token.end);
    return source.startsWith("'") && source.endsWith("'") && source.length > 1 ? source.slice(1, -1) : source;
  }

  private quoteFix(range: OffsetRange, value: string): Fix {
    return {
      title: 'Put it in double quotes',
      edits: [{ range: { start: range.start, end: range.end }, newText: encodeJsonString(value) }],
      isPreferred: true,
    };
  }

  private add(message: string, range: OffsetRange, fixes: readonly Fix[] = []): void {
    this.problems.push({ code: 'host-syntax', message, range: { start: range.start, end: range.end }, fixes });
  }
}

function shorten(source: string): string {
  return source.length > 40 ? source.slice(0, 40) + '…' : source;
}
