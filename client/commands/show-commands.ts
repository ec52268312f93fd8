import * as vscode from 'vscode';
import { rolesRequest, setInfoRequest, type MappingSetInfo, type RolesResult, type UriParams } from '../../protocol.js';
import type { ServerConnection } from '../server-connection.js';
import type { ShownDocuments } from '../shown-documents.js';
import { findMappingFile } from './find-mapping-file.js';

/** Shows how the organization is set up for group mappings, with the set's own values. */
export async function openSetUpChecklist(connection: ServerConnection, documents: ShownDocuments, argument: unknown): Promise<void> {
  const info = await askForSet(connection, argument);
  if (!info) return;
  await documents.show({ kind: 'checklist', file: fileOf(info), title: vscode.l10n.t('Set-up of {0}', info.name) });
}

/** Shows which groups lead to a role: the one that is named, else the user's choice among those that the set grants. */
export async function findGroupsOfRole(
  connection: ServerConnection,
  documents: ShownDocuments,
  argument: unknown,
  name: unknown,
): Promise<void> {
  const info = await askForSet(connection, argument);
  if (!info) return;
  const role = typeof name === 'string' ? name : await chooseRole(connection, fileOf(info));
  if (role === undefined) return;
  await documents.show({ kind: 'role', file: fileOf(info), title: vscode.l10n.t('Groups that lead to {0}', role), role });
}

async function chooseRole(connection: ServerConnection, file: string): Promise<string | undefined> {
  const params: UriParams = { uri: file };
  const roles = await connection.ask<RolesResult>(rolesRequest, params);
  if (!roles || roles.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The group mappings of the set grant no role.'));
    return undefined;
  }
  const items = [...roles.filter(({ isAdministrator }) => isAdministrator), ...roles.filter(({ isAdministrator }) => !isAdministrator)].map(
    (role) => ({
      label: `${role.isAdministrator ? '$(shield)' : '$(key)'} ${role.name}`,
      detail: role.groupMappings.join(', '),
      role: role.name,
    }),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which groups lead to which role?'),
    matchOnDetail: true,
  });
  return chosen?.role;
}

async function askForSet(connection: ServerConnection, argument: unknown): Promise<MappingSetInfo | undefined> {
  const file = await findMappingFile(connection, argument);
  if (!file) return undefined;
  const params: UriParams = { uri: file.toString() };
  const info = await connection.ask<MappingSetInfo | null>(setInfoRequest, params);
  if (info) return info;
  const openOutput = vscode.l10n.t('Show Output');
  const message =
    info === null
      ? vscode.l10n.t('{0} belongs to no mapping set.', vscode.workspace.asRelativePath(file))
      : vscode.l10n.t('The language server for group mappings does not answer.');
  void vscode.window.showWarningMessage(message, openOutput).then((answer) => answer === openOutput && connection.output.show(true));
  return undefined;
}

/** The same file for every question about a set, so that a document that is shown already is found again. */
function fileOf(info: MappingSetInfo): string {
  return info.files[0] ?? info.uri;
}
