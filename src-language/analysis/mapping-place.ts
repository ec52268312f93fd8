import { editsOfFiles } from '../hosts/host-text.js';
import { listed, quoted } from '../text/quoted-name.js';
import type { FileEdit, FileFix, RelatedLocation } from '../text/problem.js';
import type { GroupMapping, Located, Place } from '../mapping-set/mapping-set.js';

/** Where a finding about a whole mapping stands: at its display name, else at the mapping. */
export function placeOfMapping(mapping: GroupMapping): Place {
  return mapping.displayNameAt && mapping.displayName !== '' ? mapping.displayNameAt : mapping;
}

/** A mapping as a sentence names it; one without a name by its line. */
export function nameOfMapping(mapping: GroupMapping): string {
  if (mapping.displayName === '') return `The group mapping at line ${mapping.line}`;
  return `The group mapping ${quoted(mapping.displayName)}${mapping.instance === null ? '' : ` (${mapping.instance})`}`;
}

/** Writes another text in the place of this one, encoded for its host; none when the host cannot take it. */
export function replaceTextFix(title: string, located: Located<string>, newText: string): FileFix[] {
  const { text, file } = located;
  const edits = text?.encodeEdits([{ range: { start: 0, end: text.value.length }, newText }]);
  return edits ? [{ title, edits: editsOfFiles(file, edits), isPreferred: true }] : [];
}

/** Another mapping as a sentence about `mapping` names it, with where it is. */
export function otherMapping(other: GroupMapping, mapping: GroupMapping): string {
  const line = `line ${other.line}`;
  const place = other.file === mapping.file ? line : `${other.file}, ${line}`;
  if (other.displayName === '') return `the one at ${other.file === mapping.file ? '' : `${other.file}, `}${line}`;
  return `${quoted(other.displayName)}${other.instance === null ? '' : ` (${other.instance})`} (${place})`;
}

/** Somebody with exactly these groups, as a sentence names an example. */
export function someoneIn(groups: readonly string[]): string {
  return groups.length === 0 ? 'a user without any group' : `a user in ${listed(groups)}`;
}

/** A related location at another mapping. */
export function relatedMapping(mapping: GroupMapping, message: string): RelatedLocation {
  const { file, range } = placeOfMapping(mapping);
  return { file, range, message };
}

/** A fix of these edits; none where there are no edits. */
export function fixOf(title: string, edits: readonly FileEdit[] | null | undefined): FileFix[] {
  return edits && edits.length > 0 ? [{ title, edits }] : [];
}
