import { applyEdits, type TextEdit } from '../../text/range.js';
import { decodeBlockScalar, type BlockScalarLayout, type DecodedBlock } from './decode-block-scalar.js';
import { encodeQuoted, isRawSafe } from './encode-scalar.js';

/**
 * Edits of a block scalar's value as edits of its file: in place where the result reads as the edited value, else the lines are
 * rewritten as a literal scalar, else (leading blanks, control characters, several line feeds at the end) as a quoted one. A
 * comment after the header, the line ends and whatever follows stay as they are.
 */
export function encodeBlockEdits(
  file: string,
  oldValue: string,
  layout: BlockScalarLayout,
  block: DecodedBlock,
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  const value = applyEdits(oldValue, edits);
  const lineEnd = lineEndOf(file, layout);
  if (isBlockSafe(value)) {
    const inPlace = block.map.value === oldValue ? encodeInPlace(layout, block, edits, lineEnd) : null;
    if (inPlace && readsAs(file, layout, inPlace, value)) return inPlace;
    const literal = encodeLiteral(file, layout, block.indent, value, lineEnd);
    if (literal && readsAs(file, layout, literal, value)) return literal;
  }
  return encodeAsQuoted(file, layout, value);
}

/** A last line of nothing but blanks is left to quotes: whether it belongs to a block scalar takes too close a look. */
function isBlockSafe(value: string): boolean {
  return isRawSafe(value.replaceAll('\n', ' ')) && !/(?:^|\n)[ \t]+\n*$/.test(value);
}

function encodeInPlace(
  layout: BlockScalarLayout,
  block: DecodedBlock,
  edits: readonly TextEdit[],
  lineEnd: string,
): readonly TextEdit[] | null {
  if (block.map.value.trim() === '' || block.indent === 0) return null;
  const encoded: TextEdit[] = [];
  for (const edit of edits) {
    const range = block.map.toHost(edit.range);
    if (!range) return null;
    encoded.push({ range, newText: indentLines(edit.newText, block.indent, lineEnd, layout.header.startsWith('>')) });
  }
  return encoded;
}

/** New lines get the scalar's indentation; in a folded scalar a line feed takes one break more than it counts. */
function indentLines(text: string, indent: number, lineEnd: string, isFolded: boolean): string {
  const lines = (isFolded ? text.replace(/\n+/g, '\n$&') : text).split('\n');
  const margin = ' '.repeat(indent);
  return lines
    .map((line, index) => (index === 0 ? line : lineEnd + (line === '' && index < lines.length - 1 ? '' : margin + line)))
    .join('');
}

function encodeLiteral(
  file: string,
  layout: BlockScalarLayout,
  indent: number,
  value: string,
  lineEnd: string,
): readonly TextEdit[] | null {
  const body = value.replace(/\n+$/, '');
  const trailing = value.length - body.length;
  if (body.trim() === '' || trailing > 1 || indent === 0) return null;
  const digit = indent - layout.parentIndent;
  const needsDigit = /^\n*[ \t]/.test(body);
  if (needsDigit && (digit < 1 || digit > 9)) return null;
  const header = '|' + (needsDigit || /[1-9]/.test(layout.header) ? String(digit) : '') + (trailing === 0 ? '-' : '');
  const margin = ' '.repeat(indent);
  const content = body
    .split('\n')
    .map((line) => (line === '' ? '' : margin + line))
    .join(lineEnd);
  const end = trimmedEnd(file, layout);
  if (end === layout.contentStart) return null;
  return [
    ...(header === layout.header ? [] : [{ range: { start: layout.start, end: layout.start + layout.header.length }, newText: header }]),
    { range: { start: layout.contentStart, end }, newText: content },
  ];
}

/** The header becomes the quoted value, the lines go; a comment after the header stays. */
function encodeAsQuoted(file: string, layout: BlockScalarLayout, value: string): readonly TextEdit[] {
  const headerEnd = layout.start + layout.header.length;
  const edits: TextEdit[] = [{ range: { start: layout.start, end: headerEnd }, newText: encodeQuoted(value) }];
  const end = trimmedEnd(file, layout);
  let from = layout.contentStart;
  if (from > headerEnd && file[from - 1] === '\n') from -= file[from - 2] === '\r' ? 2 : 1;
  if (end > layout.contentStart) edits.push({ range: { start: from, end }, newText: '' });
  return edits;
}

/** The end of the last line that is not empty, without its break. */
function trimmedEnd(file: string, layout: BlockScalarLayout): number {
  let end = layout.contentEnd;
  while (end > layout.contentStart && /[ \t\r\n]/.test(file[end - 1] ?? '')) end--;
  return end;
}

function lineEndOf(file: string, layout: BlockScalarLayout): string {
  const lineFeed = file.indexOf('\n', layout.start);
  return lineFeed > 0 && file[lineFeed - 1] === '\r' ? '\r\n' : '\n';
}

/** Whether the file, so edited, has the value at the scalar's place: that one scalar is decoded anew, with the blank lines after it. */
function readsAs(file: string, layout: BlockScalarLayout, edits: readonly TextEdit[], value: string): boolean {
  const source = applyEdits(
    file.slice(layout.start, blankLinesEnd(file, layout.contentEnd)),
    edits.map((edit) => ({
      range: { start: edit.range.start - layout.start, end: edit.range.end - layout.start },
      newText: edit.newText,
    })),
  );
  // Without its last line break, the scalar would take in what follows.
  const isLast = blankLinesEnd(file, layout.contentEnd) === file.length;
  if (!isLast && !source.endsWith('\n')) return false;
  const header = /^[|>][-+0-9]*/.exec(source)?.[0];
  const lineFeed = source.indexOf('\n');
  if (header === undefined || lineFeed === -1) return false;
  const decoded = decodeBlockScalar(source, {
    start: 0,
    header,
    contentStart: lineFeed + 1,
    contentEnd: source.length,
    parentIndent: layout.parentIndent,
  });
  return decoded.map.value === value && decoded.indent > 0 && hasNoLineOutside(source, lineFeed + 1, decoded.indent);
}

/** The end of the blank lines after a scalar: how far they are indented decides whether they belong to it. */
function blankLinesEnd(file: string, contentEnd: number): number {
  let lineStart = contentEnd;
  for (let at = contentEnd; /[ \r\n]/.test(file[at] ?? ''); at++) if (file[at] === '\n' || at + 1 === file.length) lineStart = at + 1;
  return lineStart;
}

/** Every line that is not blank is indented enough to belong to the scalar. */
function hasNoLineOutside(source: string, start: number, indent: number): boolean {
  for (let at = start; at < source.length;) {
    const lineFeed = source.indexOf('\n', at);
    const end = lineFeed === -1 ? source.length : lineFeed;
    let text = at;
    while (text < end && source[text] === ' ') text++;
    if (text < end && source[text] !== '\r' && text - at < indent) return false;
    at = end + 1;
  }
  return true;
}
