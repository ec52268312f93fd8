import * as vscode from 'vscode';
import type { DocumentPlace, DocumentRange } from '../protocol.js';

/** A range as the protocol has it, as the editor has it. */
export function toRange({ start, end }: DocumentRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function toLocation({ uri, range }: DocumentPlace): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), toRange(range));
}

/** Where a set is in the workspace; empty for a folder of the workspace itself. */
export function pathOfSet(uri: string): string {
  const isFolder = (vscode.workspace.workspaceFolders ?? []).some((folder) => folder.uri.toString() === uri);
  return isFolder ? '' : vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}
