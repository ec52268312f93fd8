import { applyEdits, type OffsetRange, type TextEdit } from '../../text/range.js';
import type { HostText } from '../host-text.js';
import type { SegmentMap } from '../segment-map.js';
import { decodeBlockScalar, type BlockScalarLayout } from './decode-block-scalar.js';
import { decodeFlowScalar, type FlowStyle } from './decode-scalar.js';
import { encodeBlockEdits } from './encode-block-scalar.js';
import { encodeQuoted, escapeDouble, isRawSafe, readsAsPlain, type ScalarPlace } from './encode-scalar.js';

/** A flow scalar of a YAML file as the reader found it. */
export interface FlowScalarLayout extends ScalarPlace {
  readonly style: FlowStyle;
  readonly start: number;
  readonly end: number;
  /** False when the closing quote is missing. */
  readonly isClosed: boolean;
  /** The characters are the value only as it was meant: YAML reads them as something else until they are quoted. */
  readonly mustQuote: boolean;
  /** What a rewritten value replaces, where that is more than `start` to `end`. */
  readonly whole?: OffsetRange;
}

/** The text of a plain, single-quoted or double-quoted scalar. The map is made when it is first asked for. */
export class FlowScalarText implements HostText {
  private decoded: SegmentMap | null = null;

  constructor(
    private readonly file: string,
    readonly value: string,
    private readonly layout: FlowScalarLayout,
  ) {}

  get range(): OffsetRange {
    return this.layout.whole ?? { start: this.layout.start, end: this.layout.end };
  }

  toHost(decoded: OffsetRange): OffsetRange | null {
    return this.map.value === this.value ? this.map.toHost(decoded) : null;
  }

  toDecoded(hostOffset: number): number | null {
    return this.map.value === this.value ? this.map.toDecoded(hostOffset) : null;
  }

  encodeEdits(edits: readonly TextEdit[]): readonly TextEdit[] | null {
    if (edits.length === 0) return [];
    const value = applyEdits(this.value, edits);
    return this.encodeInPlace(edits, value) ?? [{ range: this.range, newText: this.encodeWhole(value) }];
  }

  private get map(): SegmentMap {
    const { start, end, style, isClosed } = this.layout;
    return (this.decoded ??= decodeFlowScalar(this.file, start, end, style, isClosed));
  }

  /** The edits one by one in the scalar's own style, or null where they would not read as the value. */
  private encodeInPlace(edits: readonly TextEdit[], value: string): readonly TextEdit[] | null {
    const { start, end, style, isClosed, mustQuote } = this.layout;
    if (mustQuote || !isClosed) return null;
    if (style !== 'double' && !isRawSafe(value) && !edits.every((edit) => isRawSafe(edit.newText) && this.keepsPairs(edit))) return null;
    const encoded: TextEdit[] = [];
    for (const edit of edits) {
      const range = this.toHost(edit.range);
      if (!range || !this.map.isBoundary(edit.range.start) || !this.map.isBoundary(edit.range.end)) return null;
      if (style === 'double' && !this.keepsPairs(edit)) return null;
      const newText =
        style === 'double' ? escapeDouble(edit.newText) : style === 'single' ? edit.newText.replaceAll("'", "''") : edit.newText;
      encoded.push({ range, newText });
    }
    const source = applyEdits(
      this.file.slice(start, end),
      encoded.map((edit) => ({ range: { start: edit.range.start - start, end: edit.range.end - start }, newText: edit.newText })),
    );
    if (decodeFlowScalar(source, 0, source.length, style).value !== value) return null;
    if (continuationIndent(source) < continuationIndent(this.file.slice(start, end))) return null;
    if (style === 'plain' && !readsAsPlain(source, value, this.layout)) return null;
    return encoded;
  }

  /** Whether an edit leaves no half of a surrogate pair behind: a lone half cannot be stored in UTF-8 as it is. */
  private keepsPairs(edit: TextEdit): boolean {
    const splits = (at: number): boolean => isHigh(this.value.charCodeAt(at - 1)) && isLow(this.value.charCodeAt(at));
    return !splits(edit.range.start) && !splits(edit.range.end);
  }

  private encodeWhole(value: string): string {
    return encodeQuoted(value, this.layout.style === 'double' ? 'double' : 'single');
  }
}

/** The text of a literal or folded scalar. */
export class BlockScalarText implements HostText {
  private decoded: ReturnType<typeof decodeBlockScalar> | null = null;

  constructor(
    private readonly file: string,
    readonly value: string,
    private readonly layout: BlockScalarLayout,
    readonly range: OffsetRange,
  ) {}

  toHost(decoded: OffsetRange): OffsetRange | null {
    return this.block.map.value === this.value ? this.block.map.toHost(decoded) : null;
  }

  toDecoded(hostOffset: number): number | null {
    return this.block.map.value === this.value ? this.block.map.toDecoded(hostOffset) : null;
  }

  encodeEdits(edits: readonly TextEdit[]): readonly TextEdit[] | null {
    if (edits.length === 0) return [];
    return encodeBlockEdits(this.file, this.value, this.layout, this.block, edits);
  }

  private get block(): ReturnType<typeof decodeBlockScalar> {
    return (this.decoded ??= decodeBlockScalar(this.file, this.layout));
  }
}

/** The least indentation of the lines after the first, which hold it within its collection; blank lines do not count. */
function continuationIndent(source: string): number {
  let least = Infinity;
  for (let at = source.indexOf('\n') + 1; at > 0; at = source.indexOf('\n', at) + 1) {
    let text = at;
    while (source[text] === ' ') text++;
    if (source[text] !== '\n' && !source.startsWith('\r\n', text)) least = Math.min(least, text - at);
  }
  return least;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
