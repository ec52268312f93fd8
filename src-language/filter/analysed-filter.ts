import type { Problem } from '../text/problem.js';
import type { StringLiteral } from './expression.js';
import type { ParsedFilter } from './parsed-filter.js';

/** What can be said of a filter from its text alone; made once per text and cached. */
export interface AnalysedFilter {
  readonly parsed: ParsedFilter;
  /**
   * `syntax`, `filter-empty`, `unknown-variable`, `type`, `undocumented-operator`, `unverified-operator`: one mistake, one problem
   * (spec of findings). In text order.
   */
  readonly problems: readonly Problem[];
  /** The first `syntax`, `filter-empty`, `unknown-variable` or `type` problem: with one of these the filter's outcome is unknown. */
  readonly fatal: Problem | null;
  /** Each string literal that is tested against `groups`, or compared with a group, in text order. Also of broken filters. */
  readonly groupLiterals: readonly GroupLiteral[];
}

export interface GroupLiteral {
  readonly group: string;
  readonly literal: StringLiteral;
  /** `member`: `"x" in groups`; `element`: compared with one group (`g == "x"`); `affix`: in `startsWith` or `endsWith`. */
  readonly use: 'member' | 'element' | 'affix';
}
