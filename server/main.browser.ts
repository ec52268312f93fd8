import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser.js';
import { createServer } from './server.js';
import { serverVersion } from './version.js';

const worker = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
createServer(connection, { localFiles: null, readProgramFile: null, version: serverVersion });
connection.listen();
