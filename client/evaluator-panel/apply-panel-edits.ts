import * as vscode from 'vscode';
import type { ShownEdit } from '../../protocol.js';

/**
 * Makes edits that the user has seen and confirmed, as one step that can be undone; a file that there is not yet is created. Says why not,
 * or null: an edit whose place holds something else by now is not made, and none of the others either.
 */
export async function applyPanelEdits(edits: readonly ShownEdit[], uriOf: (file: string) => vscode.Uri): Promise<string | null> {
  const workspaceEdit = new vscode.WorkspaceEdit();
  const created = new Set<string>();
  for (const { file, start, end, oldText, newText } of edits) {
    const uri = uriOf(file);
    const document = await openIfThere(uri);
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    if (document) {
      const isUpToDate = document.validateRange(range).isEqual(range) && document.getText(range) === oldText;
      if (!isUpToDate) return vscode.l10n.t('{0} has changed since. Look at the lines again.', vscode.workspace.asRelativePath(uri));
    } else if (oldText !== '') {
      return vscode.l10n.t('{0} cannot be read any more.', vscode.workspace.asRelativePath(uri));
    } else if (!created.has(uri.toString())) {
      created.add(uri.toString());
      workspaceEdit.createFile(uri, { ignoreIfExists: true });
    }
    workspaceEdit.replace(uri, range, newText);
  }
  const isApplied = await vscode.workspace.applyEdit(workspaceEdit);
  return isApplied ? null : vscode.l10n.t('The editor did not make the change.');
}

async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | null> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return null;
  }
}
