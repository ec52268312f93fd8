import { anyOfFunctions } from '../analysis/join-functions.js';
import { type GroupFunction, isAlwaysFalse, isAlwaysTrue } from '../analysis/group-function.js';
import type { GroupSets } from '../analysis/membership-function.js';
import { relateFunctions } from '../analysis/relate-functions.js';
import { examplesAmong, smallestAround, waysOnlyIn } from '../analysis/group-ways.js';
import { evaluateMapping, type PreparedMapping } from '../provisioning/group-mappings-step.js';
import { type FilterReader, opaqueKey } from './opaque-filters.js';

/** How who matches now stands to who matched before. `added` and `removed`: nobody did before, nobody does now. */
export type ChangeKind = 'wider' | 'narrower' | 'changed' | 'added' | 'removed' | 'unknown';

/** Group sets, the smallest first; there is one at least. */
export type Ways = readonly [readonly string[], ...(readonly string[])[]];

/** How what is granted changes for anyone, whatever their groups, with its proof. */
export interface ConditionChange {
  readonly change: ChangeKind;
  /** The minimal group sets that now match and did not, the first in order; null where there is none, or none is known. */
  readonly gaining: Ways | null;
  /** The minimal group sets that matched before and no longer do; null likewise. */
  readonly losing: Ways | null;
  /** There may be more of either. */
  readonly isTruncated: boolean;
  /** The smallest group set around the first of `losing` that still matches; null where there is none, or none is known. */
  readonly stillMatching: readonly string[] | null;
  /** The groups among these that stand for others: a filter asks how their names begin or end. */
  readonly examples: readonly string[];
  /** Why it is unknown; the mappings that stand in the way. */
  readonly obstacles: readonly PreparedMapping[];
  /** Unknown only because the functions are too entangled to compare. */
  readonly isTooEntangled: boolean;
}

/**
 * Compares who is matched by at least one of some mappings before and after; null when that is the same for every group set. Exact
 * for groups by their names and by how these begin and end; a mapping whose condition is something else counts as the same only where it
 * stands on both sides alike.
 */
export function compareConditions(
  before: readonly PreparedMapping[],
  after: readonly PreparedMapping[],
  filters: FilterReader,
): ConditionChange | null {
  const one = conditionOf(before, filters);
  const other = conditionOf(after, filters);
  // Whoever signs in matches on both sides, whatever the rest says.
  if (isAlwaysTrue(one.known) && isAlwaysTrue(other.known)) return null;
  const differing = [...onlyIn(one.opaque, other.opaque), ...onlyIn(other.opaque, one.opaque)];
  if (differing.length > 0) return unknownChange(differing);
  const { relation, onlyA: firstLosing, onlyB: firstGaining } = relateFunctions(one.known, other.known);
  if (relation === 'equivalent') return null;
  if (relation === 'unknown') return { ...unknownChange([]), isTooEntangled: true };
  const shared = [...other.opaque.values()];
  for (const witness of [firstGaining, firstLosing]) {
    const standing = witness ? shared.filter((prepared) => evaluateMapping(prepared, witness) !== false) : [];
    // The witness may match by one of these on both sides: then it is none.
    if (standing.length > 0) return unknownChange(standing);
  }
  const isNobodyBefore = shared.length === 0 && isAlwaysFalse(one.known);
  const isNobodyAfter = shared.length === 0 && isAlwaysFalse(other.known);
  const gaining = firstGaining && waysFrom(firstGaining, waysOnlyIn(other.known, one.known, keptWays));
  const losing = firstLosing && waysFrom(firstLosing, waysOnlyIn(one.known, other.known, keptWays));
  const stillMatching = firstLosing && smallestAround(other.known, firstLosing);
  const told = [...(gaining?.ways ?? []), ...(losing?.ways ?? []), stillMatching ?? []].flat();
  return {
    change: isNobodyBefore ? 'added' : isNobodyAfter ? 'removed' : losing ? (gaining ? 'changed' : 'narrower') : 'wider',
    gaining: gaining?.ways ?? null,
    losing: losing?.ways ?? null,
    isTruncated: (gaining?.isTruncated ?? false) || (losing?.isTruncated ?? false),
    stillMatching,
    examples: examplesAmong(told, [one.known, other.known]),
    obstacles: [],
    isTooEntangled: false,
  };
}

const keptWays = 16;

/** The ways after the first, which is certain to be one: the others are looked for among so many sets only. */
function waysFrom(first: readonly string[], { sets, truncated }: GroupSets): { readonly ways: Ways; readonly isTruncated: boolean } {
  const key = JSON.stringify(first);
  return { ways: [first, ...sets.filter((set) => JSON.stringify(set) !== key)], isTruncated: truncated };
}

interface Condition {
  /** Who is matched by one of the mappings that are analysed exactly. */
  readonly known: GroupFunction;
  /** The others by their conditions. */
  readonly opaque: ReadonlyMap<string, PreparedMapping>;
}

function conditionOf(mappings: readonly PreparedMapping[], filters: FilterReader): Condition {
  const functions: GroupFunction[] = [];
  const opaque = new Map<string, PreparedMapping>();
  for (const prepared of mappings) {
    if (prepared.groupFunction) functions.push(prepared.groupFunction);
    else {
      const key = opaqueKey(prepared, filters);
      if (!opaque.has(key)) opaque.set(key, prepared);
    }
  }
  return { known: anyOfFunctions(functions), opaque };
}

function onlyIn(one: Condition['opaque'], other: Condition['opaque']): PreparedMapping[] {
  return [...one].flatMap(([key, prepared]) => (other.has(key) ? [] : [prepared]));
}

function unknownChange(obstacles: readonly PreparedMapping[]): ConditionChange {
  return {
    change: 'unknown',
    gaining: null,
    losing: null,
    isTruncated: false,
    stillMatching: null,
    examples: [],
    obstacles,
    isTooEntangled: false,
  };
}
