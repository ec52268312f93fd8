import type { OffsetRange, TextEdit } from '../../text/range.js';

/** A stretch of the text now: kept from the original at `start`, or written anew. */
interface Piece {
  readonly text: string;
  readonly start: number | null;
}

/** A text under repair: edits may follow each other, and the whole is known as edits of the original text. */
export class EditedText {
  private constructor(
    private readonly original: string,
    readonly text: string,
    private readonly pieces: readonly Piece[],
  ) {}

  static of(original: string): EditedText {
    return new EditedText(original, original, original === '' ? [] : [{ text: original, start: 0 }]);
  }

  /** The text with edits of what it is now; they must not overlap. */
  apply(edits: readonly TextEdit[]): EditedText {
    const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    const pieces: Piece[] = [];
    let from = 0;
    for (const edit of sorted) {
      pieces.push(...this.piecesBetween(from, edit.range.start));
      if (edit.newText !== '') pieces.push({ text: edit.newText, start: null });
      from = Math.max(from, edit.range.end);
    }
    pieces.push(...this.piecesBetween(from, this.text.length));
    return new EditedText(this.original, pieces.map((piece) => piece.text).join(''), pieces);
  }

  /** Everything done so far as edits of the original text. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let written = '';
    const flush = (end: number): void => {
      if (written !== '' || end > at) edits.push({ range: { start: at, end }, newText: written });
      written = '';
    };
    for (const piece of this.pieces) {
      if (piece.start === null) written += piece.text;
      else {
        flush(piece.start);
        at = piece.start + piece.text.length;
      }
    }
    flush(this.original.length);
    return edits;
  }

  /** Where a range of the text now lies in the original; what was written anew lies where it was written. */
  toOriginal(range: OffsetRange): OffsetRange {
    const start = this.originalOffset(range.start, false);
    return { start, end: Math.max(start, this.originalOffset(range.end, true)) };
  }

  private originalOffset(offset: number, isEnd: boolean): number {
    let at = 0;
    let before = 0;
    for (const piece of this.pieces) {
      const inside = isEnd ? offset > at && offset <= at + piece.text.length : offset < at + piece.text.length;
      if (inside) return piece.start === null ? before : piece.start + (offset - at);
      at += piece.text.length;
      if (piece.start !== null) before = piece.start + piece.text.length;
    }
    return this.original.length;
  }

  private piecesBetween(start: number, end: number): Piece[] {
    const result: Piece[] = [];
    let at = 0;
    for (const piece of this.pieces) {
      const from = Math.max(start, at);
      const to = Math.min(end, at + piece.text.length);
      if (from < to)
        result.push({ text: piece.text.slice(from - at, to - at), start: piece.start === null ? null : piece.start + (from - at) });
      at += piece.text.length;
      if (at >= end) break;
    }
    return result;
  }
}
