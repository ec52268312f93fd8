import type { ClientCapabilities, CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../src-language/text/problem.js';
import type { LoadedSet, SetFile } from './loaded-set.js';
import { toLspRange } from './places.js';
import { childOf, nameOf } from './uris.js';

/** Whether the client can make these edits: those of a file that is not there yet create it. */
export function canEdit(loaded: LoadedSet, edits: readonly FileEdit[], client: ClientCapabilities): boolean {
  const canCreate =
    client.workspace?.workspaceEdit?.documentChanges && client.workspace.workspaceEdit.resourceOperations?.includes('create');
  return (canCreate ?? false) || edits.every(({ file }) => loaded.fileAt(file) !== undefined);
}

/**
 * Edits of a set's files as the protocol has them: with the versions that they are meant for where the client understands that, so that
 * it never applies them to another text. A file that is not there yet is created; ask `canEdit` first.
 */
export function toWorkspaceEdit(loaded: LoadedSet, edits: readonly FileEdit[], client: ClientCapabilities): WorkspaceEdit {
  const byFile = new Map<SetFile, TextEdit[]>();
  const created = new Map<string, string>();
  for (const { file: path, range, newText } of edits) {
    const file = loaded.fileAt(path);
    if (!file) {
      created.set(path, (created.get(path) ?? '') + newText);
      continue;
    }
    const edit = { range: toLspRange(file, range), newText };
    const inFile = byFile.get(file);
    if (inFile) inFile.push(edit);
    else byFile.set(file, [edit]);
  }
  if (!client.workspace?.workspaceEdit?.documentChanges)
    return { changes: Object.fromEntries([...byFile].map(([{ uri }, inFile]) => [uri, inFile])) };
  const documentChanges = [...byFile].map(([{ uri, version }, inFile]): TextDocumentEdit => ({
    textDocument: { uri, version },
    edits: inFile,
  }));
  return {
    documentChanges: [...documentChanges, ...[...created].flatMap(([path, text]) => creationOf(childOf(loaded.uri, nameOf(path)), text))],
  };
}

function creationOf(uri: string, newText: string): [CreateFile, TextDocumentEdit] {
  const start = { line: 0, character: 0 };
  return [
    { kind: 'create', uri },
    { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText }] },
  ];
}
