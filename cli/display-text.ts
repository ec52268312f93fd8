import { segmentGraphemes } from '../src-language/text/graphemes.js';
import { escapeCharacter, printable } from '../src-language/text/printable.js';

export { printable };

/** How many spaces a tab may stand for: tab stops are this far apart in what is printed. */
const tabWidth = 4;

/** Like `printable`, but for our own messages, which may hold line breaks on purpose. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** A name in a row of names: in quotes where it could not be told from its surroundings (empty, blank at an edge, a comma inside). */
export function nameInRow(name: string): string {
  const isPlain = name !== '' && !/^[\s\p{Cf}]|[\s\p{Cf}]$|[,"]|\s\s/u.test(name);
  return isPlain ? printable(name) : printable(JSON.stringify(name));
}

/** A value as a JSON document, indented by two; C1 controls are escaped too, since some terminals obey them. */
export function toJson(value: unknown, layout: 'indented' | 'one-line' = 'indented'): string {
  return JSON.stringify(value, null, layout === 'indented' ? 2 : 0).replace(/[\u007f-\u009f]/g, escapeCharacter);
}

const plainAscii = /^[\x20-\x7e]*$/;
const wide =
  /^[\u1100-\u115f\u231a\u231b\u2329\u232a\u23e9-\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f004}\u{1f0cf}\u{1f18e}\u{1f191}-\u{1f19a}\u{1f1e6}-\u{1f1ff}\u{1f200}-\u{1f320}\u{1f32d}-\u{1f335}\u{1f337}-\u{1f37c}\u{1f37e}-\u{1f393}\u{1f3a0}-\u{1f3ca}\u{1f3cf}-\u{1f3d3}\u{1f3e0}-\u{1f3f0}\u{1f3f4}\u{1f3f8}-\u{1f43e}\u{1f440}\u{1f442}-\u{1f4fc}\u{1f4ff}-\u{1f53d}\u{1f54b}-\u{1f54e}\u{1f550}-\u{1f567}\u{1f57a}\u{1f595}\u{1f596}\u{1f5a4}\u{1f5fb}-\u{1f64f}\u{1f680}-\u{1f6c5}\u{1f6cc}\u{1f6d0}-\u{1f6d2}\u{1f6d5}-\u{1f6d7}\u{1f6dc}-\u{1f6df}\u{1f6eb}\u{1f6ec}\u{1f6f4}-\u{1f6fc}\u{1f7e0}-\u{1f7eb}\u{1f7f0}\u{1f90c}-\u{1f93a}\u{1f93c}-\u{1f945}\u{1f947}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const zeroWidth = /^(?:\p{Mn}|\p{Me}|\u200b|\u200c|\u200d|\u2060|\u00ad)+$/u;

/** Columns that one grapheme takes on a terminal: two for East Asian wide characters and emoji, none for a lone combining mark. */
function graphemeWidth(grapheme: string): number {
  if (grapheme.length === 1 && grapheme < '\u0300') return 1;
  if (wide.test(grapheme) || grapheme.includes('\ufe0f')) return 2;
  return zeroWidth.test(grapheme) ? 0 : 1;
}

/** Columns that a printable text takes on a terminal. */
export function displayWidth(text: string): number {
  if (plainAscii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmentGraphemes(text)) width += graphemeWidth(segment);
  return width;
}

/** A stretch of source with its tabs as spaces and its controls escaped, and the column each UTF-16 offset comes to stand at. */
export interface DisplayedLine {
  readonly text: string;
  /** One more entry than the source has UTF-16 units: the last is the width. */
  readonly columns: readonly number[];
}

/** Lays out one line of source for printing. The caller cuts long lines first: this takes time and memory by the character. */
export function layOutLine(source: string): DisplayedLine {
  // Most lines: what is shown is the source, column by column. Graphemes are a thousand times slower to find.
  if (plainAscii.test(source)) return { text: source, columns: Array.from({ length: source.length + 1 }, (_, index) => index) };
  const columns: number[] = [];
  let text = '';
  let column = 0;
  for (const { segment } of segmentGraphemes(source)) {
    const shown = segment === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : printable(segment);
    for (let unit = 0; unit < segment.length; unit++) columns.push(column);
    text += shown;
    column += displayWidth(shown);
  }
  columns.push(column);
  return { text, columns };
}

/** Pads on the right to a width in columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Cuts a printable text to a width in columns, with an ellipsis where something is missing. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let column = 0;
  for (const { segment } of segmentGraphemes(text)) {
    column += graphemeWidth(segment);
    if (column > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Breaks a printable text at blanks into lines of at most `width` columns; a longer word stands alone on its line. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let column = 0;
  for (const word of text.split(' ')) {
    const wordWidth = displayWidth(word);
    if (line !== '' && column + 1 + wordWidth > width) {
      lines.push(line);
      line = word;
      column = wordWidth;
    } else {
      column += (line === '' ? 0 : 1) + wordWidth;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}

/** A number with its noun, which takes an `s` unless there is one: `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
