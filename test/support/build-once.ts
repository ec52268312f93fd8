import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The newest change below a folder, in milliseconds. */
function newestChange(folder: string): number {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestChange(path) : statSync(path).mtimeMs);
  }
  return newest;
}

/** Black-box tests run the built bundle: it is made before them unless it is newer than every source. */
export default function setup(): void {
  const bundle = join(root, 'dist', 'cli.cjs');
  const sources = Math.max(
    ...['src-language', 'cli', 'server', 'client', 'panel', 'scripts'].map((folder) => newestChange(join(root, folder))),
  );
  if (existsSync(bundle) && statSync(bundle).mtimeMs > sources) return;
  try {
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'pipe' });
  } catch (error) {
    // Tests that need no bundle still run; the others fail by themselves.
    console.error('The bundles could not be built:', String(error).split('\n')[0]);
  }
}
