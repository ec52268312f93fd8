import { shrinkFilter } from '../../analysis/shrink/shrink-filter.js';
import { editsOfFiles } from '../../hosts/host-text.js';
import { changeByEdits } from '../../mapping-set/change-file.js';
import type { FileEdit } from '../../text/problem.js';
import type { EditingContext } from '../editing-context.js';
import type { FilterInFile } from '../texts-in-files.js';

/** A filter written shorter, with the same meaning. */
export interface Shrinking {
  readonly title: string;
  readonly edits: readonly FileEdit[];
}

/**
 * The shortest filter that means the same as one in a file; null where it is that already, where its host cannot take it, or where it is put
 * together of texts that other filters share and that would not suit them.
 */
export function shrinkCondition(context: EditingContext, { text, home, mapping }: FilterInFile): Shrinking | null {
  const { before, after, addsParentheses } = shrinkFilter(text.value, context.services);
  if (after.length >= before.length) return null;
  const encoded = text.encodeEdits([{ range: { start: 0, end: text.value.length }, newText: after.filter }]);
  if (!encoded) return null;
  const edits = editsOfFiles(home, encoded);
  if (text.sources && mapping && !leavesOthers(context, text.value, after.filter, edits)) return null;
  return { title: `Shrink Filter: ${before.length} → ${after.length} characters${addsParentheses ? ', with parentheses' : ''}`, edits };
}

/** Whether edits make one filter of another wherever that stands, and change no other. */
function leavesOthers(context: EditingContext, was: string, becomes: string, edits: readonly FileEdit[]): boolean {
  const before = context.set.groupMappings;
  const after = changeByEdits(context.set, edits, context.services).groupMappings;
  return (
    before.length === after.length &&
    before.every((mapping, index) => {
      const [old, now] = [mapping.filter?.value, after[index]?.filter?.value];
      return now === old || (old === was && now === becomes);
    })
  );
}
