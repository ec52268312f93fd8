/** A stretch of text as UTF-16 offsets, zero-based, `end` exclusive: the only kind of position that the language knows. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** Replaces `range` of some text by `newText`. */
export interface TextEdit {
  readonly range: OffsetRange;
  readonly newText: string;
}

/** Applies edits that do not overlap; those at the same place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { edit } of sorted) {
    result += text.slice(at, edit.range.start) + edit.newText;
    at = Math.max(at, edit.range.end);
  }
  return result + text.slice(at);
}

/** Whether two of some edits of one text replace a common character, so that they could not both be made. */
export function haveOverlap(edits: readonly TextEdit[]): boolean {
  const sorted = edits.map(({ range }) => range).sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.some((range, index) => {
    const next = sorted[index + 1];
    return next !== undefined && next.start < range.end;
  });
}

/** The smallest edit that does the same: what old and new text have in common at their ends stays. */
export function shrinkEdit(text: string, { range, newText }: TextEdit): TextEdit {
  const old = text.slice(range.start, range.end);
  if (old === '' || newText === '') return { range, newText };
  const shorter = Math.min(old.length, newText.length);
  let before = 0;
  while (before < shorter && old[before] === newText[before]) before++;
  let after = 0;
  while (after < shorter - before && old[old.length - 1 - after] === newText[newText.length - 1 - after]) after++;
  return { range: { start: range.start + before, end: range.end - after }, newText: newText.slice(before, newText.length - after) };
}
