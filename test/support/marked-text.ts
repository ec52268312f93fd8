import type { OffsetRange } from '../../src-language/text/range.js';

/** A text whose markers are taken out: positions that explain themselves, instead of counted columns. */
export interface MarkedText {
  readonly text: string;
  /** What stood between `<|` and `|>`, in the order of the opening markers; they may be nested. */
  readonly ranges: readonly OffsetRange[];
  /** Where `<|>` stood. */
  readonly cursors: readonly number[];
}

/** Takes the markers `<|…|>` (ranges) and `<|>` (cursors) out of a text. */
export function parseMarkedText(marked: string): MarkedText {
  const ranges: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  const cursors: number[] = [];
  let text = '';
  for (const part of marked.split(/(<\|>|<\||\|>)/)) {
    if (part === '<|>') cursors.push(text.length);
    else if (part === '<|') {
      const range = { start: text.length, end: -1 };
      ranges.push(range);
      open.push(range);
    } else if (part === '|>') {
      const range = open.pop();
      if (!range) throw new Error('A marker |> closes nothing.');
      range.end = text.length;
    } else text += part;
  }
  if (open.length > 0) throw new Error('A marker <| is not closed.');
  return { text, ranges, cursors };
}

/** The text with `<|` and `|>` around each range, so that a wrong range shows as text in a failing test. */
export function markRanges(text: string, ranges: readonly OffsetRange[]): string {
  const marks = ranges.flatMap(({ start, end }) =>
    start === end
      ? [{ at: start, mark: '<|>' }]
      : [
          { at: start, mark: '<|' },
          { at: end, mark: '|>' },
        ],
  );
  marks.sort((a, b) => b.at - a.at || (a.mark === '<|' ? -1 : 1));
  return marks.reduce((marked, { at, mark }) => marked.slice(0, at) + mark + marked.slice(at), text);
}
