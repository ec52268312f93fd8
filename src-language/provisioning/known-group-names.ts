import { nearestName } from '../text/nearest-name.js';
import { quoted } from '../text/quoted-name.js';
import type { KnownGroup } from '../mapping-set/mapping-set.js';

/**
 * The known groups as names: which spellings mean the same group, and which one the group claim carries. Two groups may share
 * a display name; such a name stands for either in comparisons, and for the first listed where one has to be chosen.
 */
export interface KnownGroupNames {
  /** False when the set lists no groups: then nothing can be unlisted. */
  readonly isListed: boolean;
  /** The listed name that was probably meant by one that is not listed. */
  nearest(name: string): string | undefined;
  has(name: string): boolean;
  /** The group's spelling in the claim (id or display name); the name itself when it is unknown or has no such spelling. */
  sentAs(name: string): string;
  /** The name as a message shows it: an id that has a display name comes with it. */
  inWords(name: string): string;
  /** The names and every other spelling of the known groups they name. */
  withOtherSpellings(names: Iterable<string>): ReadonlySet<string>;
}

/** Names longer than this are no slips of the keyboard, and comparing them would take time for nothing. */
const comparedLength = 200;
/** With more names than this nothing is guessed: a directory streamed past the set has thousands of groups to compare with each. */
const comparedNames = 400;
const rememberedGuesses = 50_000;

export function compileKnownGroupNames(groups: readonly KnownGroup[], sourceAttribute: 'group_id' | 'display_name'): KnownGroupNames {
  const sent = new Map<string, string>();
  const spellings = groups.map((group) => ({ id: group.id?.value ?? null, displayName: group.displayName?.value ?? null }));
  const carried = (group: (typeof spellings)[number]) => (sourceAttribute === 'group_id' ? group.id : group.displayName);
  const other = (group: (typeof spellings)[number]) => (sourceAttribute === 'group_id' ? group.displayName : group.id);
  for (const group of spellings) {
    const name = carried(group);
    if (name !== null) sent.set(name, name);
  }
  for (const group of spellings) {
    const name = other(group);
    if (name !== null && !sent.has(name)) sent.set(name, carried(group) ?? name);
  }
  const displayNames = new Map(
    spellings.flatMap(({ id, displayName }) => (id === null || displayName === null ? [] : [[id, displayName]])),
  );
  const comparable = [...sent.keys()].filter((name) => name.length <= comparedLength);
  const nearest = new Map<string, string | undefined>();
  return {
    isListed: groups.length > 0,
    nearest(name) {
      if (nearest.has(name)) return nearest.get(name);
      if (nearest.size >= rememberedGuesses) nearest.clear();
      const guess = name.length > comparedLength || comparable.length > comparedNames ? undefined : nearestName(name, comparable);
      nearest.set(name, guess);
      return guess;
    },
    has: (name) => sent.has(name),
    sentAs: (name) => sent.get(name) ?? name,
    inWords(name) {
      const displayName = displayNames.get(name);
      return displayName === undefined || displayName === name ? quoted(name) : `${quoted(displayName)} (${name})`;
    },
    withOtherSpellings(names) {
      const given = new Set(names);
      const all = new Set(given);
      for (const { id, displayName } of spellings) {
        if (id === null || displayName === null) continue;
        if (given.has(id)) all.add(displayName);
        if (given.has(displayName)) all.add(id);
      }
      return all;
    },
  };
}
