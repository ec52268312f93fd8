import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node.js';
import { nodeFileSystem } from './node-file-system.js';
import { createServer } from './server.js';
import { serverVersion } from './version.js';

const usage = `groupmap-server ${serverVersion}: the language server for group mappings of Confluent Cloud.

Editors start it and speak the Language Server Protocol with it:
  groupmap-server --stdio          over standard input and output
  groupmap-server --node-ipc       over Node's inter-process communication
  groupmap-server --pipe=NAME      over a named pipe
  groupmap-server --socket=PORT    over a socket
`;

if (process.argv.includes('--help') || process.argv.includes('--version')) {
  process.stdout.write(process.argv.includes('--help') ? usage : `${serverVersion}\n`);
  process.exit(0);
}
if (!process.argv.some((argument) => /^--(stdio|node-ipc|pipe|socket)\b/.test(argument))) {
  process.stderr.write(usage);
  process.exit(2);
}

// What escapes every guard is logged; the server goes on with what it has.
process.on('uncaughtException', (fault) => console.error(fault));
process.on('unhandledRejection', (fault) => console.error(fault));

const connection = createConnection(ProposedFeatures.all);
createServer(connection, {
  localFiles: nodeFileSystem,
  // Bundled, everything lies beside the one script.
  readProgramFile: (name) => readFile(join(__dirname, name)),
  version: serverVersion,
});
connection.listen();
