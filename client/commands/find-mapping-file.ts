import * as vscode from 'vscode';
import { mappingSetsRequest, setInfoRequest, type MappingSetInfo, type MappingSetsResult, type UriParams } from '../../protocol.js';
import { isMappingFile, isTerraformFile } from '../document-selector.js';
import { pathOfSet } from '../places.js';
import type { ServerConnection } from '../server-connection.js';
import { readShownAddress } from '../shown-address.js';

/**
 * The file of a mapping set that a command is about: the one it was given, else the active editor's, else the one that a shown page is
 * about, else the only one in sight, else one of the workspace's sets, the user's choice when there are several. Undefined when the user lets go or there is
 * none.
 */
export async function findMappingFile(connection: ServerConnection, argument: unknown): Promise<vscode.Uri | undefined> {
  const given = asUri(argument);
  if (given) return given;
  const active = vscode.window.activeTextEditor?.document;
  if (active) {
    if (await isOfSet(connection, active)) return active.uri;
    const shown = readShownAddress(active.uri);
    if (shown) return vscode.Uri.parse(shown.file);
  }
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  const areOfSets = await Promise.all(visible.map((document) => isOfSet(connection, document)));
  const [only, ...others] = visible.filter((_document, index) => areOfSets[index]);
  return only && others.length === 0 ? only.uri : chooseSet(connection);
}

/** Whether a document belongs to a mapping set. What Terraform belongs to is asked of the server: it tells by the other files of the directory. */
export async function isOfSet(connection: ServerConnection, document: vscode.TextDocument): Promise<boolean> {
  const { path } = document.uri;
  if (isMappingFile(path)) return true;
  return isTerraformFile(path) && connection.selects(document) && !!(await infoOf(connection, document.uri.toString()));
}

/** A file of one of the workspace's sets. */
async function chooseSet(connection: ServerConnection): Promise<vscode.Uri | undefined> {
  const sets = await connection.ask<MappingSetsResult>(mappingSetsRequest, {});
  if (!sets) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The language server for group mappings does not answer.'));
    return undefined;
  }
  if (sets.length === 0) {
    const create = vscode.l10n.t('Create Example');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'There are no group mappings here yet: no *.groupmap.yaml, *.groupmap.yml or *.groupmap.json, and no confluent_group_mapping in Terraform.',
      ),
      create,
    );
    if (answer === create) await vscode.commands.executeCommand('groupmap.createExample');
    return undefined;
  }
  const items = sets.map(({ uri, name }) => ({ label: name, description: pathOfSet(uri), uri }));
  const chosen =
    items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which mapping set?') });
  const file = chosen && (await infoOf(connection, chosen.uri))?.files[0];
  return file === undefined ? undefined : vscode.Uri.parse(file);
}

function infoOf(connection: ServerConnection, uri: string): Promise<MappingSetInfo | null | undefined> {
  const params: UriParams = { uri };
  return connection.ask<MappingSetInfo | null>(setInfoRequest, params);
}

/** A URI as menus hand it over, or as text, as code lenses do. */
function asUri(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'string' || !/^[a-z][a-z\d+.-]*:/i.test(argument)) return undefined;
  return vscode.Uri.parse(argument);
}
