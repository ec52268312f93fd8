import * as vscode from 'vscode';
import type { DocumentRange } from '../../protocol.js';
import { toRange } from '../places.js';
import type { ServerConnection } from '../server-connection.js';

/**
 * What the server changes to format the filters of a document, or of a part of it: blanks only. Undefined when it does not answer, or when the
 * document is not any more what it answered about.
 */
export async function askForFormatting(
  connection: ServerConnection,
  document: vscode.TextDocument,
  range?: vscode.Range,
  token?: vscode.CancellationToken,
): Promise<vscode.TextEdit[] | undefined> {
  const { version } = document;
  const params = {
    textDocument: { uri: document.uri.toString() },
    // The protocol wants them; how filters are laid out does not depend on them.
    options: { tabSize: 2, insertSpaces: true },
    ...(range && { range: { start: toPosition(range.start), end: toPosition(range.end) } }),
  };
  const method = range ? 'textDocument/rangeFormatting' : 'textDocument/formatting';
  const edits = await connection.ask<readonly { range: DocumentRange; newText: string }[] | null>(method, params, token);
  if (edits === undefined || document.version !== version) return undefined;
  return (edits ?? []).map((edit) => vscode.TextEdit.replace(toRange(edit.range), edit.newText));
}

function toPosition({ line, character }: vscode.Position): { line: number; character: number } {
  return { line, character };
}
