import { operandOf } from '../../analysis/condition-text.js';
import { anyOfFunctions } from '../../analysis/join-functions.js';
import { relateFunctions } from '../../analysis/relate-functions.js';
import { withoutParens } from '../../filter/expression.js';
import { grantKeysOf } from '../../mapping-set/grant-keys.js';
import type { GroupMapping } from '../../mapping-set/mapping-set.js';
import { countCodePoints } from '../../text/count-code-points.js';
import type { FileEdit } from '../../text/problem.js';
import { quoted } from '../../text/quoted-name.js';
import { applyEdits, haveOverlap, type TextEdit } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import type { HostSequence } from '../../hosts/host-tree.js';
import { removeItems } from '../list-edits.js';
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
  const grants = grantsAsText(source.mapping);
  if (grants === null || source.mapping.roleBindings.length === 0) return [];
  const others = context.set.groupMappings
    .filter((mapping) => mapping !== source.mapping && grantsAsText(mapping) === grants)
    .flatMap((mapping) => sourceOfMapping(context, mapping) ?? [])
    .filter((other) => isSelfContained(other) && writtenOperandOf(context, other.mapping) !== null);
  const offer = (some: readonly MappingSource[], title: string): Refactoring[] => {
    const edits = mergeConditions(context, source, some);
    return edits ? [{ title, kind: 'refactor.rewrite', edits }] : [];
  };
  const single = others.slice(0, offeredLimit).flatMap((other) => {
    const name = quoted(shortenLine(other.mapping.displayName, 60) || '(no name)');
    return offer([other], `Merge with ${name}, which grants the same`);
  });
  const all = others.length > 1 ? offer(others, `Merge the ${others.length + 1} group mappings that grant the same into this one`) : [];
  return [...all, ...single];
}

/**
 * The edits that join the conditions of mappings by `||` in the first of them and take the others out; null where they cannot be made,
 * or where the joined filter is longer than the limit or not proved to match the same users.
 */
export function mergeConditions(context: EditingContext, source: MappingSource, others: readonly MappingSource[]): FileEdit[] | null {
  const { mapping } = source;
  const joined = joinConditions(context, source, others);
  if (!joined || countCodePoints(joined.filter) > context.settings.filterLengthLimit) return null;
  const functions = [source, ...others].map((each) => context.functionOf(each.mapping));
  const fn = context.services.groupFunction(joined.filter);
  if (!fn || !functions.every((each) => each !== null)) return null;
  if (relateFunctions(anyOfFunctions(functions), fn).relation !== 'equivalent') return null;
  const removals = removeMappings(others);
  const expected = removals && expectationEdits(context, expectationChanges(context, mapping, others));
  if (!removals || !expected) return null;
  const edits = [...joined.edits.map((edit) => ({ ...edit, file: mapping.file })), ...removals, ...expected];
  return hasOverlaps(edits) ? null : edits;
}

/** The edits that take mappings out; null where they cannot be made without losing something else. */
export function removeMappings(sources: readonly MappingSource[]): FileEdit[] | null {
  const byList = new Map<HostSequence, MappingSource[]>();
  for (const source of sources) {
    // A comment that silences findings of the mapping would silence whatever comes after it.
    if (!isSelfContained(source) || source.file.ignores.some(({ covers }) => covers.end === source.map.range.end)) return null;
    byList.set(source.list, [...(byList.get(source.list) ?? []), source]);
  }
  const edits: FileEdit[] = [];
  for (const [list, inList] of byList) {
    const file = inList[0]?.file.source;
    const removals =
      file &&
      removeItems(
        file.text,
        list,
        inList.map(({ map }) => map),
      );
    if (!removals) return null;
    edits.push(...removals.map((edit) => ({ ...edit, file: file.path })));
  }
  return edits;
}

/** Null for a condition whose function is not known. */
function writtenOperandOf(context: EditingContext, mapping: GroupMapping): string | null {
  return context.functionOf(mapping) && operandOf(mapping, (filter) => context.services.analyse(filter));
}

/** The filter of all conditions, and the edits that make it of this mapping's: what it has stays as it is written. */
function joinConditions(
  context: EditingContext,
  source: MappingSource,
  others: readonly MappingSource[],
): { readonly filter: string; readonly edits: readonly TextEdit[] } | null {
  const own = writtenOperandOf(context, source.mapping);
  if (own === null) return null;
  const operands = new Set(others.flatMap((other) => writtenOperandOf(context, other.mapping) ?? []));
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

/** What a mapping grants, whatever the order it is written in; null where that is not known. */
function grantsAsText(mapping: GroupMapping): string | null {
  const keys = grantKeysOf(mapping);
  return keys && JSON.stringify([...keys].sort());
}

/** Each user expects the remaining mapping once, in the place of the first of those that it takes in. */
export function expectationChanges(context: EditingContext, kept: GroupMapping, others: readonly MappingSource[]): ExpectedChange[] {
  const gone = new Set(others.map(({ mapping }) => mapping.displayName));
  gone.delete(kept.displayName);
  const satisfied = new Set(expectationsOf(context, new Set([kept.displayName])).map(({ user }) => user));
  return expectationsOf(context, gone).map(({ user, name }) => {
    if (satisfied.has(user)) return { user, name, becomes: [] };
    satisfied.add(user);
    return { user, name, becomes: [kept.displayName] };
  });
}

/** Whether some edits could not be made together. */
export function hasOverlaps(edits: readonly FileEdit[]): boolean {
  return [...new Set(edits.map(({ file }) => file))].some((path) => haveOverlap(edits.filter(({ file }) => file === path)));
}
