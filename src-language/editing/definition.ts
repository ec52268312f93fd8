import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { groupOccurrences, type GroupOccurrence } from './group-occurrences.js';
import { nameOccurrences, type NameOccurrence } from './name-occurrences.js';
import { groupAt, spotAt } from './spot.js';
import { nameRangeOf } from './texts-in-files.js';

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
 * expectation or, in Terraform, a principal names, an assigned user among the sample users, an organization's own role in `settings.roles`. None where it is not listed.
 */
export function definitionsAt(context: EditingContext, file: string, offset: number): DefinitionLink[] {
  const spot = spotAt(context, file, offset);
  const group = groupAt(spot);
  if (group) {
    return groupOccurrences(context, { group: group.group, outsideFilters: true })
      .filter(isKnownGroup)
      .map((known) => ({ origin: group.nameRange, file: known.file, range: known.knownGroup.range, nameRange: known.nameRange }));
  }
  if (spot.kind === 'mapping')
    return spot.mappings
      .map((mapping) => ({ origin: spot.range, file: mapping.file, range: mapping.range, nameRange: nameRangeOf(mapping) }))
      .filter(isFirstAtItsPlace);
  if (spot.kind !== 'name') return [];
  const { kind, name, nameRange } = spot.occurrence;
  return nameOccurrences(context, kind, name)
    .filter((occurrence) => occurrence.isDefinition)
    .map((occurrence) => ({ origin: nameRange, file: occurrence.file, ...placeOf(occurrence) }));
}

/** The whole thing around its name; the name alone where that was written elsewhere. */
function placeOf({ owner, range, nameRange }: NameOccurrence): { readonly range: OffsetRange; readonly nameRange: OffsetRange } {
  const isAround = owner && owner.range.start <= nameRange.start && nameRange.end <= owner.range.end;
  return { range: isAround ? owner.range : range, nameRange };
}

/** The instances of one block stand at one place. */
function isFirstAtItsPlace({ file, range }: DefinitionLink, index: number, all: readonly DefinitionLink[]): boolean {
  return all.findIndex((other) => other.file === file && other.range.start === range.start) === index;
}

function isKnownGroup(
  occurrence: GroupOccurrence,
): occurrence is GroupOccurrence & { readonly knownGroup: NonNullable<GroupOccurrence['knownGroup']> } {
  return occurrence.knownGroup !== null;
}
