import { type GroupFunction, isAlwaysTrue } from '../analysis/group-function.js';
import { because, literalMembership, missing, type MembershipFunction } from '../analysis/membership-function.js';
import type { AnalysedFilter } from '../filter/analysed-filter.js';
import { evaluateFilter } from '../filter/evaluate-filter.js';
import { walk, type Expression } from '../filter/expression.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';
import { listed, quoted } from '../text/quoted-name.js';
import { grantsAccess } from './access-step.js';
import { documentationPages } from './documentation-pages.js';
import type { MappingOutcome, Note, Step } from './outcome.js';
import { counted } from './wording.js';

/** Why a mapping's result is unknown: the code of its finding, or what happened at run time. */
export interface UnknownReason {
  readonly code: string;
  readonly message: string;
}

/** A mapping made ready to be evaluated for many people. */
export interface PreparedMapping {
  readonly index: number;
  readonly mapping: GroupMapping;
  /** What is evaluated; null when the result is unknown for everybody. */
  readonly expression: Expression | null;
  readonly unknown: UnknownReason | null;
  /** Null unless the filter is made of memberships, `true`, `false`, `&&`, `||` and parentheses. */
  readonly membership: MembershipFunction | null;
  /** The same also for a filter that tests how names begin and end; null for every other, and where the result is unknown. */
  readonly groupFunction: GroupFunction | null;
  /** Findings of the filter that do not stop it from being evaluated and that a reader has to know of. */
  readonly warnings: readonly ('undocumented-operator' | 'unverified-operator')[];
  readonly grantsAccess: boolean;
}

/** What the simulator needs of the language; both answers are cached by text. */
export interface FilterAnalyser {
  analyse(filter: string): AnalysedFilter;
  membership(filter: string): MembershipFunction | null;
  groupFunction(filter: string): GroupFunction | null;
}

export function prepareMapping(mapping: GroupMapping, index: number, filters: FilterAnalyser): PreparedMapping {
  const unknown = shapeReason(mapping);
  if (unknown) return unknownMapping(mapping, index, unknown);
  if (mapping.filter === null) {
    const expression = literalGroup(mapping.group?.value ?? '');
    const membership = literalMembership(mapping.group?.value ?? '');
    const hasAccess = grantsAccess(mapping);
    return { index, mapping, expression, unknown, membership, groupFunction: membership, warnings: noWarnings, grantsAccess: hasAccess };
  }
  const text = mapping.filter.value;
  const { parsed, problems, fatal } = filters.analyse(text);
  if (fatal || parsed.expression === null || !parsed.isComplete) {
    const reason = fatal ?? parsed.problems[0] ?? { code: 'syntax', message: 'The filter is not CEL.' };
    return unknownMapping(mapping, index, { code: reason.code, message: reason.message });
  }
  const warnings =
    problems.length === 0
      ? noWarnings
      : (['undocumented-operator', 'unverified-operator'] as const).filter((code) => problems.some((problem) => problem.code === code));
  return {
    index,
    mapping,
    expression: parsed.expression,
    unknown,
    membership: filters.membership(text),
    groupFunction: filters.groupFunction(text),
    warnings,
    grantsAccess: grantsAccess(mapping),
  };
}

function unknownMapping(mapping: GroupMapping, index: number, unknown: UnknownReason): PreparedMapping {
  const hasAccess = grantsAccess(mapping);
  return {
    index,
    mapping,
    expression: null,
    unknown,
    membership: null,
    groupFunction: null,
    warnings: noWarnings,
    grantsAccess: hasAccess,
  };
}

const noWarnings: PreparedMapping['warnings'] = [];

function shapeReason(mapping: GroupMapping): UnknownReason | null {
  if (mapping.shapeProblem) return { code: mapping.shapeProblem.code, message: mapping.shapeProblem.message };
  if (mapping.partlyKnown) return { code: 'partly-known', message: mapping.partlyKnown.reason };
  if (mapping.filter && mapping.group)
    return { code: 'filter-and-group', message: 'The mapping has both a filter and a group; keep the one that is meant.' };
  if (!mapping.filter && !mapping.group)
    return { code: 'missing-key', message: 'The mapping has neither a filter nor a group; add one of them.' };
  return null;
}

/** A literal group mapping counts as `"GROUP" in groups`; made as a tree, since not every string can be written as a CEL literal. */
function literalGroup(group: string): Expression {
  const nowhere = { start: 0, end: 0 };
  return {
    kind: 'binary',
    operator: 'in',
    operatorRange: nowhere,
    left: { kind: 'string', value: group, opening: '"', ...nowhere },
    right: { kind: 'identifier', name: 'groups', isGlobal: false, ...nowhere },
    ...nowhere,
  };
}

/** Evaluates one mapping as CEL says: true or false, or why it is unknown. */
export function evaluateMapping(prepared: PreparedMapping, groups: readonly string[]): boolean | UnknownReason {
  if (prepared.unknown || !prepared.expression) return prepared.unknown ?? { code: 'syntax', message: 'The filter is not CEL.' };
  const result = evaluateFilter(prepared.expression, groups);
  if (result.type === 'bool') return result.value;
  if (result.type === 'error') return { code: result.code, message: result.message };
  return { code: 'evaluation-error', message: `The filter gives a ${result.type} for these groups, not true or false.` };
}

export type MappingResult = MappingOutcome['result'];

export function mappingOutcome(
  prepared: PreparedMapping,
  result: MappingResult,
  groups: ReadonlySet<string>,
  reason: UnknownReason | null,
): MappingOutcome {
  const { mapping, membership } = prepared;
  const sufficient = result === 'match' && membership ? because(membership, groups) : null;
  const lacking = result === 'no-match' && membership ? missing(membership, groups) : null;
  return {
    display_name: mapping.displayName,
    result,
    because: sufficient?.sets ?? null,
    ...(sufficient?.truncated ? { because_truncated: true as const } : {}),
    missing: lacking?.sets ?? null,
    ...(lacking?.truncated ? { missing_truncated: true as const } : {}),
    ...(reason ? { reason } : {}),
    file: mapping.file,
    line: mapping.line,
    ...(mapping.isNamePartlyKnown ? { partly_known: true as const } : {}),
  };
}

export function groupMappingsStep(outcomes: readonly MappingOutcome[]): Step {
  const named = (result: MappingResult) => outcomes.filter((outcome) => outcome.result === result).map((outcome) => outcome.display_name);
  const matching = named('match');
  const unknown = named('unknown');
  const of = counted(outcomes.length, 'group mapping');
  return {
    step: 'group_mappings',
    result: 'evaluated',
    message:
      (outcomes.length === 0
        ? 'There are no group mappings.'
        : matching.length === 0
          ? `None of ${of} matches${unknown.length > 0 ? ' for certain' : ''}.`
          : `${matching.length} of ${of} ${matching.length === 1 ? 'matches' : 'match'}: ${listed(matching)}.`) +
      (unknown.length > 0 ? ` Unknown: ${listed(unknown)}.` : ''),
    rule:
      'Every group mapping is evaluated at every SSO sign-in, and all that match apply: they add up, without order and without deny. ' +
      'A change of groups in the identity provider shows at the next SSO sign-in at the earliest (an assumption: it is not documented).',
    basis: 'documented',
    source: documentationPages.groupMappingOverview,
  };
}

/** True for a mapping whose match does not depend on the groups at all. */
function needsNoGroup(prepared: PreparedMapping): boolean {
  if (prepared.membership) return isAlwaysTrue(prepared.membership);
  if (!prepared.expression) return false;
  for (const node of walk(prepared.expression)) if (node.kind === 'identifier' && node.name === 'groups') return false;
  return true;
}

export function groupMappingNotes(prepared: PreparedMapping, outcome: MappingOutcome): Note[] {
  const group_mapping = outcome.display_name;
  const notes: Note[] = [];
  if (outcome.reason)
    notes.push({
      code: 'mapping-unknown',
      message: `Whether ${quoted(group_mapping)} matches is unknown, which is not a no: ${outcome.reason.message}`,
      group_mapping,
    });
  if (outcome.result === 'match' && needsNoGroup(prepared))
    notes.push({
      code: 'matches-everyone',
      message: `${quoted(group_mapping)} matches without any group: it applies to every user who signs in with SSO.`,
      group_mapping,
    });
  for (const code of prepared.warnings)
    notes.push({
      code,
      message:
        code === 'undocumented-operator'
          ? `The filter of ${quoted(group_mapping)} uses CEL that Confluent does not document for group mappings. It is evaluated as CEL says; whether Confluent Cloud accepts it is not established.`
          : `The filter of ${quoted(group_mapping)} uses startsWith or endsWith. Confluent documents the operators; that they are called in this form is not verified.`,
      group_mapping,
    });
  return notes;
}
