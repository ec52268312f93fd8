import type { OffsetRange } from '../text/range.js';
import type { Problem } from '../text/problem.js';
import type { Expression } from './expression.js';

/** What a token is for whoever completes, hovers or colours; `comment` tokens are included. */
export type FilterTokenKind = 'string' | 'bytes' | 'number' | 'keyword' | 'identifier' | 'operator' | 'punctuation' | 'comment' | 'mistake';

export interface FilterToken extends OffsetRange {
  readonly kind: FilterTokenKind;
  readonly text: string;
}

/** A filter text read: its tokens, its tree and what does not parse. Made once per text and cached. */
export interface ParsedFilter {
  readonly text: string;
  readonly tokens: readonly FilterToken[];
  /** The tree, also of a broken filter as far as it goes; null when there is nothing (empty, blank or only a comment). */
  readonly expression: Expression | null;
  /** What does not parse, `syntax` or `filter-empty`: one problem per mistake, in text order. */
  readonly problems: readonly Problem[];
  /** True when the text is CEL: no `syntax` problem and something there. */
  readonly isComplete: boolean;
}
