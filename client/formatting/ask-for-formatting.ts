import * as vscode from 'vscode';
import type { DocumentRange } from '../../protocol.js';
import { toRange } from '../places.js';
import type { ServerConnection } from '../server-connection.js';

/**
 * What the server changes to format the filters of a document: blanks only. Undefined when it does not answer, or when the
 * document is not any more what it answered about.
 */
export async function askForFormatting(
  connection: ServerConnection,
  document: vscode.TextDocument,
  token?: vscode.CancellationToken,
): Promise<vscode.TextEdit[] | undefined> {
  const { version } = document;
  const params = {
    textDocument: { uri: document.uri.toString() },
    // The protocol wants them; how filters are laid out does not depend on them.
    options: { tabSize: 2, insertSpaces: true },
  };
  const edits = await connection.ask<readonly { range: DocumentRange; newText: string }[] | null>('textDocument/formatting', params, token);
  if (edits === undefined || document.version !== version) return undefined;
  return (edits ?? []).map((edit) => vscode.TextEdit.replace(toRange(edit.range), edit.newText));
}
