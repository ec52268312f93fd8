import * as vscode from 'vscode';
import { isMappingFile, mappingFileGlob } from '../document-selector.js';
import { readShownAddress } from '../shown-address.js';

/** More sets than this are not offered for choice: the quick pick would not be one. */
const mostOffered = 1000;

/**
 * The mapping file that a command is about: the one it was given, else the active editor's, else the one whose sign-ins are shown, else one
 * that is open or in the workspace, chosen by the user when they are of several sets. Undefined when the user lets go or there is none.
 */
export async function findMappingFile(argument: unknown): Promise<vscode.Uri | undefined> {
  const given = asUri(argument);
  if (given) return given;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active) {
    if (isMappingFile(active.path)) return active;
    const shown = readShownAddress(active);
    if (shown) return vscode.Uri.parse(shown.file);
  }
  const visible = vscode.window.visibleTextEditors.map((editor) => editor.document.uri).filter((uri) => isMappingFile(uri.path));
  if (visible.length === 1) return visible[0];
  const open = vscode.workspace.textDocuments.map((document) => document.uri).filter((uri) => isMappingFile(uri.path));
  const files = await vscode.workspace.findFiles(mappingFileGlob, undefined, mostOffered);
  return chooseSet([...open, ...files]);
}

/** One file for each directory, the user's choice when there are several. */
async function chooseSet(files: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const sets = new Map<string, vscode.Uri>();
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const directory = file.scheme === 'untitled' ? file : vscode.Uri.joinPath(file, '..');
    if (!sets.has(directory.toString())) sets.set(directory.toString(), file);
  }
  if (sets.size === 0) {
    const create = vscode.l10n.t('Create Example');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('There is no mapping file here yet: no *.groupmap.yaml, *.groupmap.yml or *.groupmap.json.'),
      create,
    );
    if (answer === create) await vscode.commands.executeCommand('groupmap.createExample');
    return undefined;
  }
  const [only] = sets.values();
  if (sets.size === 1) return only;
  const items = [...sets.values()].map((file) => ({
    label: vscode.workspace.asRelativePath(file.scheme === 'untitled' ? file : vscode.Uri.joinPath(file, '..')),
    file,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which mapping set?') });
  return chosen?.file;
}

/** A URI as menus hand it over, or as text, as code lenses do. */
function asUri(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'string' || !/^[a-z][a-z\d+.-]*:/i.test(argument)) return undefined;
  return vscode.Uri.parse(argument);
}
