import * as vscode from 'vscode';
import { expectNowRequest, type ExpectNowParams, type ExpectNowResult } from '../../protocol.js';
import { applyPanelEdits } from '../evaluator-panel/apply-panel-edits.js';
import type { ServerConnection } from '../server-connection.js';
import type { TestExplorer } from '../test-explorer/test-explorer.js';
import { testOf } from '../test-explorer/test-items.js';

/**
 * Expects of a test's user what the sign-in comes to now: of a key that one, of a user all that fails. The file is edited and not saved; the
 * test is run again.
 */
export async function expectNow(connection: ServerConnection, tests: TestExplorer, argument: unknown): Promise<void> {
  const item = testItemIn(argument);
  const test = item && testOf(item);
  if (!item || !test || test.userId === null) return;
  const params: ExpectNowParams = { uri: test.set, id: test.userId, ...(test.key && { keys: [test.key] }) };
  const answer = await connection.ask<ExpectNowResult | null>(expectNowRequest, params);
  if (!answer) return;
  if ('problem' in answer) {
    void vscode.window.showWarningMessage(answer.problem);
    return;
  }
  const { uri, proposal } = answer;
  const failure = await applyPanelEdits(proposal.edits, () => vscode.Uri.parse(uri));
  if (failure !== null) {
    void vscode.window.showWarningMessage(failure);
    return;
  }
  const place = new vscode.Position(proposal.line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(place, place) });
  await tests.rerun(item);
}

/** Menus hand over a test, or a message with its test. */
function testItemIn(argument: unknown): vscode.TestItem | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const item = 'test' in argument ? argument.test : argument;
  return typeof item === 'object' && item !== null && 'children' in item ? (item as vscode.TestItem) : undefined;
}
