import type { HostEntry, HostMap, HostNode } from '../hosts/host-tree.js';
import type { OffsetRange, TextEdit } from '../text/range.js';

/** True for `{ … }` and `[ … ]`, in YAML as in JSON: there, entries are separated by commas and line breaks mean nothing. */
export function isFlow(text: string, node: HostNode): boolean {
  const first = text[node.range.start];
  return first === '{' || first === '[';
}

/** The entry is written in the map itself, not merged into it from an anchor elsewhere. */
export function isOwnEntry(map: HostMap, entry: HostEntry): boolean {
  return entry.keyRange.start >= map.range.start && entry.range.end <= map.range.end;
}

/** Another name for a key; quotes around it stay. */
export function renameKeyEdit(text: string, keyRange: OffsetRange, newKey: string): TextEdit {
  const first = text[keyRange.start];
  const isQuoted = (first === '"' || first === "'") && keyRange.end - keyRange.start >= 2;
  return { range: isQuoted ? { start: keyRange.start + 1, end: keyRange.end - 1 } : keyRange, newText: newKey };
}

/** Writes `key` with a text value before the map's first key; null where the layout is too unusual to do that safely. */
export function insertFirstEntryEdit(text: string, map: HostMap, key: string, value: string): TextEdit | null {
  const first = map.entries.find((entry) => isOwnEntry(map, entry));
  if (isFlow(text, map)) {
    const written = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    if (!first) {
      const inside = { start: map.range.start + 1, end: map.range.end - 1 };
      return text.slice(inside.start, inside.end).trim() === '' ? { range: inside, newText: `${written}` } : null;
    }
    const indent = blankLineStart(text, first.keyRange.start);
    const gap = indent === null ? ' ' : lineBreakOf(text) + indent;
    return insertAt(first.keyRange.start, `${written},${gap}`);
  }
  if (!first || first.keyRange.start !== map.range.start) return null;
  const indent = blockIndent(text, first.keyRange.start);
  return indent === null ? null : insertAt(first.keyRange.start, `${key}: ${quoteForYaml(value)}${lineBreakOf(text)}${indent}`);
}

/** Writes `key` with a text value after the line where `entry` ends; in flow style, before the first key. */
export function insertEntryAfterEdit(text: string, map: HostMap, entry: HostEntry, key: string, value: string): TextEdit | null {
  if (isFlow(text, map)) return insertFirstEntryEdit(text, map, key, value);
  const indent = isOwnEntry(map, entry) ? blockIndent(text, entry.keyRange.start) : null;
  if (indent === null) return null;
  return insertAt(lineEnd(text, entry.range.end), `${lineBreakOf(text)}${indent}${key}: ${quoteForYaml(value)}`);
}

/** Takes an entry out of its map; null where what is left could not be told. */
export function removeEntryEdit(text: string, map: HostMap, entry: HostEntry): TextEdit | null {
  if (!isOwnEntry(map, entry)) return null;
  const own = map.entries.filter((other) => isOwnEntry(map, other)).sort((a, b) => a.range.start - b.range.start);
  const at = own.indexOf(entry);
  const next = own[at + 1];
  const previous = own[at - 1];
  if (isFlow(text, map)) {
    if (next) return { range: { start: entry.keyRange.start, end: next.keyRange.start }, newText: '' };
    if (previous) return { range: { start: previous.range.end, end: entry.range.end }, newText: '' };
    return null;
  }
  const lineStart = text.lastIndexOf('\n', entry.keyRange.start - 1) + 1;
  if (text.slice(lineStart, entry.keyRange.start).trim() === '') {
    const end = lineEnd(text, entry.range.end);
    if (end < text.length) return { range: { start: lineStart, end: end + (text.startsWith('\r\n', end) ? 2 : 1) }, newText: '' };
    return lineStart === 0 ? null : { range: { start: lineStart - (text.startsWith('\r\n', lineStart - 2) ? 2 : 1), end }, newText: '' };
  }
  return next ? { range: { start: entry.keyRange.start, end: next.keyRange.start }, newText: '' } : null;
}

/** One text value turned into a list of that value. */
export function wrapInListEdit(text: string, range: OffsetRange, value: string): TextEdit {
  const source = text.slice(range.start, range.end);
  const isSafe = /^(?:"[^\r\n]*"|'[^\r\n]*'|[\w.@/-][\w .@/-]*)$/.test(source);
  return { range, newText: `[${isSafe ? source : JSON.stringify(value)}]` };
}

/** A text as a YAML scalar that cannot be read as anything else: single quotes, or double ones where it has line breaks. */
export function quoteForYaml(value: string): string {
  return /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

function insertAt(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}

function lineBreakOf(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

function lineEnd(text: string, offset: number): number {
  const match = /[\r\n]/g;
  match.lastIndex = offset;
  return match.exec(text)?.index ?? text.length;
}

/** The blanks before `offset` on its line, or null when something else stands there. */
function blankLineStart(text: string, offset: number): string | null {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return before.trim() === '' ? before : null;
}

/** What begins the line of a sibling of the block key at `offset`: its blanks, with `- ` counted as blanks. */
function blockIndent(text: string, offset: number): string | null {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^ *(?:- +)*$/.test(before) ? ' '.repeat(before.length) : null;
}
