import type { OffsetRange, TextEdit } from '../../text/range.js';
import type { HostRange, HostText } from '../host-text.js';
import type { ReferencePlace } from './evaluate/value.js';

/** The text that an expression was read from, and where that stands in its file. */
export interface Origin {
  readonly file: string;
  /** The file's text, or, of an expression in a JSON string, that string's value. */
  readonly text: string;
  /** Where in `text` the expression's own offsets count from. */
  readonly offset: number;
  /** The JSON string; null in a file that is HCL itself. */
  readonly host: HostText | null;
}

/** Where a range of an expression stands in its file; the whole string where it does not map. */
export function placeInFile(origin: Origin, { start, end }: OffsetRange): HostRange {
  const range = { start: origin.offset + start, end: origin.offset + end };
  return origin.host ? (origin.host.toHost(range) ?? origin.host.range) : range;
}

/** The characters of an expression as they are written. */
export function sourceOf(origin: Origin, { start, end }: OffsetRange): string {
  return origin.text.slice(origin.offset + start, origin.offset + end);
}

/** A place that is worked out when somebody asks for it: most references are known, and nobody does. */
export class ExpressionPlace implements ReferencePlace {
  constructor(
    private readonly origin: Origin,
    private readonly expression: OffsetRange,
  ) {}

  get file(): string {
    return this.origin.file;
  }

  get range(): HostRange {
    return placeInFile(this.origin, this.expression);
  }

  get source(): string {
    return sourceOf(this.origin, this.expression);
  }
}

/** The origin of what stands further on in the same text. */
export function originAt(origin: Origin, at: number): Origin {
  if (at === 0) return origin;
  const { file, text, offset, host } = origin;
  return { file, text, offset: offset + at, host };
}

/** Edits of an origin's text as edits of its file. */
export function editsInFile(origin: Origin, edits: readonly TextEdit[]): readonly TextEdit[] | null {
  return origin.host ? origin.host.encodeEdits(edits) : edits;
}
