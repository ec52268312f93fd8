import { filterOfGroup } from '../../filter/string-literal.js';
import { withoutParens } from '../../filter/expression.js';
import { countCodePoints } from '../../text/count-code-points.js';
import { quoted } from '../../text/quoted-name.js';
import { applyEdits, haveOverlap, type TextEdit } from '../../text/range.js';
import type { GroupMapping } from '../../mapping-set/mapping-set.js';
import type { FileEdit } from '../../text/problem.js';
import type { EditingContext } from '../editing-context.js';
import { removeItem } from '../list-edits.js';
import { shortenLine } from '../shorten-line.js';
import { conditionEdits } from './convert-condition.js';
import { expectationEdits, expectationsOf, type ExpectedChange } from './expected-mappings.js';
import { isSelfContained, sourceOfMapping, type MappingSource } from './mapping-source.js';
import type { Refactoring } from './refactoring.js';

/** How many mappings are offered one by one. */
const offeredLimit = 5;

/**
 * Joins a mapping with others that grant the same by `||` in one filter, as Confluent's documentation advises, if that fits the limit.
 * The mapping keeps its name and id, the others go; sample users who are expected to match one of those are expected to match it.
 */
export function mergeMappings(context: EditingContext, source: MappingSource): Refactoring[] {
  const own = operandOf(context, source.mapping);
  if (own === null || grantsNothing(source.mapping)) return [];
  const grants = grantsOf(source.mapping);
  const others = context.set.groupMappings
    .filter((mapping) => mapping !== source.mapping && grantsOf(mapping) === grants)
    .flatMap((mapping) => sourceOfMapping(context, mapping) ?? [])
    .filter((other) => isSelfContained(other) && operandOf(context, other.mapping) !== null);
  const single = others.slice(0, offeredLimit).flatMap((other) => {
    const name = quoted(shortenLine(other.mapping.displayName, 60) || '(no name)');
    return merge(context, source, [other], `Merge with ${name}, which grants the same`);
  });
  const all =
    others.length > 1
      ? merge(context, source, others, `Merge the ${others.length + 1} group mappings that grant the same into this one`)
      : [];
  return [...all, ...single];
}

function merge(context: EditingContext, source: MappingSource, others: readonly MappingSource[], title: string): Refactoring[] {
  const { mapping } = source;
  const joined = joinConditions(context, source, others);
  if (!joined || countCodePoints(joined.filter) > context.settings.filterLengthLimit) return [];
  const edits: FileEdit[] = joined.edits.map((edit) => ({ ...edit, file: mapping.file }));
  for (const other of others) {
    const { source: file, ignores } = other.file;
    // A comment that silences findings of the other mapping would silence whatever comes after it.
    if (ignores.some(({ covers }) => covers.end === other.map.range.end)) return [];
    const removal = removeItem(file.text, other.list, other.map);
    if (!removal) return [];
    edits.push({ ...removal, file: file.path });
  }
  const expected = expectationEdits(context, expectationChanges(context, mapping, others));
  if (!expected || hasOverlaps([...edits, ...expected])) return [];
  return [{ title, kind: 'refactor.rewrite', edits: [...edits, ...expected] }];
}

/** A condition as an operand of `||`; null for one that is broken, not made of memberships, or has comments that would be lost. */
function operandOf({ services }: EditingContext, { filter, group }: GroupMapping): string | null {
  if (!filter) return group ? filterOfGroup(group.value) : null;
  const parsed = services.parse(filter.value);
  if (!parsed.expression || !services.membership(filter.value) || parsed.tokens.some(({ kind }) => kind === 'comment')) return null;
  const { expression } = parsed;
  const source = filter.value.slice(expression.start, expression.end);
  // Without parentheses && would bind as it should, and people would wonder.
  return expression.kind === 'logical' && expression.operator === '&&' ? `(${source})` : source;
}

/** The filter of all conditions, and the edits that make it of this mapping's: what it has stays as it is written. */
function joinConditions(
  context: EditingContext,
  source: MappingSource,
  others: readonly MappingSource[],
): { readonly filter: string; readonly edits: readonly TextEdit[] } | null {
  const own = operandOf(context, source.mapping);
  if (own === null) return null;
  const operands = new Set(others.flatMap((other) => operandOf(context, other.mapping) ?? []));
  const { filter } = source.mapping;
  operands.delete(own);
  if (!filter) {
    const joined = [own, ...operands].join(' || ');
    const edits = conditionEdits(source, 'filter', joined);
    return edits && { filter: joined, edits };
  }
  const expression = context.services.parse(filter.value).expression;
  if (!expression || operands.size === 0) return { filter: filter.value, edits: [] };
  const inner = withoutParens(expression);
  const needsParentheses = inner === expression && inner.kind === 'logical' && inner.operator === '&&';
  const added = [...operands].map((operand) => ` || ${operand}`).join('');
  const changes: TextEdit[] = [
    ...(needsParentheses ? [{ range: { start: expression.start, end: expression.start }, newText: '(' }] : []),
    { range: { start: expression.end, end: expression.end }, newText: (needsParentheses ? ')' : '') + added },
  ];
  const edits = filter.encodeEdits(changes);
  return edits && { filter: applyEdits(filter.value, changes), edits };
}

function grantsNothing({ roleBindings }: GroupMapping): boolean {
  return roleBindings.length === 0;
}

/** What a mapping grants, whatever the order it is written in. */
function grantsOf({ roleBindings, acls }: GroupMapping): string {
  const roles = roleBindings.map(({ roleName, crnPattern, isPartlyKnown }) =>
    JSON.stringify([roleName.value, crnPattern.value, isPartlyKnown]),
  );
  const rules = acls.map(({ values }) => JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))));
  return JSON.stringify([[...new Set(roles)].sort(), [...new Set(rules)].sort()]);
}

/** Each user expects the remaining mapping once, in the place of the first of those that it takes in. */
function expectationChanges(context: EditingContext, kept: GroupMapping, others: readonly MappingSource[]): ExpectedChange[] {
  const gone = new Set(others.map(({ mapping }) => mapping.displayName));
  gone.delete(kept.displayName);
  const satisfied = new Set(expectationsOf(context, new Set([kept.displayName])).map(({ user }) => user));
  return expectationsOf(context, gone).map(({ user, name }) => {
    if (satisfied.has(user)) return { user, name, becomes: [] };
    satisfied.add(user);
    return { user, name, becomes: [kept.displayName] };
  });
}

function hasOverlaps(edits: readonly FileEdit[]): boolean {
  return [...new Set(edits.map(({ file }) => file))].some((path) => haveOverlap(edits.filter(({ file }) => file === path)));
}
