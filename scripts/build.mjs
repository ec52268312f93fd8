// Makes every bundle in dist/. CommonJS, minified, Node 20; nothing but the built files is needed to run them.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

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

/** The parser of Terraform: its package's ES module cannot be bundled into a script, and its WebAssembly stays a file of its own. */
const treeSitter = { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' };
/** Its build for Node is CommonJS, whose functions a bundle calls through getters: as ES modules it is the same, faster and smaller. */
const yaml = { yaml: './node_modules/yaml/browser/dist/index.js' };
mkdirSync(new URL('../dist/', import.meta.url), { recursive: true });
for (const path of ['web-tree-sitter/web-tree-sitter.wasm', '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm'])
  copyFileSync(new URL(`../node_modules/${path}`, import.meta.url), new URL(`../dist/${basename(path)}`, import.meta.url));

/** The language's core needs four error codes of the protocol package, not its connections: a stub saves 120 KB and 15 ms at start. */
const withoutConnections = { 'vscode-languageserver-protocol': './scripts/language-server-protocol-stub.mjs' };

await build({
  ...shared,
  entryPoints: ['cli/main.ts'],
  outfile: 'dist/cli.cjs',
  banner: { js: '#!/usr/bin/env node' },
  alias: { ...withoutConnections, ...treeSitter, ...yaml },
});
chmodSync(new URL('../dist/cli.cjs', import.meta.url), 0o755);

/** What packages ship for browsers comes before what they ship for Node. */
const forBrowsers = { platform: 'browser', mainFields: ['browser', 'module', 'main'] };

/** The editor side: a language server and an extension, each for Node and for a browser's worker. */
const editorBundles = [
  { entry: 'server/main.node.ts', outfile: 'dist/server.cjs', banner: { js: '#!/usr/bin/env node' } },
  { entry: 'server/main.browser.ts', outfile: 'dist/server.web.js', ...forBrowsers, format: 'iife' },
  { entry: 'client/extension.ts', outfile: 'dist/extension.cjs', external: ['vscode'] },
  { entry: 'client/extension.web.ts', outfile: 'dist/extension.web.js', ...forBrowsers, external: ['vscode'] },
];
for (const { entry, ...options } of editorBundles)
  if (existsSync(new URL(`../${entry}`, import.meta.url)))
    await build({ ...shared, entryPoints: [entry], alias: { ...treeSitter, ...yaml }, ...options });

/** The evaluator panel: a page's script and its styles, for the browser that VS Code is. */
const forPages = { ...shared, ...forBrowsers, format: 'iife', target: 'es2022' };
await build({ ...forPages, entryPoints: ['panel/main.tsx'], outfile: 'dist/panel.js', jsx: 'automatic', jsxImportSource: 'preact' });
await build({ ...forPages, entryPoints: ['panel/styles/panel.css'], outfile: 'dist/panel.css' });

if (existsSync(new URL('../dist/server.cjs', import.meta.url))) chmodSync(new URL('../dist/server.cjs', import.meta.url), 0o755);
