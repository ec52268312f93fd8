import { SegmentBuilder, type SegmentMap } from '../segment-map.js';

/** A literal (`|`) or folded (`>`) scalar as it stands in a file. */
export interface BlockScalarLayout {
  /** Where the header's indicator stands. */
  readonly start: number;
  /** The indicator with its digits and signs: `|`, `>-`, `|2+`. */
  readonly header: string;
  /** Where the first content line begins, its indentation included. */
  readonly contentStart: number;
  /** After the last line that belongs to the scalar, its line break included. */
  readonly contentEnd: number;
  /** The column of the collection that holds it: an indentation indicator counts from there. */
  readonly parentIndent: number;
}

/** A decoded block scalar; `indent` is the number of columns that its lines are indented by. */
export interface DecodedBlock {
  readonly map: SegmentMap;
  readonly indent: number;
}

interface Line {
  readonly start: number;
  /** After the indentation (all leading spaces). */
  readonly text: number;
  /** Before the line break. */
  readonly end: number;
  /** After the line break; `end` where the file ends without one. */
  readonly next: number;
}

/** Decodes a block scalar (YAML 1.2.2, section 8.1), with its segment map. */
export function decodeBlockScalar(text: string, layout: BlockScalarLayout): DecodedBlock {
  const isLiteral = layout.header.startsWith('|');
  const explicitIndent = Number(/[1-9]/.exec(layout.header)?.[0] ?? 0);
  const chomp = /[-+]/.exec(layout.header)?.[0] ?? '';
  const lines = splitLines(text, layout.contentStart, layout.contentEnd);
  const builder = new SegmentBuilder();

  let chompStart = lines.length;
  while (chompStart > 0 && isEmptyLine(lines[chompStart - 1])) chompStart--;
  if (chompStart === 0) {
    if (chomp === '+') keepEmptyLines(lines, builder, layout);
    return { map: builder.build(layout.contentStart, layout.contentEnd), indent: layout.parentIndent + Math.max(1, explicitIndent) };
  }

  let indent = layout.parentIndent + explicitIndent;
  let contentStart = 0;
  for (let index = 0; index < chompStart; index++) {
    const line = lines[index];
    if (!line) break;
    const width = line.text - line.start;
    if (isEmptyLine(line)) {
      if (explicitIndent === 0 && width > indent) indent = width;
    } else {
      if (explicitIndent === 0) indent = width;
      contentStart = index;
      break;
    }
  }
  // Blank lines at the end that are indented more than the text are content.
  for (let index = lines.length - 1; index >= chompStart; index--) {
    const line = lines[index];
    if (line && line.text - line.start > indent) {
      chompStart = index + 1;
      break;
    }
  }

  for (const line of lines.slice(0, contentStart)) {
    builder.run(text, Math.min(line.text, line.start + indent), line.text);
    builder.atom('\n', line.text, line.next);
  }
  const body = lines.slice(contentStart, chompStart);
  if (isLiteral) addLiteral(text, body, indent, builder);
  else addFolded(text, body, indent, builder);

  const last = lines[chompStart - 1];
  if (chomp === '' && last) builder.atom('\n', last.end, last.next);
  else if (chomp === '+' && last) {
    let previous = last;
    let endsWithBreak = false;
    for (const line of lines.slice(chompStart)) {
      builder.atom('\n', previous.end, previous.next);
      builder.run(text, Math.min(line.text, line.start + indent), line.text);
      endsWithBreak = line.text <= line.start + indent;
      previous = line;
    }
    if (!endsWithBreak) builder.atom('\n', previous.end, previous.next);
  }
  const first = lines[0];
  const hostStart = first && contentStart === 0 ? Math.min(first.text, first.start + indent) : layout.contentStart;
  return { map: builder.build(hostStart, layout.contentEnd), indent };
}

function addLiteral(text: string, lines: readonly Line[], indent: number, builder: SegmentBuilder): void {
  let previous: Line | undefined;
  for (const line of lines) {
    if (previous) builder.atom('\n', previous.end, previous.next);
    builder.run(text, Math.min(line.text, line.start + indent), line.end);
    previous = line;
  }
}

/** Breaks between two lines of text fold into a space; those around lines that are indented more, or start with a tab, stay. */
function addFolded(text: string, lines: readonly Line[], indent: number, builder: SegmentBuilder): void {
  let separator = '';
  let wasMoreIndented = false;
  let breaks: Line[] = [];
  for (const line of lines) {
    const isMore = line.text - line.start > indent || text[line.text] === '\t';
    if (!isMore && line.text === line.end) {
      separator = separator === ' ' ? '\n' : separator + '\n';
      breaks.push(line);
      continue;
    }
    if (isMore) {
      if (separator === ' ') separator = '\n';
      else if (!wasMoreIndented && separator !== '') separator += '\n';
    }
    addSeparator(separator, breaks, builder);
    builder.run(text, Math.min(line.text, line.start + indent), line.end);
    separator = isMore ? '\n' : ' ';
    wasMoreIndented = isMore;
    breaks = [line];
  }
}

/** Decoded separator characters go to the breaks one by one; the last takes those that are left. */
function addSeparator(separator: string, breaks: readonly Line[], builder: SegmentBuilder): void {
  const last = breaks[breaks.length - 1];
  for (let index = 0; index < separator.length; index++) {
    const from = breaks[Math.min(index, breaks.length - 1)];
    const to = index === separator.length - 1 ? last : from;
    if (from && to) builder.atom(separator[index] ?? '', index < breaks.length ? from.end : to.next, to.next);
  }
}

/** A block scalar of nothing but empty lines that keeps them. */
function keepEmptyLines(lines: readonly Line[], builder: SegmentBuilder, layout: BlockScalarLayout): void {
  if (layout.contentEnd === layout.contentStart) return;
  const count = Math.max(1, lines.length - 1);
  for (let index = 0; index < count; index++) {
    const line = lines[index];
    if (line) builder.atom('\n', line.text, line.next);
  }
}

function splitLines(text: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  if (end <= start) return lines;
  let at = start;
  for (;;) {
    const lineFeed = text.indexOf('\n', at);
    const isLast = lineFeed === -1 || lineFeed >= end;
    const stop = isLast ? end : lineFeed;
    let textStart = at;
    while (textStart < stop && text[textStart] === ' ') textStart++;
    const lineEnd = stop > textStart && text[stop - 1] === '\r' ? stop - 1 : stop;
    lines.push({ start: at, text: textStart, end: lineEnd, next: isLast ? stop : lineFeed + 1 });
    if (isLast) return lines;
    at = lineFeed + 1;
  }
}

function isEmptyLine(line: Line | undefined): boolean {
  return line !== undefined && line.text === line.end;
}
