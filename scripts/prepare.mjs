// npm runs this when it installs the package from its repository, as pre-commit does, and before it packs it: what is not built is no command.
// An installation for everybody (`--global`) from a repository leaves out what building takes, which is made up for here.
import { existsSync } from 'node:fs';
import { installPackages, root } from './set-up.mjs';

if (!existsSync(`${root}node_modules/esbuild`)) installPackages();
await import('./build.mjs');
