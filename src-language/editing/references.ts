import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { groupOccurrences, type GroupOccurrence } from './group-occurrences.js';
import { nameOccurrences } from './name-occurrences.js';
import { groupAt, spotAt } from './spot.js';

/** One place that refers to what is under the cursor. */
export interface Reference {
  readonly file: string;
  readonly range: OffsetRange;
  /** The thing itself: an editor may be asked to leave it out. */
  readonly isDefinition: boolean;
}

/**
 * Every place of the set that refers to what is under the cursor. The id and the display name of a known group are two names of one
 * thing, so a group is found by both.
 */
export function referencesAt(context: EditingContext, file: string, offset: number): Reference[] {
  const spot = spotAt(context, file, offset);
  const group = groupAt(spot);
  if (group)
    return occurrencesOfGroup(context, group.group).map((occurrence) => ({
      file: occurrence.file,
      range: occurrence.nameRange,
      isDefinition: occurrence.knownGroup !== null,
    }));
  if (spot.kind !== 'name') return [];
  return nameOccurrences(context, spot.occurrence.kind, spot.occurrence.name).map((occurrence) => ({
    file: occurrence.file,
    range: occurrence.nameRange,
    isDefinition: occurrence.isDefinition,
  }));
}

/** Every place where a group is named by any of its names, file by file. */
export function occurrencesOfGroup(context: EditingContext, group: string): GroupOccurrence[] {
  const names = namesOfGroup(context, group);
  if (names.size === 1) return groupOccurrences(context, { group });
  return groupOccurrences(context).filter((occurrence) => names.has(occurrence.group));
}

/** The name, and the other names of the known groups that have it. */
export function namesOfGroup(context: EditingContext, group: string): ReadonlySet<string> {
  const names = new Set([group]);
  for (const { id, displayName } of context.vocabulary.findAll(group)) {
    if (id) names.add(id.value);
    if (displayName) names.add(displayName.value);
  }
  return names;
}
