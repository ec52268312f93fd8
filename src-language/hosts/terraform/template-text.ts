import { applyEdits, type OffsetRange, type TextEdit } from '../../text/range.js';
import type { HostText } from '../host-text.js';
import type { SegmentMap } from '../segment-map.js';
import { decodeStretches, encodeQuotedString, escapeForTemplate, hasUnknownEscape } from './decode-template.js';
import type { TemplateExpression, TemplateText } from './expression.js';
import { editsInFile, placeInFile, type Origin } from './origin.js';
import { readLiteralTemplate, startsSequence } from './read-literal-template.js';

/**
 * The literal characters of a template, or of the part of one between two interpolations. The map is made when it is first asked for.
 * Offsets of the file are those of the origin's file.
 */
export class TemplateLiteral implements HostText {
  /** Its hosts' offsets count from the origin's. */
  private readonly map: SegmentMap;

  constructor(
    private readonly origin: Origin,
    private readonly template: Pick<TemplateExpression, 'form' | 'parts' | 'start' | 'end'>,
    private readonly part: TemplateText,
  ) {
    this.map = decodeLiteral(origin, 0, template, part).map;
  }

  get value(): string {
    return this.map.value;
  }

  /** The whole template, its quotes or marks included. */
  get range(): OffsetRange {
    return placeInFile(this.origin, this.template);
  }

  toHost(decoded: OffsetRange): OffsetRange | null {
    const range = this.placeOf(decoded);
    if (!range || !this.origin.host) return range;
    return this.origin.host.toHost(range);
  }

  toDecoded(hostOffset: number): number | null {
    const { host } = this.origin;
    const offset = host ? host.toDecoded(hostOffset) : hostOffset;
    return offset === null ? null : this.map.toDecoded(offset - this.origin.offset);
  }

  encodeEdits(edits: readonly TextEdit[]): readonly TextEdit[] | null {
    if (edits.length === 0) return [];
    const inPlace = this.encodeInPlace(edits);
    if (inPlace) return editsInFile(this.origin, inPlace);
    if (this.template.parts.length > 1) return null;
    const value = applyEdits(this.value, edits);
    // Terraform would read it as another text.
    if (value.normalize('NFC') !== value) return null;
    const { form, start, end } = this.template;
    const hasQuotes = form === 'quoted' || form === 'heredoc';
    if (hasQuotes) return this.origin.host ? null : [{ range: this.range, newText: encodeQuotedString(value) }];
    const range = { start: this.origin.offset + start, end: this.origin.offset + end };
    return editsInFile(this.origin, [{ range, newText: escapeForTemplate(value, form) }]);
  }

  /** A range of the value in the origin's text. */
  private placeOf(decoded: OffsetRange): OffsetRange | null {
    const range = this.map.toHost(decoded);
    const { offset } = this.origin;
    return range && { start: offset + range.start, end: offset + range.end };
  }

  /** The edits one by one in the template's own form, or null where the template would not read as the edited value. */
  private encodeInPlace(edits: readonly TextEdit[]): readonly TextEdit[] | null {
    const { map, template } = this;
    const encoded: TextEdit[] = [];
    for (const { range, newText } of edits) {
      const place = this.placeOf(range);
      if (!place || !map.isBoundary(range.start) || !map.isBoundary(range.end)) return null;
      if (splitsPair(map.value, range.start) || splitsPair(map.value, range.end)) return null;
      if (template.form !== 'quoted' && !this.origin.host && /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/.test(newText)) return null;
      const literal = escapeForTemplate(newText, template.form);
      encoded.push({ range: place, newText: template.form === 'heredoc' ? this.indentLines(literal, place.start) : literal });
    }
    return this.readsAs(encoded, applyEdits(map.value, edits)) ? encoded : null;
  }

  /** New lines of a heredoc get the line break and the indentation of the line they are written into. */
  private indentLines(text: string, at: number): string {
    if (!text.includes('\n')) return text;
    const { text: file, offset } = this.origin;
    const lineStart = file.lastIndexOf('\n', at - 1) + 1;
    const stretch = this.part.stretches.find(({ start }) => offset + start >= lineStart && offset + start <= at);
    const margin = stretch ? file.slice(lineStart, offset + stretch.start) : '';
    const lineFeed = file.indexOf('\n', offset + this.template.start);
    const lineBreak = file[lineFeed - 1] === '\r' ? '\r\n' : '\n';
    return text.replaceAll('\n', lineBreak + margin);
  }

  private readsAs(edits: readonly TextEdit[], value: string): boolean {
    const { origin, template } = this;
    const hasQuotes = template.form === 'quoted' || template.form === 'heredoc';
    if (template.parts.length > 1 || !hasQuotes) return this.partReadsAs(edits, value);
    const start = origin.offset + template.start;
    const source = applyEdits(origin.text.slice(start, origin.offset + template.end), moved(edits, -start));
    const read = readLiteralTemplate(source, 0, source.length);
    return read !== null && valueOf(source, read) === value;
  }

  /** A part between interpolations: its own stretch alone, which must not run into the sequences beside it. */
  private partReadsAs(edits: readonly TextEdit[], value: string): boolean {
    const { origin, part, template } = this;
    const first = part.stretches[0];
    const last = part.stretches.at(-1);
    if (!first || !last) return false;
    const start = origin.offset + first.start;
    const end = origin.offset + last.end;
    if (
      template.form === 'heredoc' &&
      edits.some((edit) => /[\r\n]/.test(edit.newText + origin.text.slice(edit.range.start, edit.range.end)))
    )
      return false;
    // The white space that a line of a heredoc begins with decides about the indentation of all.
    if (
      template.form === 'heredoc' &&
      edits.some(({ range }) => origin.text.slice(lineStartOf(origin.text, range.start), range.start).trim() === '')
    )
      return false;
    const source = applyEdits(origin.text.slice(start, end), moved(edits, -start));
    const runsInto = /[$%]$/.test(source) && origin.text[end + 1] === '{';
    if (template.form !== 'verbatim' && (startsSequence(source) || runsInto)) return false;
    const stretches =
      part.stretches.length === 1 ? [{ start: 0, end: source.length }] : shifted(part.stretches, edits, origin.offset, start);
    return decodeStretches(source, stretches, template.form).value === value;
  }
}

/** A part of a template, decoded; offsets of its map count from the origin's. */
interface DecodedPart {
  readonly map: SegmentMap;
  readonly value: string;
  /** An escape that HCL refuses. */
  readonly hasUnknownEscape: boolean;
}

/** Parts are those of expressions, which every place with the same source shares, and every reading of a file. */
const decodedParts = new WeakMap<TemplateText, DecodedPart>();

/** What the literal characters of a template come to, decoded once however often they are asked for; `at` is where the template's offsets count from in the origin. */
export function decodeLiteral(
  { text, offset }: Origin,
  at: number,
  { form }: Pick<TemplateExpression, 'form'>,
  part: TemplateText,
): DecodedPart {
  let decoded = decodedParts.get(part);
  if (!decoded) {
    const { stretches } = part;
    const start = offset + at;
    const source = text.slice(start, start + (stretches.at(-1)?.end ?? 0));
    const map = decodeStretches(source, stretches, form);
    decoded = {
      map,
      value: map.value,
      hasUnknownEscape: form === 'quoted' && stretches.some(({ start, end }) => hasUnknownEscape(source, start, end)),
    };
    decodedParts.set(part, decoded);
  }
  return decoded;
}

function valueOf(source: string, { form, parts }: TemplateExpression): string | null {
  const [part] = parts;
  if (!part) return '';
  return parts.length === 1 && part.kind === 'text' ? decodeStretches(source, part.stretches, form).value : null;
}

/** Stretches after edits that stay within single ones, counted from `start`. */
function shifted(stretches: readonly OffsetRange[], edits: readonly TextEdit[], offset: number, start: number): OffsetRange[] {
  return stretches.map((stretch) => {
    const growth = (limit: number, isIncluded: boolean): number =>
      edits.reduce((sum, { range, newText }) => {
        const isBefore = range.start < limit || (isIncluded && range.start === limit);
        return isBefore ? sum + newText.length - (range.end - range.start) : sum;
      }, 0);
    const from = offset + stretch.start;
    const to = offset + stretch.end;
    return { start: from - start + growth(from, false), end: to - start + growth(to, true) };
  });
}

function moved(edits: readonly TextEdit[], by: number): TextEdit[] {
  return edits.map(({ range, newText }) => ({ range: { start: range.start + by, end: range.end + by }, newText }));
}

function lineStartOf(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** A lone half of a surrogate pair cannot be stored in UTF-8. */
function splitsPair(value: string, at: number): boolean {
  const before = value.charCodeAt(at - 1);
  const after = value.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
