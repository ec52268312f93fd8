import { quoted } from '../text/quoted-name.js';
import type { FileFix } from '../text/problem.js';
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
  return edits ? [{ title, edits: edits.map((edit) => ({ ...edit, file })), isPreferred: true }] : [];
}
