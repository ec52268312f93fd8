import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser.js';
import { startExtension, type ExtensionApi } from './activate.js';

export { stopExtension as deactivate } from './activate.js';

/** The browser's extension host: the language server is a web worker. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true);
  let worker: Worker | undefined;
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return startExtension(context, (id, name, options) => {
    // The one before has been told to stop; a worker does not end by that.
    worker?.terminate();
    worker = new Worker(script, { name: 'groupmap-server' });
    return new LanguageClient(id, name, options, worker);
  });
}
