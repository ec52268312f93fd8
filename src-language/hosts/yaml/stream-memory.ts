import { isMap, isNode, isSeq, type Document, type Pair, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import type { HostComment } from '../ignore-comments.js';
import type { ParsedStream } from './parse-stream.js';

/** What a parse leaves behind for the next one of nearly the same text. */
interface Kept {
  text: string;
  readonly collectsComments: boolean;
  readonly document: Document.Parsed<ParsedNode>;
  readonly root: YAMLMap;
  comments: readonly HostComment[];
  /** How far the root's pairs have moved since they were parsed, for those that have. */
  readonly moved: Map<Pair, number>;
  /** The lists directly under the root's keys, in file order. */
  readonly lists: readonly KeptList[];
}

interface KeptList {
  readonly sequence: YAMLSeq;
  /** Where the text begins that each item was parsed from: 0 for the first whole text, then that of the items around an edit. */
  bases: number[];
  /** The column of its dashes. */
  readonly column: number;
  /** Where the line of each item's dash begins. */
  starts: number[];
  /** Where the line after its last item begins: that of the root's next key, or the end of the text. */
  end: number;
}

/** A parse, and whether it met anything that reaches beyond one list item: anchors, aliases, tags, directives, document marks. */
export interface MarkedStream {
  readonly stream: ParsedStream;
  readonly hasFarReaching: boolean;
}

/**
 * Remembers the last text of one file and its nodes, so that an edit within some items of a list re-parses those items and nothing else.
 * That is as good as parsing everything, since YAML is read from left to right: what stands before the edited items is the same text, and
 * items that are complete by themselves leave the parser as it was before the item that follows, which begins a line at the same column.
 * Whatever is not surely so (mistakes, anchors, an edit outside of lists) is parsed from the start.
 */
export class StreamMemory {
  private kept: Kept | null = null;

  /** `worthKeeping`: of texts with fewer UTF-16 units nothing is kept, since parsing them takes no time that anybody notices. */
  constructor(private readonly worthKeeping = 8_000) {}

  /** The stream of `text`, by re-parsing a part of the text before; null when that cannot be done. */
  reparse(text: string, collectsComments: boolean, parse: (slice: string) => MarkedStream): ParsedStream | null {
    const kept = this.kept;
    // What is kept is changed in place, so that a failure half-way must not leave it here.
    this.kept = null;
    if (!kept || kept.collectsComments !== collectsComments) return null;
    if (kept.text !== text && !reparseItems(kept, text, parse)) return null;
    this.kept = kept;
    return {
      documents: [kept.document],
      bases: basesOf(kept),
      errors: [],
      comments: kept.comments,
      tooDeepAt: null,
      unclosed: new Map(),
      unclosedByEnd: new Map(),
    };
  }

  /** Keeps a parse of a whole text, if another can start from it. */
  keep(text: string, collectsComments: boolean, { stream, hasFarReaching }: MarkedStream): void {
    this.kept = null;
    const [document] = stream.documents;
    if (text.length < this.worthKeeping || hasFarReaching || !document || stream.documents.length > 1 || !isSound(stream)) return;
    const root: unknown = document.contents;
    if (!isMap(root) || root.flow) return;
    this.kept = { text, collectsComments, document, root, comments: stream.comments, moved: new Map(), lists: listsOf(text, root) };
  }
}

function isSound({ errors, tooDeepAt, unclosed }: ParsedStream): boolean {
  return errors.length === 0 && tooDeepAt === null && unclosed.size === 0;
}

function listsOf(text: string, root: YAMLMap): KeptList[] {
  return root.items.flatMap((pair, index) => {
    const next: unknown = root.items[index + 1]?.key;
    const end = isNode(next) ? lineStartOf(text, next.range?.[0] ?? -1) : text.length;
    const list = end !== null && isSeq(pair.value) ? listOf(text, pair.value, end) : null;
    return list ? [list] : [];
  });
}

/** A list of lines that begin with dashes, or null when it is written in another way. */
function listOf(text: string, sequence: YAMLSeq, end: number): KeptList | null {
  if (sequence.flow || sequence.srcToken?.type !== 'block-seq') return null;
  const starts: number[] = [];
  let column = 0;
  for (const { start } of sequence.srcToken.items) {
    const dash = start.find((token) => token.type === 'seq-item-ind');
    // Comments at the end of a list may come as an item without a dash.
    if (!dash) continue;
    const lineStart = lineStartOf(text, dash.offset);
    if (lineStart === null) return null;
    column = dash.offset - lineStart;
    starts.push(lineStart);
  }
  return starts.length > 0 && starts.length === sequence.items.length
    ? { sequence, bases: starts.map(() => 0), column, starts, end }
    : null;
}

/** Where the line of an offset begins, if there is nothing but spaces before it. */
function lineStartOf(text: string, offset: number): number | null {
  let at = offset;
  while (at > 0 && text[at - 1] === ' ') at--;
  return offset >= 0 && (at === 0 || text[at - 1] === '\n') ? at : null;
}

function basesOf({ lists, moved }: Kept): ReadonlyMap<unknown, number> {
  const bases = new Map<unknown, number>(moved);
  for (const { sequence, bases: ofItems } of lists) sequence.items.forEach((item, index) => bases.set(item, ofItems[index] ?? 0));
  return bases;
}

/** Brings the kept nodes up to `text`; false when that is not possible, with the nodes as they were or useless. */
function reparseItems(kept: Kept, text: string, parse: (slice: string) => MarkedStream): boolean {
  const before = kept.text;
  const prefix = commonPrefix(before, text);
  const suffix = commonSuffix(before, text, Math.min(before.length, text.length) - prefix);
  const changedEnd = before.length - suffix;
  const list = kept.lists.find(({ starts, end }) => (starts[0] ?? Infinity) <= prefix && changedEnd <= end);
  if (!list) return false;
  const delta = text.length - before.length;
  const { starts, column, sequence } = list;

  let first = lastIndexAtMost(starts, prefix);
  while (first > 0 && !isDashAt(text, starts[first] ?? 0, column)) first--;
  let last = Math.max(first, lastIndexAtMost(starts, changedEnd));
  // An edit that ends where an item begins does not touch that item.
  if (last > first && starts[last] === changedEnd) last--;
  const start = starts[first] ?? 0;
  const oldEnd = starts[last + 1] ?? list.end;
  const end = oldEnd + delta;
  const slice = text.slice(start, end);
  if (!isDashAt(text, start, column) || (end < text.length && !slice.endsWith('\n'))) return false;

  const parsed = parse(slice);
  const contents: unknown = parsed.stream.documents[0]?.contents;
  if (parsed.hasFarReaching || parsed.stream.documents.length !== 1 || !isSound(parsed.stream) || !isSeq(contents)) return false;
  const fresh = listOf(slice, contents, slice.length);
  if (!fresh || fresh.starts[0] !== 0 || fresh.column !== column) return false;

  const plus = (offset: number): number => offset + delta;
  sequence.items.splice(first, last + 1 - first, ...contents.items);
  list.bases = [...list.bases.slice(0, first), ...contents.items.map(() => start), ...list.bases.slice(last + 1).map(plus)];
  list.starts = [...starts.slice(0, first), ...fresh.starts.map((at) => at + start), ...starts.slice(last + 1).map(plus)];
  list.end += delta;
  for (const later of kept.lists.slice(kept.lists.indexOf(list) + 1)) {
    later.bases = later.bases.map(plus);
    later.starts = later.starts.map(plus);
    later.end += delta;
  }
  const owner = kept.root.items.findIndex((pair) => pair.value === sequence);
  for (const pair of kept.root.items.slice(owner + 1)) kept.moved.set(pair, plus(kept.moved.get(pair) ?? 0));
  kept.comments = [
    ...kept.comments.filter(({ offset }) => offset < start),
    ...parsed.stream.comments.map((comment) => ({ ...comment, offset: comment.offset + start })),
    ...kept.comments.filter(({ offset }) => offset >= oldEnd).map((comment) => ({ ...comment, offset: comment.offset + delta })),
  ];
  kept.text = text;
  return true;
}

/** The index of the last start that is at most `at`; 0 when there is none. */
function lastIndexAtMost(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= at) low = middle;
    else high = middle;
  }
  return low;
}

function isDashAt(text: string, lineStart: number, column: number): boolean {
  const dash = lineStart + column;
  for (let at = lineStart; at < dash; at++) if (text[at] !== ' ') return false;
  return text[dash] === '-' && /[ \r\n]/.test(text[dash + 1] ?? '\n');
}

/** Characters compared at a time: engines compare long stretches far faster than single characters. */
const stride = 2048;

function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let at = 0;
  while (at + stride <= limit && a.slice(at, at + stride) === b.slice(at, at + stride)) at += stride;
  while (at < limit && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonSuffix(a: string, b: string, limit: number): number {
  let length = 0;
  while (
    length + stride <= limit &&
    a.slice(a.length - length - stride, a.length - length) === b.slice(b.length - length - stride, b.length - length)
  )
    length += stride;
  while (length < limit && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}
