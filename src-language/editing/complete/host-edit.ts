import type { HostText } from '../../hosts/host-text.js';
import { escapeJson } from '../../hosts/json/json-text.js';
import { escapeDouble } from '../../hosts/yaml/encode-scalar.js';
import type { OffsetRange, TextEdit } from '../../text/range.js';

/** An edit as an editor takes it from a completion: one on the cursor's line around the cursor, and others apart from it. */
export interface CursorEdit {
  readonly edit: TextEdit;
  readonly additionalEdits: readonly TextEdit[];
  /** What stands in the file from the start of `edit` to the word that is being completed. */
  readonly lead: string;
}

/** A value that is being edited, with the cursor in it or in the blanks behind it. */
export interface EditedText {
  readonly file: string;
  readonly text: HostText;
  readonly cursor: number;
}

/**
 * Replaces `word` of a decoded text, encoded for its host, so that an editor accepts it as a completion. Where the whole value is
 * written anew (a plain scalar that needs quotes), what is not around the cursor becomes an additional edit; null where the host cannot
 * hold the text, or the cursor is somewhere else. What is typed is compared with entries from `comparedFrom` on.
 */
export function encodeAtCursor(
  { file, text, cursor }: EditedText,
  word: OffsetRange,
  newText: string,
  comparedFrom = word.start,
): CursorEdit | null {
  const encoded = text.encodeEdits([{ range: word, newText }]);
  if (!encoded) return null;
  const at = text.toHost(word);
  const wordStart = at ? at.start : Math.min(cursor, text.range.end);
  const wordEnd = Math.max(at ? at.end : 0, cursor);
  const pieces = encoded.flatMap((edit) => splitQuoted(text, edit, { start: wordStart, end: wordEnd }, word, newText));
  const written = aroundCursor(file, withBlanksBehind(file, text, pieces, cursor), { start: wordStart, end: wordEnd }, cursor);
  const compared = text.toHost({ start: comparedFrom, end: comparedFrom })?.start ?? wordStart;
  return written && { ...written, lead: file.slice(written.edit.range.start, Math.min(cursor, compared)) };
}

/** An edit of a host file as it is, cut down to what it changes around a word. */
export function aroundCursor(file: string, edits: readonly TextEdit[], word: OffsetRange, cursor: number): CursorEdit | null {
  const shrunk = mergeTouching(edits.map((edit) => shrink(file, edit, word)).filter((edit) => edit.newText !== '' || !isInsertion(edit)));
  const holding = shrunk.filter(({ range }) => range.start <= cursor && cursor <= range.end);
  const main = holding.find(({ range }) => range.start <= word.start && word.start <= range.end) ?? holding[0];
  if (!main) return null;
  const others = shrunk.filter((edit) => edit !== main);
  const split = onOneLine(file, main, cursor);
  return {
    edit: split.edit,
    additionalEdits: [...others, ...split.additional],
    lead: file.slice(split.edit.range.start, Math.max(split.edit.range.start, word.start)),
  };
}

/** Edits that touch each other become one where an editor could not tell which comes first, or where a value moves from one to the other. */
function mergeTouching(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const last = result[result.length - 1];
    const isUnclear = last && (isInsertion(last) || isInsertion(edit) || edit.newText === '' || last.newText === '');
    if (last && isUnclear && last.range.end === edit.range.start)
      result[result.length - 1] = { range: { start: last.range.start, end: edit.range.end }, newText: last.newText + edit.newText };
    else result.push(edit);
  }
  return result;
}

function isInsertion({ range }: TextEdit): boolean {
  return range.start === range.end;
}

/** Blanks between the end of a value and the cursor belong to what is replaced. */
function withBlanksBehind(file: string, text: HostText, edits: readonly TextEdit[], cursor: number): readonly TextEdit[] {
  const { end } = text.range;
  if (cursor <= end || file.slice(end, cursor).trim() !== '') return edits;
  const last = edits[edits.length - 1];
  return edits.map((edit) =>
    edit === last && edit.range.end === end ? { range: { start: edit.range.start, end: cursor }, newText: edit.newText } : edit,
  );
}

/**
 * A value that is written anew in quotes, as up to three edits: before the word, the word, after it. So the word that is typed
 * stays what the entries are compared with.
 */
function splitQuoted(text: HostText, edit: TextEdit, host: OffsetRange, word: OffsetRange, newText: string): readonly TextEdit[] {
  const blank = /^\s*/.exec(edit.newText)?.[0] ?? '';
  const quote = edit.newText[blank.length];
  const isInside = edit.range.start <= host.start && host.start <= edit.range.end;
  if ((quote !== "'" && quote !== '"') || !isInside) return [edit];
  const before = text.value.slice(0, word.start);
  const after = text.value.slice(word.end);
  const encoders = quote === "'" ? [(value: string) => value.replaceAll("'", "''")] : [escapeDouble, escapeJson];
  for (const encode of encoders) {
    const [head, middle, tail] = [blank + quote + encode(before), encode(newText), encode(after) + quote];
    if (head + middle + tail !== edit.newText) continue;
    const pieces: TextEdit[] = [];
    const hasBefore = edit.range.start < host.start;
    const hasAfter = host.end < edit.range.end;
    if (hasBefore) pieces.push({ range: { start: edit.range.start, end: host.start }, newText: head });
    pieces.push({
      range: { start: hasBefore ? host.start : edit.range.start, end: hasAfter ? host.end : edit.range.end },
      newText: (hasBefore ? '' : head) + middle + (hasAfter ? '' : tail),
    });
    if (hasAfter) pieces.push({ range: { start: host.end, end: edit.range.end }, newText: tail });
    return pieces;
  }
  return [edit];
}

/** The edit without what it leaves as it is; the word itself stays in it, so that it can be compared. */
function shrink(file: string, { range, newText }: TextEdit, word: OffsetRange): TextEdit {
  const old = file.slice(range.start, range.end);
  const isAround = range.start <= word.start && word.end <= range.end;
  const leadLimit = isAround ? word.start - range.start : old.length;
  let lead = 0;
  while (lead < leadLimit && lead < newText.length && old[lead] === newText[lead]) lead++;
  const tailLimit = Math.min(isAround ? range.end - word.end : old.length, old.length - lead, newText.length - lead);
  let tail = 0;
  while (tail < tailLimit && old[old.length - 1 - tail] === newText[newText.length - 1 - tail]) tail++;
  return { range: { start: range.start + lead, end: range.end - tail }, newText: newText.slice(lead, newText.length - tail) };
}

/** An edit of several lines: what is not on the cursor's line is taken away beside it. */
function onOneLine(file: string, edit: TextEdit, cursor: number): { readonly edit: TextEdit; readonly additional: readonly TextEdit[] } {
  const { start, end } = edit.range;
  const lineStart = Math.max(start, file.lastIndexOf('\n', cursor - 1) + 1);
  const lineBreak = /\r?\n/.exec(file.slice(cursor, end));
  const lineEnd = lineBreak ? cursor + lineBreak.index : end;
  const additional: TextEdit[] = [];
  if (start < lineStart) additional.push({ range: { start, end: lineStart }, newText: '' });
  if (lineEnd < end) additional.push({ range: { start: lineEnd, end }, newText: '' });
  return { edit: { range: { start: lineStart, end: lineEnd }, newText: edit.newText }, additional };
}
