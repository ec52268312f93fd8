import { LineCounter, parseDocument, type Document } from 'yaml';
import { printable } from '../display-text.js';
import { readLineBlocks, longestLine, type LineBlock } from './line-blocks.js';
import { readPerson, type ReadPerson } from './read-person.js';
import type { ReadUsers, UserEntry } from './user-entry.js';
import { YamlAnchors } from './yaml-anchors.js';

/**
 * Users as a YAML list, at the top or under `users:`. A block list (`- name: …` on lines of their own) is read item by item, in constant
 * memory but for what anchors name, which later items may have aliases of. Anything else is read whole, up to 16 MiB.
 */
export const readYamlUsers: ReadUsers = async function* (source) {
  const reader = new YamlReader();
  for await (const block of readLineBlocks(source)) yield reader.take(block);
  yield reader.end();
};

type State = 'before' | 'items' | 'astray' | 'whole' | 'hopeless';

/** Lines that may stand before the first item of a block list. */
const preamble = /^(?:\s*(?:#.*)?|---(?:\s.*)?|\.\.\.\s*|%.*|users:\s*(?:#.*)?)$/;
const itemStart = /^( *)-(?:\s|$)/;

class YamlReader {
  private readonly anchors = new YamlAnchors(longestLine);
  private state: State = 'before';
  private lines: string[] = [];
  private length = 0;
  private firstLine = 1;
  private indent = 0;

  *take(block: LineBlock): Iterable<UserEntry> {
    while (block.next()) {
      if (block.text === null) yield { line: block.number, user: { mistake: block.mistake ?? 'the line cannot be read' } };
      else yield* this.takeLine(block.text.endsWith('\r') ? block.text.slice(0, -1) : block.text, block.number);
    }
  }

  *end(): Iterable<UserEntry> {
    if (this.state === 'items') yield* this.readItem();
    else if (this.state === 'whole') yield* readWhole(this.lines.join('\n'), this.firstLine);
  }

  private *takeLine(text: string, line: number): Iterable<UserEntry> {
    const marker = itemStart.exec(text);
    switch (this.state) {
      case 'before':
        if (marker) this.startItem(text, line, marker[1]?.length ?? 0);
        else if (!preamble.test(text)) {
          this.state = 'whole';
          this.firstLine = line;
          this.keep(text);
        }
        return;
      case 'items':
      case 'astray': {
        const indent = text.length - text.trimStart().length;
        if (marker && indent === this.indent) {
          yield* this.readItem();
          this.startItem(text, line, this.indent);
        } else if (/^(?:---|\.\.\.)(?:\s|$)/.test(text)) {
          yield* this.readItem();
          this.anchors.forget();
          this.state = 'before';
        } else if (indent > this.indent || text.trim() === '' || text.trimStart().startsWith('#')) {
          if (this.state === 'items') this.keep(text);
        } else if (this.state === 'items') {
          yield* this.readItem();
          this.state = 'astray';
          yield { line, user: { mistake: 'this is not an item of the list of users' } };
        }
        return;
      }
      case 'whole':
        this.keep(text);
        if (this.length > longestLine) {
          this.state = 'hopeless';
          this.lines = [];
          yield {
            line: 1,
            user: { mistake: 'a file of more than 16 MiB is a block list: each user begins with a dash on a line of its own' },
          };
        }
        return;
      case 'hopeless':
    }
  }

  private startItem(text: string, line: number, indent: number): void {
    this.state = 'items';
    this.indent = indent;
    this.firstLine = line;
    this.lines = [];
    this.length = 0;
    this.keep(text);
  }

  private keep(text: string): void {
    this.length += text.length + 1;
    if (this.length <= longestLine || this.state === 'whole') this.lines.push(text);
    else this.lines = [];
  }

  private *readItem(): Iterable<UserEntry> {
    if (this.state !== 'items') return;
    const { lines, firstLine: line, length } = this;
    this.lines = [];
    if (length > longestLine) {
      yield { line, user: { mistake: 'the entry is longer than 16 MiB' } };
      return;
    }
    const lineCounter = new LineCounter();
    const value = parseYaml(lines.join('\n'), lineCounter, this.anchors);
    if ('mistake' in value) yield { line: line + value.line - 1, user: { mistake: value.mistake } };
    else yield { line, user: readPerson(Array.isArray(value.parsed) ? (value.parsed as unknown[])[0] : value.parsed) };
  }
}

function* readWhole(text: string, firstLine: number): Iterable<UserEntry> {
  const value = parseYaml(text, new LineCounter(), new YamlAnchors(0));
  if ('mistake' in value) {
    yield { line: firstLine + value.line - 1, user: { mistake: value.mistake } };
    return;
  }
  const { parsed } = value;
  const users = typeof parsed === 'object' && parsed !== null && 'users' in parsed ? parsed.users : parsed;
  if (!Array.isArray(users)) {
    yield { line: firstLine, user: { mistake: 'a YAML users file is a list of users' } };
    return;
  }
  for (const user of users as unknown[]) yield { line: firstLine, user: readPerson(user) satisfies ReadPerson };
}

function parseYaml(
  text: string,
  lineCounter: LineCounter,
  anchors: YamlAnchors,
): { readonly parsed: unknown } | { readonly mistake: string; readonly line: number } {
  try {
    const document: Document = parseDocument(text, { lineCounter, prettyErrors: false, merge: true, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) return { mistake: `this is not YAML (${printable(error.message)})`, line: lineCounter.linePos(error.pos[0]).line };
    anchors.resolveIn(document);
    const parsed: unknown = document.toJS({ maxAliasCount: 100 });
    if (text.includes('&')) anchors.remember(document, text.length);
    return { parsed };
  } catch (error) {
    const message =
      error instanceof RangeError
        ? 'it is nested too deeply'
        : error instanceof Error
          ? (error.message.split('\n')[0] ?? '')
          : String(error);
    return { mistake: `this cannot be read as YAML: ${printable(message)}`, line: 1 };
  }
}
