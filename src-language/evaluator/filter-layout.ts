import { filterParts } from '../analysis/filter-parts.js';
import type { AnalysedFilter } from '../filter/analysed-filter.js';
import { membershipOf, walk } from '../filter/expression.js';
import type { FilterToken } from '../filter/parsed-filter.js';
import type { GroupLabel } from '../provisioning/outcome-wording.js';
import type { OffsetRange } from '../text/range.js';

/**
 * A filter cut up for showing: the texts of all pieces, one after the other, are the filter as written. A `part` has a truth of its own
 * (`filterTruths`, by its number): a test, or tests joined by operators.
 */
export type FilterPiece =
  | { readonly kind: 'text' | 'comment' | 'mistake'; readonly text: string }
  /** `part`: the number of what it joins, null in a filter that does not parse. */
  | { readonly kind: 'operator'; readonly text: string; readonly part: number | null }
  /** A string; with its label where it stands for a group. */
  | { readonly kind: 'string'; readonly text: string; readonly group: GroupLabel | null }
  | { readonly kind: 'part'; readonly part: number; readonly isTest: boolean; readonly pieces: readonly FilterPiece[] };

/** Cuts a filter up. One that does not parse has no parts but the memberships in it; what is wrong with it are its mistakes. */
export function layoutFilter(filter: AnalysedFilter, label: (group: string) => GroupLabel): readonly FilterPiece[] {
  const { parsed } = filter;
  const parts = partsOf(filter);
  const mistakes = parsed.isComplete ? [] : parsed.problems.map(({ range }) => range);
  const groups = new Map(filter.groupLiterals.map(({ group, literal, use }) => [literal.start, use === 'affix' ? null : label(group)]));
  const { tokens, text } = parsed;
  let token = 0;
  let part = 0;

  /** Pieces up to an offset, of what the part with this number holds. */
  const piecesUntil = (start: number, end: number, inside: number | null): FilterPiece[] => {
    const pieces: FilterPiece[] = [];
    let at = start;
    /** Texts that follow each other are one. */
    const add = (piece: FilterPiece): void => {
      const last = pieces.at(-1);
      if (piece.kind === 'text' && last?.kind === 'text') pieces[pieces.length - 1] = { kind: 'text', text: last.text + piece.text };
      else pieces.push(piece);
    };
    const plain = (until: number): void => {
      if (until > at) add({ kind: 'text', text: text.slice(at, until) });
      at = Math.max(at, until);
    };
    for (;;) {
      const next = parts[part];
      const upcoming = tokens[token];
      if (next && next.start < end && (!upcoming || next.start <= upcoming.start)) {
        const number = part++;
        plain(next.start);
        const inner = piecesUntil(next.start, next.end, number);
        pieces.push({ kind: 'part', part: number, isTest: part === number + 1, pieces: inner });
        at = next.end;
        continue;
      }
      if (!upcoming || upcoming.start >= end) break;
      token++;
      plain(upcoming.start);
      add(pieceOf(upcoming, inside, mistakes, groups));
      at = upcoming.end;
    }
    plain(end);
    return pieces;
  };
  return piecesUntil(0, text.length, null);
}

/** The truth of each part of a filter for somebody in `groups`, by its number; null is unknown. */
export function filterTruths(filter: AnalysedFilter, groups: readonly string[]): readonly (boolean | null)[] {
  if (isEvaluated(filter)) return filterParts(filter.parsed, groups).map(({ value }) => value);
  return partsOf(filter).map(() => null);
}

/** A filter that does not parse, or means nothing, has no truth, and neither have its parts. */
function isEvaluated({ parsed, fatal }: AnalysedFilter): boolean {
  return parsed.isComplete && fatal === null;
}

/** In text order, of those that begin together the longer first; nested, never crossing. */
function partsOf(filter: AnalysedFilter): readonly OffsetRange[] {
  const { expression, isComplete } = filter.parsed;
  if (isComplete) return filterParts(filter.parsed, []);
  if (!expression) return [];
  return [...walk(expression)].filter((node) => node.kind === 'binary' && membershipOf(node) !== null);
}

function pieceOf(
  { kind, text, start, end }: FilterToken,
  inside: number | null,
  mistakes: readonly OffsetRange[],
  groups: ReadonlyMap<number, GroupLabel | null>,
): FilterPiece {
  const isWrong = mistakes.some((range) => range.start < end && start < Math.max(range.end, range.start + 1));
  if (isWrong || kind === 'mistake') return { kind: 'mistake', text };
  if (kind === 'string') return { kind: 'string', text, group: groups.get(start) ?? null };
  if (kind === 'comment') return { kind: 'comment', text };
  if (kind === 'operator' && /^(?:&&|\|\||!|\?)$/.test(text)) return { kind: 'operator', text, part: inside };
  return { kind: 'text', text };
}
