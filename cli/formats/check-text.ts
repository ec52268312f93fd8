import type { Severity } from '../../src-language/text/problem.js';
import { counted, printable } from '../display-text.js';
import type { Paint, Style } from '../paint.js';
import { lineRangeOf, type FindingReport } from './finding-report.js';
import { excerptOf } from './source-excerpt.js';

const severityStyles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'blue', hint: 'cyan' };

/** Findings for people: place, severity, code, message, the source line with carets under the range, and the repairs on offer. */
export function renderCheckText(report: FindingReport, paint: Paint, columns: number): string {
  const blocks = report.findings.map((finding) => {
    const { start } = lineRangeOf(report, finding.file, finding.range);
    const place = `${printable(finding.file)}:${start.line + 1}:${start.character + 1}`;
    const style = severityStyles[finding.severity];
    const lines = [`${paint('bold', place)}: ${paint(style, finding.severity)} ${finding.code}: ${printable(finding.message)}`];
    const source = report.sources.get(finding.file);
    if (source) {
      const gutter = String(start.line + 1);
      const excerpt = excerptOf(source, finding.range, columns - gutter.length - 7);
      lines.push(`  ${paint('dim', `${gutter} |`)} ${excerpt.line}`);
      lines.push(`  ${paint('dim', `${' '.repeat(gutter.length)} |`)} ${paint(style, excerpt.carets)}`);
    }
    for (const related of finding.related ?? []) {
      const at = lineRangeOf(report, related.file, related.range).start;
      lines.push(`  ${paint('dim', 'see:')} ${printable(related.file)}:${at.line + 1}:${at.character + 1}: ${printable(related.message)}`);
    }
    for (const fix of finding.fixes) lines.push(`  ${paint('green', 'fix:')} ${printable(fix.title)}`);
    return `${lines.join('\n')}\n\n`;
  });
  return `${blocks.join('')}${summaryLine(report)}\n`;
}

/** One line that says how it stands, zeros left out. */
function summaryLine({ summary, unreadable }: FindingReport): string {
  const looked = `${counted(summary.files, 'file')}, ${counted(summary.mappings, 'group mapping')}`;
  const kinds = [
    summary.errors > 0 && counted(summary.errors, 'error'),
    summary.warnings > 0 && counted(summary.warnings, 'warning'),
    summary.information > 0 && `${summary.information} information`,
    summary.hints > 0 && counted(summary.hints, 'hint'),
    unreadable.length > 0 && `${unreadable.length} could not be read`,
  ].filter((kind) => kind !== false);
  return `${looked}: ${kinds.length > 0 ? kinds.join(', ') : 'nothing to report'}`;
}
