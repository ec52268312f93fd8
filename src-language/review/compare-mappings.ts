import { keyOfRoleBinding } from '../mapping-set/grant-keys.js';
import type { PreparedMapping } from '../provisioning/group-mappings-step.js';
import type { MappingChange, MappingPlace } from './access-diff.js';
import { areWrittenAlike, changedFilter } from './changed-filter.js';
import { compareConditions } from './compare-conditions.js';
import type { GrantedBinding } from './grants.js';
import { type MappingPair, matchMappings, nameOf } from './match-mappings.js';
import type { FilterReader } from './opaque-filters.js';

/** The mappings that changed, one by one: who they match, what they grant, how they are written or called. */
export function compareMappings(
  base: readonly PreparedMapping[],
  head: readonly PreparedMapping[],
  filters: FilterReader,
): MappingChange[] {
  return matchMappings(base, head, filters).flatMap((pair) => changeOf(pair, filters) ?? []);
}

export function placeOf({ mapping: { displayName, file, line } }: PreparedMapping): MappingPlace {
  return { group_mapping: displayName, file, line };
}

function changeOf({ base, head }: MappingPair, filters: FilterReader): MappingChange | null {
  const isRewritten = base !== null && head !== null && !areWrittenAlike(base, head, filters);
  const isRenamed = base !== null && head !== null && nameOf(base) !== nameOf(head);
  // A filter that is written alike means the same, unless the host computes it.
  const condition =
    base && head && !isRewritten && base.membership && head.membership
      ? null
      : compareConditions(base ? [base] : [], head ? [head] : [], filters);
  const added = bindingsOnlyIn(head, base);
  const removed = bindingsOnlyIn(base, head);
  if (base && head && !condition && !isRewritten && !isRenamed && added.length === 0 && removed.length === 0) return null;
  return {
    change: base === null ? 'added' : head === null ? 'removed' : (condition?.change ?? 'equal'),
    base: base && placeOf(base),
    head: head && placeOf(head),
    gaining: condition?.gaining ?? [],
    losing: condition?.losing ?? [],
    ...(condition?.isTruncated ? { ways_truncated: true as const } : {}),
    ...(condition && condition.examples.length > 0 ? { examples: condition.examples } : {}),
    is_renamed: isRenamed,
    is_rewritten: isRewritten,
    filter: changedFilter(base, head, filters),
    role_bindings_added: added,
    role_bindings_removed: removed,
  };
}

function bindingsOnlyIn(one: PreparedMapping | null, other: PreparedMapping | null): GrantedBinding[] {
  const bindings = (prepared: PreparedMapping | null) =>
    new Map(
      (prepared?.mapping.roleBindings ?? []).map((binding) => [
        keyOfRoleBinding(binding),
        { role_name: binding.roleName.value, crn_pattern: binding.crnPattern.value },
      ]),
    );
  const others = bindings(other);
  return [...bindings(one)].flatMap(([key, binding]) => (others.has(key) ? [] : [binding]));
}
