import { evaluateMembership } from '../../analysis/membership-function.js';
import { membershipOf, withoutParens, type Expression, type Logical } from '../../filter/expression.js';
import { removeEntryEdit } from '../../mapping-set/file-edits.js';
import { applyEdits, type TextEdit } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import { encodeScalar } from '../encode-scalar.js';
import { touches } from '../host-path.js';
import { copyItemAfter, ownEntry } from '../list-edits.js';
import { shortenLine } from '../shorten-line.js';
import { expectationEdits, expectationsOf, type ExpectedChange } from './expected-mappings.js';
import { isSelfContained, type MappingSource } from './mapping-source.js';
import type { Refactoring } from './refactoring.js';

/**
 * Moves the operand of a top-level `||` under the cursor into a group mapping of its own, with the same role bindings and ACLs: whoever
 * satisfies one of the two has what the one mapping gave. What sample users are expected to match is changed with it. Not offered where
 * the set would have more mappings than it may.
 */
export function extractOperand(context: EditingContext, source: MappingSource, offset: number): Refactoring[] {
  const { mapping, file, list, map } = source;
  const { filter } = mapping;
  if (!filter || !isSelfContained(source) || context.set.groupMappings.length >= context.settings.groupMappingLimit) return [];
  const parsed = context.services.parse(filter.value);
  const whole = parsed.expression;
  if (!whole || !context.services.membership(filter.value) || parsed.tokens.some(({ kind }) => kind === 'comment')) return [];
  const chain = withoutParens(whole);
  const decoded = filter.toDecoded(offset);
  if (chain.kind !== 'logical' || chain.operator !== '||' || decoded === null) return [];
  const index = chain.operands.findIndex((operand) => touches(operand, decoded));
  const operand = chain.operands[index];
  if (!operand) return [];

  const inner = withoutParens(operand);
  const extracted = filter.value.slice(inner.start, inner.end);
  const removal = removalOf(chain, index);
  const remaining = applyEdits(filter.value, [removal]);
  const name = nameOfExtracted(context, mapping.displayName, operand);
  const rest = filter.encodeEdits([removal]);
  const condition = filter.encodeEdits([{ range: { start: whole.start, end: whole.end }, newText: extracted }]);
  const nameEntry = ownEntry(map, 'display_name');
  if (!rest || !condition || nameEntry?.value?.kind !== 'scalar') return [];
  const { text } = file.source;
  const inCopy: TextEdit[] = [...condition, { range: nameEntry.value.range, newText: encodeScalar(file, map, name) }];
  const id = ownEntry(map, 'id');
  if (id) {
    // The id is that of the mapping that exists; a new one gets its own.
    const edit = removeEntryEdit(text, map, id);
    if (!edit) return [];
    inCopy.push(edit);
  }
  const copy = copyItemAfter(text, list, map, inCopy);
  const expected = expectationEdits(context, expectationChanges(context, source, { name, extracted, remaining }));
  if (!copy || !expected) return [];
  const edits = [...rest, copy].map((edit) => ({ ...edit, file: mapping.file }));
  const title = `Extract ${shortenLine(extracted, 60)} into a mapping of its own`;
  return [{ title, kind: 'refactor.extract', edits: [...edits, ...expected] }];
}

/** Takes an operand out of its chain, with the operator before it, or after the first. */
function removalOf({ operands }: Logical, index: number): TextEdit {
  const operand = operands[index];
  const before = operands[index - 1];
  const after = operands[index + 1];
  const start = before ? before.end : (operand?.start ?? 0);
  const end = before ? (operand?.end ?? 0) : (after?.start ?? 0);
  return { range: { start, end }, newText: '' };
}

/** The mapping's name with that of the group, or with a number; no other mapping has it. */
function nameOfExtracted({ set, vocabulary }: EditingContext, base: string, operand: Expression): string {
  const membership = membershipOf(operand);
  const group = membership && (vocabulary.find(membership.group)?.displayName?.value ?? membership.group);
  const taken = new Set(set.groupMappings.map(({ displayName }) => displayName));
  const wanted = group === null ? null : base === '' ? group : `${base} (${group})`;
  if (wanted !== null && !taken.has(wanted)) return wanted;
  const stem = wanted ?? base;
  let number = 2;
  while (taken.has(`${stem} ${number}`)) number++;
  return `${stem} ${number}`;
}

/** Users who are expected to match the mapping match what is left of it, the new one, or both. */
function expectationChanges(
  context: EditingContext,
  { mapping }: MappingSource,
  filters: { readonly name: string; readonly extracted: string; readonly remaining: string },
): ExpectedChange[] {
  const extracted = context.services.membership(filters.extracted);
  const remaining = context.services.membership(filters.remaining);
  return expectationsOf(context, new Set([mapping.displayName])).flatMap(({ user, name }) => {
    const groups = new Set(context.groupsSeenOf(user));
    const matchesNew = extracted !== null && evaluateMembership(extracted, (group) => groups.has(group));
    const matchesOld = remaining !== null && evaluateMembership(remaining, (group) => groups.has(group));
    if (!matchesNew) return [];
    return [{ user, name, becomes: matchesOld ? [mapping.displayName, filters.name] : [filters.name] }];
  });
}
