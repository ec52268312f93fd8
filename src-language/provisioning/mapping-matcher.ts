import { buildFilterMatcher } from '../analysis/filter-matcher.js';
import { evaluateMapping, type PreparedMapping } from './group-mappings-step.js';

/** Which of a set's mappings match given groups, and which are unknown, as ascending indexes. */
export interface MappingMatches {
  readonly matching: readonly number[];
  readonly unknown: readonly number[];
}

const none: readonly number[] = [];

/** A matcher over all mappings of a set: plain memberships in one pass over the groups, other filters one by one as CEL says. */
export function createMappingMatcher(mappings: readonly PreparedMapping[]): (groups: readonly string[]) => MappingMatches {
  const matcher = buildFilterMatcher(
    mappings.map((prepared) => prepared.membership),
    (index, groups) => {
      const prepared = mappings[index];
      const result = prepared ? evaluateMapping(prepared, groups) : false;
      return result === true ? 'match' : result === false ? 'no-match' : 'unknown';
    },
  );
  return (groups) => {
    const verdicts = matcher.match(groups);
    const matching: number[] = [];
    let unknown: number[] | null = null;
    for (let index = 0; index < verdicts.length; index++) {
      const verdict = verdicts[index];
      if (verdict === 1) matching.push(index);
      else if (verdict === 2) (unknown ??= []).push(index);
    }
    return { matching, unknown: unknown ?? none };
  };
}
