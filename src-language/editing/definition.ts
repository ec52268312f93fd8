import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { groupOccurrences, type GroupOccurrence } from './group-occurrences.js';
import { nameOccurrences, type NameOccurrence } from './name-occurrences.js';
import { groupAt, spotAt } from './spot.js';

/** From a name to the place where the thing it names is. */
export interface DefinitionLink {
  /** The name under the cursor. */
  readonly origin: OffsetRange;
  readonly file: string;
  /** The whole thing: a known group, a mapping, a user. */
  readonly range: OffsetRange;
  /** Its name, to be selected. */
  readonly nameRange: OffsetRange;
}

/**
 * Where what is under the cursor is defined: a group among the known groups (several may share a display name), a mapping that an
 * expectation names, an assigned user among the sample users, an organization's own role in `settings.roles`. None where it is not listed.
 */
export function definitionsAt(context: EditingContext, file: string, offset: number): DefinitionLink[] {
  const spot = spotAt(context, file, offset);
  const group = groupAt(spot);
  if (group) {
    return groupOccurrences(context, { group: group.group, outsideFilters: true })
      .filter(isKnownGroup)
      .map((known) => ({ origin: group.nameRange, file: known.file, range: known.knownGroup.range, nameRange: known.nameRange }));
  }
  if (spot.kind !== 'name') return [];
  const { kind, name, nameRange } = spot.occurrence;
  return nameOccurrences(context, kind, name)
    .filter((occurrence) => occurrence.isDefinition)
    .map((occurrence) => ({ origin: nameRange, file: occurrence.file, ...placeOf(occurrence) }));
}

function placeOf({ owner, range, nameRange }: NameOccurrence): { readonly range: OffsetRange; readonly nameRange: OffsetRange } {
  return { range: owner?.range ?? range, nameRange };
}

function isKnownGroup(
  occurrence: GroupOccurrence,
): occurrence is GroupOccurrence & { readonly knownGroup: NonNullable<GroupOccurrence['knownGroup']> } {
  return occurrence.knownGroup !== null;
}
