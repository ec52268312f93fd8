import { LineIndex, type LinePosition } from '../../src-language/text/line-index.js';
import type { Finding, Severity } from '../../src-language/text/problem.js';
import type { OffsetRange } from '../../src-language/text/range.js';
import { compareCodePoints } from '../../src-language/text/compare-code-points.js';
import type { Unreadable } from '../files/find-mapping-files.js';

/** What `check` found, as every output format takes it. */
export interface FindingReport {
  /** In order of file, position and code. */
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, ReportedSource>;
  readonly summary: FindingSummary;
  readonly unreadable: readonly Unreadable[];
}

export interface ReportedSource {
  readonly text: string;
  readonly lines: LineIndex;
}

/** Keys are the JSON contract's. */
export interface FindingSummary {
  readonly files: number;
  readonly mappings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
}

/** A range as the Language Server Protocol counts: zero-based lines and UTF-16 columns. */
export interface LineRange {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

export function createFindingReport(input: {
  readonly findings: readonly Finding[];
  readonly sources: Iterable<{ readonly path: string; readonly text: string }>;
  readonly files: number;
  readonly mappings: number;
  readonly unreadable: readonly Unreadable[];
}): FindingReport {
  const findings = [...input.findings].sort(
    (a, b) =>
      compareCodePoints(a.file, b.file) ||
      a.range.start - b.range.start ||
      compareCodePoints(a.code, b.code) ||
      a.range.end - b.range.end ||
      compareCodePoints(a.message, b.message),
  );
  const sources = new Map<string, ReportedSource>();
  for (const { path, text } of input.sources) sources.set(path, { text, lines: new LineIndex(text) });
  const count = (severity: Severity): number => findings.reduce((sum, finding) => sum + (finding.severity === severity ? 1 : 0), 0);
  const summary = {
    files: input.files,
    mappings: input.mappings,
    errors: count('error'),
    warnings: count('warning'),
    information: count('information'),
    hints: count('hint'),
  };
  return { findings, sources, summary, unreadable: input.unreadable };
}

/** Lines and columns of a range in one of the report's files. */
export function lineRangeOf(report: FindingReport, file: string, range: OffsetRange): LineRange {
  const lines = report.sources.get(file)?.lines;
  if (!lines) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return { start: lines.positionAt(range.start), end: lines.positionAt(range.end) };
}
