// `npm run test:desktop`: the extension suites in Visual Studio Code for the desktop, which @vscode/test-electron downloads. The same suites as
// in `npm run test:vscode`, run from the project's folder; a screen is needed (on a server: `xvfb-run npm run test:desktop`).
//
//   --version 1.100.3   another version than the current stable one
//   --vscode <path>     a VS Code that is installed already, instead of a download
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages, root } from './set-up.mjs';

installPackages();
const { downloadAndUnzipVSCode, runTests } = await import('@vscode/test-electron');
const { buildSuites, suites } = await import('./build-vscode-suites.mjs');
const { settleSuite } = await import('../test/vscode/host/suite-report.mjs');
const { quietSettings } = await import('../test/vscode/host/quiet-settings.mjs');

const { values: options } = parseArgs({ options: { version: { type: 'string', default: 'stable' }, vscode: { type: 'string' } } });

/** The path of a VS Code for the desktop; ends the run where it cannot be downloaded. */
async function findVscode() {
  if (options.vscode) return options.vscode;
  try {
    return await downloadAndUnzipVSCode({ version: options.version, extensionDevelopmentPath: root });
  } catch (error) {
    console.error(
      `VS Code for the desktop could not be downloaded: ${error instanceof Error ? error.message : error}\n` +
        'Name one that is installed with `npm run test:desktop -- --vscode <path>`, or run the same suites without it: `npm run test:vscode`.',
    );
    return process.exit(1);
  }
}

const vscodeExecutablePath = await findVscode();
execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
await buildSuites();
let passed = 0;
let failed = 0;
for (const { name, workspace, tests } of suites) {
  const scratch = mkdtempSync(join(tmpdir(), 'groupmap-desktop-'));
  // Tests write: they are given a copy.
  const folder = join(scratch, 'workspace');
  cpSync(workspace, folder, { recursive: true });
  const userData = join(scratch, 'user');
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User', 'settings.json'), JSON.stringify(quietSettings));
  const report = join(scratch, 'report.json');
  const complaints = [];
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      extensionTestsEnv: { GROUPMAP_SUITE_REPORT: report },
      launchArgs: [folder, '--disable-workspace-trust', '--user-data-dir', userData, '--extensions-dir', join(scratch, 'extensions')],
    });
  } catch (error) {
    complaints.push(error instanceof Error ? error.message : String(error));
  }
  const result = settleSuite(report, complaints);
  passed += result.passed;
  failed += result.failed;
  for (const complaint of result.complaints) console.log(`\n${name}: ${complaint}\n`);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
