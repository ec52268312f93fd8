import { planSet, type SetPlan } from '../analysis/plan/plan-set.js';
import { changeByEdits } from '../mapping-set/change-file.js';
import { hostKindOf } from '../mapping-set/hosts-by-kind.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';
import { diffAccess, type ReviewServices } from '../review/diff-access.js';
import type { FileEdit } from '../text/problem.js';
import type { EditingContext, EditingServices } from './editing-context.js';
import { planEdits, unwritableMapping } from './refactor/plan-edits.js';

/** A set brought within its quotas, and what that takes in its files. */
export interface ProposedPlan {
  readonly plan: SetPlan;
  /** None where nothing is to be done; null where a file cannot be edited so: `problem` says it. */
  readonly edits: readonly FileEdit[] | null;
  readonly problem: string | null;
}

/**
 * Plans a set, and works out the edits. These are read back before they are proposed: the set that they make has as many mappings as the
 * plan, and gives everybody the access that they have now.
 */
export function proposePlan(context: EditingContext, services: EditingServices & ReviewServices): ProposedPlan {
  const plan = planSet(context.set, services);
  if (plan.steps.length === 0) return { plan, edits: [], problem: null };
  const edits = planEdits(context, plan);
  if (!edits)
    return {
      plan,
      edits: null,
      problem: `The plan cannot be written into the files: ${describeUnwritable(unwritableMapping(context, plan))}. Make the steps by hand.`,
    };
  const after = changeByEdits(context.set, edits, services);
  const diff = diffAccess(context.set, after, services);
  const isSame =
    after.groupMappings.length === plan.after.groupMappings &&
    [diff.users, diff.users_added, diff.users_removed, diff.role_bindings, diff.acls].every(({ length }) => length === 0);
  if (isSame) return { plan, edits, problem: null };
  return {
    plan,
    edits: null,
    problem: 'The plan cannot be written into the files without changing more than it should. Make the steps by hand.',
  };
}

function describeUnwritable(mapping: GroupMapping | null): string {
  if (!mapping) return 'a mapping that changes stands in a layout that is not edited';
  const { displayName, file, line } = mapping;
  const place = `${displayName === '' ? 'the group mapping' : `"${displayName}"`} in ${file}, line ${line},`;
  return hostKindOf(file, { named: true }) === 'terraform'
    ? `${place} stands in Terraform, where a filter is rewritten, but no resource is added, merged or taken away`
    : `${place} stands in a host or a layout that is not edited`;
}
