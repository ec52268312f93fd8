// `npm run test:vscode`: the extension in a real Visual Studio Code, in the oldest version that it promises and in a recent one, as packaged for users.
//
//   --version 1.139.1   this version only        --suite mapping-sets   this suite only (`workbench`: the tests through the user interface)
//   --grep <text>       tests of this name only  --verbose              what VS Code and the extension host print
//   --report <file>     the counts as JSON            --built                what is in dist/ is fresh already
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages, root } from './set-up.mjs';

installPackages();
const { buildSuites, suites } = await import('./build-vscode-suites.mjs');
const { writePackage } = await import('./package.mjs');
const { findChromium } = await import('../test/vscode/host/find-chromium.mjs');
const { installHost } = await import('../test/vscode/host/install-host.mjs');
const { runSuite } = await import('../test/vscode/host/run-suite.mjs');
const { findVersion, vscodeVersions } = await import('../test/vscode/host/vscode-versions.mjs');

const { values: options } = parseArgs({
  options: {
    version: { type: 'string' },
    suite: { type: 'string' },
    built: { type: 'boolean' },
    grep: { type: 'string' },
    verbose: { type: 'boolean' },
    report: { type: 'string' },
  },
});
let passed = 0;
let failed = 0;

/** Says how one run went, and adds its counts. */
function settle(name, started, result) {
  passed += result.passed;
  failed += result.failed;
  for (const complaint of result.complaints) console.log(`\n${complaint}\n`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${result.failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
}

/** The tests through the user interface, run by vitest. */
function runWorkbenchTests(vsix) {
  const scratch = mkdtempSync(join(tmpdir(), 'groupmap-workbench-'));
  const report = join(scratch, 'report.json');
  const args = [
    'run',
    '--config',
    'test/vscode/workbench/vitest.config.mjs',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  if (options.grep) args.push('--testNamePattern', options.grep);
  const env = { ...process.env, GROUPMAP_VSIX: vsix, GROUPMAP_VSCODE_VERSION: options.version ?? '' };
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that could not even load is a failure whatever was counted.
    return { passed: numPassedTests, failed: numFailedTests || (status === 0 ? 0 : 1), complaints: [] };
  } catch {
    return { passed: 0, failed: 1, complaints: ['The workbench tests could not be run.'] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

try {
  findChromium();
  if (!options.built) execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
  mkdirSync(join(root, 'out', 'vscode'), { recursive: true });
  const { path: vsix } = writePackage(join(root, 'out', 'vscode', 'groupmap.vsix'));
  await buildSuites();
  const versions = options.version ? [findVersion(options.version)] : vscodeVersions;
  const hosts = versions.map((version) => ({ version, host: installHost(version) }));
  // One suite at a time, in all versions at once: each waits more than it works.
  for (const { name, workspace, tests } of suites.filter(({ name }) => !options.suite || options.suite === name))
    await Promise.all(
      hosts.map(async ({ version, host }) => {
        const started = performance.now();
        const result = await runSuite({ host, workspace, tests, extension: { vsix }, grep: options.grep, verbose: options.verbose });
        settle(`${name} in VS Code ${version.version}`, started, result);
      }),
    );
  if (!options.suite || options.suite === 'workbench') {
    const started = performance.now();
    settle('workbench', started, runWorkbenchTests(vsix));
  }
} catch (error) {
  failed++;
  console.error(error instanceof Error ? error.message : error);
}
if (options.report) writeFileSync(options.report, JSON.stringify({ passed, failed }));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
