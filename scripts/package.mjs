// `npm run package`: groupmap-<version>.vsix from the built bundles. What goes in is listed here, so that nothing else ever does: no sources, source
// maps, tests or data. The list is copied to a folder of its own, with a package.json that has only what an editor reads.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './set-up.mjs';

/** Files and folders of the extension, besides package.json. */
export const extensionContents = [
  'dist/extension.cjs',
  'dist/extension.web.js',
  'dist/panel.css',
  'dist/panel.js',
  'dist/server.cjs',
  'dist/server.web.js',
  'dist/tree-sitter-hcl.wasm',
  'dist/web-tree-sitter.wasm',
  'l10n',
  'media',
  'package.nls.json',
  'schemas/groupmap.schema.json',
  'syntaxes',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
];

/** Keys of package.json that are npm's or this repository's. `type` goes too: the browser's bundle is a script that ends in .js. */
const notForEditors = ['bin', 'dependencies', 'devDependencies', 'files', 'overrides', 'scripts', 'type'];

/** Larger than this, in bytes, it is not published. */
export const largestPackage = 1.5 * 1024 * 1024;

/** Writes the package and returns its path; `out` is a file, groupmap-<version>.vsix in the project by default. The bundles must be built. */
export function writePackage(out) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const target = resolve(root, out ?? `groupmap-${manifest.version}.vsix`);
  for (const key of notForEditors) delete manifest[key];
  manifest.engines = { vscode: manifest.engines.vscode };
  const stage = mkdtempSync(join(tmpdir(), 'groupmap-package-'));
  try {
    for (const path of extensionContents) {
      if (!existsSync(join(root, path))) throw new Error(`${path} is missing: \`npm run build\` makes the bundles.`);
      mkdirSync(dirname(join(stage, path)), { recursive: true });
      cpSync(join(root, path), join(stage, path), { recursive: true });
    }
    // The folder holds nothing that would have to be ignored.
    writeFileSync(join(stage, '.vscodeignore'), '');
    writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
    execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', '--out', target], { cwd: stage, stdio: ['ignore', 2, 2] });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  const { size } = statSync(target);
  if (size > largestPackage) throw new Error(`${target} has ${size} bytes; ${largestPackage} is the limit.`);
  return { path: target, size };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const outAt = process.argv.indexOf('--out');
  if (!process.argv.includes('--no-build')) execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: ['ignore', 2, 2] });
  const { path, size } = writePackage(outAt < 0 ? undefined : process.argv[outAt + 1]);
  console.log(`${path} (${Math.ceil(size / 1024)} KB)`);
}
