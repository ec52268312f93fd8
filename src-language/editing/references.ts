import type { GroupMapping, Place } from '../mapping-set/mapping-set.js';
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
  if (spot.kind === 'mapping') return placesOfMappings(context, spot.mappings);
  if (spot.kind !== 'name') return [];
  const { kind, name } = spot.occurrence;
  const byName = nameOccurrences(context, kind, name).map((occurrence) => ({
    file: occurrence.file,
    range: occurrence.nameRange,
    isDefinition: occurrence.isDefinition,
  }));
  if (kind !== 'mapping') return byName;
  const named = context.set.groupMappings.filter(({ displayName }) => displayName === name);
  return [...byName, ...placesOfMappings(context, named).filter(({ isDefinition }) => !isDefinition)];
}

/**
 * The blocks of mappings, and the principals of what they are granted, each place once: how Terraform refers to mappings. None in hosts that
 * write both in one place.
 */
export function placesOfMappings(context: EditingContext, mappings: readonly GroupMapping[]): Reference[] {
  const places = new Map<string, Reference>();
  const add = ({ file, range }: Place, isDefinition: boolean): void => {
    const { start, end } = range;
    places.set(`${file}:${start}`, { file, range: { start, end }, isDefinition });
  };
  for (const { file, headerRange, roleBindings, acls } of mappings) {
    if (headerRange) add({ file, range: headerRange }, true);
    for (const { principalAt } of [...roleBindings, ...acls]) if (principalAt) add(principalAt, false);
  }
  const order = new Map(context.set.files.map(({ source }, index) => [source.path, index]));
  const rank = ({ file }: Reference): number => order.get(file) ?? 0;
  return [...places.values()].sort((a, b) => rank(a) - rank(b) || a.range.start - b.range.start);
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
