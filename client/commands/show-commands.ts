import * as vscode from 'vscode';
import {
  accessDiffRequest,
  rolesRequest,
  sampleUsersRequest,
  setInfoRequest,
  type AccessDiffParams,
  type AccessDiffResult,
  type MappingSetInfo,
  type RolesResult,
  type SampleUsersResult,
  type UriParams,
} from '../../protocol.js';
import type { ServerConnection } from '../server-connection.js';
import type { ShownDocuments } from '../shown-documents.js';
import { findMappingFile } from './find-mapping-file.js';

/** Shows what happens when each sample user of a set signs in. */
export async function simulate(connection: ServerConnection, documents: ShownDocuments, argument: unknown): Promise<void> {
  const info = await askForSet(connection, argument);
  if (!info) return;
  await documents.show({ kind: 'simulation', file: fileOf(info), title: vscode.l10n.t('Sign-ins of {0}', info.name), user: null });
}

/** Shows one sample user's sign-in: the one that is named, else the user's choice. */
export async function simulateUser(
  connection: ServerConnection,
  documents: ShownDocuments,
  argument: unknown,
  name: unknown,
): Promise<void> {
  const info = await askForSet(connection, argument);
  if (!info) return;
  const user = typeof name === 'string' ? name : await chooseUser(connection, fileOf(info));
  if (user === undefined) return;
  await documents.show({ kind: 'simulation', file: fileOf(info), title: vscode.l10n.t('Sign-in of {0}', user), user });
}

/** Shows how the organization is set up for group mappings, with the set's own values. */
export async function openSetUpChecklist(connection: ServerConnection, documents: ShownDocuments, argument: unknown): Promise<void> {
  const info = await askForSet(connection, argument);
  if (!info) return;
  await documents.show({ kind: 'checklist', file: fileOf(info), title: vscode.l10n.t('Set-up of {0}', info.name) });
}

/** Shows who gains and loses what since git's HEAD, unsaved edits included. */
export async function diffWithGit(connection: ServerConnection, documents: ShownDocuments, argument: unknown): Promise<void> {
  const info = await askForSet(connection, argument);
  if (!info) return;
  const params: AccessDiffParams = { uri: fileOf(info) };
  const result = await connection.ask<AccessDiffResult | null>(accessDiffRequest, params);
  if (result && 'failure' in result) {
    void vscode.window.showWarningMessage(result.message);
    return;
  }
  await documents.show({ kind: 'diff', file: fileOf(info), title: vscode.l10n.t('Changes to {0} since HEAD', info.name) });
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

async function chooseUser(connection: ServerConnection, file: string): Promise<string | undefined> {
  const params: UriParams = { uri: file };
  const users = await connection.ask<SampleUsersResult>(sampleUsersRequest, params);
  if (!users || users.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The mapping set has no sample users. They stand under `users:`.'));
    return undefined;
  }
  const items = users.map((user) => ({
    label: `${user.isAllowed ? '$(pass)' : '$(circle-slash)'} ${user.name}`,
    description: user.verdict,
    detail: user.groupMappings.length > 0 ? user.groupMappings.join(', ') : vscode.l10n.t('no group mapping matches'),
    user: user.name,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Who signs in?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.user;
}
