import { printable } from '../../text/printable.js';

const shownLength = 120;

/**
 * Text from a file as Markdown: a code span, in which nothing is markup, a link or HTML whatever the text holds. Controls are written
 * as escapes, very long texts are cut.
 */
export function codeSpan(text: string): string {
  const characters = Array.from(text);
  const cut = characters.length > shownLength ? `${characters.slice(0, shownLength).join('')}…` : text;
  const shown = printable(cut);
  if (shown === '') return '(empty)';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  // One blank is taken off both ends by Markdown when both are there.
  const padding = /^[ `]|[ `]$/.test(shown) && shown.trim() !== '' ? ' ' : '';
  return fence + padding + shown + padding + fence;
}

/** Names as a sentence lists them: the first few, then how many more. */
export function codeList(names: readonly string[], limit = 5): string {
  const shown = names.slice(0, names.length > limit ? limit - 1 : limit).map(codeSpan);
  const last = names.length > limit ? `${names.length - shown.length} more` : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : (last ?? '');
}

/** Paragraphs of Markdown; what is empty is left out. */
export function paragraphs(parts: readonly (string | null | false | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n');
}
