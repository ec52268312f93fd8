import { planSet, type SetPlan } from '../analysis/plan/plan-set.js';
import { assembleMappingSet } from '../mapping-set/assemble-mapping-set.js';
import { readMappingFile } from '../mapping-set/read-mapping-file.js';
import type { MappingSet } from '../mapping-set/mapping-set.js';
import { diffAccess, type ReviewServices } from '../review/diff-access.js';
import type { FileEdit } from '../text/problem.js';
import { applyEdits } from '../text/range.js';
import type { EditingContext, EditingServices } from './editing-context.js';
import { planEdits } from './refactor/plan-edits.js';

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
      problem:
        'The plan cannot be written into the files: a mapping that changes stands in a host or a layout that is not edited. Make the steps by hand.',
    };
  const after = withEdits(context.set, edits);
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

function withEdits(set: MappingSet, edits: readonly FileEdit[]): MappingSet {
  return assembleMappingSet(
    set.files.map((file) => {
      const { path, text } = file.source;
      const own = edits.filter((edit) => edit.file === path);
      return own.length === 0 ? file : readMappingFile({ path, text: applyEdits(text, own) });
    }),
  );
}
