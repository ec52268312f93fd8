import { applyEdits, type OffsetRange, type TextEdit } from '../../text/range.js';
import type { HostText } from '../host-text.js';
import { encodeQuotedString } from './decode-template.js';
import { placeInFile, type Origin } from './origin.js';

/** The bare name of an object's entry: a text that gets quotes once it is no name any more. */
export class NameText implements HostText {
  constructor(
    readonly value: string,
    private readonly origin: Origin,
    private readonly name: OffsetRange,
  ) {}

  private get isComposed(): boolean {
    return this.name.end - this.name.start !== this.value.length;
  }

  get range(): OffsetRange {
    return placeInFile(this.origin, this.name);
  }

  toHost({ start, end }: OffsetRange): OffsetRange | null {
    if (start < 0 || end < start || end > this.value.length) return null;
    const from = this.range.start;
    // One that is composed of more characters than it has is there as a whole only.
    if (this.isComposed) return this.range;
    return { start: from + start, end: from + end };
  }

  toDecoded(hostOffset: number): number | null {
    const { start, end } = this.range;
    if (this.isComposed) return hostOffset === start ? 0 : hostOffset === end ? this.value.length : null;
    return hostOffset < start || hostOffset > end ? null : hostOffset - start;
  }

  encodeEdits(edits: readonly TextEdit[]): readonly TextEdit[] | null {
    if (edits.length === 0) return [];
    const value = applyEdits(this.value, edits);
    // Terraform would read it as another text.
    if (value.normalize('NFC') !== value) return null;
    const isName = /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(value) && value !== 'for';
    return [{ range: this.range, newText: isName ? value : encodeQuotedString(value) }];
  }
}
