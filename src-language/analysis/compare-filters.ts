import { relateFunctions, type RelatedFunctions } from './relate-functions.js';
import { unanalysedReason, type FunctionServices } from './unanalysed-reason.js';

/** What is said of filter A relative to filter B; with `unknown`, why. */
export interface ComparedFilters extends RelatedFunctions {
  readonly reason: string | null;
}

/** Compares what two filters mean, whoever signs in. Exact, or `unknown` with a reason. */
export function compareFilters(filterA: string, filterB: string, services: FunctionServices): ComparedFilters {
  const a = services.groupFunction(filterA);
  const b = services.groupFunction(filterB);
  if (a && b) {
    const related = relateFunctions(a, b);
    const reason = related.relation === 'unknown' ? 'The filters name too many groups in too many combinations to be compared.' : null;
    return { ...related, reason };
  }
  const reason = unanalysedReason('Filter A', filterA, services) ?? unanalysedReason('Filter B', filterB, services);
  return { relation: 'unknown', onlyA: null, onlyB: null, reason };
}
