import * as vscode from 'vscode';
import {
  operandCoverageRequest,
  runExpectationTestsRequest,
  type OperandCoverageResult,
  type RunExpectationTestsParams,
  type RunExpectationTestsResult,
} from '../../protocol.js';
import { toLocation } from '../places.js';
import type { ServerConnection } from '../server-connection.js';
import { coverFiles } from './operand-coverage.js';
import { leavesOf, testOf, usersOf } from './test-items.js';

/** What running tests needs. */
export interface TestContext {
  readonly controller: vscode.TestController;
  readonly connection: ServerConnection;
  /** Finds the tests of every set of the workspace. */
  explore(): Promise<void>;
  /** Renews the tests of one set. */
  loadSet(uri: string): Promise<void>;
}

/** What menus call a failed expectation. */
export const failureContext = 'groupmap.expectation';

/** Runs what is asked for once, and what it covers where that is asked for. */
export async function runTests(
  context: TestContext,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
  { isCovering = false, isPersisted = true }: { readonly isCovering?: boolean; readonly isPersisted?: boolean } = {},
): Promise<void> {
  if (!request.include && context.controller.items.size === 0) await context.explore();
  const run = context.controller.createTestRun(request, undefined, isPersisted);
  const stopped = run.token.onCancellationRequested(() => undefined);
  try {
    for (const [set, users] of chosenUsers(context.controller, request)) {
      if (token.isCancellationRequested || run.token.isCancellationRequested) break;
      await runSet(context, run, set, users, isWanted(request), isCovering, token);
    }
  } finally {
    stopped.dispose();
    run.end();
  }
}

/** Runs what is asked for now, and again whenever its set changes, until the user stops it. */
export async function followChanges(context: TestContext, request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const runAgain = (include: readonly vscode.TestItem[] | undefined): void => {
    const again = new vscode.TestRunRequest(include, request.exclude, request.profile, true, true);
    last = last.then(() => (token.isCancellationRequested ? undefined : runTests(context, again, token, { isPersisted: false })));
  };
  const changed = context.connection.onSetChanged(async (uri) => {
    // Tests that came with the change are to be run as well.
    await context.loadSet(uri);
    const set = context.controller.items.get(uri);
    if (!set) return;
    const include = request.include?.filter((item) => testOf(item)?.set === uri) ?? [set];
    if (include.length > 0) runAgain(include);
  });
  runAgain(request.include);
  await new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
  changed.dispose();
  await last;
}

/** The users whose tests are asked for, by set. */
function chosenUsers(
  controller: vscode.TestController,
  request: vscode.TestRunRequest,
): ReadonlyMap<vscode.TestItem, ReadonlySet<vscode.TestItem>> {
  const result = new Map<vscode.TestItem, Set<vscode.TestItem>>();
  const include = request.include ?? [...controller.items].map(([, item]) => item);
  for (const item of include) {
    const subject = testOf(item);
    const set = subject && controller.items.get(subject.set);
    if (!set) continue;
    const users = result.get(set) ?? new Set();
    for (const user of subject.user ? [subject.user] : usersOf(set)) if (!isExcluded(request, user)) users.add(user);
    result.set(set, users);
  }
  return result;
}

/** Whether the result of a key, or of a user without keys, is asked for. */
function isWanted(request: vscode.TestRunRequest): (leaf: vscode.TestItem) => boolean {
  const included = request.include && new Set(request.include);
  return (leaf) => {
    if (isExcluded(request, leaf)) return false;
    for (let item: vscode.TestItem | undefined = leaf; item; item = item.parent) if (!included || included.has(item)) return true;
    return false;
  };
}

function isExcluded({ exclude }: vscode.TestRunRequest, item: vscode.TestItem): boolean {
  for (let at: vscode.TestItem | undefined = item; at; at = at.parent) if (exclude?.includes(at)) return true;
  return false;
}

async function runSet(
  { connection }: TestContext,
  run: vscode.TestRun,
  set: vscode.TestItem,
  users: ReadonlySet<vscode.TestItem>,
  isWantedLeaf: (leaf: vscode.TestItem) => boolean,
  isCovering: boolean,
  token: vscode.CancellationToken,
): Promise<void> {
  const leaves = [...users].flatMap((user) => leavesOf(user)).filter(isWantedLeaf);
  leaves.forEach((leaf) => run.started(leaf));
  const params: RunExpectationTestsParams = { uri: set.id, ids: [...users].map(({ id }) => id) };
  const results = await connection.ask<RunExpectationTestsResult | null>(runExpectationTestsRequest, params, token);
  if (token.isCancellationRequested) {
    leaves.forEach((leaf) => run.skipped(leaf));
    return;
  }
  const byId = new Map(results?.users.map((result) => [result.id, result]));
  let failed = 0;
  for (const leaf of leaves) {
    const subject = testOf(leaf);
    const result = subject?.userId === null || subject?.userId === undefined ? undefined : byId.get(subject.userId);
    if (results === undefined) run.errored(leaf, new vscode.TestMessage(vscode.l10n.t('The language server does not answer.')));
    // What was typed meanwhile took the test away.
    else if (!result) run.skipped(leaf);
    else {
      const failures = subject?.key ? result.failures.filter(({ key }) => key === subject.key) : result.failures;
      if (failures.length === 0) run.passed(leaf);
      else {
        failed++;
        run.failed(leaf, failures.map(messageOf));
      }
      for (const failure of failures)
        run.appendOutput(`${subject?.user?.label ?? ''}: ${failure.key}: ${failure.message}\r\n`, undefined, leaf);
    }
  }
  if (results) run.appendOutput(`${summaryOf(set.label, leaves.length, failed)}\r\n`);
  if (!isCovering) return;
  const covered = await connection.ask<OperandCoverageResult>(operandCoverageRequest, params, token);
  for (const file of coverFiles(covered ?? [])) run.addCoverage(file);
}

function summaryOf(name: string, all: number, failed: number): string {
  return failed === 0
    ? vscode.l10n.t('{0}: {1} expectations hold', name, all)
    : vscode.l10n.t('{0}: {1} of {2} expectations do not hold', name, failed, all);
}

function messageOf(failure: RunExpectationTestsResult['users'][number]['failures'][number]): vscode.TestMessage {
  const message = vscode.TestMessage.diff(failure.message, failure.expected, failure.actual);
  message.location = toLocation(failure);
  message.contextValue = failureContext;
  return message;
}
