import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * @typedef {object} ServerFolders everything a server writes to, so that nothing outlives the run
 * @property {string} temporary
 * @property {string} userData
 * @property {string} serverData
 * @property {string} extensions
 */

/**
 * @typedef {object} RunningServer
 * @property {number} port
 * @property {() => string} output what it has written so far, to explain a failure
 * @property {() => Promise<void>} stop ends the server and all that it started
 */

/** What ends a process from outside. */
const signals = /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM']);

/** A gallery without an address: nothing is looked up, nothing leaves the machine. */
const noGallery = '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}';

/**
 * The environment of a server: the caller's, with home, sockets and temporary files in the run's own folder.
 * @param {ServerFolders} folders
 * @param {Readonly<Record<string, string>>} variables
 */
function environment(folders, variables) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    TMPDIR: folders.temporary,
    XDG_RUNTIME_DIR: folders.temporary,
    EXTENSIONS_GALLERY: noGallery,
    ...variables,
  };
  // Left by a VS Code or a code-server around this process, these would be taken for the server's own.
  for (const name of ['PORT', 'VSCODE_IPC_HOOK_CLI', 'ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']) delete env[name];
  return env;
}

/** @param {ServerFolders} folders */
function folderArguments(folders) {
  return [
    '--accept-server-license-terms',
    ...['--user-data-dir', folders.userData, '--server-data-dir', folders.serverData, '--extensions-dir', folders.extensions],
  ];
}

/**
 * Installs a packaged extension as a user would.
 * @param {import('./install-host.mjs').InstalledHost} host
 * @param {ServerFolders} folders
 * @param {string} vsix
 */
export async function installExtension(host, folders, vsix) {
  const args = [host.serverMain, ...folderArguments(folders), '--install-extension', vsix];
  const child = spawn(host.node, args, { env: environment(folders, {}), stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collect(child);
  const [status] = await once(child, 'exit');
  if (status !== 0 || !/was successfully installed/.test(output())) throw new Error(`${vsix} could not be installed:\n${output()}`);
}

/**
 * Starts VS Code's server on a free port of this machine.
 *
 * The smoke-test driver has to be on: a built product runs extension tests only then.
 * @param {import('./install-host.mjs').InstalledHost} host
 * @param {ServerFolders} folders
 * @param {Readonly<Record<string, string>>} [variables] environment variables that reach the extension host
 * @returns {Promise<RunningServer>}
 */
export async function startServer(host, folders, variables = {}) {
  const args = [
    ...[host.serverMain, '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--enable-smoke-test-driver'],
    // Should this process be killed outright, the server ends by itself some minutes later.
    '--enable-remote-auto-shutdown',
    ...['--telemetry-level', 'off', '--disable-telemetry', '--disable-experiments', '--disable-workspace-trust'],
    ...folderArguments(folders),
  ];
  // A process group of its own: the extension host and the language server end with it.
  const child = spawn(host.node, args, { env: environment(folders, variables), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const output = collect(child);
  const exited = once(child, 'exit');
  const killNow = () => kill('SIGKILL');
  // Also when whoever runs the tests is stopped: nothing stays behind.
  process.once('exit', killNow);
  for (const signal of signals) if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(1));
  const stop = async () => {
    kill('SIGTERM');
    const late = setTimeout(killNow, 3000);
    await exited;
    clearTimeout(late);
    // The server is gone; what it started and did not take along goes now.
    killNow();
    process.off('exit', killNow);
  };
  /** @param {NodeJS.Signals} signal */
  const kill = (signal) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // Nobody is left in the group.
    }
  };
  const listening = new Promise((resolve) => {
    const look = () => {
      const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
  });
  const port = await Promise.race([listening, exited.then(() => undefined)]);
  if (port === undefined) throw new Error(`VS Code ${host.version} did not start:\n${output()}`);
  return { port, output, stop };
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child */
function collect(child) {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  return () => text;
}
