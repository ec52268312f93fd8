import { grantKeysOf } from '../mapping-set/grant-keys.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';
import { type GroupFunction, isAlwaysFalse } from './group-function.js';
import { findImplied } from './implied-functions.js';

/** A mapping of which it is known whom it matches, and that somebody can match. */
export interface KnownMapping {
  readonly mapping: GroupMapping;
  readonly fn: GroupFunction;
  /** What it grants (`grantKeysOf`); null where that is not known. */
  readonly grants: ReadonlySet<string> | null;
  /** The others that match whomever it matches, and more; in the set's order. */
  readonly wider: readonly KnownMapping[];
  /** The others that match the same users; in the set's order. */
  readonly equal: readonly KnownMapping[];
}

/** How the mappings of a set stand to each other, in the set's order; those of which it is not known whom they match are left out. */
export function relateMappings(
  mappings: readonly GroupMapping[],
  functionOf: (mapping: GroupMapping) => GroupFunction | null,
  impliedBy: typeof findImplied = findImplied,
): readonly KnownMapping[] {
  const known = mappings.flatMap((mapping) => {
    const fn = functionOf(mapping);
    return fn && !isAlwaysFalse(fn)
      ? [{ mapping, fn, grants: grantKeysOf(mapping), wider: [] as KnownMapping[], equal: [] as KnownMapping[] }]
      : [];
  });
  const implied = impliedBy(known.map(({ fn }) => fn));
  const sets = implied.map((places) => new Set(places));
  known.forEach((one, place) => {
    for (const other of implied[place] ?? []) {
      const related = known[other];
      if (related) (sets[other]?.has(place) ? one.equal : one.wider).push(related);
    }
  });
  return known;
}
