import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser that shows the workbench: `CHROMIUM` if set, else one on the PATH, else Debian's, which is installed if this process may.
 * @returns {string} the path of its executable
 */
export function findChromium() {
  const found = process.env.CHROMIUM ?? findOnPath();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.error('Installing Chromium …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = ['ignore', 'ignore', 2];
    spawnSync('apt-get', ['update', '-qq'], { env, stdio });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { env, stdio });
    const installed = findOnPath();
    if (installed) return installed;
  }
  throw new Error(
    'The VS Code tests need Chromium, and there is none. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.',
  );
}

/** What `--version` says of a browser, to name it in reports. @param {string} chromium */
export function describeChromium(chromium) {
  return execFileSync(chromium, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function findOnPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  return undefined;
}
