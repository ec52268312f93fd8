import type { PlannedMapping, SetPlan } from '../../analysis/plan/plan-set.js';
import { evaluateFilter } from '../../filter/evaluate-filter.js';
import { editsOfFiles, type HostText } from '../../hosts/host-text.js';
import { removeEntryEdit } from '../../mapping-set/file-edits.js';
import { hostKindOf } from '../../mapping-set/hosts-by-kind.js';
import type { GroupMapping } from '../../mapping-set/mapping-set.js';
import type { FileEdit } from '../../text/problem.js';
import type { TextEdit } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import { encodeScalar } from '../encode-scalar.js';
import { copyItemAfter, ownEntry } from '../list-edits.js';
import { conditionEdits } from './convert-condition.js';
import { expectationEdits, expectationsOf, type ExpectedChange } from './expected-mappings.js';
import { addGrants, together } from './mapping-edits.js';
import { isSelfContained, sourceOfMapping, type MappingSource } from './mapping-source.js';
import { removeMappings } from './merge-mappings.js';

/**
 * The edits that make a set what a plan says, what sample users are expected to match included. Null where one of the mappings stands in a
 * host that cannot be edited so, or in a layout that is too unusual.
 */
export function planEdits(context: EditingContext, plan: SetPlan): readonly FileEdit[] | null {
  const kept = new Set(plan.mappings.map(({ kept: mapping }) => mapping));
  const removed = context.set.groupMappings.filter((mapping) => !kept.has(mapping)).map((mapping) => sourceOfMapping(context, mapping));
  if (!removed.every((source) => source !== null)) return null;
  const changed = plan.mappings.map((planned) => editsOf(context, planned));
  return together(...changed, removeMappings(removed), expectationEdits(context, expectationChanges(context, plan)));
}

/** A mapping that changes and stands where that cannot be written; null when there is none, and the layout is in the way. */
export function unwritableMapping(context: EditingContext, { mappings }: SetPlan): GroupMapping | null {
  const kept = new Set(mappings.map((planned) => planned.kept));
  const changed = mappings.filter((planned) => editsOf(context, planned) === null).map((planned) => planned.kept);
  const removed = context.set.groupMappings.filter((mapping) => !kept.has(mapping));
  return [...changed, ...removed].find((mapping) => !sourceOfMapping(context, mapping)) ?? null;
}

function editsOf(context: EditingContext, planned: PlannedMapping): FileEdit[] | null {
  const { kept, newFilter, from, part, displayName: name } = planned;
  if (newFilter === null && from.length === 1) return [];
  if (newFilter !== null && from.length === 1 && part === 1 && kept.filter && isRewrittenInTerraform(kept)) {
    const edits = replaceFilter(kept.filter, newFilter);
    return edits && editsOfFiles(kept.file, edits);
  }
  const source = sourceOfMapping(context, kept);
  if (!source) return null;
  if (part > 1) return copyOf(source, planned, name);
  const condition = newFilter === null ? [] : conditionOf(source, newFilter);
  return together(condition && condition.map((edit) => ({ ...edit, file: kept.file })), addGrants(source, planned));
}

/** In Terraform a filter is rewritten where it is written, and nothing else: grants are resources of their own. */
function isRewrittenInTerraform({ file, partlyKnown, instance }: GroupMapping): boolean {
  return hostKindOf(file, { named: true }) === 'terraform' && !partlyKnown && instance === null;
}

function conditionOf(source: MappingSource, newFilter: string): readonly TextEdit[] | null {
  const { filter } = source.mapping;
  if (!filter) return conditionEdits(source, 'filter', newFilter);
  return replaceFilter(filter, newFilter);
}

function replaceFilter(filter: HostText, newFilter: string): readonly TextEdit[] | null {
  return filter.encodeEdits([{ range: { start: 0, end: filter.value.length }, newText: newFilter }]);
}

/** The mapping once more, with another filter and name, and without the id of the one that exists. */
function copyOf(source: MappingSource, planned: PlannedMapping, name: string): FileEdit[] | null {
  const { file, list, map, mapping } = source;
  if (!isSelfContained(source) || addGrants(source, planned)?.length !== 0) return null;
  const condition = conditionOf(source, planned.newFilter ?? planned.filter);
  const nameEntry = ownEntry(map, 'display_name');
  if (!condition || nameEntry?.value?.kind !== 'scalar') return null;
  const inCopy: TextEdit[] = [...condition, { range: nameEntry.value.range, newText: encodeScalar(file, map, name) }];
  const id = ownEntry(map, 'id');
  if (id) {
    const edit = removeEntryEdit(file.source.text, map, id);
    if (!edit) return null;
    inCopy.push(edit);
  }
  const copy = copyItemAfter(file.source.text, list, map, inCopy);
  return copy && [{ ...copy, file: mapping.file }];
}

/** Whoever is expected to match a mapping that changes is expected to match what matches them afterwards. */
function expectationChanges(context: EditingContext, plan: SetPlan): ExpectedChange[] {
  const becomes = new Map<GroupMapping, PlannedMapping[]>();
  for (const planned of plan.mappings) for (const mapping of planned.from) becomes.set(mapping, [...(becomes.get(mapping) ?? []), planned]);
  const affected = context.set.groupMappings.filter((mapping) => {
    const [first, ...more] = becomes.get(mapping) ?? [];
    return !first || more.length > 0 || first.kept !== mapping;
  });
  const affectedNames = new Set(affected.map(({ displayName }) => displayName));
  const expected = new Map<unknown, Set<string>>();
  for (const { user, name } of expectationsOf(context, new Set(context.set.groupMappings.map(({ displayName }) => displayName))))
    if (!affectedNames.has(name.value)) expected.set(user, (expected.get(user) ?? new Set()).add(name.value));
  return expectationsOf(context, affectedNames).map(({ user, name }) => {
    const groups = context.groupsSeenOf(user);
    const after = context.set.groupMappings
      .filter(({ displayName }) => displayName === name.value)
      .flatMap((mapping) => becomes.get(mapping) ?? [])
      .filter((planned) => matches(context, planned, groups));
    const known = expected.get(user) ?? new Set<string>();
    expected.set(user, known);
    const fresh = [...new Set(after.map((planned) => planned.displayName))].filter((each) => !known.has(each));
    for (const each of fresh) known.add(each);
    return { user, name, becomes: fresh };
  });
}

function matches({ services }: EditingContext, { filter }: PlannedMapping, groups: readonly string[]): boolean {
  const { expression } = services.parse(filter);
  const result = expression && evaluateFilter(expression, groups);
  // What is not known is left as it is expected.
  return result?.type !== 'bool' || result.value;
}
