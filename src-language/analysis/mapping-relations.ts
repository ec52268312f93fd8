import { grantKeysOf } from '../mapping-set/grant-keys.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';
import { type GroupFunction, isAlwaysFalse, spellingOf } from './group-function.js';
import { findImplied } from './implied-functions.js';

/** A mapping of which it is known whom it matches, and that somebody can match. */
export interface KnownMapping {
  readonly mapping: GroupMapping;
  readonly fn: GroupFunction;
  /** What it grants (`grantKeysOf`); null where that is not known. */
  readonly grants: ReadonlySet<string> | null;
  /** The others that match whomever it matches, and more; in the set's order. Put together anew each time. */
  readonly wider: readonly KnownMapping[];
  /** The first, in the set's order, of those that match the same users: itself where none before it does. */
  readonly firstEqual: KnownMapping;
}

/** Mappings whose filters are spelled alike, and so related alike. */
interface Alike {
  readonly fn: GroupFunction;
  readonly members: RelatedMapping[];
  wider: readonly Alike[];
  firstEqual: RelatedMapping | null;
}

/**
 * How the mappings of a set stand to each other, in the set's order; those of which it is not known whom they match are left out. What is
 * kept grows with the filters that differ, not with how often one is repeated.
 */
export function relateMappings(
  mappings: readonly GroupMapping[],
  functionOf: (mapping: GroupMapping) => GroupFunction | null,
  impliedBy: typeof findImplied = findImplied,
): readonly KnownMapping[] {
  const known: RelatedMapping[] = [];
  const bySpelling = new Map<string, Alike>();
  for (const mapping of mappings) {
    const fn = functionOf(mapping);
    if (!fn || isAlwaysFalse(fn)) continue;
    const spelling = spellingOf(fn);
    const alike: Alike = bySpelling.get(spelling) ?? { fn, members: [], wider: [], firstEqual: null };
    bySpelling.set(spelling, alike);
    const related = new RelatedMapping(mapping, fn, known.length, alike);
    alike.members.push(related);
    known.push(related);
  }
  const classes = [...bySpelling.values()];
  const implied = impliedBy(classes.map(({ fn }) => fn));
  const sets = implied.map((places) => new Set(places));
  classes.forEach((one, place) => {
    const others = (implied[place] ?? []).flatMap((other) => classes[other] ?? []);
    const isEqual = (other: number): boolean => sets[other]?.has(place) === true;
    one.wider = (implied[place] ?? []).flatMap((other) => (isEqual(other) ? [] : (classes[other] ?? [])));
    const equal = [one, ...others.filter((_other, index) => isEqual(implied[place]?.[index] ?? -1))];
    // Classes stand in the order of their first members.
    one.firstEqual = equal.map(({ members }) => members[0]).reduce<RelatedMapping | null>(earlier, null);
  });
  return known;
}

function earlier(first: RelatedMapping | null, other: RelatedMapping | undefined): RelatedMapping | null {
  return !other || (first && first.place < other.place) ? first : other;
}

class RelatedMapping implements KnownMapping {
  readonly grants: ReadonlySet<string> | null;

  constructor(
    readonly mapping: GroupMapping,
    readonly fn: GroupFunction,
    readonly place: number,
    private readonly alike: Alike,
  ) {
    this.grants = grantKeysOf(mapping);
  }

  get wider(): readonly KnownMapping[] {
    return this.alike.wider.flatMap(({ members }) => members).sort((a, b) => a.place - b.place);
  }

  get firstEqual(): KnownMapping {
    return this.alike.firstEqual ?? this;
  }
}
