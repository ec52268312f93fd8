import * as vscode from 'vscode';
import { askForFormatting } from '../formatting/ask-for-formatting.js';
import type { ServerConnection } from '../server-connection.js';

/** Formats the filters of the active document, whatever formats the rest of it; what cannot be formatted is left as it is. */
export async function formatFilters(connection: ServerConnection): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !connection.selects(document)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a file with filters first: a mapping file, Terraform or a filter.'));
    return;
  }
  const edits = await askForFormatting(connection, document);
  if (!edits) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The filters were not formatted: the file changed meanwhile, or there was no answer.'),
    );
    return;
  }
  if (edits.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No filter here was formatted: they are already, or cannot be read.'));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  await vscode.workspace.applyEdit(edit);
}
