import type { WithheldReason } from '../analysis/rules/rule.js';
import { foldCase } from '../mapping-set/group-vocabulary.js';
import type { MappingSet } from '../mapping-set/mapping-set.js';
import { compileSignInRules } from './sign-in-rules.js';

/**
 * Why the group claim carries a name to nobody, as the set says that the identity provider fills it; null for one that it may carry, and
 * where the set does not say enough. A name that is a slip of one that arrives, or the other spelling of it, may be carried: what is
 * wrong with it is told as that.
 */
export function withheldReasonsOf(set: MappingSet): (group: string) => WithheldReason | null {
  const { settings, knownGroups, assignedGroups, claimFilter } = compileSignInRules(set);
  const isOnlyAssigned = settings.claimGroups === 'assigned_to_application' && set.sso.assigned_groups !== undefined;
  const assigned = new Set(Array.from(assignedGroups, foldCase));
  return (group) => {
    if (knownGroups.sentAs(group) !== group) return null;
    if (isOnlyAssigned && !assigned.has(foldCase(group))) return 'not-assigned';
    return claimFilter && !claimFilter.problem && !claimFilter.passes(group) ? 'filtered' : null;
  };
}
