import { hostRangeOf, placeInHost, type HostRange, type HostText } from '../hosts/host-text.js';
import type { GroupMapping, MappingFile, Place } from '../mapping-set/mapping-set.js';
import type { OffsetRange } from '../text/range.js';
import { touches } from './host-path.js';

/** A filter as it stands in a file, or in several: a host may put it together from what was written elsewhere. */
export interface FilterInFile {
  readonly text: HostText;
  /** Null for a filter that has a file of its own. */
  readonly mapping: GroupMapping | null;
  /** The file that ranges of `text` without the name of one are in. */
  readonly home: string;
}

export function bareFilterOf({ bareFilter, source }: MappingFile): readonly FilterInFile[] {
  return bareFilter ? [{ text: bareFilter, mapping: null, home: source.path }] : [];
}

/** None for a mapping whose filter is not there, or known in part only. */
export function filterOf(mapping: GroupMapping): readonly FilterInFile[] {
  return mapping.filter && !mapping.partlyKnown ? [{ text: mapping.filter, mapping, home: mapping.file }] : [];
}

/** The files that a text was written in. */
export function filesOf({ range, sources }: HostText, home: string): ReadonlySet<string> {
  const files = new Set([range.file ?? home]);
  for (const { file } of sources ?? []) files.add(file ?? home);
  return files;
}

/** The files that anything of a mapping was written in, its own first. */
export function filesOfMapping(mapping: GroupMapping): ReadonlySet<string> {
  const files = new Set([mapping.file]);
  const { filter, group, displayNameAt, id, roleBindings } = mapping;
  if (filter) for (const file of filesOf(filter, mapping.file)) files.add(file);
  for (const located of [group, displayNameAt, id]) if (located) files.add(located.file);
  for (const { file, roleName, crnPattern } of roleBindings) files.add(file).add(roleName.file).add(crnPattern.file);
  for (const { file } of mapping.acls) files.add(file);
  return files;
}

/** Where a part of a text stands: in the file of its characters, as far as they stand together. */
export function placeOfPart({ text, home }: Pick<FilterInFile, 'text' | 'home'>, decoded: OffsetRange): Place {
  return placeInHost(home, hostRangeOf(text, decoded));
}

/** A text as one of the files that it was written in shows it: only what stands there maps to the file, and only there it can be edited. */
export function asSeenIn(path: string, { text, home }: Pick<FilterInFile, 'text' | 'home'>): HostText | null {
  const isHere = ({ file = home }: HostRange): boolean => file === path;
  const range = [text.range, ...(text.sources ?? [])].find(isHere);
  if (!range) return null;
  return {
    value: text.value,
    range: { start: range.start, end: range.end },
    toHost(decoded) {
      const at = text.toHost(decoded);
      return at && isHere(at) ? { start: at.start, end: at.end } : null;
    },
    toDecoded: (offset) => text.toDecoded(offset, path),
    encodeEdits(edits) {
      const encoded = text.encodeEdits(edits);
      if (!encoded?.every((edit) => isHere(edit.range))) return null;
      return encoded.map((edit) => ({ range: { start: edit.range.start, end: edit.range.end }, newText: edit.newText }));
    },
  };
}

/** Where a mapping shows its name in its own file: what stands for it there where the name was written elsewhere. */
export function nameRangeOf({ displayNameAt, file, range, headerRange }: GroupMapping): OffsetRange {
  const name = displayNameAt?.file === file ? displayNameAt.range : null;
  const isInside = name && (!headerRange || (range.start <= name.start && name.end <= range.end));
  return isInside ? name : (headerRange ?? range);
}

/**
 * What is shown for a part of a text that a cursor in a file is on: where the part stands, if that is there, else as much as is under the
 * cursor.
 */
export function rangeAtCursor(
  filter: Pick<FilterInFile, 'text' | 'home'>,
  decoded: OffsetRange,
  path: string,
  cursor: number,
): OffsetRange {
  for (const { file, range } of [placeOfPart(filter, decoded), placeInHost(filter.home, filter.text.range)])
    if (file === path && touches(range, cursor)) return range;
  return { start: cursor, end: cursor };
}
