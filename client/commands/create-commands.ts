import * as vscode from 'vscode';
import type { EvaluatorPanel } from '../evaluator-panel/evaluator-panel.js';
import type { MappingView } from '../mapping-view/mapping-view.js';
import type { ServerConnection } from '../server-connection.js';
import type { ShownDocuments } from '../shown-documents.js';
import type { TestExplorer } from '../test-explorer/test-explorer.js';
import { createExample } from './create-example.js';
import { expectNow } from './expect-now.js';
import { copyId, copyText, evaluate, goToSource, renameGroup } from './mapping-view-commands.js';
import { formatFilters } from './format-filters.js';
import { copyConfluentCommand, copyJitRequest, exportSet } from './export-commands.js';
import { importFrom } from './import-commands.js';
import { planSet } from './plan.js';
import { openEvaluator, openEvaluatorAtUser } from './open-evaluator.js';
import { findGroupsOfRole, openSetUpChecklist } from './show-commands.js';

/** What commands show things in. */
export interface Shown {
  readonly documents: ShownDocuments;
  readonly evaluator: EvaluatorPanel;
  readonly tests: TestExplorer;
  readonly view: MappingView;
}

/** What to do, by the names of commands. */
export type Commands = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Every command of `package.json`. */
export function createCommands(
  context: vscode.ExtensionContext,
  connection: ServerConnection,
  { documents, evaluator, tests, view }: Shown,
): Commands {
  return {
    'groupmap.createExample': (folder) => createExample(context.extensionUri, folder),
    'groupmap.simulate': (file) => openEvaluator(connection, evaluator, file, { page: 'matrix' }),
    'groupmap.simulateUser': (file, user) => openEvaluatorAtUser(connection, evaluator, file, user),
    'groupmap.diffWithGit': (file) => openEvaluator(connection, evaluator, file, { page: 'diff', isPageAfresh: true }),
    'groupmap.findGroupsOfRole': (file, role) => findGroupsOfRole(connection, documents, file, role),
    'groupmap.openEvaluator': (file, user) =>
      typeof user === 'string' ? openEvaluatorAtUser(connection, evaluator, file, user) : openEvaluator(connection, evaluator, file),
    'groupmap.expectNow': (test) => expectNow(connection, tests, test),
    'groupmap.goToSource': (item) => goToSource(view, item),
    'groupmap.evaluateItem': (item) => evaluate(view, item),
    'groupmap.copyId': (item) => copyId(view, item),
    'groupmap.copyText': (item) => copyText(view, item),
    'groupmap.renameGroup': (item) => renameGroup(view, item),
    'groupmap.refreshMappings': () => view.refresh(),
    'groupmap.openSetUpChecklist': (file) => openSetUpChecklist(connection, documents, file),
    'groupmap.importSaml': (file) => importFrom(connection, 'saml', file),
    'groupmap.importUsers': (file) => importFrom(connection, 'users', file),
    'groupmap.importMappings': (file) => importFrom(connection, 'mappings', file),
    'groupmap.export': (file, format) => exportSet(connection, file, format),
    'groupmap.copyConfluentCommand': () => copyConfluentCommand(connection),
    'groupmap.copyJitRequest': (file, isEnabled) => copyJitRequest(connection, file, isEnabled),
    'groupmap.plan': (file) => planSet(connection, file),
    'groupmap.formatFilters': () => formatFilters(connection),
    // The server's code action, on the filter under the cursor; the editor says so where there is none.
    'groupmap.shrinkFilter': () =>
      vscode.commands.executeCommand('editor.action.codeAction', { kind: 'refactor.rewrite.shrink', apply: 'first' }),
    'groupmap.openWalkthrough': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#groupmap.getStarted`, false),
    'groupmap.restartServer': () => connection.restart(),
    'groupmap.showOutput': () => connection.output.show(true),
  };
}
