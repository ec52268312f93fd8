import { readFileSync } from 'node:fs';

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
 * What came of a run. The exit code that VS Code reports is not enough: it is 0 also when the extension host has died. A run counts as passed only
 * if the suite itself has reported that it is through, with every test it had planned.
 * @param {string} reportPath
 * @param {readonly string[]} complaints about the run as a whole
 * @returns {SuiteResult}
 */
export function settleSuite(reportPath, complaints) {
  const report = readReport(reportPath);
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
