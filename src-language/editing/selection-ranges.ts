import { childrenOf, type Expression } from '../filter/expression.js';
import { decodeStringLiteral } from '../filter/string-literal.js';
import type { HostRange } from '../hosts/host-text.js';
import type { HostEntry, HostMap, HostNode } from '../hosts/host-tree.js';
import { isOwnEntry } from '../mapping-set/file-edits.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { touches } from './host-path.js';
import { filterAt, tokenAt } from './spot.js';
import type { FilterInFile } from './texts-in-files.js';

/**
 * What "expand selection" selects from a place on, the smallest first and each within the next: in a filter the name, its literal, the
 * test, each chain of tests; then the value, its entry, the item, its list, the section and the file.
 */
export function selectionRangesAt(context: EditingContext, path: string, offset: number): OffsetRange[] {
  const file = context.fileOf(path);
  if (!file) return [];
  const found = filterAt(context, path, offset);
  const inFilter = found ? rangesInFilter(context, found, path, offset) : [];
  const inHost = (file.tree?.roots ?? []).flatMap((root) => (touches(root.range, offset) ? rangesInHost(root, offset) : []));
  const whole = { start: 0, end: file.source.text.length };
  const items = (file.items?.() ?? []).filter((range) => touches(range, offset)).sort((a, b) => lengthOf(a) - lengthOf(b));
  return nested([...inFilter, ...inHost.reverse(), ...items, whole], offset);
}

function lengthOf({ start, end }: OffsetRange): number {
  return end - start;
}

function rangesInFilter(context: EditingContext, { text, home }: FilterInFile, path: string, hostOffset: number): OffsetRange[] {
  const offset = text.toDecoded(hostOffset, path);
  const inThisFile = (range: HostRange): HostRange[] => ((range.file ?? home) === path ? [range] : []);
  if (offset === null) return inThisFile(text.range);
  const parsed = context.services.parse(text.value);
  const decoded: OffsetRange[] = [];
  const token = tokenAt(parsed, offset);
  if (token) {
    if (token.kind === 'string' || token.kind === 'bytes') {
      const { opening, isClosed } = decodeStringLiteral(token.text);
      const closing = isClosed ? opening.replace(/^[a-z]+/i, '').length : 0;
      decoded.push({ start: token.start + opening.length, end: token.end - closing });
    }
    decoded.push({ start: token.start, end: token.end });
  }
  if (parsed.expression) decoded.push(...expressionsAt(parsed.expression, offset).reverse());
  decoded.push({ start: 0, end: text.value.length });
  return [...decoded.flatMap((range) => text.toHost(range) ?? []), text.range].flatMap(inThisFile);
}

/** The nodes that hold an offset, the outermost first. */
function expressionsAt(root: Expression, offset: number): OffsetRange[] {
  const ranges: OffsetRange[] = [];
  for (let node: Expression | undefined = root; node;) {
    ranges.push({ start: node.start, end: node.end });
    const children: readonly Expression[] = childrenOf(node);
    // Of two that touch the offset, the one that begins there.
    node = children.findLast((child) => touches(child, offset));
  }
  return ranges;
}

/** The values and entries that hold an offset, the outermost first; what stands behind an alias is found where its anchor is. */
function rangesInHost(root: HostNode, offset: number): OffsetRange[] {
  const ranges: OffsetRange[] = [];
  for (let node: HostNode | null | undefined = root; node;) {
    ranges.push(node.range);
    if (node.kind === 'scalar') {
      const inside = node.text.toHost({ start: 0, end: node.text.value.length });
      if (inside) ranges.push(inside);
      break;
    }
    if (node.kind === 'sequence') node = node.items.find((item) => touches(item.range, offset));
    else {
      const map: HostMap = node;
      const entry: HostEntry | undefined = map.entries.find((candidate) => isOwnEntry(map, candidate) && touches(candidate.range, offset));
      if (!entry) break;
      ranges.push(entry.range);
      if (touches(entry.keyRange, offset)) {
        ranges.push(entry.keyRange);
        break;
      }
      node = entry.value;
    }
  }
  return ranges;
}

/** The ranges that hold the offset and grow, without repetitions. */
function nested(ranges: readonly OffsetRange[], offset: number): OffsetRange[] {
  const result: OffsetRange[] = [];
  for (const range of ranges) {
    if (!touches(range, offset)) continue;
    const inner = result.at(-1);
    const holdsInner = !inner || (range.start <= inner.start && inner.end <= range.end);
    const isSame = inner?.start === range.start && inner.end === range.end;
    if (holdsInner && !isSame) result.push({ start: range.start, end: range.end });
  }
  return result;
}
