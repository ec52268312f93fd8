import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeBase64 } from '../../client/encode-base64.js';
import {
  readDirectoryRequest,
  readFileRequest,
  readProgramFileRequest,
  type InitializationOptions,
  type ReadProgramFileParams,
  type ReadProgramFileResult,
  type UriParams,
} from '../../protocol.js';
import { hclParserFiles } from '../../src-language/hosts/terraform/hcl-parser.js';
import { soundFile } from '../cli/run-groupmap.js';
import { editorCapabilities } from '../support/language-client.js';

const bundle = fileURLToPath(new URL('../../dist/server.web.js', import.meta.url));

/** What a browser's worker has, and nothing that only Node has: the bundle runs as a script, without `require` and `process`. */
const workerScope = `
const { parentPort, workerData } = require('node:worker_threads');
const { readFileSync } = require('node:fs');
const vm = require('node:vm');
const scope = { console, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance, TextDecoder, TextEncoder, URL, postMessage: (message) => parentPort.postMessage(message) };
scope.self = scope;
scope.globalThis = scope;
scope.addEventListener = () => undefined;
vm.runInNewContext(readFileSync(workerData, 'utf8'), scope, { filename: workerData });
parentPort.on('message', (data) => scope.onmessage({ data }));
`;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** The server in a worker with one document open; what it says of that. */
async function diagnosticsOf(
  textDocument: { readonly uri: string; readonly languageId: string; readonly version: number; readonly text: string },
  answers: Readonly<Record<string, (params: unknown) => unknown>>,
): Promise<unknown> {
  const worker = new Worker(workerScope, { eval: true, workerData: bundle });
  onTestFinished(async () => void (await worker.terminate()));
  const send = (message: Message) => worker.postMessage({ jsonrpc: '2.0', ...message });
  const published = new Promise<unknown>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', ({ id, method, params }: Message) => {
      if (method === undefined && id === 1) {
        send({ method: 'initialized', params: {} });
        send({ method: 'textDocument/didOpen', params: { textDocument } });
      } else if (method === 'textDocument/publishDiagnostics') resolve(params);
      else if (method === 'workspace/configuration') send({ id, result: [null] });
      else if (method !== undefined && id !== undefined) send({ id, result: answers[method]?.(params) ?? null });
    });
  });
  const initializationOptions: InitializationOptions = { clientFileSystem: true };
  send({
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: editorCapabilities, initializationOptions },
  });
  return published;
}

describe('the server in a browser', () => {
  it('checks a file of a remote repository, reading its neighbours through the client', async () => {
    const textDocument = { uri: 'vscode-vfs://github/acme/a.groupmap.yaml', languageId: 'yaml', version: 3, text: soundFile };
    const published = await diagnosticsOf(textDocument, {
      [readDirectoryRequest]: () => ({ entries: [{ name: 'b.groupmap.yaml', isFile: true }] }),
      [readFileRequest]: () => ({ text: 'known_groups: [sales]\n' }),
    });
    expect(published).toMatchObject({ version: 3, diagnostics: [{ code: 'group-unknown' }] });
  });

  it('reads Terraform with the parser’s files that the client hands over', async () => {
    const text = 'resource "confluent_group_mapping" "a" {\n  display_name = "A"\n  filter       = var.filter\n}\n';
    const handedOver: string[] = [];
    const textDocument = {
      uri: 'vscode-vfs://github/acme/terraform.tfvars',
      languageId: 'plaintext',
      version: 1,
      text: 'filter = "\\"a\\" in group"\n',
    };
    const published = await diagnosticsOf(textDocument, {
      [readDirectoryRequest]: () => ({ entries: ['main.tf', 'variables.tf'].map((name) => ({ name, isFile: true })) }),
      [readFileRequest]: (params) => ({ text: (params as UriParams).uri.endsWith('main.tf') ? text : 'variable "filter" {}\n' }),
      [readProgramFileRequest]: (params): ReadProgramFileResult => {
        const { name } = params as ReadProgramFileParams;
        handedOver.push(name);
        return { base64: encodeBase64(readFileSync(join(dirname(bundle), name))) };
      },
    });
    expect(handedOver.sort()).toEqual([...hclParserFiles].sort());
    const range = { start: { line: 0, character: 19 }, end: { line: 0, character: 24 } };
    expect(published).toMatchObject({ version: 1, diagnostics: [{ code: 'unknown-variable', range }] });
  });
});
