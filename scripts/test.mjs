// `npm test`: sets up whatever is missing, runs every check there is, and ends with one line, `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages, root } from './set-up.mjs';

installPackages();
const scratch = mkdtempSync(join(tmpdir(), 'groupmap-test-'));
let passed = 0;
let failed = 0;

/** A gate is one test of its own: it passes or it fails, and says what it has to say once it is through. */
async function gate(name, args) {
  const started = performance.now();
  const { status, output } = await new Promise((resolve) => {
    const run = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    run.on('error', (error) => resolve({ status: 1, output: String(error) }));
    run.on('close', (code) => resolve({ status: code, output: Buffer.concat(chunks).toString() }));
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status === 0) passed++;
  else failed++;
  console.log(`${output}${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
}

const bin = (path) => join(root, 'node_modules', path);
await gate('generated files are fresh', ['scripts/check-generated.mjs']);
await Promise.all([
  gate('types', [bin('typescript/bin/tsc'), '-b']),
  gate('lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']),
  gate('format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
]);
await gate('build', ['scripts/build.mjs']);

/** Runs the tests of a vitest configuration and adds up what they report. */
function vitest(config, args) {
  const report = join(scratch, `${config}.json`);
  const run = spawnSync(
    process.execPath,
    [bin('vitest/vitest.mjs'), 'run', '--config', config, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...args],
    { cwd: root, stdio: 'inherit' },
  );
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    passed += result.numPassedTests;
    failed += result.numFailedTests;
    // A suite that could not even load, or a run that died, is a failure whatever was counted.
    if (run.status !== 0 && result.numFailedTests === 0) failed++;
  } catch {
    failed++;
  }
}

vitest('vitest.config.mjs', process.argv.slice(2));

// Whoever asks for some tests by their path does not mean these.
if (process.argv.length === 2) {
  vitest('vitest.speed.config.mjs', []);
  const counts = join(scratch, 'vscode.json');
  spawnSync(process.execPath, ['scripts/test-vscode.mjs', '--built', '--report', counts], { cwd: root, stdio: 'inherit' });
  try {
    const result = JSON.parse(readFileSync(counts, 'utf8'));
    passed += result.passed;
    failed += result.failed;
  } catch {
    failed++;
  }
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
