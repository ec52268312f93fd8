// Proves that the committed generated files are what their sources generate today. `--write` renews them instead.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, cpSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { root } from './set-up.mjs';
import { l10nBundle } from './write-l10n-bundle.mjs';
import { syntaxes } from './write-syntaxes.mjs';

const write = process.argv.includes('--write');
const scratch = mkdtempSync(join(tmpdir(), 'groupmap-generated-'));
const stale = [];

/** Compares one generated text with the committed file. */
function settle(path, text) {
  const target = join(root, path);
  let committed;
  try {
    committed = readFileSync(target, 'utf8');
  } catch {
    committed = undefined;
  }
  if (committed === text) return;
  if (write) {
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, text);
    console.log(`renewed ${path}`);
  } else stale.push(path);
}

try {
  // The grammar: langium writes beside a copy of the sources, so that a stale tree is left as it is.
  mkdirSync(join(scratch, 'src-language', 'filter'), { recursive: true });
  cpSync(join(root, 'langium-config.json'), join(scratch, 'langium-config.json'));
  cpSync(join(root, 'package.json'), join(scratch, 'package.json'));
  for (const name of readdirSync(join(root, 'src-language', 'filter')).filter((file) => file.endsWith('.langium')))
    cpSync(join(root, 'src-language', 'filter', name), join(scratch, 'src-language', 'filter', name));
  execFileSync(process.execPath, [join(root, 'node_modules/langium-cli/bin/langium.js'), 'generate'], { cwd: scratch, stdio: 'pipe' });
  const generated = join('src-language', 'filter', 'generated');
  for (const name of readdirSync(join(scratch, generated)))
    settle(`src-language/filter/generated/${name}`, readFileSync(join(scratch, generated, name), 'utf8'));

  for (const [path, grammar] of Object.entries(syntaxes)) settle(path, `${JSON.stringify(grammar, null, 2)}\n`);

  // The extension's texts, for translators.
  settle('l10n/bundle.l10n.json', l10nBundle(root));

  // The reference of diagnostics, from the list of rules.
  const bundle = join(scratch, 'reference.mjs');
  await build({
    absWorkingDir: root,
    stdin: {
      contents:
        "export { renderReferencePage } from './src-language/analysis/rules/reference-page.ts'; export { rules } from './src-language/analysis/rules/rule-list.ts'; export { diagnosticCodes } from './src-language/text/problem.ts';",
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    logLevel: 'warning',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const { renderReferencePage, rules, diagnosticCodes } = await import(bundle);
  settle('docs/diagnostics.md', renderReferencePage(rules));

  // The codes whose severity a mapping file may set; the rest of the schema is written by hand.
  const schemaPath = 'schemas/groupmap.schema.json';
  const schema = JSON.parse(readFileSync(join(root, schemaPath), 'utf8'));
  schema.definitions.settings.properties.severity.properties = Object.fromEntries(
    diagnosticCodes.map((code) => [code, { $ref: '#/definitions/severity' }]),
  );
  settle(schemaPath, await format(JSON.stringify(schema, null, 2), { ...(await resolveConfig(join(root, schemaPath))), parser: 'json' }));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (stale.length > 0) {
  console.error(`Stale generated files: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`);
  process.exit(1);
}
