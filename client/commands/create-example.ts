import * as vscode from 'vscode';
import { openUntitled } from './open-untitled.js';

/** The example's files, in the order in which they are read as one text. */
export const exampleFiles = ['organization.groupmap.yaml', 'mappings.groupmap.yaml', 'users.groupmap.yaml'] as const;

/** Writes a small commented mapping set into a folder that the user chooses; into an untitled document when nothing is open. */
export async function createExample(extension: vscode.Uri, folder: unknown): Promise<void> {
  const texts = await Promise.all(
    exampleFiles.map(async (name) => ({
      name,
      bytes: await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'media', 'example', name)),
    })),
  );
  const inWorkspace = folder instanceof vscode.Uri || (vscode.workspace.workspaceFolders ?? []).length > 0;
  if (!inWorkspace) {
    const decoder = new TextDecoder();
    await openUntitled('example.groupmap.yaml', texts.map(({ bytes }) => decoder.decode(bytes)).join('\n'));
    return;
  }
  const target = folder instanceof vscode.Uri ? folder : await chooseFolder();
  if (!target) return;
  const files = texts.map(({ name, bytes }) => ({ uri: vscode.Uri.joinPath(target, name), bytes }));
  const existing = (await Promise.all(files.map(async ({ uri }) => ((await exists(uri)) ? [uri] : [])))).flat();
  if (existing.length > 0 && !(await mayOverwrite(existing))) return;
  // As one edit of the workspace, which also replaces what is unsaved in an editor, and can be undone.
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, bytes } of files) edit.createFile(uri, { overwrite: true, contents: bytes });
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The example could not be written to {0}.', vscode.workspace.asRelativePath(target)));
    return;
  }
  for (const { uri } of files) await vscode.window.showTextDocument(uri, { preview: false });
  await vscode.window.showTextDocument(vscode.Uri.joinPath(target, 'mappings.groupmap.yaml'), { preview: false });
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
    ...(first && { defaultUri: first.uri }),
    title: vscode.l10n.t('Folder for the example mapping set'),
    openLabel: vscode.l10n.t('Create Example Here'),
  });
  return chosen?.[0];
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function mayOverwrite(files: readonly vscode.Uri[]): Promise<boolean> {
  const overwrite = vscode.l10n.t('Overwrite');
  const names = files.map((uri) => uri.path.slice(uri.path.lastIndexOf('/') + 1)).join(', ');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('These files exist already: {0}', names),
    { modal: true, detail: vscode.l10n.t('Their content would be replaced by the example.') },
    overwrite,
  );
  return answer === overwrite;
}
