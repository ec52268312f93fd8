import { evaluateMapping, type PreparedMapping } from './group-mappings-step.js';

/** Which of a set's mappings match given groups, and which are unknown, as ascending indexes. */
export interface MappingMatcher {
  match(groups: readonly string[]): { readonly matching: readonly number[]; readonly unknown: readonly number[] };
}

export function createMappingMatcher(mappings: readonly PreparedMapping[]): MappingMatcher {
  return {
    match(groups) {
      const matching: number[] = [];
      const unknown: number[] = [];
      for (const prepared of mappings) {
        const result = evaluateMapping(prepared, groups);
        if (result === true) matching.push(prepared.index);
        else if (result !== false) unknown.push(prepared.index);
      }
      return { matching, unknown };
    },
  };
}
