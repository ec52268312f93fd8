import * as vscode from 'vscode';

/** Lets the user choose where an export goes, and writes it there. */
export async function savePanelText(name: string, text: string): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const safeName = name.replace(/[^\p{L}\p{N}@._-]+/gu, '-').slice(0, 100);
  const target = await vscode.window.showSaveDialog({ ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, safeName) }) });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} could not be written: {1}', target.path, reason));
  }
}
