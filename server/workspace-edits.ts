import type { ClientCapabilities, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../src-language/text/problem.js';
import type { LoadedSet, SetFile } from './mapping-sets.js';
import { toLspRange } from './places.js';

/**
 * Edits of a set's files as the protocol has them: with the versions that they are meant for where the client understands that, so that
 * it never applies them to another text.
 */
export function toWorkspaceEdit(loaded: LoadedSet, edits: readonly FileEdit[], client: ClientCapabilities): WorkspaceEdit {
  const byFile = new Map<SetFile, TextEdit[]>();
  for (const { file: path, range, newText } of edits) {
    const file = loaded.fileAt(path);
    if (!file) continue;
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
  return { documentChanges };
}
