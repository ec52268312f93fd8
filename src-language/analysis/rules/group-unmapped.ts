import { evaluateFilter } from '../../filter/evaluate-filter.js';
import { foldCase } from '../../mapping-set/group-vocabulary.js';
import type { KnownGroup } from '../../mapping-set/mapping-set.js';
import { quoted } from '../../text/quoted-name.js';
import type { Expression } from '../../filter/expression.js';
import type { GroupFunction } from '../group-function.js';
import type { SetContext, SetRule } from './rule.js';

/** A group that exists and gives nothing. */
export const groupUnmapped: SetRule = {
  code: 'group-unmapped',
  severity: 'hint',
  kind: 'set',
  summary: 'A known group leads to no group mapping.',
  explanation:
    'Being a member of the group changes nothing in Confluent Cloud: no mapping asks for it. A group counts as mapped when a mapping names it, whether or not the ' +
    'name alone suffices and in whatever case, or when a mapping applies to a user with this group alone and to nobody without groups.',
  example: 'yaml',
  bad: `known_groups: [data-science, engineering]
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `known_groups: [data-science, engineering]
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups || "engineering" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  *check(context) {
    // A filter that is known only in part may ask for any group.
    if (context.set.groupMappings.some((mapping) => mapping.partlyKnown)) return;
    const mapped = collectMapped(context);
    const length = mapped.expressions.reduce((sum, expression) => sum + expression.end - expression.start, 0);
    if (length * context.set.knownGroups.length > evaluationLimit) return;
    for (const group of context.set.knownGroups) {
      const names = [group.id?.value, group.displayName?.value].filter((name) => name !== undefined);
      if (names.length === 0 || names.some((name) => mapped.names.has(foldCase(name)))) continue;
      const inClaim = context.vocabulary.claimSpelling(group) ?? names[0] ?? '';
      if (mapped.expressions.some((expression) => mayDependOn(expression, inClaim))) continue;
      yield {
        code: 'group-unmapped',
        message: `The known group ${quoted(shownName(group))} leads to no group mapping: none names it.`,
        file: group.file,
        range: group.range,
        fixes: [],
      };
    }
  },
};

/** Characters of filters times groups that are evaluated at most, about a second's work; beyond it nothing is said. */
const evaluationLimit = 20_000_000;

interface Mapped {
  /** Names in mappings, case aside: a slip in case is reported where it is made, not a second time here. */
  readonly names: ReadonlySet<string>;
  /** Filters that ask for groups in other ways than by name. */
  readonly expressions: readonly Expression[];
}

function collectMapped({ set, analysedFilterOf, groupFunctionOf }: SetContext): Mapped {
  const names = new Set<string>();
  const expressions: Expression[] = [];
  for (const mapping of set.groupMappings) {
    if (mapping.group) names.add(foldCase(mapping.group.value));
    const analysed = analysedFilterOf(mapping);
    if (!analysed) continue;
    for (const literal of analysed.groupLiterals) if (literal.use !== 'affix') names.add(foldCase(literal.group));
    const { expression, isComplete } = analysed.parsed;
    if (expression && isComplete && !analysed.fatal && !isOfNames(groupFunctionOf(mapping))) expressions.push(expression);
  }
  return { names, expressions };
}

/** A filter that asks for groups by their names alone: these are gathered already. */
function isOfNames(fn: GroupFunction | null): boolean {
  return fn?.atoms.every((test) => typeof test === 'string') ?? false;
}

/** Whether having this one group makes a difference, or may make one because the filter does not evaluate. */
function mayDependOn(expression: Expression, group: string): boolean {
  const alone = evaluateFilter(expression, [group]);
  const without = evaluateFilter(expression, []);
  if (alone.type !== 'bool') return alone.type === 'error';
  return without.type === 'bool' ? alone.value !== without.value : alone.value;
}

function shownName(group: KnownGroup): string {
  return group.displayName?.value ?? group.id?.value ?? '';
}
