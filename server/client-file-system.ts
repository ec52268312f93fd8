import type { Connection } from 'vscode-languageserver';
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

/** A file of the extension, which the client reads for a server that cannot. */
export async function readProgramFileOfClient(connection: Connection, name: string): Promise<Uint8Array> {
  const params: ReadProgramFileParams = { name };
  const { base64 } = await connection.sendRequest<ReadProgramFileResult>(readProgramFileRequest, params);
  return decodeBase64(base64);
}

/** Without the globals that only some hosts have. */
function decodeBase64(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const values = new Map(Array.from(alphabet, (letter, value) => [letter, value]));
  const bytes = new Uint8Array(Math.floor((text.replace(/=+$/, '').length * 3) / 4));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (const letter of text) {
    const value = values.get(letter);
    if (value === undefined) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[at++] = (bits >> count) & 0xff;
    }
  }
  return bytes;
}

/** Local files where the server can read them, the client's where it offers them, nothing otherwise. */
export function chooseFileSystem(local: ServerPorts['localFiles'], client: FileSystem | null): FileSystem {
  const of = (uri: string): FileSystem | null => (local?.reads(uri) ? local : client);
  return {
    readDirectory: async (uri) => (await of(uri)?.readDirectory(uri)) ?? [],
    readFile: async (uri) => (await of(uri)?.readFile(uri)) ?? null,
  };
}
