import type { Severity, DiagnosticCode, Problem } from '../../text/problem.js';
import type { HostText } from '../../hosts/host-text.js';
import type { AnalysedFilter } from '../../filter/analysed-filter.js';
import type { GroupMapping, MappingSet, SetProblem, SourceFile } from '../../mapping-set/mapping-set.js';
import type { EffectiveSettings } from '../../mapping-set/effective-settings.js';
import type { GroupVocabulary } from '../../mapping-set/group-vocabulary.js';
import type { MembershipFunction } from '../membership-function.js';

/** What every rule carries: its code, default severity and the page of the reference that is generated from it. */
interface RuleDoc {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence: when it is reported. */
  readonly summary: string;
  /** Why it matters and where the rule comes from (CEL spec section, Confluent page). */
  readonly explanation: string;
  /** A filter or a piece of a mapping file that is wrong, and the same put right. */
  readonly bad: string;
  readonly good: string;
}

/** Reported while reading (parser, checker, section reader): listed here for its severity and documentation only. */
export interface ReportedRule extends RuleDoc {
  readonly kind: 'reported';
}

/** Judges one filter (offsets of the decoded filter), alone or against the set it stands in. Not run on filters with `syntax` problems. */
export interface FilterRule extends RuleDoc {
  readonly kind: 'filter';
  check(filter: FilterContext): Iterable<Problem>;
}

/** Judges the whole set (places in files). */
export interface SetRule extends RuleDoc {
  readonly kind: 'set';
  check(context: SetContext): Iterable<SetProblem>;
}

export type Rule = ReportedRule | FilterRule | SetRule;

export interface FilterContext {
  readonly filter: AnalysedFilter;
  /** Null unless the filter is made of memberships, `true`, `false`, `&&`, `||` and parentheses. */
  readonly membership: MembershipFunction | null;
  /** Null for a bare `.groupfilter` file and for a filter on the command line. */
  readonly mapping: GroupMapping | null;
  readonly text: HostText | null;
  readonly settings: EffectiveSettings;
  readonly vocabulary: GroupVocabulary;
}

export interface SetContext {
  readonly set: MappingSet;
  readonly settings: EffectiveSettings;
  readonly vocabulary: GroupVocabulary;
  analysedFilterOf(mapping: GroupMapping): AnalysedFilter | null;
  /** Also for literal groups; null when it is not a plain membership function or is unknown. */
  membershipOf(mapping: GroupMapping): MembershipFunction | null;
  sourceOf(path: string): SourceFile | undefined;
  /** Mapping results per sample user, evaluated once for all rules: `results[user][mapping]`. */
  readonly matches: readonly (readonly ('match' | 'no-match' | 'unknown')[])[];
}
