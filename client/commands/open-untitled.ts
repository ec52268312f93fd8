import * as vscode from 'vscode';

/**
 * Opens a text in a document that is nowhere yet, under a name that makes it what it is (`users.groupmap.yaml`). A name that an open document
 * has already gets a number, so that nothing is overwritten, unless that document is empty.
 */
export async function openUntitled(name: string, text: string): Promise<vscode.TextEditor> {
  const [stem = '', ...ending] = name.split('.');
  for (let count = 1; ; count++) {
    const path = [count === 1 ? stem : `${stem}-${String(count)}`, ...ending].join('.');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'untitled', path }));
    if (document.getText() !== '') continue;
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    editor.revealRange(new vscode.Range(0, 0, 0, 0));
    return editor;
  }
}
