import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

/** The tests through the user interface, one after the other: each has a VS Code and a browser of its own. Run by scripts/test-vscode.mjs. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: ['test/vscode/workbench/**/*.workbench.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
