// `npm start`: sets up, builds, and simulates an example mapping set in the terminal.
import { spawnSync } from 'node:child_process';
import { installPackages, root } from './set-up.mjs';

installPackages();
const build = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
if (build.status !== 0) process.exit(build.status ?? 1);
const args = process.argv.slice(2);
const command = args.length > 0 ? args : ['simulate', 'examples/entra-azure-marketplace'];
const run = spawnSync(process.execPath, ['dist/cli.cjs', ...command], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
