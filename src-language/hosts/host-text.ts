import type { OffsetRange, TextEdit } from '../text/range.js';

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
  readonly range: OffsetRange;
  /** Host range of a decoded range; null when it does not map. A zero-width range maps to a zero-width one. */
  toHost(decoded: OffsetRange): OffsetRange | null;
  /** Decoded offset of a host offset, or null when that is outside the value's text. */
  toDecoded(hostOffset: number): number | null;
  /**
   * Edits of the decoded value as edits of the host file, encoded for the host; null when they cannot be made. The scalar may be
   * rewritten whole, in another style, when its own cannot hold the new value (a plain YAML scalar that gains a quote, say).
   */
  encodeEdits(edits: readonly TextEdit[]): readonly TextEdit[] | null;
}

/** The host range of a decoded range, or the whole value where that does not map: the fallback every finding uses. */
export function hostRangeOf(text: HostText, decoded: OffsetRange): OffsetRange {
  return text.toHost(decoded) ?? text.range;
}
