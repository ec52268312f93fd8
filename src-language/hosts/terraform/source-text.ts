import { shrinkEdit, type OffsetRange, type TextEdit } from '../../text/range.js';
import type { HostText } from '../host-text.js';
import { encodeQuotedString } from './decode-template.js';

/** The characters of an expression, for one whose value is not known, or is no text. */
export class SourceText implements HostText {
  constructor(
    readonly value: string,
    readonly range: OffsetRange,
    /** How an edit is written. */
    private readonly encode: (edit: TextEdit) => readonly TextEdit[] | null,
  ) {}

  toHost({ start, end }: OffsetRange): OffsetRange | null {
    if (start < 0 || end < start || end > this.value.length || this.range.end - this.range.start !== this.value.length) return null;
    return { start: this.range.start + start, end: this.range.start + end };
  }

  toDecoded(hostOffset: number): number | null {
    const offset = hostOffset - this.range.start;
    return offset >= 0 && offset <= this.value.length ? offset : null;
  }

  encodeEdits(edits: readonly TextEdit[]): readonly TextEdit[] | null {
    const [edit] = edits;
    if (!edit) return [];
    return edits.length === 1 ? this.encode(edit) : null;
  }
}

/** An expression that is not known: only what comes before all of it can be added, which makes a template of it. */
export function expressionText(source: string, range: OffsetRange): HostText {
  return new SourceText(source, range, (edit) => {
    const {
      range: { start, end },
      newText,
    } = shrinkEdit(source, edit);
    if (start !== 0 || end !== 0) return null;
    const added = encodeQuotedString(newText).slice(1, -1);
    if (source.startsWith('"')) return [{ range: { start: range.start + 1, end: range.start + 1 }, newText: added }];
    return [{ range, newText: `"${added}\${${source}}"` }];
  });
}

/** `true` or a number where a text is wanted: Terraform takes it as one. An edit makes it one. */
export function literalText(source: string, range: OffsetRange): HostText {
  return new SourceText(source, range, ({ range: { start, end }, newText }) => [
    { range, newText: encodeQuotedString(source.slice(0, start) + newText + source.slice(end)) },
  ]);
}
