import type { HostEntry, HostMap, HostNode } from '../../hosts/host-tree.js';
import { ignoreWord } from '../../hosts/ignore-comments.js';
import { isOwnEntry } from '../../mapping-set/file-edits.js';
import type { MappingFile } from '../../mapping-set/mapping-set.js';
import type { Finding } from '../../text/problem.js';
import type { OffsetRange, TextEdit } from '../../text/range.js';
import { commentMarkerOf, takesComments } from '../comment-style.js';
import type { EditingContext } from '../editing-context.js';
import { touches } from '../host-path.js';
import { lineBreakOf, lineStartAt } from '../list-edits.js';

/**
 * The edit that silences a finding by a comment above the smallest item that holds it and begins its line: another code in a
 * comment that is there, or a new one. Null for what is not to be silenced, and where no comment can stand.
 */
export function ignoreHere(context: EditingContext, finding: Finding): TextEdit | null {
  const file = context.fileOf(finding.file);
  if (!file || finding.code === 'host-syntax' || finding.code === 'ignore-unused' || !takesComments(file)) return null;
  const { text } = file.source;
  const target = file.bareFilter
    ? filterLine(context, file, finding)
    : file.commands
      ? commandLine(file, finding.range)
      : itemLine(file, finding.range);
  if (target === null) return null;
  const existing = file.ignores.findLast(
    ({ covers, range }) =>
      range.end <= target &&
      covers.end > target &&
      isOnlyComments(text.slice(covers.start, target)) &&
      lineStartAt(text, range.start) < target,
  );
  if (existing) {
    const last = existing.codes.at(-1);
    const head = text.indexOf(ignoreWord, existing.range.start) + ignoreWord.length;
    const at = last?.range.end ?? head;
    return { range: { start: at, end: at }, newText: `${last ? ',' : ''} ${finding.code}` };
  }
  const indent = /^[ \t]*/.exec(text.slice(target))?.[0] ?? '';
  const comment = `${indent}${commentMarkerOf(file)} ${ignoreWord} ${finding.code}${lineBreakOf(text)}`;
  return { range: { start: target, end: target }, newText: comment };
}

/** Where the line of a script begins that a command begins; null where a comment above it would cut another line short. */
function commandLine({ source: { text } }: MappingFile, { start }: OffsetRange): number | null {
  const line = lineStartAt(text, start);
  const isContinued = /\\\r?\n$/.test(text.slice(Math.max(0, line - 3), line));
  // In YAML the command may be an item of a list, or the value of a key.
  return /^[ \t]*(?:- +)*(?:[\w-]+: +)?["']?$/.test(text.slice(line, start)) && !isContinued ? line : null;
}

/** Where the line begins that the smallest item around the range begins; null when there is none. */
function itemLine(file: MappingFile, range: OffsetRange): number | null {
  const { text } = file.source;
  const items = file.items
    ? file.items().filter((item) => touches(item, range.start))
    : (file.tree?.roots ?? []).flatMap((root) => itemsAround(root, range.start));
  for (const { start } of items.reverse()) {
    const line = lineStartAt(text, start);
    if (/^[ \t]*(?:- +)*$/.test(text.slice(line, start))) return line;
  }
  return null;
}

/** The entries and list items that hold an offset, the outermost first; what stands behind an alias is found at its anchor. */
function itemsAround(root: HostNode, offset: number): OffsetRange[] {
  const items: OffsetRange[] = [];
  for (let node: HostNode | null = root; node && touches(node.range, offset);) {
    if (node.kind === 'map') {
      const entry: HostEntry | undefined = ownEntryAt(node, offset);
      if (!entry) break;
      items.push(entry.range);
      node = entry.value;
    } else if (node.kind === 'sequence') {
      const item: HostNode | undefined = node.items.findLast(({ range }) => touches(range, offset));
      if (!item) break;
      items.push(item.range);
      node = item;
    } else break;
  }
  return items;
}

/** The entry that holds the offset: of two that touch it, the one that begins there. */
function ownEntryAt(map: HostMap, offset: number): HostEntry | undefined {
  return map.entries.findLast((entry) => isOwnEntry(map, entry) && touches(entry.range, offset));
}

/** In a filter file the line itself, if it begins between tokens. */
function filterLine(context: EditingContext, file: MappingFile, { code, range }: Finding): number | null {
  const filter = file.bareFilter;
  // A comment makes the filter longer, and moves where it gets too long.
  if (!filter || code === 'filter-too-long' || code === 'filter-empty') return null;
  const line = lineStartAt(file.source.text, range.start);
  const decoded = filter.toDecoded(line);
  if (decoded === null) return null;
  const isInToken = context.services.parse(filter.value).tokens.some(({ start, end }) => start < decoded && decoded < end);
  return isInToken ? null : line;
}

function isOnlyComments(text: string): boolean {
  return /^(?:[ \t]*(?:#[^\n]*|\/\/[^\n]*)?\r?\n)*$/.test(text);
}
