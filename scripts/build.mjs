// Makes every bundle in dist/. CommonJS, minified, Node 20; nothing but the built files is needed to run them.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { chmodSync, readFileSync, rmSync } from 'node:fs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  target: 'node20',
  platform: 'node',
  minify: true,
  // ES modules first: what a package ships as UMD cannot be bundled.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
  define: { GROUPMAP_VERSION: JSON.stringify(version) },
};

/** The language's core needs four error codes of the protocol package, not its connections: a stub saves 120 KB and 15 ms at start. */
const withoutConnections = { 'vscode-languageserver-protocol': './scripts/language-server-protocol-stub.mjs' };

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
await build({
  ...shared,
  entryPoints: ['cli/main.ts'],
  outfile: 'dist/cli.cjs',
  banner: { js: '#!/usr/bin/env node' },
  alias: withoutConnections,
});
chmodSync(new URL('../dist/cli.cjs', import.meta.url), 0o755);
