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
    // What would be done stands below why it is not, for whoever makes the steps by hand.
    const detail = [...plan.obstacles, ...(plan.fits ? plan.steps : [])].join('\n\n');
    void vscode.window.showWarningMessage(title, { modal: true, detail });
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

/**
 * The changes as one edit that opens the preview, where the steps stand beside them. An edit that asks for confirmation does, but is not
 * ticked there; so one asks that changes nothing, and the plan's own are ticked, all of them: a part of a plan is none.
 */
function editOf(plan: PlanResult, files: NonNullable<PlanResult['files']>): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const metadata: vscode.WorkspaceEditEntryMetadata = {
    needsConfirmation: false,
    label: vscode.l10n.t('Plan: the same access for everybody, within the quotas'),
    description: plan.steps.join(' · '),
  };
  const [first] = files;
  if (first)
    edit.insert(vscode.Uri.parse(first.uri), new vscode.Position(0, 0), '', {
      needsConfirmation: true,
      label: vscode.l10n.t('Look at the changes below, then choose Apply. Until then nothing is changed.'),
    });
  for (const { uri, edits } of files)
    for (const { range, newText } of edits) {
      const { start, end } = range;
      const at = new vscode.Range(start.line, start.character, end.line, end.character);
      edit.replace(vscode.Uri.parse(uri), at, newText, metadata);
    }
  return edit;
}
