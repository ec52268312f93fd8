import type { OffsetRange } from '../../text/range.js';

/** What the CRNs of Confluent Cloud begin with, the `/` before the first part included. */
export const crnRoot = 'crn://confluent.cloud/';

/** A Confluent resource name (CRN), or a pattern for several: an authority, and parts that lead from the whole to one resource. */
export interface Crn {
  readonly text: string;
  /** `confluent.cloud` in what Confluent Cloud writes. */
  readonly authority: string;
  readonly authorityRange: OffsetRange;
  /** In the order they are written, also those that are no `kind=name`. */
  readonly segments: readonly CrnSegment[];
}

/** One part of a CRN: `topic=orders-*`. Ranges are UTF-16 offsets of the CRN's text. */
export interface CrnSegment {
  /** Before the first `=`; the whole part when there is none. */
  readonly kind: string;
  /** After it, a `*` at the end included; null when there is no `=`. */
  readonly name: string | null;
  readonly range: OffsetRange;
  readonly kindRange: OffsetRange;
  /** The end of the part when there is no name. */
  readonly nameRange: OffsetRange;
}

/** Splits a CRN into its parts; null for a text that Confluent's API refuses as `crn_pattern`, whose own pattern is `^crn://.+$`. */
export function parseCrn(text: string): Crn | null {
  if (!/^crn:\/\/.+$/.test(text)) return null;
  const start = 'crn://'.length;
  const slash = text.indexOf('/', start);
  const end = slash < 0 ? text.length : slash;
  const segments: CrnSegment[] = [];
  let at = end + 1;
  if (slash >= 0)
    for (const part of text.slice(at).split('/')) {
      segments.push(segmentAt(part, at));
      at += part.length + 1;
    }
  return { text, authority: text.slice(start, end), authorityRange: { start, end }, segments };
}

function segmentAt(part: string, start: number): CrnSegment {
  const equals = part.indexOf('=');
  const end = start + part.length;
  const kindEnd = equals < 0 ? end : start + equals;
  return {
    kind: part.slice(0, equals < 0 ? undefined : equals),
    name: equals < 0 ? null : part.slice(equals + 1),
    range: { start, end },
    kindRange: { start, end: kindEnd },
    nameRange: { start: equals < 0 ? end : kindEnd + 1, end },
  };
}
