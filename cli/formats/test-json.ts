import { toJson } from '../display-text.js';
import type { ExpectationReport } from './expectation-report.js';

/** Expectations and what came of them, as one JSON document. */
export function renderTestJson(report: ExpectationReport): string {
  return `${toJson({ version: 1, results: report.suites.flatMap((suite) => suite.results), summary: report.summary })}\n`;
}
