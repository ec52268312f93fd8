import { rules } from '../../src-language/analysis/rules/rule-list.js';
import type { Severity } from '../../src-language/text/problem.js';
import type { OffsetRange } from '../../src-language/text/range.js';
import { toJson } from '../display-text.js';
import { groupmapVersion } from '../version.js';
import { lineRangeOf, type FindingReport } from './finding-report.js';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning services and editors. */
export function renderCheckSarif(report: FindingReport): string {
  const ruleIndexes = new Map<string, number>(rules.map((rule, index) => [rule.code, index]));
  const run = {
    tool: {
      driver: {
        name: 'groupmap',
        version: groupmapVersion,
        rules: rules.map((rule) => ({
          id: rule.code,
          shortDescription: { text: rule.summary },
          fullDescription: { text: rule.explanation },
          help: { text: `${rule.explanation}\n\nBad:\n${rule.bad}\n\nGood:\n${rule.good}` },
          defaultConfiguration: { level: levels[rule.severity] },
        })),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.unreadable.length === 0,
        toolExecutionNotifications: report.unreadable.map(({ path, reason }) => ({
          level: 'error',
          message: { text: `${path} ${reason}` },
          locations: [{ physicalLocation: { artifactLocation: { uri: toUri(path) } } }],
        })),
      },
    ],
    results: report.findings.map((finding) => ({
      ruleId: finding.code,
      ...(ruleIndexes.has(finding.code) && { ruleIndex: ruleIndexes.get(finding.code) }),
      level: levels[finding.severity],
      message: { text: finding.message },
      locations: [{ physicalLocation: physicalLocation(report, finding.file, finding.range) }],
      ...(finding.related &&
        finding.related.length > 0 && {
          relatedLocations: finding.related.map((related, id) => ({
            id,
            message: { text: related.message },
            physicalLocation: physicalLocation(report, related.file, related.range),
          })),
        }),
      ...(finding.fixes.length > 0 && {
        fixes: finding.fixes.map((fix) => ({
          description: { text: fix.title },
          artifactChanges: [...new Set(fix.edits.map((edit) => edit.file))].map((file) => ({
            artifactLocation: { uri: toUri(file) },
            replacements: fix.edits
              .filter((edit) => edit.file === file)
              .map((edit) => ({ deletedRegion: region(report, file, edit.range), insertedContent: { text: edit.newText } })),
          })),
        })),
      }),
    })),
  };
  return `${toJson({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] })}\n`;
}

function physicalLocation(report: FindingReport, file: string, range: OffsetRange) {
  return { artifactLocation: { uri: toUri(file) }, region: region(report, file, range) };
}

/** SARIF counts lines and columns from one, and `endColumn` is the one after the last character. */
function region(report: FindingReport, file: string, range: OffsetRange) {
  const { start, end } = lineRangeOf(report, file, range);
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

/** A shown path as a relative URI reference, or as a `file:` URI where it is absolute. */
function toUri(path: string): string {
  const encoded = path.replace(loneSurrogate, '\ufffd').split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:[\\/]/.test(path) ? `file:///${encodeURI(path.replace(/\\/g, '/'))}` : encoded;
}

/** Half of a surrogate pair, which a Windows file name may hold and a URI cannot. */
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
