import type { Connection } from 'vscode-languageserver';
import { readDirectoryRequest, readFileRequest, type ReadDirectoryResult, type ReadFileResult, type UriParams } from '../protocol.js';
import type { FileSystem, ServerPorts } from './ports.js';

/** Files as the editor sees them, asked for with requests of ours: virtual workspaces, and everything in a browser. */
export function clientFileSystem(connection: Connection): FileSystem {
  return {
    async readDirectory(uri) {
      try {
        const params: UriParams = { uri };
        const result = await connection.sendRequest<ReadDirectoryResult | null>(readDirectoryRequest, params);
        return result?.entries ?? [];
      } catch {
        return [];
      }
    },
    async readFile(uri) {
      try {
        const params: UriParams = { uri };
        const result = await connection.sendRequest<ReadFileResult | null>(readFileRequest, params);
        return result && 'text' in result ? result.text.replace(/^\ufeff/, '') : null;
      } catch {
        return null;
      }
    },
  };
}

/** Local files where the server can read them, the client's where it offers them, nothing otherwise. */
export function chooseFileSystem(local: ServerPorts['localFiles'], client: FileSystem | null): FileSystem {
  const of = (uri: string): FileSystem | null => (local?.reads(uri) ? local : client);
  return {
    readDirectory: async (uri) => (await of(uri)?.readDirectory(uri)) ?? [],
    readFile: async (uri) => (await of(uri)?.readFile(uri)) ?? null,
  };
}
