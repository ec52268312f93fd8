import * as vscode from 'vscode';
import { createChangeMarks } from './change-marks.js';
import { registerCommands } from './commands/register-commands.js';
import { createEvaluatorPanel } from './evaluator-panel/evaluator-panel.js';
import { createMappingView } from './mapping-view/mapping-view.js';
import { createServerConnection, type CreateClient, type ServerConnection } from './server-connection.js';
import { createShownDocuments } from './shown-documents.js';
import { createStatusBar } from './status-bar.js';
import { createTestExplorer } from './test-explorer/test-explorer.js';

/** What other extensions, and tests, may ask of this one. */
export interface ExtensionApi {
  /** Settles once the language server answers requests; rejects when it could not be started. */
  readonly whenReady: Promise<void>;
  /** The expectations of sample users as the Test Explorer has them. */
  readonly tests: vscode.TestController;
}

let running: ServerConnection | undefined;

/** Everything that the extension does, whichever host runs it: the host only knows how a server is started. */
export function startExtension(context: vscode.ExtensionContext, createClient: CreateClient): ExtensionApi {
  // Commands that need no file of a set under the cursor are offered from here on: this workspace has to do with group mappings.
  void vscode.commands.executeCommand('setContext', 'groupmap.isActive', true);
  const connection = createServerConnection(createClient);
  running = connection;
  const documents = createShownDocuments(connection);
  const evaluator = createEvaluatorPanel(context, connection);
  const tests = createTestExplorer(connection);
  const view = createMappingView(connection);
  const commands = registerCommands(context, connection, { documents, evaluator, tests, view });
  context.subscriptions.push(
    connection,
    documents,
    evaluator,
    tests,
    view,
    createStatusBar(connection),
    createChangeMarks(connection),
    ...commands,
  );
  const whenReady = connection.start();
  // A server that does not start has been reported by the language client; nobody has to wait for it.
  whenReady.catch(() => undefined);
  return { whenReady, tests: tests.controller };
}

/** Settles once the language server has ended, so that the editor does not leave it behind. */
export function stopExtension(): Promise<void> | undefined {
  return running?.stop();
}
