import type { OffsetRange, TextEdit } from '../text/range.js';
import type { HostText } from './host-text.js';

/** A file that is one text as it stands, from `start` on: a byte-order mark before it is encoding. Edits are written as they are. */
export class WholeFileText implements HostText {
  readonly range: OffsetRange;

  constructor(
    readonly value: string,
    private readonly start: number,
  ) {
    this.range = { start, end: start + value.length };
  }

  toHost(decoded: OffsetRange): OffsetRange | null {
    if (decoded.start < 0 || decoded.end < decoded.start || decoded.end > this.value.length) return null;
    return { start: decoded.start + this.start, end: decoded.end + this.start };
  }

  toDecoded(hostOffset: number): number | null {
    return hostOffset < this.range.start || hostOffset > this.range.end ? null : hostOffset - this.start;
  }

  encodeEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
    return edits.map((edit) => ({
      range: { start: edit.range.start + this.start, end: edit.range.end + this.start },
      newText: edit.newText,
    }));
  }
}
