import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readDirectoryRequest, readFileRequest, type InitializationOptions } from '../../protocol.js';
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

describe('the server in a browser', () => {
  it('checks a file of a remote repository, reading its neighbours through the client', async () => {
    const worker = new Worker(workerScope, { eval: true, workerData: bundle });
    onTestFinished(async () => void (await worker.terminate()));
    const send = (message: Message) => worker.postMessage({ jsonrpc: '2.0', ...message });
    const answers: Readonly<Record<string, unknown>> = {
      [readDirectoryRequest]: { entries: [{ name: 'b.groupmap.yaml', isFile: true }] },
      [readFileRequest]: { text: 'known_groups: [sales]\n' },
      'workspace/configuration': [null],
      'client/registerCapability': null,
    };
    const published = new Promise<unknown>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', ({ id, method, params }: Message) => {
        if (method === undefined && id === 1) {
          send({ method: 'initialized', params: {} });
          const textDocument = { uri: 'vscode-vfs://github/acme/a.groupmap.yaml', languageId: 'yaml', version: 3, text: soundFile };
          send({ method: 'textDocument/didOpen', params: { textDocument } });
        } else if (method === 'textDocument/publishDiagnostics') resolve(params);
        else if (method !== undefined && id !== undefined) send({ id, result: answers[method] ?? null });
      });
    });
    const initializationOptions: InitializationOptions = { clientFileSystem: true };
    send({
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: editorCapabilities, initializationOptions },
    });
    expect(await published).toMatchObject({ version: 3, diagnostics: [{ code: 'group-unknown' }] });
  });
});
