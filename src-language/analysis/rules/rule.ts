import type { Severity, DiagnosticCode, Problem } from '../../text/problem.js';
import type { HostText } from '../../hosts/host-text.js';
import type { AnalysedFilter, GroupLiteral } from '../../filter/analysed-filter.js';
import type { GroupMapping, MappingSet, SetProblem, SourceFile } from '../../mapping-set/mapping-set.js';
import type { EffectiveSettings } from '../../mapping-set/effective-settings.js';
import type { CrnReading } from '../../mapping-set/crn/crn-reading.js';
import type { GroupVocabulary } from '../../mapping-set/group-vocabulary.js';
import type { GroupFunction } from '../group-function.js';
import type { ShrinkServices } from '../shrink/shrink-filter.js';
import type { MappingEdits } from '../mapping-edits.js';
import type { KnownMapping } from '../mapping-relations.js';

/** What every rule carries: its code, default severity and the page of the reference that is generated from it. */
export interface RuleDoc {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** One sentence: when it is reported. */
  readonly summary: string;
  /** Why it matters and where the rule comes from (CEL spec section, Confluent page). */
  readonly explanation: string;
  /** What the examples are: a filter, a mapping file in YAML or in JSON, an export in JSON, or a shell script. */
  readonly example: 'filter' | 'yaml' | 'json' | 'export' | 'shell';
  /** A filter or a mapping file that is wrong, and the same put right. */
  readonly bad: string;
  readonly good: string;
}

/** Reported while reading (parser, checker, section reader): listed here for its severity and documentation only. */
export interface ReportedRule extends RuleDoc {
  readonly kind: 'reported';
}

/** Judges one filter by its text alone (offsets of the decoded filter): the result is kept with the text. */
export interface TextRule extends RuleDoc {
  readonly kind: 'text';
  /** Only called for a filter that parses. */
  check(filter: TextContext): Iterable<Problem>;
}

/** Judges one filter against the set it stands in (offsets of the decoded filter). Also called for a text that does not parse. */
export interface FilterRule extends RuleDoc {
  readonly kind: 'filter';
  check(filter: FilterContext): Iterable<Problem>;
}

/**
 * Judges one group name, in a filter or as a literal group mapping. The first rule of the list that finds fault with a name is the only one
 * that reports it: one mistake, one finding.
 */
export interface GroupRule extends RuleDoc {
  readonly kind: 'group';
  check(group: GroupContext): GroupFault | null;
}

/** Judges the whole set (places in files). */
export interface SetRule extends RuleDoc {
  readonly kind: 'set';
  check(context: SetContext): Iterable<SetProblem>;
}

export type Rule = ReportedRule | TextRule | FilterRule | GroupRule | SetRule;

export interface TextContext {
  readonly filter: AnalysedFilter;
  /** Null for a filter that is broken, or asks for more than groups by their names or how these begin and end. */
  readonly groupFunction: GroupFunction | null;
}

export interface FilterContext extends TextContext {
  /** Null for a bare `.groupfilter` file and for a filter on the command line. */
  readonly mapping: GroupMapping | null;
  readonly text: HostText | null;
  readonly settings: EffectiveSettings;
  readonly vocabulary: GroupVocabulary;
  readonly services: ShrinkServices;
}

export interface GroupContext {
  readonly group: string;
  /** Where the name stands: how a filter uses it (`GroupLiteral`), or `literal` for a literal group mapping. */
  readonly use: GroupLiteral['use'] | 'literal';
  readonly settings: EffectiveSettings;
  readonly vocabulary: GroupVocabulary;
}

export interface GroupFault {
  readonly message: string;
  readonly repairs: readonly GroupRepair[];
}

/** Another name in the place of this one, or a test of how a name starts or ends in the place of the whole `"x" in groups`. */
export type GroupRepair = { readonly title: string; readonly isPreferred?: boolean } & (
  { readonly group: string; readonly affix?: never } | { readonly affix: GroupAffix; readonly group?: never }
);

export interface GroupAffix {
  readonly operator: 'startsWith' | 'endsWith';
  readonly value: string;
}

export interface SetContext {
  readonly set: MappingSet;
  readonly settings: EffectiveSettings;
  readonly vocabulary: GroupVocabulary;
  analyse(filter: string): AnalysedFilter;
  /** Null for a literal group, and for a filter that the host computes in part. */
  analysedFilterOf(mapping: GroupMapping): AnalysedFilter | null;
  /** Also for literal groups; null when it is unknown, or is not to be analysed exactly. */
  groupFunctionOf(mapping: GroupMapping): GroupFunction | null;
  crnOf(text: string): CrnReading;
  sourceOf(path: string): SourceFile | undefined;
  /** The mappings that are analysed exactly, and how they stand to each other; worked out once for all rules. */
  readonly mappings: readonly KnownMapping[];
  /** Null where nothing is edited. */
  readonly edits: MappingEdits | null;
  /** Why the group claim carries a group to nobody, as the set describes it; null for one that it may carry. */
  withheldReason(group: string): WithheldReason | null;
  /** What signing in comes to for the sample users, worked out once for all rules; null when nobody can say. */
  readonly signIns: SignInResults | null;
}

/** `not-assigned`: to the application, whose claim carries assigned groups only; `filtered`: by the group claim's filter. */
export type WithheldReason = 'not-assigned' | 'filtered';

export type MatchResult = 'match' | 'no-match' | 'unknown';

/** What the simulator says of the sample users. */
export interface SignInResults {
  /** In the order of the set's users. */
  readonly signIn: readonly ('allowed' | 'denied_by_identity_provider' | 'denied_no_account')[];
  /** How many sign-ins get as far as group mappings. */
  readonly evaluated: number;
  /** In the order of the set's mappings, over all those sign-ins: a match if any is one, or else unknown if any is. */
  readonly matches: readonly MatchResult[];
}
