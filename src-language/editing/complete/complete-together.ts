import type { HostText } from '../../hosts/host-text.js';
import type { MappingFile } from '../../mapping-set/mapping-set.js';
import type { EditingContext } from '../editing-context.js';
import { filtersAt, spotAt } from '../spot.js';
import { asSeenIn } from '../texts-in-files.js';
import { crnSuggestions, roleSuggestions, type BindingValue } from './binding-values.js';
import { completeFilter } from './complete-filter.js';
import type { UnsortedEntry } from './completion-entry.js';
import { encodeAtCursor, type EditedText } from './host-edit.js';

/**
 * What can be written into a literal of a file that takes values from others, and others from it: groups and operators where a filter was
 * written, roles and resource names where those were. Nothing where the text is computed, or where what is written would be more than
 * that filter.
 */
export function completeTogether(context: EditingContext, file: MappingFile, offset: number): readonly UnsortedEntry[] {
  const { path, text } = file.source;
  for (const filter of filtersAt(context, path, offset)) {
    const seen = asSeenIn(path, filter);
    const decoded = seen?.toDecoded(offset) ?? null;
    if (!seen || decoded === null) continue;
    const edited: EditedText = { file: text, text: seen, cursor: offset };
    return completeFilter(context, context.services.parse(seen.value), decoded, (range, newText, comparedFrom) =>
      encodeAtCursor(edited, range, newText, comparedFrom),
    );
  }
  const spot = spotAt(context, path, offset);
  const located = spot.kind === 'crn' ? spot.crn : spot.kind === 'name' && spot.occurrence.kind === 'role' ? spot.occurrence.located : null;
  const seen = located?.text ? asSeenIn(path, { text: located.text, home: located.file }) : null;
  const decoded = seen?.toDecoded(offset) ?? null;
  if (!seen || decoded === null) return [];
  const edited: EditedText = { file: text, text: seen, cursor: offset };
  if (spot.kind !== 'crn') return roleSuggestions(context).flatMap((role) => entryOf(edited, role, 0));
  const kept = seen.value.lastIndexOf('/', decoded - 1) + 1;
  return crnSuggestions(context, seen.value.slice(0, decoded)).flatMap((crn) =>
    // What comes before the last slash stays as it is written, which may be a template.
    crn.value.startsWith(seen.value.slice(0, kept)) ? entryOf(edited, crn, kept) : entryOf(edited, crn, 0),
  );
}

/** All of the text from `from` on becomes that of the value. */
function entryOf(edited: EditedText, { value, filterText, ...described }: BindingValue, from: number): UnsortedEntry[] {
  const { text } = edited;
  const written = encodeAtCursor(edited, { start: from, end: endOf(text) }, value.slice(from));
  if (!written) return [];
  const { edit, additionalEdits, lead } = written;
  return [{ ...described, edit, additionalEdits, filterText: lead + filterText.slice(from), isSnippet: false }];
}

function endOf({ value }: HostText): number {
  return value.length;
}
