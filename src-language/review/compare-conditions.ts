import { anyOfFunctions } from '../analysis/join-functions.js';
import { type GroupFunction, isAlwaysFalse, isAlwaysTrue } from '../analysis/group-function.js';
import { asMembership, missing } from '../analysis/membership-function.js';
import { relateFunctions } from '../analysis/relate-functions.js';
import { evaluateMapping, type PreparedMapping } from '../provisioning/group-mappings-step.js';
import { type FilterReader, opaqueKey } from './opaque-filters.js';

/** How who matches now stands to who matched before. `added` and `removed`: nobody did before, nobody does now. */
export type ChangeKind = 'wider' | 'narrower' | 'changed' | 'added' | 'removed' | 'unknown';

/** How what is granted changes for anyone, whatever their groups, with its proof. */
export interface ConditionChange {
  readonly change: ChangeKind;
  /** A smallest group set that now matches and did not; null where there is none, or none is known. */
  readonly gaining: readonly string[] | null;
  /** A smallest group set that no longer matches; null likewise. */
  readonly losing: readonly string[] | null;
  /** The smallest group set around `losing` that still matches; null where there is none, or none is known. */
  readonly stillMatching: readonly string[] | null;
  /** Why it is unknown; the mappings that stand in the way. */
  readonly obstacles: readonly PreparedMapping[];
  /** Unknown only because the functions are too entangled to compare. */
  readonly isTooEntangled: boolean;
}

/**
 * Compares who is matched by at least one of some mappings before and after; null when that is the same for every group set. Exact
 * for groups by their names and by how these begin and end; a mapping whose condition is something else counts as the same only where it stands on both sides alike.
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
  const { relation, onlyA: losing, onlyB: gaining } = relateFunctions(one.known, other.known);
  if (relation === 'equivalent') return null;
  if (relation === 'unknown') return { ...unknownChange([]), isTooEntangled: true };
  const shared = [...other.opaque.values()];
  for (const witness of [gaining, losing]) {
    const standing = witness ? shared.filter((prepared) => evaluateMapping(prepared, witness) !== false) : [];
    // The witness may match by one of these on both sides: then it is none.
    if (standing.length > 0) return unknownChange(standing);
  }
  const isNobodyBefore = shared.length === 0 && isAlwaysFalse(one.known);
  const isNobodyAfter = shared.length === 0 && isAlwaysFalse(other.known);
  const change = isNobodyBefore ? 'added' : isNobodyAfter ? 'removed' : losing ? (gaining ? 'changed' : 'narrower') : 'wider';
  const membership = asMembership(other.known);
  const [toAdd] = losing && membership ? missing(membership, losing).sets : [];
  return {
    change,
    gaining,
    losing,
    stillMatching: losing && toAdd ? [...losing, ...toAdd] : null,
    obstacles: [],
    isTooEntangled: false,
  };
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
  return { change: 'unknown', gaining: null, losing: null, stillMatching: null, obstacles, isTooEntangled: false };
}
