import type { FileEdit } from '../text/problem.js';
import type { OffsetRange, TextEdit } from '../text/range.js';

/** A range of a host file; `file` names it where it is another one than the file that the text was read for. */
export interface HostRange extends OffsetRange {
  readonly file?: string;
}
export interface HostEdit extends TextEdit {
  readonly range: HostRange;
}

/**
 * A text that lives inside a host file (a filter in a YAML scalar, say): its decoded value, and the map between decoded
 * and host offsets. Every offset is UTF-16, zero-based; a host offset is one of the whole file.
 *
 * Contract, held by property tests for every host and scalar style:
 * - a decoded range maps to the exact host characters it came from, or to null where there is no such run (folded
 *   line breaks inside, characters that an expression computed): then a finding falls back to `range`;
 * - every host offset inside the value maps to a decoded offset and back;
 * - an encoded edit, applied to the file, decodes to the edited value, or there is no edit (null).
 */
export interface HostText {
  /** The decoded text: what Confluent Cloud would be given. */
  readonly value: string;
  /** The whole value in the file, quotes and block indicators included. */
  readonly range: HostRange;
  /** Every stretch that part of the text was written in, where that is not just `range`: a host may put texts together. */
  readonly sources?: readonly HostRange[];
  /** Host range of a decoded range; null when it does not map. A zero-width range maps to a zero-width one. */
  toHost(decoded: OffsetRange): HostRange | null;
  /** Decoded offset of a host offset (of `file`, where that is not the text's own), or null when that is outside the value's text. */
  toDecoded(hostOffset: number, file?: string): number | null;
  /**
   * Edits of the decoded value as edits of the host file, encoded for the host; null when they cannot be made. The scalar may be
   * rewritten whole, in another style, when its own cannot hold the new value (a plain YAML scalar that gains a quote, say).
   */
  encodeEdits(edits: readonly TextEdit[]): readonly HostEdit[] | null;
}

/** The host range of a decoded range, or the whole value where that does not map: the fallback every finding uses. */
export function hostRangeOf(text: HostText, decoded: OffsetRange): HostRange {
  return text.toHost(decoded) ?? text.range;
}

/** A range of a text's host as a place: `file` is the one that the text was read for. */
export function placeInHost(file: string, range: HostRange): { readonly file: string; readonly range: OffsetRange } {
  return { file: range.file ?? file, range: { start: range.start, end: range.end } };
}

/** Where all of a text stands in one of the files that it was written in: `file` is the one that the text was read for. */
export function stretchesIn(path: string, file: string, text: HostText): readonly OffsetRange[] {
  return [text.range, ...(text.sources ?? [])].filter((range) => (range.file ?? file) === path);
}

/** Edits of a text's host as edits of files: `file` is the one that the text was read for. */
export function editsOfFiles(file: string, edits: readonly HostEdit[]): FileEdit[] {
  return edits.map(({ range, newText }) => ({ ...placeInHost(file, range), newText }));
}
