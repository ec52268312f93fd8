import type { ExpectationFailure, RoleBindingItem } from '../../src-language/provisioning/expectations.js';
import { counted, nameInRow, printable } from '../display-text.js';
import type { Paint } from '../paint.js';
import type { ExpectationReport } from './expectation-report.js';

/** Expectations for people: who passed, and for who did not, expected against got, with the place of the expectation. */
export function renderTestText(report: ExpectationReport, paint: Paint): string {
  const suites = report.suites.filter((suite) => suite.results.length > 0);
  const lines = suites.flatMap(({ name, results }) => [
    paint('bold', printable(name)),
    ...results.flatMap(({ user, passed, failures }) => [
      `  ${passed ? paint('green', 'ok  ') : paint('red', 'FAIL')} ${printable(user)}`,
      ...failures.flatMap((failure) => describeFailure(failure, paint)),
    ]),
    '',
  ]);
  const { users, passed, failed } = report.summary;
  const verdict = users === 0 ? 'no user has expectations (expect:)' : `${counted(users, 'user')}: ${passed} passed, ${failed} failed`;
  return `${[...lines, verdict].join('\n')}\n`;
}

function describeFailure(failure: ExpectationFailure, paint: Paint): string[] {
  return [
    `       ${failure.key} (${printable(failure.file)}:${failure.line}): ${printable(failure.message)}`,
    `         ${paint('green', 'expected')} ${describeValue(failure.expected)}`,
    `         ${paint('red', 'got     ')} ${describeValue(failure.actual)}`,
  ];
}

/** What was expected or came, on one line. */
export function describeValue(value: string | readonly RoleBindingItem[]): string {
  if (typeof value === 'string') return printable(value);
  if (value.length === 0) return 'none';
  return value
    .map((item) => (typeof item === 'string' ? nameInRow(item) : printable(`${item.role_name} on ${item.crn_pattern}`)))
    .join(', ');
}
