import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench } from './open-workbench.mjs';
import { settleSuite } from './suite-report.mjs';

/**
 * Runs one extension suite in a real VS Code.
 * @param {Omit<import('./open-workbench.mjs').WorkbenchOptions, 'tests' | 'prepare'> & {
 *   readonly tests: string, readonly grep?: string, readonly verbose?: boolean, readonly screenshot?: string, readonly timeLimit?: number }} options
 * @returns {Promise<import('./suite-report.mjs').SuiteResult>}
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
  const result = settleSuite(reportPath, complaints);
  rmSync(scratch, { recursive: true, force: true });
  return result;
}

/**
 * @param {number} milliseconds
 * @returns {Promise<undefined>}
 */
function timer(milliseconds) {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());
}
