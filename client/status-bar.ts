import * as vscode from 'vscode';
import { setInfoRequest, type MappingSetInfo, type UriParams } from '../protocol.js';
import type { ServerConnection } from './server-connection.js';
import { describeSetStatus } from './set-status.js';

/** The status bar's item for the mapping set of the active editor; hidden while that is no file of a set. */
export function createStatusBar(connection: ServerConnection): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('groupmap.set', vscode.StatusBarAlignment.Left, 50);
  item.name = vscode.l10n.t('Group Mapping Set');
  let asked = 0;

  const update = async (): Promise<void> => {
    const question = ++asked;
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !connection.selects(document)) {
      item.hide();
      return;
    }
    const params: UriParams = { uri: document.uri.toString() };
    const info = await connection.ask<MappingSetInfo | null>(setInfoRequest, params);
    if (question !== asked) return;
    // A bare filter on its own belongs to no set, and most Terraform to none either.
    if (!info) {
      item.hide();
      return;
    }
    const status = describeSetStatus(info, vscode.l10n.t);
    item.text = status.text;
    item.tooltip = new vscode.MarkdownString(status.tooltip);
    item.accessibilityInformation = { label: status.label };
    item.backgroundColor = status.level === 'error' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    const openEvaluator: vscode.Command = {
      command: 'groupmap.openEvaluator',
      title: vscode.l10n.t('Open Evaluator'),
      arguments: [document.uri.toString()],
    };
    item.command = openEvaluator;
    item.show();
  };
  const updateNow = (): void => void update();
  updateNow();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(updateNow),
    connection.onSetChanged(updateNow),
    connection.onReady(updateNow),
  );
}
