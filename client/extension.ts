import * as vscode from 'vscode';
import { wake, type ExtensionApi } from './wake.js';

/** The desktop's extension host: the language server is a Node process of its own, spoken to over IPC. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  return wake(context, async () => {
    const { startExtension } = await import('./activate.js');
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node.js');
    const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
    const server = { module, transport: TransportKind.ipc };
    return startExtension(context, (id, name, options) => new LanguageClient(id, name, { run: server, debug: server }, options));
  });
}

export { sleep as deactivate } from './wake.js';
