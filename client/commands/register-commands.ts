import * as vscode from 'vscode';
import type { EvaluatorPanel } from '../evaluator-panel/evaluator-panel.js';
import type { ServerConnection } from '../server-connection.js';
import type { ShownDocuments } from '../shown-documents.js';
import { createExample } from './create-example.js';
import { openEvaluator } from './open-evaluator.js';
import { openSetUpChecklist, simulate, simulateUser } from './show-commands.js';

/** Registers every command of `package.json`. */
export function registerCommands(
  context: vscode.ExtensionContext,
  connection: ServerConnection,
  { documents, evaluator }: { readonly documents: ShownDocuments; readonly evaluator: EvaluatorPanel },
): vscode.Disposable[] {
  const commands: Readonly<Record<string, (...args: readonly unknown[]) => unknown>> = {
    'groupmap.createExample': (folder) => createExample(context.extensionUri, folder),
    'groupmap.simulate': (file) => simulate(connection, documents, file),
    'groupmap.simulateUser': (file, user) => simulateUser(connection, documents, file, user),
    'groupmap.openEvaluator': (file, user) => openEvaluator(evaluator, file, user),
    'groupmap.openSetUpChecklist': (file) => openSetUpChecklist(connection, documents, file),
    'groupmap.openWalkthrough': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#groupmap.getStarted`, false),
    'groupmap.restartServer': () => connection.restart(),
    'groupmap.showOutput': () => connection.output.show(true),
  };
  return Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run));
}
