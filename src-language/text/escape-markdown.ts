import { printable } from './printable.js';

/** Prose for Markdown: nothing in it is markup, a link, HTML, a mention or the end of a table cell. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, '&#64;');
}

/** A name as a code span, safe inside a table cell too: whatever backticks and pipes it holds, it stays one span of one cell. */
export function markdownCode(text: string): string {
  const shown = printable(text);
  if (shown === '') return '(empty)';
  const longestRun = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const padding = shown.startsWith('`') || shown.endsWith('`') || (shown.startsWith(' ') && shown.endsWith(' ')) ? ' ' : '';
  return `${fence}${padding}${shown.replace(/\|/g, '\\|')}${padding}${fence}`;
}
