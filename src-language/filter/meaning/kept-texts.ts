import type { Fix } from '../../text/problem.js';
import { applyEdits } from '../../text/range.js';
import { walk, type Expression } from '../expression.js';
import { contains, type FilterContext } from './filter-context.js';
import type { Mistake } from './mistake.js';

/** Texts that are no groups: the variable in quotes, and words for true, false and nothing. */
const noGroup = /^(?:|(?:claims|user)?groups?|true|false|null|undefined|none)$/;

/** Whether a fix keeps every group of what it replaces: one that drops a group would silently change who the filter is about. */
export function keepsTexts(mistake: Mistake, fix: Fix, context: FilterContext): boolean {
  // `? "yes" : "no"`: results, not groups.
  if (mistake.family === 'branches') return true;
  const written = essence(applyEdits(context.text, fix.edits));
  const ranges = fix.edits.map((edit) => edit.range);
  for (const node of walk(mistake.covers)) {
    if (node.kind !== 'string' || !ranges.some((range) => contains(range, node)) || isKey(node, context)) continue;
    const text = essence(node.value);
    if (!noGroup.test(text) && !written.includes(text) && !written.includes(essence(context.sourceOf(node)))) return false;
  }
  return true;
}

/** `"groups"` in `claims["groups"]`, `"group.id"` in `{"group.id": "a"}`. */
function isKey(node: Expression, context: FilterContext): boolean {
  const parent = context.parentOf(node);
  return (
    (parent?.kind === 'map' && parent.entries.some((entry) => entry.key === node)) || (parent?.kind === 'index' && parent.index === node)
  );
}

function essence(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
