import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser.js';
import { startExtension, type ExtensionApi } from './activate.js';

/** The browser's extension host: the language server is a web worker. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true);
  const workers: Worker[] = [];
  context.subscriptions.push({ dispose: () => workers.forEach((worker) => worker.terminate()) });
  return startExtension(context, (id, name, options) => {
    const worker = new Worker(script, { name: 'groupmap-server' });
    workers.push(worker);
    return new LanguageClient(id, name, options, worker);
  });
}
