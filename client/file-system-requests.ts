import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { readDirectoryRequest, readFileRequest, type ReadDirectoryResult, type ReadFileResult, type UriParams } from '../protocol.js';

/** A file of more bytes is no mapping file that anybody wrote. */
const largestFile = 16 * 1024 * 1024;

/** Lets the server read what no editor has open, through whatever file system the workspace has. */
export function answerFileSystemRequests(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, ({ uri }: UriParams) => readFile(vscode.Uri.parse(uri)));
  client.onRequest(readDirectoryRequest, ({ uri }: UriParams) => readDirectory(vscode.Uri.parse(uri)));
}

async function readFile(uri: vscode.Uri): Promise<ReadFileResult> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestFile) return { failure: 'too-large', message: vscode.l10n.t('{0} is larger than 16 MiB', uri.path) };
    return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    const isMissing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return { failure: isMissing ? 'not-found' : 'unreadable', message: error instanceof Error ? error.message : String(error) };
  }
}

async function readDirectory(uri: vscode.Uri): Promise<ReadDirectoryResult> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return { entries: entries.map(([name, type]) => ({ name, isFile: (type & vscode.FileType.File) !== 0 })) };
  } catch {
    return { entries: [] };
  }
}
