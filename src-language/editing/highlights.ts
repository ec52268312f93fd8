import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { groupOccurrences } from './group-occurrences.js';
import { nameOccurrences } from './name-occurrences.js';
import { placesOfMappings } from './references.js';
import { groupAt, spotAt, type FilterSpot } from './spot.js';
import { placeOfPart } from './texts-in-files.js';

/** A place in the file that is marked with what is under the cursor. */
export interface Highlight {
  readonly range: OffsetRange;
  /** `write` where the thing is defined, `read` where it is referred to. */
  readonly kind: 'read' | 'write';
}

/** Every place of this file that names what is under the cursor, spelt the same; in a filter also the uses of a variable or operator. */
export function highlightsAt(context: EditingContext, file: string, offset: number): Highlight[] {
  const spot = spotAt(context, file, offset);
  const group = groupAt(spot);
  if (group)
    return groupOccurrences(context, { group: group.group, file }).map((occurrence) => ({
      range: occurrence.nameRange,
      kind: occurrence.knownGroup ? 'write' : 'read',
    }));
  if (spot.kind === 'filter') return sameTokens(spot);
  if (spot.kind === 'mapping')
    return placesOfMappings(context, spot.mappings)
      .filter((place) => place.file === file)
      .map(({ range, isDefinition }) => ({ range, kind: isDefinition ? 'write' : 'read' }));
  if (spot.kind !== 'name') return [];
  return nameOccurrences(context, spot.occurrence.kind, spot.occurrence.name)
    .filter((occurrence) => occurrence.file === file)
    .map(({ nameRange, isDefinition }) => ({ range: nameRange, kind: isDefinition ? 'write' : 'read' }));
}

function sameTokens({ token, parsed, text, home, file: path }: FilterSpot): Highlight[] {
  if (!token || !['identifier', 'keyword', 'operator'].includes(token.kind)) return [];
  return parsed.tokens
    .filter(({ kind, text }) => kind === token.kind && text === token.text)
    .map((same) => placeOfPart({ text, home }, same))
    .filter(({ file }) => file === path)
    .map(({ range }) => ({ range, kind: 'read' }));
}
