import type { KnownGroup, MappingSet } from './mapping-set.js';

/** The groups a set knows of, looked up by either spelling, and every other spelling that the set uses. */
export interface GroupVocabulary {
  /** True when the set lists groups at all: only then can a group be unknown. */
  readonly isListed: boolean;
  readonly known: readonly KnownGroup[];
  /** The known group whose id or display name is exactly `name`. */
  find(name: string): KnownGroup | undefined;
  /** Every id and display name of known groups. */
  readonly knownNames: ReadonlySet<string>;
  /** How often each group is spelt so in filters, literal mappings, users and assignments, known or not. */
  readonly spellings: ReadonlyMap<string, number>;
}

export type BuildGroupVocabulary = (set: MappingSet, spellingsInFilters: Iterable<string>) => GroupVocabulary;
