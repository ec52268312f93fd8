import * as vscode from 'vscode';
import { isTerraformFile } from './document-selector.js';
import { isOfSet } from './commands/find-mapping-file.js';
import type { ServerConnection } from './server-connection.js';

/** The context key of the folders whose Terraform is known to have group mappings; menus compare it with `resourceDirname`. */
const contextKey = 'groupmap.terraformFolders';

/** Tells the editor's menus which Terraform files belong to mapping sets: those of the folders that the user has been to. */
export function followSetFolders(connection: ServerConnection): vscode.Disposable {
  const folders = new Set<string>();
  const update = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isTerraformFile(document.uri.path)) return;
    const isSet = await isOfSet(connection, document);
    const folder = vscode.Uri.joinPath(document.uri, '..');
    // Where the editor and the extension run on two machines, the one's file is a path to the other.
    for (const path of [folder.fsPath, folder.path]) {
      if (isSet) folders.add(path);
      else folders.delete(path);
    }
    void vscode.commands.executeCommand('setContext', contextKey, [...folders]);
  };
  const updateNow = (): void => void update();
  updateNow();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(updateNow),
    connection.onSetChanged(updateNow),
    connection.onReady(updateNow),
  );
}
