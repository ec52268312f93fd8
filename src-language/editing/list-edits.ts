import type { HostEntry, HostMap, HostNode, HostSequence, HostTree } from '../hosts/host-tree.js';
import { isFlow, isOwnEntry } from '../mapping-set/file-edits.js';
import type { OffsetRange, TextEdit } from '../text/range.js';
import { touches } from './host-path.js';

/** The line break that a file uses. */
export function lineBreakOf(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** Where the line that holds an offset begins; a byte-order mark is before the first line. */
export function lineStartAt(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\ufeff') ? 1 : start;
}

/** Where the line that holds an offset ends, without its line break. */
export function lineEndAt(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  const end = at < 0 ? text.length : at;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** The list whose own item is written at exactly this range; what an alias stands for is no item of the list around the alias. */
export function listHolding(tree: HostTree, item: OffsetRange): { readonly list: HostSequence; readonly item: HostNode } | null {
  let at: HostNode | null | undefined = tree.roots.find((root) => touches(root.range, item.start));
  while (at) {
    const node: HostNode = at;
    if (node.kind === 'scalar') return null;
    if (node.kind === 'map') {
      const entry: HostEntry | undefined = node.entries.find(
        (candidate) => isOwnEntry(node, candidate) && candidate.value !== null && holds(candidate.value.range, item),
      );
      at = entry?.value;
    } else {
      const found: HostNode | undefined = node.items.find(
        (candidate) => holds(candidate.range, item) && holds(node.range, candidate.range),
      );
      if (found && found.range.start === item.start && found.range.end === item.end && found.kind !== 'sequence')
        return { list: node, item: found };
      at = found;
    }
  }
  return null;
}

/** The value of a map's own key; null where the key is not written in the map itself, or its value elsewhere. */
export function ownEntry(map: HostMap, key: string): HostEntry | null {
  const entry = map.entries.find((candidate) => candidate.key === key);
  return entry && isOwnEntry(map, entry) && (!entry.value || holds(entry.range, entry.value.range)) ? entry : null;
}

/** Lines of a block list's item, the dash included and the line break at the end not; null for a layout that is too unusual. */
function blockItemLines(text: string, item: HostNode): { readonly start: number; readonly end: number; readonly indent: string } | null {
  const start = lineStartAt(text, item.range.start);
  const indent = /^( *)- +$/.exec(text.slice(start, item.range.start))?.[1];
  if (indent === undefined) return null;
  const end = lineEndAt(text, item.range.end);
  // What follows on the line may only be a comment.
  return /^[ \t]*(?:#.*)?$/.test(text.slice(item.range.end, end)) ? { start, end, indent } : null;
}

/** Writes an item after another one of a list, in the layout of that one; `source` is the item without dash, comma and indentation. */
export function insertItemAfter(text: string, list: HostSequence, item: HostNode, source: string): TextEdit | null {
  return insertItemsAfter(text, list, item, [source]);
}

function insertItemsAfter(text: string, list: HostSequence, item: HostNode, sources: readonly string[]): TextEdit | null {
  if (isFlow(text, list)) {
    const { start, end } = item.range;
    const before = text.slice(lineStartAt(text, start), start);
    if (before.trim() !== '') return insertion(end, sources.map((source) => `, ${source}`).join(''));
    const gap = lineBreakOf(text) + before;
    const lineEnd = lineEndAt(text, end);
    const [, comma = '', comment] = /^[ \t]*(,?)[ \t]*((?:#|\/\/).*)?$/.exec(text.slice(end, lineEnd)) ?? [];
    if (comment === undefined) return insertion(end, sources.map((source) => `,${gap}${source}`).join(''));
    // A comment behind the item stays with it.
    const items = sources.map((source) => gap + source);
    if (comma !== '') return insertion(lineEnd, items.map((written) => `${written},`).join(''));
    return { range: { start: end, end: lineEnd }, newText: `,${text.slice(end, lineEnd)}${items.join(',')}` };
  }
  const lines = blockItemLines(text, item);
  return lines && insertion(lines.end, sources.map((source) => `${lineBreakOf(text)}${lines.indent}- ${source}`).join(''));
}

/** Whether the items of a block list have empty lines between them. */
export function hasSpacedItems(text: string, list: HostSequence): boolean {
  return list.items.some((item, index) => {
    const next = list.items[index + 1];
    return next !== undefined && /\n[ \t]*\r?\n/.test(text.slice(item.range.end, next.range.start));
  });
}

/** What the dashes of a block list stand behind; null for a layout that is too unusual. */
export function dashIndent(text: string, list: HostSequence): string | null {
  const { start } = list.range;
  const before = text.slice(lineStartAt(text, start), start);
  return text[start] === '-' && /^ *$/.test(before) ? before : null;
}

/** Writes an item at the end of a list. */
export function appendItem(text: string, list: HostSequence, source: string): TextEdit | null {
  return appendItems(text, list, [source]);
}

/** Writes items at the end of a list, as one edit. */
export function appendItems(text: string, list: HostSequence, sources: readonly string[]): TextEdit | null {
  const last = list.items.findLast((item) => holds(list.range, item.range));
  if (last) return list.items.at(-1) === last ? insertItemsAfter(text, list, last, sources) : null;
  if (!isFlow(text, list) || list.items.length > 0) return null;
  const inside = { start: list.range.start + 1, end: list.range.end - 1 };
  return text.slice(inside.start, inside.end).trim() === '' ? { range: inside, newText: sources.join(', ') } : null;
}

/**
 * Writes a copy of an item, with edits of the file made in the copy alone, after the item itself. The edits must lie in the item. Blank
 * lines between items stay the custom of the list.
 */
export function copyItemAfter(text: string, list: HostSequence, item: HostNode, edits: readonly TextEdit[]): TextEdit | null {
  const flow = isFlow(text, list);
  const lines = flow ? { start: item.range.start, end: item.range.end } : blockItemLines(text, item);
  if (!lines) return null;
  if (edits.some(({ range }) => range.start < lines.start || range.end > lines.end)) return null;
  const copy = applyWithin(text, lines, edits);
  if (flow) return insertItemAfter(text, list, item, copy);
  return insertion(lines.end, lineBreakOf(text).repeat(hasSpacedItems(text, list) ? 2 : 1) + copy);
}

/** Takes an item out of its list, with the lines that are its own; comments around it stay. */
export function removeItem(text: string, list: HostSequence, item: HostNode): TextEdit | null {
  return removeItems(text, list, [item])?.[0] ?? null;
}

/** Takes items out of their list together: one edit for those that follow each other. */
export function removeItems(text: string, list: HostSequence, items: readonly HostNode[]): TextEdit[] | null {
  const edits: TextEdit[] = [];
  const places = [...new Set(items.map((item) => list.items.indexOf(item)))].sort((a, b) => a - b);
  for (let at = 0; at < places.length; at++) {
    const first = at;
    while (places[at + 1] === (places[at] ?? 0) + 1) at++;
    const edit = removeRun(text, list, places[first] ?? -1, places[at] ?? -1);
    if (!edit) return null;
    edits.push(edit);
  }
  return edits;
}

/** Takes out the items from one place of a list to another. */
function removeRun(text: string, list: HostSequence, from: number, to: number): TextEdit | null {
  const run = list.items.slice(from, to + 1);
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return null;
  if (!isFlow(text, list)) {
    const lines = run.map((item) => blockItemLines(text, item));
    const [top, bottom] = [lines[0], lines.at(-1)];
    if (!top || !bottom || !lines.every((each) => each !== null)) return null;
    // Comments between items are somebody's words.
    for (const [index, each] of lines.entries()) {
      const next = lines[index + 1];
      if (next && text.slice(each.end, next.start).trim() !== '') return null;
    }
    const { start } = top;
    const next = bottom.end + (text.startsWith('\r\n', bottom.end) ? 2 : 1);
    if (bottom.end < text.length) return { range: { start, end: next }, newText: '' };
    return { range: { start: start - (text.startsWith('\r\n', start - 2) ? 2 : 1), end: bottom.end }, newText: '' };
  }
  const next = list.items[to + 1];
  const previous = list.items[from - 1];
  const range = next
    ? { start: first.range.start, end: next.range.start }
    : { start: previous?.range.end ?? first.range.start, end: last.range.end };
  const within = next ? [...run, next] : previous ? [previous, ...run] : run;
  // A comment between two is somebody's words.
  const isPlain = within.every((item, index) => {
    const after = within[index + 1];
    return !after || /^\s*,?\s*$/.test(text.slice(item.range.end, after.range.start));
  });
  return isPlain ? { range, newText: '' } : null;
}

function applyWithin(text: string, { start, end }: OffsetRange, edits: readonly TextEdit[]): string {
  let result = '';
  let at = start;
  for (const { range, newText } of [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    result += text.slice(at, range.start) + newText;
    at = Math.max(at, range.end);
  }
  return result + text.slice(at, end);
}

function insertion(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}

function holds(outer: OffsetRange, inner: OffsetRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
