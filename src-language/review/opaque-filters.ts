import type { ParsedFilter } from '../filter/parsed-filter.js';
import type { PreparedMapping } from '../provisioning/group-mappings-step.js';

/** What the review takes of the language: filters read, cached by text. */
export interface FilterReader {
  parse(filter: string): ParsedFilter;
}

/**
 * The condition of a mapping that is no membership function, as a text: two mappings with the same one match the same people, whoever
 * that is. White space and comments do not count. Of two different ones nothing is known.
 */
export function opaqueKey({ mapping, unknown }: PreparedMapping, filters: FilterReader): string {
  const { filter, group, partlyKnown, shapeProblem } = mapping;
  // What a host computes is its source text, and no filter to be read.
  if (partlyKnown || shapeProblem || !filter)
    return JSON.stringify([unknown?.code, unknown?.message, filter?.value ?? null, group?.value ?? null]);
  const tokens = filters.parse(filter.value).tokens.filter(({ kind }) => kind !== 'comment');
  return JSON.stringify([tokens.map(({ text }) => text), group?.value ?? null]);
}
