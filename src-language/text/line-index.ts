/** A position as the Language Server Protocol counts: zero-based line, zero-based UTF-16 column. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets of one text into lines and columns and back. Lines end at LF, CR LF or a lone CR, as LSP has it. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    // Engines search far faster than they step, and few texts have carriage returns.
    let feed = text.indexOf('\n');
    let carriage = text.indexOf('\r');
    while (feed >= 0 || carriage >= 0) {
      if (carriage >= 0 && (feed < 0 || carriage < feed)) {
        if (carriage + 1 !== feed) this.starts.push(carriage + 1);
        carriage = text.indexOf('\r', carriage + 1);
      } else {
        this.starts.push(feed + 1);
        feed = text.indexOf('\n', feed + 1);
      }
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  positionAt(offset: number): LinePosition {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle;
    }
    return { line: low, character: clamped - (this.starts[low] ?? 0) };
  }

  offsetAt(position: LinePosition): number {
    const start = this.starts[position.line] ?? this.text.length;
    const end = this.starts[position.line + 1] ?? this.text.length;
    return Math.min(start + position.character, end);
  }

  /** The text of a line without its line break. */
  lineText(line: number): string {
    const start = this.starts[line] ?? this.text.length;
    const end = this.starts[line + 1] ?? this.text.length;
    return this.text.slice(start, end).replace(/[\r\n]+$/, '');
  }
}
