import * as vscode from 'vscode';
import { createChangeMarks } from './change-marks.js';
import { createCommands, type Commands } from './commands/create-commands.js';
import { createEvaluatorPanel } from './evaluator-panel/evaluator-panel.js';
import { offerTerraformFormatting } from './formatting/terraform-formatting.js';
import { createMappingView } from './mapping-view/mapping-view.js';
import { createServerConnection, type CreateClient } from './server-connection.js';
import { createShownDocuments } from './shown-documents.js';
import { followSetFolders } from './set-folders.js';
import { createStatusBar } from './status-bar.js';
import { createTestExplorer } from './test-explorer/test-explorer.js';

/** The extension once there is something to do. */
export interface RunningExtension {
  /** Settles once the language server answers requests; rejects when it could not be started. */
  readonly whenReady: Promise<void>;
  /** The expectations of sample users as the Test Explorer has them. */
  readonly tests: vscode.TestController;
  /** What the commands of `package.json` do. */
  readonly commands: Commands;
  /** Brings back the evaluator in a panel that the editor has kept over a reload. */
  restoreEvaluator(panel: vscode.WebviewPanel, state: unknown): void;
  /** Settles once the language server has ended, so that the editor does not leave it behind. */
  stop(): Promise<void>;
}

/** Everything that the extension does, whichever host runs it: the host only knows how a server is started. */
export function startExtension(context: vscode.ExtensionContext, createClient: CreateClient): RunningExtension {
  // Commands that need no file of a set under the cursor are offered from here on: this workspace has to do with group mappings.
  void vscode.commands.executeCommand('setContext', 'groupmap.isActive', true);
  const connection = createServerConnection(createClient, context.extensionUri);
  const documents = createShownDocuments(connection);
  const evaluator = createEvaluatorPanel(context, connection);
  const tests = createTestExplorer(connection);
  const view = createMappingView(connection);
  const commands = createCommands(context, connection, { documents, evaluator, tests, view });
  context.subscriptions.push(
    connection,
    documents,
    evaluator,
    tests,
    view,
    createStatusBar(connection),
    followSetFolders(connection),
    createChangeMarks(connection),
    offerTerraformFormatting(connection),
  );
  const whenReady = connection.start();
  // A server that does not start has been reported by the language client; nobody has to wait for it.
  whenReady.catch(() => undefined);
  return {
    whenReady,
    tests: tests.controller,
    commands,
    restoreEvaluator: (panel, state) => evaluator.restore(panel, state),
    stop: () => connection.stop(),
  };
}
