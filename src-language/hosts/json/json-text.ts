import { applyEdits, type OffsetRange, type TextEdit } from '../../text/range.js';
import type { HostText } from '../host-text.js';
import { SegmentBuilder, type SegmentMap } from '../segment-map.js';

const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Decodes the inside of a JSON string (RFC 8259, section 7); an escape that is none stays as written. */
export function decodeJsonString(text: string, start: number, end: number): SegmentMap {
  const builder = new SegmentBuilder();
  const source = text.slice(start, end);
  let at = start;
  while (at < end) {
    const index = source.indexOf('\\', at - start);
    if (index === -1) break;
    const backslash = start + index;
    builder.run(text, at, backslash);
    const next = backslash + 1 < end ? (text[backslash + 1] ?? '') : '';
    const simple = Object.hasOwn(simpleEscapes, next) ? simpleEscapes[next] : undefined;
    const digits = next === 'u' ? text.slice(backslash + 2, Math.min(end, backslash + 6)) : '';
    if (simple !== undefined) {
      at = backslash + 2;
      builder.atom(simple, backslash, at);
    } else if (/^[0-9a-fA-F]{4}$/.test(digits)) {
      at = backslash + 6;
      builder.atom(String.fromCharCode(parseInt(digits, 16)), backslash, at);
    } else {
      at = backslash + 1;
      builder.run(text, backslash, at);
    }
  }
  builder.run(text, at, end);
  return builder.build(start, end);
}

/** The text between the quotes of a JSON string. Halves of surrogate pairs and line separators are escaped, other letters are not. */
export function escapeJson(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (char) => '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** A string as JSON. It parses to the value whatever that holds. */
export function encodeJsonString(value: string): string {
  return `"${escapeJson(value)}"`;
}

/** The text of a JSON value; of anything but a string its source characters, and an edit makes a string of it. */
export class JsonText implements HostText {
  private decoded: SegmentMap | null = null;

  constructor(
    private readonly file: string,
    readonly value: string,
    readonly range: OffsetRange,
    /** The characters that the value comes from: inside the quotes, if it is a sound string. */
    private readonly inside: OffsetRange,
    /** Whether edits may be made in place: the value is a sound string. */
    private readonly isString: boolean,
  ) {}

  toHost(decoded: OffsetRange): OffsetRange | null {
    return this.map.value === this.value ? this.map.toHost(decoded) : null;
  }

  toDecoded(hostOffset: number): number | null {
    return this.map.value === this.value ? this.map.toDecoded(hostOffset) : null;
  }

  encodeEdits(edits: readonly TextEdit[]): readonly TextEdit[] | null {
    if (edits.length === 0) return [];
    const value = applyEdits(this.value, edits);
    return this.encodeInPlace(edits, value) ?? [{ range: this.range, newText: encodeJsonString(value) }];
  }

  private get map(): SegmentMap {
    return (this.decoded ??= decodeJsonString(this.file, this.inside.start, this.inside.end));
  }

  private encodeInPlace(edits: readonly TextEdit[], value: string): readonly TextEdit[] | null {
    if (!this.isString) return null;
    const encoded: TextEdit[] = [];
    for (const edit of edits) {
      const range = this.toHost(edit.range);
      if (!range || this.splitsPair(edit.range.start) || this.splitsPair(edit.range.end)) return null;
      encoded.push({ range, newText: escapeJson(edit.newText) });
    }
    const { start, end } = this.inside;
    const source = applyEdits(
      this.file.slice(start, end),
      encoded.map((edit) => ({ range: { start: edit.range.start - start, end: edit.range.end - start }, newText: edit.newText })),
    );
    return decodeJsonString(source, 0, source.length).value === value ? encoded : null;
  }

  /** A lone half of a surrogate pair cannot be stored in UTF-8 as it is. */
  private splitsPair(at: number): boolean {
    const before = this.value.charCodeAt(at - 1);
    const after = this.value.charCodeAt(at);
    return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
  }
}
