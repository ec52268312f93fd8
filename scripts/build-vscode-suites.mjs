// Bundles the extension suites of test/vscode/suites/: each folder there is a suite (`index.ts`) with the workspace that it is run in.
import { build } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './set-up.mjs';

const suitesFolder = join(root, 'test', 'vscode', 'suites');

/** Every suite: its name, the folder to open and the module whose `run()` VS Code calls. */
export const suites = readdirSync(suitesFolder)
  .filter((name) => existsSync(join(suitesFolder, name, 'index.ts')))
  .map((name) => ({ name, workspace: join(suitesFolder, name, 'workspace'), tests: join(root, 'out', 'vscode', `${name}.cjs`) }));

/** Makes the modules of all suites. */
export async function buildSuites() {
  for (const { name, tests } of suites)
    await build({
      absWorkingDir: root,
      entryPoints: [join(suitesFolder, name, 'index.ts')],
      outfile: tests,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['vscode', 'mocha'],
      sourcemap: 'inline',
      logLevel: 'warning',
    });
}
