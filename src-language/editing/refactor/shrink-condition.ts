import { shrinkFilter } from '../../analysis/shrink/shrink-filter.js';
import type { HostText } from '../../hosts/host-text.js';
import type { FileEdit } from '../../text/problem.js';
import type { EditingContext } from '../editing-context.js';

/** A filter written shorter, with the same meaning. */
export interface Shrinking {
  readonly title: string;
  readonly edits: readonly FileEdit[];
}

/** The shortest filter that means the same as one in a file; null where it is that already, or where its host cannot take it. */
export function shrinkCondition(context: EditingContext, file: string, filter: HostText): Shrinking | null {
  const { before, after, addsParentheses } = shrinkFilter(filter.value, context.services);
  if (after.length >= before.length) return null;
  const edits = filter.encodeEdits([{ range: { start: 0, end: filter.value.length }, newText: after.filter }]);
  const title = `Shrink Filter: ${before.length} → ${after.length} characters${addsParentheses ? ', with parentheses' : ''}`;
  return edits && { title, edits: edits.map((edit) => ({ ...edit, file })) };
}
