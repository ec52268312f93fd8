import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** One test as it ended. */
interface Result {
  readonly title: string;
  readonly state: 'passed' | 'failed';
  readonly milliseconds: number;
  readonly error?: string;
}

/**
 * Runs the tests that `load` defines, and rejects if one fails: the contract of VS Code's `extensionTestsPath`.
 *
 * Where `GROUPMAP_SUITE_REPORT` names a file, what has happened so far is written there after each test, so that whoever started VS Code can tell a
 * suite that passed from an extension host that died.
 */
export async function runMocha(load: () => Promise<unknown>): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    slow: 2_000,
    ...(process.env.GROUPMAP_SUITE_GREP ? { grep: process.env.GROUPMAP_SUITE_GREP } : {}),
  });
  // Makes `describe` and `it` global, as mocha itself does before it loads a file.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();
  const results: Result[] = [];
  let planned = 0;
  const report = (finished: boolean) => {
    const path = process.env.GROUPMAP_SUITE_REPORT;
    if (path) writeFileSync(path, JSON.stringify({ planned, finished, results }));
  };
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    planned = runner.total;
    report(false);
    runner.on('pass', (test) => {
      results.push({ title: test.fullTitle(), state: 'passed', milliseconds: test.duration ?? 0 });
      report(false);
    });
    runner.on('fail', (test, error: Error) => {
      results.push({ title: test.fullTitle(), state: 'failed', milliseconds: test.duration ?? 0, error: explain(error) });
      report(false);
    });
  });
  report(true);
  if (failures > 0) throw new Error(`${failures} of ${planned} tests failed.`);
}

/** The message, the values that differ, and where it happened. */
function explain(error: Error & { actual?: unknown; expected?: unknown }): string {
  const values =
    'actual' in error || 'expected' in error
      ? `\nexpected: ${JSON.stringify(error.expected, null, 2)}\nactual:   ${JSON.stringify(error.actual, null, 2)}`
      : '';
  return `${error.stack ?? error.message}${values}`;
}
