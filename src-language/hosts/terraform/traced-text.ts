import { applyEdits, shrinkEdit, type OffsetRange, type TextEdit } from '../../text/range.js';
import type { HostEdit, HostRange, HostText } from '../host-text.js';
import type { TextSource, TextValue, ValuePlace } from './evaluate/value.js';

/** A stretch of the text with where it was written. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly source: TextSource | null;
}

/**
 * A text that expressions put together: each character maps to the literal that it was written in, which may stand in another place, or
 * another file, than the argument that has the text as its value.
 */
export class TracedText implements HostText {
  readonly value: string;
  private readonly pieces: readonly Piece[];

  constructor(
    value: TextValue,
    /** The argument's value. */
    private readonly written: ValuePlace,
    /** The file that ranges without a name of their own are in. */
    private readonly home: string,
  ) {
    const pieces: Piece[] = [];
    let text = '';
    for (const part of value.parts) {
      if (part.kind === 'unknown') continue;
      const last = pieces.at(-1);
      const follows =
        last?.source &&
        part.source?.literal === last.source.literal &&
        last.source.from !== null &&
        part.source.from === last.source.from + last.end - last.start;
      if (follows) pieces[pieces.length - 1] = { ...last, end: last.end + part.text.length };
      else pieces.push({ start: text.length, end: text.length + part.text.length, source: part.source });
      text += part.text;
    }
    this.value = text;
    this.pieces = pieces;
  }

  /** The literal that all of it was written in, else the argument's value. */
  get range(): HostRange {
    const source = this.onlySource();
    if (!source) return this.inFile(this.written.range, this.written.file);
    return this.inFile(source.literal.range, source.file);
  }

  /**
   * Where a part of the text is best shown: the literal that makes this value differ from others of the same expression, when it is one
   * (`each.key` in a template); else where all of it stands.
   */
  get tellingRange(): HostRange {
    let first: Piece | null = null;
    for (const piece of this.pieces) {
      if (!piece.source || this.isOwn(piece.source)) continue;
      first ??= piece;
      if (piece.source.literal !== first.source?.literal) return this.range;
    }
    if (!first?.source) return this.range;
    return this.rangeOf(first, first.start, first.end) ?? this.inFile(first.source.literal.range, first.source.file);
  }

  get sources(): readonly HostRange[] {
    return this.pieces.flatMap((piece) => (piece.end > piece.start ? (this.rangeOf(piece, piece.start, piece.end) ?? []) : []));
  }

  toHost({ start, end }: OffsetRange): HostRange | null {
    if (start < 0 || end < start || end > this.value.length) return null;
    const touched = this.pieces.filter((piece) =>
      start === end ? piece.start <= start && start <= piece.end : piece.start < end && start < piece.end,
    );
    const [first] = touched;
    if (!first) return null;
    if (start === end) return this.pointOf(touched, start);
    if (touched.length === 1) return this.rangeOf(first, start, end);
    // `"\"${each.key}\""`: quotes around something from elsewhere are not worth pointing at.
    const telling = touched.filter((piece) => !/^["'\s]*$/.test(this.value.slice(Math.max(piece.start, start), Math.min(piece.end, end))));
    const [only] = telling;
    if (only && telling.length === 1) return this.rangeOf(only, Math.max(only.start, start), Math.min(only.end, end));
    return this.spanOf(first, touched.at(-1) ?? first, start, end);
  }

  toDecoded(hostOffset: number, file = this.home): number | null {
    for (const { start, end, source } of this.pieces) {
      if (!source || source.from === null || source.file !== file) continue;
      const decoded = source.literal.toDecoded(hostOffset);
      if (decoded !== null && decoded >= source.from && decoded <= source.from + end - start) return start + decoded - source.from;
    }
    return null;
  }

  encodeEdits(edits: readonly TextEdit[]): readonly HostEdit[] | null {
    const trimmed = edits
      .map((edit) => shrinkEdit(this.value, edit))
      .filter(({ range, newText }) => range.end > range.start || newText !== '');
    if (trimmed.length === 0) return [];
    const byLiteral = new Map<HostText, { readonly file: string; readonly edits: Map<string, TextEdit> }>();
    for (const edit of trimmed) {
      const piece = this.pieceFor(edit);
      const source = piece?.source;
      if (!piece || !source || source.from === null) return null;
      const by = source.from - piece.start;
      const moved = { range: { start: edit.range.start + by, end: edit.range.end + by }, newText: edit.newText };
      const known = byLiteral.get(source.literal) ?? { file: source.file, edits: new Map<string, TextEdit>() };
      byLiteral.set(source.literal, known);
      known.edits.set(JSON.stringify(moved), moved);
    }
    if (this.valueAfter(byLiteral) !== applyEdits(this.value, edits)) return null;
    const results: HostEdit[] = [];
    for (const [literal, { file, edits: inLiteral }] of byLiteral) {
      const encoded = literal.encodeEdits([...inLiteral.values()]);
      if (!encoded) return null;
      for (const { range, newText } of encoded) results.push({ range: this.inFile(range, file), newText });
    }
    return results;
  }

  /** What the text is once its literals are edited: one that it takes several times changes everywhere. */
  private valueAfter(edited: ReadonlyMap<HostText, { readonly edits: ReadonlyMap<string, TextEdit> }>): string {
    return this.pieces
      .map(({ start, end, source }) => {
        const text = this.value.slice(start, end);
        const edits = source && edited.get(source.literal)?.edits;
        if (!source || !edits) return text;
        const from = source.from;
        if (from === null) return '';
        const inside = [...edits.values()].filter(({ range }) => range.start >= from && range.end <= from + text.length);
        return applyEdits(
          text,
          inside.map(({ range, newText }) => ({ range: { start: range.start - from, end: range.end - from }, newText })),
        );
      })
      .join('');
  }

  /** The piece that an edit lies in; an insertion between two belongs to the one that a group's name is more likely in: the later. */
  private pieceFor({ range: { start, end } }: TextEdit): Piece | null {
    const holding = this.pieces.filter(
      (piece) => piece.start <= start && end <= piece.end && piece.source?.from !== null && piece.source !== null,
    );
    return holding.find((piece) => piece.start < start || piece.end > end) ?? holding.at(-1) ?? null;
  }

  private pointOf(touched: readonly Piece[], at: number): HostRange | null {
    for (const piece of [...touched].reverse()) {
      const range = this.rangeOf(piece, at, at);
      if (range) return range;
    }
    return null;
  }

  private rangeOf({ start: pieceStart, source }: Piece, start: number, end: number): HostRange | null {
    if (!source) return null;
    if (source.from === null) return this.inFile(source.literal.range, source.file);
    const by = source.from - pieceStart;
    const range = source.literal.toHost({ start: start + by, end: end + by });
    return range && this.inFile(range, source.file);
  }

  /** From the first character to the last, what is put in between included, where both stand in the argument's own value. */
  private spanOf(first: Piece, last: Piece, start: number, end: number): HostRange | null {
    if (!first.source || !last.source || !this.isOwn(first.source) || !this.isOwn(last.source)) return null;
    const from = this.rangeOf(first, start, first.end);
    const to = this.rangeOf(last, last.start, end);
    return from && to && from.start <= to.end ? { ...from, end: to.end } : null;
  }

  private isOwn({ file, literal: { range } }: TextSource): boolean {
    return file === this.written.file && range.start >= this.written.range.start && range.end <= this.written.range.end;
  }

  private onlySource(): TextSource | null {
    const source = this.pieces[0]?.source;
    if (!source || this.pieces.some((piece) => piece.source?.literal !== source.literal)) return null;
    return source;
  }

  private inFile(range: HostRange, file: string): HostRange {
    const { start, end } = range;
    return file === this.home ? { start, end } : { start, end, file };
  }
}
