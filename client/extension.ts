import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node.js';
import { startExtension, type ExtensionApi } from './activate.js';

export { stopExtension as deactivate } from './activate.js';

/** The desktop's extension host: the language server is a Node process of its own, spoken to over IPC. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
  const server = { module, transport: TransportKind.ipc };
  return startExtension(context, (id, name, options) => new LanguageClient(id, name, { run: server, debug: server }, options));
}
