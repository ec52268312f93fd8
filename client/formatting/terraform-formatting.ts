import * as vscode from 'vscode';
import { ordinarySchemes, terraformFileGlobs } from '../document-selector.js';
import type { ServerConnection } from '../server-connection.js';
import { askForFormatting } from './ask-for-formatting.js';

/** What "Source Action…" and `editor.codeActionsOnSave` call the formatting of filters. */
export const formatFiltersKind = vscode.CodeActionKind.Source.append('formatFilters.groupmap');

/**
 * Formats the filters of Terraform files without being in the way of who formats Terraform: as a source action, and no formatter, since an editor
 * that knows two formatters of a document runs neither.
 */
export function offerTerraformFormatting(connection: ServerConnection): vscode.Disposable {
  const selector = ordinarySchemes.flatMap((scheme) => terraformFileGlobs.map((pattern) => ({ scheme, pattern })));
  return vscode.languages.registerCodeActionsProvider(
    selector,
    {
      async provideCodeActions(document, _range, { only }, token) {
        // Nobody asks for it by looking at a line: only who opens the menu of source actions, or saves.
        if (!only?.contains(formatFiltersKind)) return [];
        const edits = (await askForFormatting(connection, document, token)) ?? [];
        if (edits.length === 0) return [];
        const action = new vscode.CodeAction(vscode.l10n.t('Format Filters'), formatFiltersKind);
        action.edit = new vscode.WorkspaceEdit();
        action.edit.set(document.uri, edits);
        return [action];
      },
    },
    { providedCodeActionKinds: [formatFiltersKind] },
  );
}
