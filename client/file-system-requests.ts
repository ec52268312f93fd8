import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  readDirectoryRequest,
  readFileRequest,
  readProgramFileRequest,
  type ReadDirectoryResult,
  type ReadFileResult,
  type ReadProgramFileParams,
  type ReadProgramFileResult,
  type UriParams,
} from '../protocol.js';
import { encodeBase64 } from './encode-base64.js';

/** A file of more bytes is no mapping file that anybody wrote. */
const largestFile = 16 * 1024 * 1024;

/**
 * Lets the server read what no editor has open, through whatever file system the workspace has, and in a browser the extension's own files, which
 * a worker cannot reach.
 */
export function answerFileSystemRequests(client: BaseLanguageClient, extension: vscode.Uri): void {
  client.onRequest(readFileRequest, ({ uri }: UriParams) => readTextFile(vscode.Uri.parse(uri)));
  client.onRequest(readDirectoryRequest, ({ uri }: UriParams) => readDirectory(vscode.Uri.parse(uri)));
  client.onRequest(readProgramFileRequest, ({ name }: ReadProgramFileParams) => readProgramFile(extension, name));
}

/** The text of a file, or why there is none; it never fails. */
export async function readTextFile(uri: vscode.Uri): Promise<ReadFileResult> {
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

/** One of the parser's WebAssembly files, which lie beside the programs; rejects when there is none of that name. */
async function readProgramFile(extension: vscode.Uri, name: string): Promise<ReadProgramFileResult> {
  if (!/^[\w-]+\.wasm$/.test(name)) throw new Error(`${name} is none of the parser's files.`);
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'dist', name));
  return { base64: encodeBase64(bytes) };
}
