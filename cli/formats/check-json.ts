import { toJson } from '../display-text.js';
import { lineRangeOf, type FindingReport } from './finding-report.js';

/** Findings as one JSON document: the contract that other programs read. */
export function renderCheckJson(report: FindingReport): string {
  const diagnostics = report.findings.map((finding) => ({
    file: finding.file,
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    range: lineRangeOf(report, finding.file, finding.range),
    fixes: finding.fixes.map((fix) => ({
      title: fix.title,
      ...(fix.isPreferred && { preferred: true }),
      edits: fix.edits.map((edit) => ({ file: edit.file, range: lineRangeOf(report, edit.file, edit.range), newText: edit.newText })),
    })),
    ...(finding.related &&
      finding.related.length > 0 && {
        related: finding.related.map(({ file, range, message }) => ({ file, range: lineRangeOf(report, file, range), message })),
      }),
    ...(finding.witness && { witness: finding.witness }),
  }));
  const unreadable = report.unreadable.map(({ path, reason }) => ({ file: path, message: `${path} ${reason}` }));
  return `${toJson({ version: 1, diagnostics, summary: report.summary, ...(unreadable.length > 0 && { unreadable }) })}\n`;
}
