import { effectiveSettings } from './effective-settings.js';
import type { KnownGroup, MappingSet, SampleUser } from './mapping-set.js';

/** The groups a set knows of, looked up by either spelling, and every other spelling that the set uses. */
export interface GroupVocabulary {
  /** True when the set lists groups at all: only then can a group be unknown. */
  readonly isListed: boolean;
  readonly known: readonly KnownGroup[];
  /** The known group whose id or display name is exactly `name`; the first listed where several share a display name. */
  find(name: string): KnownGroup | undefined;
  /** Every known group whose id or display name is exactly `name`. */
  findAll(name: string): readonly KnownGroup[];
  /** Every id and display name of known groups. */
  readonly knownNames: ReadonlySet<string>;
  /** The known groups as the group claim spells them (`sso.group_claim.source_attribute`). */
  readonly claimNames: ReadonlySet<string>;
  /** How the group claim spells this group; null when that spelling is not listed. */
  claimSpelling(group: KnownGroup): string | null;
  /** How often each group is spelt so in filters, literal mappings, users and assignments, known or not; mappings first. */
  readonly spellings: ReadonlyMap<string, number>;
  /** The spelling that was meant if `name` is wrong in nothing but case; null when it is right, or wrong in more than that. */
  caseCorrection(name: string): CaseCorrection | null;
}

export interface CaseCorrection {
  /** The spelling to compare with: that of a known group, of sample users and assignments, or of other mappings. */
  readonly spelling: string;
  readonly from: 'known' | 'users' | 'mappings';
}

export type BuildGroupVocabulary = (set: MappingSet, spellingsInMappings: Iterable<string>) => GroupVocabulary;

/**
 * Builds the vocabulary of a set. `spellingsInMappings` are the groups named by filters and literal mappings, in the order of the
 * set: among spellings that differ only in case, the more frequent one counts as right, of equally frequent ones the earlier.
 * What known groups, and then users, say comes before what mappings say: mappings have to follow the claim.
 */
export const buildGroupVocabulary: BuildGroupVocabulary = (set, spellingsInMappings) => {
  const settings = effectiveSettings(set);
  const claimSpelling = (group: KnownGroup): string | null =>
    (settings.sourceAttribute === 'group_id' ? group.id : group.displayName)?.value ?? null;

  const byName = new Map<string, KnownGroup[]>();
  const claimNames = new Set<string>();
  for (const group of set.knownGroups) {
    for (const name of new Set([group.id?.value, group.displayName?.value])) {
      if (name === undefined) continue;
      const same = byName.get(name);
      if (same) same.push(group);
      else byName.set(name, [group]);
    }
    const claimed = claimSpelling(group);
    if (claimed !== null) claimNames.add(claimed);
  }

  const inMappings = countOf(spellingsInMappings);
  const inUsers = countOf(spellingsOfPeople(set, settings.groupAttribute));
  const spellings = new Map(inMappings);
  for (const [name, count] of inUsers) spellings.set(name, (spellings.get(name) ?? 0) + count);

  const knownByFold = firstByFold([...claimNames, ...byName.keys()]);
  const usersByFold = mostFrequentByFold(inUsers);
  const mappingsByFold = mostFrequentByFold(inMappings);

  return {
    isListed: set.knownGroups.length > 0,
    known: set.knownGroups,
    find: (name) => byName.get(name)?.[0],
    findAll: (name) => byName.get(name) ?? [],
    knownNames: new Set(byName.keys()),
    claimNames,
    claimSpelling,
    spellings,
    caseCorrection(name) {
      if (byName.has(name)) return null;
      const fold = foldCase(name);
      const known = knownByFold.get(fold);
      if (known !== undefined) return { spelling: known, from: 'known' };
      if (inUsers.has(name)) return null;
      const used = usersByFold.get(fold);
      if (used !== undefined) return { spelling: used, from: 'users' };
      const mapped = mappingsByFold.get(fold);
      return mapped === undefined || mapped === name ? null : { spelling: mapped, from: 'mappings' };
    },
  };
};

/** ASCII without capitals, as most names of groups are: folding would make the same of them, anew each time. */
const smallAscii = /^[\0-@[-\x7f]*$/;

/** What is left of a name when case does not count; the same for two names exactly when they differ in nothing but case. */
export function foldCase(name: string): string {
  return smallAscii.test(name) ? name : name.toUpperCase().toLowerCase();
}

/** The groups that users and assignments name, in the order of the set; of attributes only the designated one holds groups. */
function* spellingsOfPeople(set: MappingSet, groupAttribute: string | null): Generator<string> {
  for (const user of set.users) yield* claimedGroups(user, groupAttribute);
  for (const group of set.sso.assigned_groups?.value ?? []) yield group.value;
}

function claimedGroups(user: SampleUser, groupAttribute: string | null): readonly string[] {
  if (!user.claim) return [];
  if (user.claim.from !== 'attributes') return user.claim.values.map((group) => group.value);
  const values = groupAttribute === null ? undefined : user.claim.attributes.get(groupAttribute);
  return values?.map((group) => group.value) ?? [];
}

function countOf(names: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function firstByFold(names: Iterable<string>): Map<string, string> {
  const result = new Map<string, string>();
  for (const name of names) {
    const fold = foldCase(name);
    if (!result.has(fold)) result.set(fold, name);
  }
  return result;
}

function mostFrequentByFold(counts: ReadonlyMap<string, number>): Map<string, string> {
  const result = new Map<string, string>();
  for (const [name, count] of counts) {
    const fold = foldCase(name);
    const best = result.get(fold);
    if (best === undefined || count > (counts.get(best) ?? 0)) result.set(fold, name);
  }
  return result;
}
