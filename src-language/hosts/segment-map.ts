import type { OffsetRange } from '../text/range.js';

/**
 * The map between a decoded text and the host characters it came from: a sorted list of segments. A segment is either a
 * *run*, where decoded and host characters are the same one by one, or an *atom* (an escape, a folded line break), which maps
 * as a whole only. Host characters between two segments (indentation, an escaped line break) decode to nothing.
 */
export class SegmentMap {
  constructor(
    /** The text that the segments decode to. */
    readonly value: string,
    /** Where the first character of the value stands, or would stand. */
    private readonly hostStart: number,
    /** Where the value's text ends; not before the last segment's end. */
    private readonly hostEnd: number,
    private readonly segments: readonly Segment[],
  ) {}

  /** Null when the range is not one of the value. A zero-width range maps to where text would be inserted. */
  toHost(decoded: OffsetRange): OffsetRange | null {
    if (decoded.start < 0 || decoded.end < decoded.start || decoded.end > this.value.length) return null;
    const start = this.hostPosition(decoded.start);
    if (decoded.end === decoded.start) return { start, end: start };
    const last = this.segments[this.lastIndexAt(decoded.end - 1, 'decoded')];
    if (!last) return null;
    const end = last.isRun ? last.host + (decoded.end - last.decoded) : last.host + last.hostLength;
    return { start: Math.min(start, end), end };
  }

  toDecoded(hostOffset: number): number | null {
    if (hostOffset < this.hostStart || hostOffset > this.hostEnd) return null;
    const segment = this.segments[this.lastIndexAt(hostOffset, 'host')];
    if (!segment) return 0;
    const inside = hostOffset - segment.host;
    if (inside >= segment.hostLength && inside > 0) return segment.decoded + segment.decodedLength;
    return segment.isRun ? segment.decoded + inside : segment.decoded;
  }

  /** Whether an offset stands between two decoded characters that can be told apart in the host: not inside an atom. */
  isBoundary(decodedOffset: number): boolean {
    const segment = this.segments[this.lastIndexAt(decodedOffset, 'decoded')];
    return !segment || segment.isRun || decodedOffset === segment.decoded || decodedOffset >= segment.decoded + segment.decodedLength;
  }

  private hostPosition(offset: number): number {
    const segment = this.segments[this.lastIndexAt(offset, 'decoded')];
    if (!segment) return this.hostStart;
    if (offset >= segment.decoded + segment.decodedLength) return segment.host + segment.hostLength;
    return segment.isRun ? segment.host + (offset - segment.decoded) : segment.host;
  }

  /** Index of the last segment that starts at or before an offset, -1 before the first. */
  private lastIndexAt(offset: number, side: 'decoded' | 'host'): number {
    let low = -1;
    let high = this.segments.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      const segment = this.segments[middle];
      if (segment && segment[side] <= offset) low = middle;
      else high = middle;
    }
    // Of several segments at one host offset (an atom without host characters after another) the first is meant.
    while (side === 'host' && low > 0 && this.segments[low - 1]?.host === offset) low--;
    return low;
  }
}

/** One stretch of decoded text; see SegmentMap. */
export interface Segment {
  readonly decoded: number;
  decodedLength: number;
  readonly host: number;
  hostLength: number;
  readonly isRun: boolean;
}

/** Collects segments in order; neighbouring runs become one. */
export class SegmentBuilder {
  private readonly segments: Segment[] = [];
  private readonly parts: string[] = [];
  private length = 0;

  /** Host characters `host` to `end` of `source`, decoded to themselves. */
  run(source: string, host: number, end: number): void {
    if (end <= host) return;
    this.parts.push(source.slice(host, end));
    const last = this.segments[this.segments.length - 1];
    if (last?.isRun && last.host + last.hostLength === host) {
      last.hostLength += end - host;
      last.decodedLength += end - host;
    } else {
      this.segments.push({ decoded: this.length, decodedLength: end - host, host, hostLength: end - host, isRun: true });
    }
    this.length += end - host;
  }

  /** Host characters `host` to `end` that decode to `text` as a whole. */
  atom(text: string, host: number, end: number): void {
    if (text === '') return;
    this.parts.push(text);
    this.segments.push({ decoded: this.length, decodedLength: text.length, host, hostLength: end - host, isRun: false });
    this.length += text.length;
  }

  build(hostStart: number, hostEnd: number): SegmentMap {
    return new SegmentMap(this.parts.join(''), hostStart, hostEnd, this.segments);
  }
}
