import type { GroupMapping } from '../mapping-set/mapping-set.js';
import type { FileEdit } from '../text/problem.js';

/**
 * Changes to the mappings of a set, as edits of its files: null where the host of one cannot take them, or something that is written there
 * would be lost. What sample users are expected to match is changed with them.
 */
export interface MappingEdits {
  /** Takes mappings out of the set. */
  remove(mapping: GroupMapping): readonly FileEdit[] | null;
  /** Gives a mapping also what another one grants, and takes that one out. */
  mergeGrants(into: GroupMapping, from: GroupMapping): readonly FileEdit[] | null;
  /** Joins the conditions of mappings that grant the same by `||`, in the first of them, and takes the others out. */
  mergeConditions(into: GroupMapping, others: readonly GroupMapping[]): readonly FileEdit[] | null;
}
