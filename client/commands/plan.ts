import * as vscode from 'vscode';
import { planRequest, type PlanResult, type UriParams } from '../../protocol.js';
import type { ServerConnection } from '../server-connection.js';
import { findMappingFile } from './find-mapping-file.js';

/** Brings a set within its quotas: what that takes is shown in the editor's preview of changes, and made once the user agrees. */
export async function planSet(connection: ServerConnection, argument: unknown): Promise<void> {
  const file = await findMappingFile(connection, argument);
  if (!file) return;
  const params: UriParams = { uri: file.toString() };
  const plan = await connection.ask<PlanResult | null>(planRequest, params);
  if (!plan) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The language server for group mappings has no plan for this file.'));
    return;
  }
  if (plan.fits && plan.steps.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The set is within its quotas: nothing is to be done.'));
    return;
  }
  if (!plan.fits || !plan.files) {
    const title = plan.fits ? vscode.l10n.t('The plan cannot be written.') : vscode.l10n.t('No plan fits.');
    void vscode.window.showWarningMessage(title, { modal: true, detail: plan.obstacles.join('\n\n') });
    return;
  }
  const isOutdated = plan.files.some(({ uri, version }) => {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === vscode.Uri.parse(uri).toString());
    return version !== null && open !== undefined && open.version !== version;
  });
  if (isOutdated) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The set changed while it was planned. Plan it again.'));
    return;
  }
  await vscode.workspace.applyEdit(editOf(plan, plan.files));
}

/** Every edit asks for confirmation, which opens the preview; there the steps stand beside the changes. */
function editOf(plan: PlanResult, files: NonNullable<PlanResult['files']>): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const metadata: vscode.WorkspaceEditEntryMetadata = {
    needsConfirmation: true,
    label: vscode.l10n.t('Plan: the same access for everybody, within the quotas'),
    description: plan.steps.join(' · '),
  };
  for (const { uri, edits } of files)
    for (const { range, newText } of edits) {
      const { start, end } = range;
      const at = new vscode.Range(start.line, start.character, end.line, end.character);
      edit.replace(vscode.Uri.parse(uri), at, newText, metadata);
    }
  return edit;
}
