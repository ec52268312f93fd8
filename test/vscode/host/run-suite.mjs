import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench } from './open-workbench.mjs';

/**
 * @typedef {object} SuiteReport what the suite writes as it goes (test/vscode/suites/run-mocha.ts)
 * @property {number} planned
 * @property {boolean} finished
 * @property {{ readonly title: string, readonly state: 'passed' | 'failed', readonly milliseconds: number, readonly error?: string }[]} results
 */

/**
 * @typedef {object} SuiteResult
 * @property {number} passed
 * @property {number} failed at least one when the run as a whole failed
 * @property {readonly string[]} complaints one paragraph for each failure
 */

/**
 * Runs one extension suite in a real VS Code.
 *
 * The exit code that VS Code reports is not enough: it is 0 also when the extension host has died. A run counts as passed only if the suite itself
 * has reported that it is through, with every test it had planned.
 * @param {Omit<import('./open-workbench.mjs').WorkbenchOptions, 'tests' | 'prepare'> & {
 *   readonly tests: string, readonly grep?: string, readonly verbose?: boolean, readonly screenshot?: string, readonly timeLimit?: number }} options
 * @returns {Promise<SuiteResult>}
 */
export async function runSuite({ grep, verbose, screenshot, timeLimit = 180_000, ...options }) {
  const scratch = mkdtempSync(join(tmpdir(), 'groupmap-suite-'));
  const reportPath = join(scratch, 'report.json');
  /** @type {import('./open-workbench.mjs').Workbench | undefined} */
  let workbench;
  /** @type {string[]} */
  const complaints = [];
  try {
    /** @type {(code: number) => void} */
    let exit = () => {};
    const exited = new Promise((/** @type {(code: number) => void} */ resolve) => (exit = resolve));
    workbench = await openWorkbench({
      ...options,
      variables: { ...options.variables, GROUPMAP_SUITE_REPORT: reportPath, ...(grep ? { GROUPMAP_SUITE_GREP: grep } : {}) },
      async prepare(page) {
        // VS Code calls these two in the page: what is logged in the extension host, and how the suite ended.
        await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown} */ args) => {
          if (verbose) console.error(`[${type}]`, ...(Array.isArray(args) ? args : [args]));
        });
        await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => exit(code));
      },
    });
    const code = await Promise.race([exited, timer(timeLimit)]);
    if (code === undefined) complaints.push(`The suite was not through after ${timeLimit / 1000} s.`);
    else if (code !== 0) complaints.push(`VS Code reports that the suite ended with code ${code}.`);
    for (const url of workbench.outsideRequests) complaints.push(`The workbench asked for ${url}.`);
    if (screenshot) await workbench.page.screenshot({ path: screenshot });
  } catch (error) {
    complaints.push(String(error));
  }
  if (verbose && workbench) console.error(workbench.serverOutput());
  await workbench?.close();
  const report = readReport(reportPath);
  rmSync(scratch, { recursive: true, force: true });
  return settle(report, complaints);
}

/**
 * @param {SuiteReport | undefined} report
 * @param {readonly string[]} complaints about the run as a whole
 * @returns {SuiteResult}
 */
function settle(report, complaints) {
  const failures = report?.results.filter(({ state }) => state === 'failed') ?? [];
  const passed = report?.results.filter(({ state }) => state === 'passed').length ?? 0;
  const all = failures.map(({ title, error }) => `${title}\n${error ?? ''}`);
  // A failed test makes VS Code report a failed run: that is said once.
  if (failures.length === 0) all.push(...complaints);
  if (!report) all.push('The suite reported nothing: the extension host could not load it, or died.');
  else if (!report.finished)
    all.push(`The suite stopped after ${report.results.length} of ${report.planned} tests: the extension host died, or a test hangs.`);
  else if (report.results.length !== report.planned) all.push(`${report.results.length} of ${report.planned} tests were run.`);
  else if (report.planned === 0) all.push('There was no test to run.');
  return { passed, failed: all.length, complaints: all };
}

/**
 * @param {string} path
 * @returns {SuiteReport | undefined}
 */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {number} milliseconds
 * @returns {Promise<undefined>}
 */
function timer(milliseconds) {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());
}
