import type { ExpectationReport } from './expectation-report.js';
import { xmlText } from './escape-xml.js';
import { describeValue } from './test-text.js';

/** Expectations as JUnit XML, which CI systems show: a suite a mapping set, a test case a user. No times, so that equal runs print equal reports. */
export function renderTestJunit(report: ExpectationReport): string {
  const { users, failed } = report.summary;
  const suites = report.suites
    .filter((suite) => suite.results.length > 0)
    .map(({ name, results }) => {
      const failures = results.filter((result) => !result.passed).length;
      const cases = results.map(({ user, failures }) => {
        const head = `    <testcase classname="${xmlText(name)}" name="${xmlText(user)}"`;
        if (failures.length === 0) return `${head}/>\n`;
        const message = failures.map((failure) => `${failure.key}: ${failure.message}`).join(' ');
        const detail = failures
          .map(
            ({ key, file, line, message, expected, actual }) =>
              xmlText(`${file}:${line}: ${key}: ${message}`) +
              `\n  expected ${xmlText(describeValue(expected))}\n  got      ${xmlText(describeValue(actual))}`,
          )
          .join('\n');
        return `${head}>\n      <failure type="expectation" message="${xmlText(message)}">${detail}</failure>\n    </testcase>\n`;
      });
      return `  <testsuite name="${xmlText(name)}" tests="${results.length}" failures="${failures}" errors="0" skipped="0">\n${cases.join('')}  </testsuite>\n`;
    });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="groupmap" tests="${users}" failures="${failed}" errors="0">\n${suites.join('')}</testsuites>\n`;
}
