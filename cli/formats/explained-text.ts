import type { ExplainedView } from '../../src-language/review/explained-view.js';
import type { Sentence } from '../../src-language/review/sentence.js';
import { wrapText } from '../display-text.js';
import type { Paint } from '../paint.js';
import { inText } from './diff-text.js';

/** An explanation for reading. */
export function renderExplainedText({ heading, lead, sections }: ExplainedView, paint: Paint, columns: number): string {
  const width = Math.max(60, Math.min(columns, 120));
  const hanging = (sentence: Sentence, indent: string): string[] =>
    wrapText(inText(sentence), width - indent.length - 2).map((line, index) => (index === 0 ? indent : `${indent}  `) + line);
  const lines = [paint('bold', inText(heading)), ...lead.flatMap((line) => wrapText(inText(line), width))];
  for (const { title, items } of sections) {
    lines.push('');
    if (title !== '') lines.push(paint('bold', title));
    const indent = title === '' ? '' : '  ';
    for (const { sentence, details } of items) {
      lines.push(...hanging(sentence, indent));
      for (const detail of details) if (detail.length > 0) lines.push(...hanging(detail, `${indent}  `));
    }
  }
  return `${lines.join('\n')}\n`;
}
