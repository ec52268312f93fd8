import * as vscode from 'vscode';
import type { CoveredMapping, OperandCoverageResult } from '../../protocol.js';
import { oneLine } from '../markdown.js';
import { toRange } from '../places.js';

const details = new WeakMap<vscode.FileCoverage, readonly vscode.FileCoverageDetail[]>();

/**
 * What the tested users' sign-ins exercise, as the editor's coverage: a group mapping is a declaration, executed for each user whom it
 * matches; a test in its filter is a statement, executed for each user for whom it is true, with a branch for true and one for false.
 */
export function coverFiles(mappings: OperandCoverageResult): readonly vscode.FileCoverage[] {
  const byFile = new Map<string, CoveredMapping[]>();
  for (const mapping of mappings) {
    const inFile = byFile.get(mapping.uri);
    if (inFile) inFile.push(mapping);
    else byFile.set(mapping.uri, [mapping]);
  }
  return [...byFile].map(([uri, inFile]) => {
    const found = inFile.flatMap(detailsOfMapping);
    const coverage = vscode.FileCoverage.fromDetails(vscode.Uri.parse(uri), found);
    details.set(coverage, found);
    return coverage;
  });
}

/** What a file's coverage is made of. */
export function detailsOf(coverage: vscode.FileCoverage): readonly vscode.FileCoverageDetail[] {
  return details.get(coverage) ?? [];
}

function detailsOfMapping({ displayName, matching, range, operands }: CoveredMapping): vscode.FileCoverageDetail[] {
  return [
    new vscode.DeclarationCoverage(oneLine(displayName) || vscode.l10n.t('(no name)'), matching, toRange(range)),
    ...operands.map(
      ({ trueFor, falseFor, range: at }) =>
        // Branches with a place of their own would be counted in that of the statement.
        new vscode.StatementCoverage(trueFor, toRange(at), [
          new vscode.BranchCoverage(trueFor, undefined, vscode.l10n.t('true')),
          new vscode.BranchCoverage(falseFor, undefined, vscode.l10n.t('false')),
        ]),
    ),
  ];
}
