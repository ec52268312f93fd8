import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';
import { quietSettings } from './quiet-settings.mjs';
import { serveExtension } from './serve-extension.mjs';
import { installExtension, startServer } from './start-server.mjs';

/**
 * @typedef {object} WorkbenchOptions
 * @property {import('./install-host.mjs').InstalledHost} host
 * @property {string} workspace the folder to open; the workbench gets a copy of it
 * @property {{ readonly vsix: string } | { readonly folder: string } | { readonly inBrowser: string }} extension ours, as packaged for users or as
 *   it lies in the project; `inBrowser` is a package too, for the extension host that is a web worker
 * @property {string} [tests] a module whose `run()` is called in the extension host
 * @property {Readonly<Record<string, string>>} [variables] environment variables for the extension host
 * @property {Readonly<Record<string, unknown>>} [settings] user settings beyond those that keep the workbench quiet
 * @property {{ readonly width: number, readonly height: number, readonly scale?: number }} [window]
 * @property {(page: import('playwright-core').Page) => Promise<void>} [prepare] called before the workbench is loaded
 */

/**
 * @typedef {object} Workbench
 * @property {import('playwright-core').Page} page
 * @property {string} folder the copy of the workspace that is open
 * @property {readonly string[]} outsideRequests addresses beyond this machine that were asked for; none could be reached
 * @property {() => string} serverOutput
 * @property {() => Promise<void>} close ends browser and server and removes all they wrote
 */

/** No request leaves the machine, and a window that is not in front is not slowed down. */
const chromiumArguments = [
  ...[
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/**
 * Opens a workspace in a real VS Code: a server with folders of its own, and its workbench in a headless browser.
 * @param {WorkbenchOptions} options
 * @param {number} [moreTimes] how often to begin anew where the extension host in the browser does not start
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench(options, moreTimes = 4) {
  const executablePath = findChromium();
  const temporary = mkdtempSync(join(tmpdir(), 'groupmap-vscode-'));
  const folders = {
    temporary,
    userData: join(temporary, 'user'),
    serverData: join(temporary, 'server'),
    extensions: join(temporary, 'extensions'),
  };
  const folder = join(temporary, 'workspace', basename(options.workspace));
  /** @type {(() => Promise<void>)[]} */
  const cleanUps = [async () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })];
  const close = async () => {
    for (let cleanUp = cleanUps.pop(); cleanUp; cleanUp = cleanUps.pop()) await cleanUp();
  };
  try {
    cpSync(options.workspace, folder, { recursive: true });
    mkdirSync(folders.extensions);
    mkdirSync(join(folders.userData, 'User'), { recursive: true });
    writeFileSync(join(folders.userData, 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }));
    const developmentFolder = await bringExtension(options, folders);
    const server = await startServer(options.host, folders, options.variables);
    cleanUps.push(server.stop);
    const context = await chromium.launchPersistentContext(join(temporary, 'browser'), {
      executablePath,
      headless: true,
      args: chromiumArguments,
      viewport: options.window ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.window?.scale ?? 1,
      env: { ...process.env, HOME: temporary, XDG_CONFIG_HOME: temporary, XDG_CACHE_HOME: temporary },
    });
    cleanUps.push(() => context.close());
    // On a busy machine a window takes long to load; what does not come at all is no less a failure later.
    context.setDefaultTimeout(60_000);
    const page = context.pages()[0] ?? (await context.newPage());
    /** @type {string[]} */
    const outsideRequests = [];
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      // The pages inside webviews have addresses that VS Code's service worker answers.
      if (/^(http|ws)/.test(protocol) && hostname !== '127.0.0.1' && !hostname.endsWith('.vscode-cdn.net'))
        outsideRequests.push(request.url());
    });
    const served = 'inBrowser' in options.extension ? await serveExtension(context, options.extension.inBrowser) : null;
    await options.prepare?.(page);
    await page.goto(workbenchAddress(server.port, folder, developmentFolder, options.tests));
    await page.waitForSelector('.monaco-workbench');
    // Of a workbench with a server, now and then the extension host in the browser never starts: VS Code ends it while it is being set up, and
    // loading the page again does not bring it back.
    if (served && moreTimes > 0 && !(await comesWithin(served.started, 15_000))) {
      await close();
      return await openWorkbench(options, moreTimes - 1);
    }
    return { page, folder, outsideRequests, serverOutput: server.output, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * @param {Promise<void>} event
 * @param {number} milliseconds
 * @returns {Promise<boolean>}
 */
function comesWithin(event, milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    void event.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/**
 * Makes the extension known to the server, and says which folder is under development. A packaged extension is installed; tests then belong to an
 * empty extension, since VS Code runs them for an extension under development only.
 * @param {WorkbenchOptions} options
 * @param {import('./start-server.mjs').ServerFolders} folders
 */
async function bringExtension({ host, extension, tests }, folders) {
  if ('folder' in extension) return extension.folder;
  if ('inBrowser' in extension) return undefined;
  await installExtension(host, folders, extension.vsix);
  if (!tests) return undefined;
  const driver = join(folders.temporary, 'driver');
  mkdirSync(driver);
  // Terraform's own extension, which most people have beside ours, names the languages like this.
  const languages = [
    { id: 'terraform', extensions: ['.tf'] },
    { id: 'terraform-vars', extensions: ['.tfvars'] },
  ];
  const manifest = { name: 'driver', publisher: 'groupmap-tests', version: '0.0.1', engines: { vscode: '*' }, contributes: { languages } };
  writeFileSync(join(driver, 'package.json'), JSON.stringify(manifest));
  return driver;
}

/**
 * @param {number} port
 * @param {string} folder
 * @param {string | undefined} developmentFolder
 * @param {string | undefined} tests
 */
function workbenchAddress(port, folder, developmentFolder, tests) {
  /** @param {string} path */
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(developmentFolder ? [['extensionDevelopmentPath', remote(developmentFolder)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
  return `http://127.0.0.1:${port}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`;
}
