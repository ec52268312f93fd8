import * as vscode from 'vscode';
import { wake, type ExtensionApi } from './wake.js';

/** The browser's extension host: the language server is a web worker. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  return wake(context, async () => {
    const { startExtension } = await import('./activate.js');
    const { LanguageClient } = await import('vscode-languageclient/browser.js');
    const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true);
    let worker: Worker | undefined;
    context.subscriptions.push({ dispose: () => worker?.terminate() });
    return startExtension(context, (id, name, options) => {
      // The one before has been told to stop; a worker does not end by that.
      worker?.terminate();
      worker = new Worker(script, { name: 'groupmap-server' });
      return new LanguageClient(id, name, options, worker);
    });
  });
}

export { sleep as deactivate } from './wake.js';
