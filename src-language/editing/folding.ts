import type { HostNode } from '../hosts/host-tree.js';
import { isFlow, isOwnEntry } from '../mapping-set/file-edits.js';
import type { MappingFile } from '../mapping-set/mapping-set.js';
import { LineIndex } from '../text/line-index.js';
import { commentMarkerOf } from './comment-style.js';
import type { EditingContext } from './editing-context.js';

/** Lines that can be folded away under the first of them; zero-based, the last one included. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'region' | 'comment';
}

/** What can be folded: sections, items and whatever else takes several lines, filters of several lines, and comments. */
export function foldingRanges(context: EditingContext, path: string): FoldingRange[] {
  const file = context.fileOf(path);
  if (!file) return [];
  const lines = new LineIndex(file.source.text);
  const byStart = new Map<number, FoldingRange>();
  const add = (range: FoldingRange): void => {
    const known = byStart.get(range.startLine);
    if (range.endLine > range.startLine && (!known || known.endLine < range.endLine)) byStart.set(range.startLine, range);
  };
  const scalarLines: { readonly first: number; readonly last: number }[] = [];
  for (const root of file.tree?.roots ?? []) foldNode(file, lines, root, add, scalarLines);
  for (const { start, end } of file.items?.() ?? []) {
    const last = lines.positionAt(end);
    const closesOnOwnLine = /^[\s}\])]*$/.test(lines.lineText(last.line).slice(0, last.character));
    add({ startLine: lines.positionAt(start).line, endLine: closesOnOwnLine ? last.line - 1 : last.line, kind: 'region' });
  }
  if (file.bareFilter) foldBrackets(context, file, lines, add);
  for (const range of commentBlocks(file, lines)) {
    const isInScalar = scalarLines.some(({ first, last }) => first < range.startLine && range.startLine <= last);
    if (!isInScalar) add(range);
  }
  return [...byStart.values()].sort((a, b) => a.startLine - b.startLine);
}

type Add = (range: FoldingRange) => void;

/** What stands behind an alias is folded where its anchor is. */
function foldNode(
  { source: { text } }: MappingFile,
  lines: LineIndex,
  root: HostNode,
  add: Add,
  scalarLines: { readonly first: number; readonly last: number }[],
): void {
  const fold = (start: number, node: HostNode): void => {
    const startLine = lines.positionAt(start).line;
    const last = lines.positionAt(node.range.end);
    // The closing bracket stays in sight when it has its line to itself.
    const closesOnOwnLine =
      node.kind !== 'scalar' && isFlow(text, node) && /^[\s}\]]*$/.test(lines.lineText(last.line).slice(0, last.character));
    add({ startLine, endLine: closesOnOwnLine ? last.line - 1 : last.line, kind: 'region' });
  };
  const seen = new Set<HostNode>();
  const stack: HostNode[] = [root];
  if (isFlow(text, root)) fold(root.range.start, root);
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const { range } = node;
    if (node.kind === 'map') {
      for (const entry of node.entries) {
        const { value } = entry;
        if (!value || !isOwnEntry(node, entry)) continue;
        if (value.range.start >= entry.keyRange.end && value.range.end <= range.end) fold(entry.keyRange.start, value);
        stack.push(value);
      }
    } else if (node.kind === 'sequence') {
      for (const item of node.items) {
        if (item.range.start >= range.start && item.range.end <= range.end) fold(item.range.start, item);
        stack.push(item);
      }
    } else {
      const first = lines.positionAt(range.start).line;
      const last = lines.positionAt(range.end).line;
      if (last > first) scalarLines.push({ first, last });
    }
  }
}

/** The brackets of a filter that has a file of its own. */
function foldBrackets(context: EditingContext, file: MappingFile, lines: LineIndex, add: Add): void {
  const filter = file.bareFilter;
  if (!filter) return;
  const open: number[] = [];
  const lineAt = (decoded: number): number => lines.positionAt(decoded + filter.range.start).line;
  for (const token of context.services.parse(filter.value).tokens) {
    if (token.kind !== 'punctuation') continue;
    if ('([{'.includes(token.text)) open.push(lineAt(token.start));
    else if (')]}'.includes(token.text)) {
      const startLine = open.pop();
      if (startLine === undefined) continue;
      const endLine = lineAt(token.start);
      const closesOnOwnLine = /^[\s)}\]]*$/.test(lines.lineText(endLine));
      add({ startLine, endLine: closesOnOwnLine ? endLine - 1 : endLine, kind: 'region' });
    }
  }
}

/** Runs of lines that are nothing but comments, and comments of several lines. */
function* commentBlocks(file: MappingFile, lines: LineIndex): Generator<FoldingRange> {
  const { text } = file.source;
  const isYaml = commentMarkerOf(file) === '#';
  const marker = isYaml ? /^\s*#/ : /^\s*\/\//;
  let start: number | null = null;
  for (let line = 0; line <= lines.lineCount; line++) {
    const isComment = line < lines.lineCount && marker.test(lines.lineText(line));
    if (isComment) start ??= line;
    else if (start !== null) {
      yield { startLine: start, endLine: line - 1, kind: 'comment' };
      start = null;
    }
  }
  if (isYaml) return;
  for (const match of text.matchAll(/^[ \t]*\/\*[\s\S]*?\*\//gm)) {
    const startLine = lines.positionAt(match.index).line;
    yield { startLine, endLine: lines.positionAt(match.index + match[0].length).line, kind: 'comment' };
  }
}
