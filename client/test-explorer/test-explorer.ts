import * as vscode from 'vscode';
import {
  expectationTestsRequest,
  mappingSetsRequest,
  type ExpectationTestsResult,
  type MappingSetsResult,
  type UriParams,
} from '../../protocol.js';
import type { ServerConnection } from '../server-connection.js';
import { detailsOf } from './operand-coverage.js';
import { followChanges, runTests } from './run-tests.js';
import { syncTests, testOf } from './test-items.js';

/** The expectations of sample users in the editor's Test Explorer. */
export interface TestExplorer extends vscode.Disposable {
  readonly controller: vscode.TestController;
  /** Runs a test's user again, after something was done about it. */
  rerun(item: vscode.TestItem): Promise<void>;
}

/** What the Test Explorer calls the controller; menus name it too. */
export const controllerId = 'groupmap';

/**
 * Registers the tests: a set, its users, the keys that are expected of each. Sets of open files are there from the start, all others once
 * the tests are looked at; what is typed counts, saved or not.
 */
export function createTestExplorer(connection: ServerConnection): TestExplorer {
  const controller = vscode.tests.createTestController(controllerId, vscode.l10n.t('Group Mapping Expectations'));
  /** Whether the tests of every set of the workspace are wanted, not only those of open files. */
  let isExplored = false;
  const asked = new Map<string, number>();

  /** Renews the tests of a set; of answers that overtake each other the last question's counts. */
  const loadSet = async (uri: string): Promise<void> => {
    const question = (asked.get(uri) ?? 0) + 1;
    asked.set(uri, question);
    const params: UriParams = { uri };
    const found = await connection.ask<ExpectationTestsResult | null>(expectationTestsRequest, params);
    if (found === undefined || asked.get(uri) !== question) return;
    if (found && found.users.length > 0) syncTests(controller, found);
    else controller.items.delete(found?.uri ?? uri);
  };
  const explore = async (): Promise<void> => {
    isExplored = true;
    const found = await connection.ask<MappingSetsResult>(mappingSetsRequest, {});
    if (!found) return;
    const uris = new Set(found.map(({ uri }) => uri));
    controller.items.forEach((item) => {
      if (!uris.has(item.id)) controller.items.delete(item.id);
    });
    await Promise.all([...uris].map(loadSet));
  };
  const renew = async (): Promise<void> => {
    if (isExplored) await explore();
    else await Promise.all([...controller.items].map(([uri]) => loadSet(uri)));
  };
  const setChanged = async (uri: string): Promise<void> => {
    await loadSet(uri);
    const item = controller.items.get(uri);
    if (item) controller.invalidateTestResults(item);
  };
  controller.resolveHandler = async (item) => {
    if (!item) await explore();
  };
  controller.refreshHandler = explore;

  const context = { controller, connection, explore, loadSet };
  const run = controller.createRunProfile(
    vscode.l10n.t('Run'),
    vscode.TestRunProfileKind.Run,
    (request, token) => (request.continuous ? followChanges(context, request, token) : runTests(context, request, token)),
    true,
    undefined,
    true,
  );
  const cover = controller.createRunProfile(
    vscode.l10n.t('Run with Coverage'),
    vscode.TestRunProfileKind.Coverage,
    (request, token) => runTests(context, request, token, { isCovering: true }),
    true,
  );
  cover.loadDetailedCoverage = (_run, coverage) => Promise.resolve([...detailsOf(coverage)]);

  const subscriptions = [
    connection.onSetChanged((uri) => void setChanged(uri)),
    connection.onSetsChanged(() => void renew()),
    connection.onReady(() => void renew()),
  ];
  return {
    controller,
    async rerun(item) {
      const test = testOf(item);
      const request = new vscode.TestRunRequest([test?.user ?? item], undefined, run);
      await runTests(context, request, new vscode.CancellationTokenSource().token);
    },
    dispose() {
      subscriptions.forEach((subscription) => subscription.dispose());
      controller.dispose();
    },
  };
}
