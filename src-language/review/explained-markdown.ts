import { inMarkdown } from './diff-markdown.js';
import type { ExplainedView } from './explained-view.js';

/** An explanation as a Markdown document. */
export function explanationAsMarkdown({ heading, lead, sections }: ExplainedView): string {
  const lines = [`## ${inMarkdown(heading)}`];
  for (const line of lead) lines.push('', inMarkdown(line));
  for (const { title, items } of sections) {
    if (title !== '') lines.push('', `### ${title}`);
    lines.push('');
    for (const { sentence, details } of items) {
      lines.push(`- ${inMarkdown(sentence)}`);
      for (const detail of details) if (detail.length > 0) lines.push(`  - ${inMarkdown(detail)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
