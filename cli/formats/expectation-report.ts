import type { ExpectationResult } from '../../src-language/provisioning/expectations.js';

/** What `test` found, as every output format takes it: the results of each mapping set. */
export interface ExpectationReport {
  readonly suites: readonly { readonly name: string; readonly results: readonly ExpectationResult[] }[];
  readonly summary: { readonly users: number; readonly passed: number; readonly failed: number };
}

export function createExpectationReport(suites: ExpectationReport['suites']): ExpectationReport {
  const results = suites.flatMap((suite) => suite.results);
  const passed = results.filter((result) => result.passed).length;
  return { suites, summary: { users: results.length, passed, failed: results.length - passed } };
}
