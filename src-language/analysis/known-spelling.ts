import type { GroupVocabulary } from '../mapping-set/group-vocabulary.js';

/**
 * The spelling in the group claim of the known group that `name` means: by its id, its display name, or either with case aside.
 * Undefined when no known group is meant, or when the claim's spelling of it is not listed.
 */
export function knownSpellingOf(name: string, vocabulary: GroupVocabulary): string | undefined {
  if (vocabulary.claimNames.has(name)) return name;
  const exact = vocabulary.find(name);
  if (exact) return vocabulary.claimSpelling(exact) ?? undefined;
  const correction = vocabulary.caseCorrection(name);
  if (correction?.from !== 'known') return undefined;
  const group = vocabulary.find(correction.spelling);
  return (group && vocabulary.claimSpelling(group)) ?? undefined;
}
