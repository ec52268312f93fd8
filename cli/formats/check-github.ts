import type { Severity } from '../../src-language/text/problem.js';
import { lineRangeOf, type FindingReport } from './finding-report.js';

const commands: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/**
 * Findings as GitHub Actions workflow commands, which become annotations on the lines of a pull request
 * (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions). Lines and columns are one-based.
 */
export function renderCheckGithub(report: FindingReport): string {
  const annotations = report.findings.map((finding) => {
    const { start, end } = lineRangeOf(report, finding.file, finding.range);
    const properties = [
      ['file', finding.file],
      ['line', start.line + 1],
      ['endLine', end.line + 1],
      ['col', start.character + 1],
      ['endColumn', end.character + 1],
      ['title', `Groupmap: ${finding.code}`],
    ] as const;
    const fixes = finding.fixes.map((fix) => `\nfix: ${fix.title}`).join('');
    return annotation(commands[finding.severity], properties, finding.message + fixes);
  });
  const unreadable = report.unreadable.map(({ path, reason }) => annotation('error', [['file', path]], `${path} ${reason}`));
  return [...annotations, ...unreadable].join('');
}

function annotation(command: string, properties: readonly (readonly [string, string | number])[], message: string): string {
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${command} ${written}::${escapeData(message)}\n`;
}

/** The runner splits at line breaks and decodes `%25`, `%0D` and `%0A`; other control characters are dropped by no one, so they are shown escaped. */
function escapeData(text: string): string {
  return text
    .replace(/%/g, '%25')
    .replace(/\r/g, '%0D')
    .replace(/\n/g, '%0A')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
