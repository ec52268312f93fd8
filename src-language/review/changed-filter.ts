import { type Expression, membershipOf } from '../filter/expression.js';
import type { PreparedMapping } from '../provisioning/group-mappings-step.js';
import type { OffsetRange } from '../text/range.js';
import type { ChangedFilter } from './access-diff.js';
import type { FilterReader } from './opaque-filters.js';

/** A piece of a filter that is compared as one: a whole test, an operator between tests, a parenthesis. */
interface Piece extends OffsetRange {
  /** The same for two pieces that say the same. */
  readonly key: string;
}

/** Which parts of a mapping's condition are on one side only. */
export function changedFilter(base: PreparedMapping | null, head: PreparedMapping | null, filters: FilterReader): ChangedFilter {
  const before = base && textOf(base);
  const after = head && textOf(head);
  const { removed, added } = comparePieces(piecesOf(before, filters), piecesOf(after, filters));
  return { base: before, head: after, removed, added };
}

/** Whether two conditions are written the same, white space and comments apart. */
export function areWrittenAlike(base: PreparedMapping, head: PreparedMapping, filters: FilterReader): boolean {
  const before = textOf(base);
  const after = textOf(head);
  if (before === after) return true;
  const tokens = (text: string | null) =>
    text !== null &&
    filters
      .parse(text)
      .tokens.filter(({ kind }) => kind !== 'comment')
      .map((token) => token.text);
  return JSON.stringify(tokens(before)) === JSON.stringify(tokens(after));
}

/** The filter; a literal group as the filter it means. */
function textOf({ mapping }: PreparedMapping): string | null {
  return mapping.filter?.value ?? (mapping.group ? `${JSON.stringify(mapping.group.value)} in groups` : null);
}

function piecesOf(text: string | null, filters: FilterReader): readonly Piece[] {
  if (text === null) return [];
  const { expression, isComplete, tokens } = filters.parse(text);
  if (!expression || !isComplete) return tokens.map(({ start, end, text: key }) => ({ start, end, key }));
  const pieces: Piece[] = [];
  /** Recursion as deep as the brackets of the filter, which the parser bounds. */
  const gather = (node: Expression): void => {
    if (node.kind === 'paren') {
      pieces.push({ start: node.start, end: node.start + 1, key: '(' });
      gather(node.inner);
      pieces.push({ start: node.end - 1, end: node.end, key: ')' });
    } else if (node.kind === 'logical') {
      node.operands.forEach((operand, index) => {
        const operator = node.operatorRanges[index - 1];
        if (operator) pieces.push({ ...operator, key: node.operator });
        gather(operand);
      });
    } else {
      const membership = membershipOf(node);
      const key = membership ? JSON.stringify(membership.group) : text.slice(node.start, node.end);
      pieces.push({ start: node.start, end: node.end, key });
    }
  };
  gather(expression);
  return pieces;
}

/** Above this many pairs of pieces the middle that differs is marked as a whole. */
const comparedPairs = 1_000_000;

function comparePieces(before: readonly Piece[], after: readonly Piece[]): Pick<ChangedFilter, 'removed' | 'added'> {
  let start = 0;
  while (start < before.length && start < after.length && before[start]?.key === after[start]?.key) start++;
  let endBefore = before.length;
  let endAfter = after.length;
  while (endBefore > start && endAfter > start && before[endBefore - 1]?.key === after[endAfter - 1]?.key) {
    endBefore--;
    endAfter--;
  }
  const middleBefore = before.slice(start, endBefore);
  const middleAfter = after.slice(start, endAfter);
  const kept =
    middleBefore.length * middleAfter.length > comparedPairs ? { before: [], after: [] } : commonPieces(middleBefore, middleAfter);
  const keptBefore = new Set(kept.before);
  const keptAfter = new Set(kept.after);
  return {
    removed: joinPieces(before, (index) => index >= start && index < endBefore && !keptBefore.has(index - start)),
    added: joinPieces(after, (index) => index >= start && index < endAfter && !keptAfter.has(index - start)),
  };
}

/** The places of a longest common subsequence in both. */
function commonPieces(one: readonly Piece[], other: readonly Piece[]): { readonly before: number[]; readonly after: number[] } {
  const width = other.length + 1;
  // lengths[i * width + j]: of the longest common subsequence of the pieces from i and from j on.
  const lengths = new Uint32Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        one[i]?.key === other[j]?.key
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  const before: number[] = [];
  const after: number[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i]?.key === other[j]?.key) {
      before.push(i++);
      after.push(j++);
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return { before, after };
}

/** The ranges of the pieces that are picked, those next to each other as one. */
function joinPieces(pieces: readonly Piece[], isPicked: (index: number) => boolean): OffsetRange[] {
  const ranges: { start: number; end: number }[] = [];
  let previous = -2;
  pieces.forEach(({ start, end }, index) => {
    if (!isPicked(index)) return;
    const last = ranges.at(-1);
    if (last && previous === index - 1) last.end = end;
    else ranges.push({ start, end });
    previous = index;
  });
  return ranges;
}
