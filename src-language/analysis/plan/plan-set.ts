import { effectiveSettings } from '../../mapping-set/effective-settings.js';
import type { GroupMapping, KafkaAcl, MappingSet, RoleBinding } from '../../mapping-set/mapping-set.js';
import type { ShrinkServices } from '../shrink/shrink-filter.js';
import { type Draft, draftOf, isSameAccess, lengthOf } from './draft-mapping.js';
import { reduceMappings } from './reduce-mappings.js';
import { shortenFilters } from './shorten-filters.js';

/** A group mapping as it would be. */
export interface PlannedMapping {
  /** The mapping that it is, or was split off; keeps its name and id. */
  readonly kept: GroupMapping;
  /** What it is called: parts of a split filter after the first get a number. */
  readonly displayName: string;
  /** Those whose grants and users it has, `kept` first. */
  readonly from: readonly GroupMapping[];
  /** For a part of a split filter, which one, from 1; the first is the mapping itself. */
  readonly part: number;
  /** Null: the condition stays as it is. */
  readonly newFilter: string | null;
  /** The condition as a filter; the source text of one that is not known. */
  readonly filter: string;
  readonly roleBindings: readonly RoleBinding[];
  readonly acls: readonly KafkaAcl[];
}

export interface PlanStep {
  readonly action: 'merge' | 'drop' | 'split' | 'shrink';
  readonly mappings: readonly GroupMapping[];
  readonly reason: string;
}

/** A set within its quotas, or as near as it gets. Lengths are in Unicode characters. */
export interface SetPlan {
  readonly fits: boolean;
  readonly before: PlanSize;
  readonly after: PlanSize;
  readonly limits: PlanSize;
  readonly mappings: readonly PlannedMapping[];
  /** None for a set that is within its quotas as it is. */
  readonly steps: readonly PlanStep[];
  /** Why no plan fits, in sentences; empty when one does. */
  readonly obstacles: readonly string[];
}

export interface PlanSize {
  readonly groupMappings: number;
  readonly longestFilter: number;
}

/**
 * Brings a set within its quotas in as few steps as it takes: too long filters are shrunk, or split; what is granted by others anyway goes;
 * mappings with one condition or the same grants become one. The access of every group set is the same before and after, which is proved
 * once more at the end. Mappings of which it is not known whom they match stay as they are.
 */
export function planSet(set: MappingSet, services: ShrinkServices): SetPlan {
  const { filterLengthLimit, groupMappingLimit } = effectiveSettings(set);
  const limits: PlanSize = { groupMappings: groupMappingLimit, longestFilter: filterLengthLimit };
  const drafts = set.groupMappings.map((mapping) => draftOf(mapping, services));
  const short = shortenFilters(drafts, filterLengthLimit, services);
  const reduced = reduceMappings(short.drafts, limits, services);
  if (!isSameAccess(drafts, reduced.drafts))
    return unchanged(drafts, set, limits, ['The plan could not be proved to keep everybody’s access, so it is not offered.']);
  const obstacles = [...short.obstacles];
  const after = sizeOf(reduced.drafts);
  if (after.groupMappings > limits.groupMappings)
    obstacles.push(
      `${after.groupMappings} group mappings are left, and the limit is ${limits.groupMappings}: no two of them were found that one filter of at most ` +
        `${limits.longestFilter} characters can replace without changing somebody’s access. Raise organization.limits.group_mappings if your organization’s quota is higher, or grant less differently.`,
    );
  return {
    fits: obstacles.length === 0,
    before: sizeOf(drafts),
    after,
    limits,
    mappings: plannedMappings(reduced.drafts, set),
    steps: [...short.steps, ...reduced.steps],
    obstacles,
  };
}

function unchanged(drafts: readonly Draft[], set: MappingSet, limits: PlanSize, obstacles: readonly string[]): SetPlan {
  const size = sizeOf(drafts);
  return { fits: false, before: size, after: size, limits, mappings: plannedMappings(drafts, set), steps: [], obstacles };
}

function sizeOf(drafts: readonly Draft[]): PlanSize {
  return { groupMappings: drafts.length, longestFilter: drafts.reduce((longest, draft) => Math.max(longest, lengthOf(draft)), 0) };
}

function plannedMappings(drafts: readonly Draft[], { groupMappings }: MappingSet): PlannedMapping[] {
  const taken = new Set(groupMappings.map(({ displayName }) => displayName));
  return drafts.map((draft) => {
    const own = draft.from[0]?.displayName ?? '';
    let name = own;
    for (let number = draft.part; draft.part > 1 && taken.has(name); number++) name = `${own} ${number}`.trim();
    taken.add(name);
    return plannedOf(draft, name);
  });
}

function plannedOf({ from, part, isNew, text, grants }: Draft, displayName: string): PlannedMapping {
  const [kept] = from;
  if (!kept) throw new Error('a planned mapping is of some mapping');
  const values = [...grants.values()];
  return {
    kept,
    displayName,
    from,
    part,
    newFilter: isNew ? text : null,
    filter: text ?? kept.group?.value ?? '',
    roleBindings: values.filter((value) => 'roleName' in value),
    acls: values.filter((value) => 'values' in value),
  };
}
