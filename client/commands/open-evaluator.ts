import * as vscode from 'vscode';
import { sampleUsersRequest, type SampleUsersResult, type UriParams } from '../../protocol.js';
import type { ShowRequest } from '../../panel/messages.js';
import type { EvaluatorPanel } from '../evaluator-panel/evaluator-panel.js';
import type { ServerConnection } from '../server-connection.js';
import { findMappingFile } from './find-mapping-file.js';

/** Opens the evaluator at the set that a command is about, and at one of its pages where one is named. */
export async function openEvaluator(
  connection: ServerConnection,
  evaluator: EvaluatorPanel,
  argument: unknown,
  show: Pick<ShowRequest, 'page' | 'isPageAfresh'> = {},
): Promise<void> {
  const file = await findMappingFile(connection, argument);
  if (file) evaluator.open({ uri: file.toString(), ...show });
}

/** Opens the evaluator at one sample user's sign-in: the one that is named, else the user's choice. */
export async function openEvaluatorAtUser(
  connection: ServerConnection,
  evaluator: EvaluatorPanel,
  argument: unknown,
  name: unknown,
): Promise<void> {
  const file = (await findMappingFile(connection, argument))?.toString();
  if (file === undefined) return;
  const user = typeof name === 'string' ? name : await chooseUser(connection, file);
  if (user !== undefined) evaluator.open({ uri: file, page: 'sign-in', user });
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
