import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { createEditingContext } from '../../src-language/editing/editing-context.js';
import { evaluatorSet } from '../../src-language/evaluator/evaluator-set.js';
import { exportMatrix, matrixAsCsv, matrixRowAsText } from '../../src-language/evaluator/matrix-text.js';
import { arrangeMatrix } from '../../src-language/evaluator/matrix-view.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';

const services = createGroupFilterServices();
const set = evaluatorSet(
  createEditingContext(
    services.assemble([
      services.readFile({
        path: 'acme.groupmap.yaml',
        text: `
sso: { application: { assignment_required: true, assigned_groups: [a, b] } }
group_mappings:
  - display_name: 'Admins, "all"'
    group: a
    role_bindings: [{ role_name: OrganizationAdmin, crn_pattern: crn://confluent.cloud/organization=o }]
  - { display_name: "Two\\nlines", group: b }
  - { display_name: Broken, filter: '"a" in', role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o }] }
users:
  - { name: " ana", account: existing, groups: [a] }
  - { name: "=1+1", groups: [b] }
  - { name: out, groups: [] }
`,
      }),
    ]),
    services,
  ),
);

test('the CSV is what is shown, value by value, and nothing that a spreadsheet would work out', () => {
  const csv = matrixAsCsv(set, arrangeMatrix(set, { query: '', quickFilters: [], sort: 'name' }));
  expect(Papa.parse(csv, { skipEmptyLines: true }).data).toEqual([
    ['user', 'sign_in', 'account', 'Admins, "all"', 'Two\nlines', 'Broken', 'role_bindings', 'administrator_roles', 'uncertain'],
    [' ana', 'allowed', 'existing', 'match', 'no-match', 'unknown', '1', '1', 'true'],
    ["'=1+1", 'allowed', 'created', 'no-match', 'match', 'unknown', '0', '0', 'true'],
    ['out', 'denied_by_identity_provider', 'none', '', '', '', '0', '0', 'false'],
  ]);
  const searched = matrixAsCsv(set, arrangeMatrix(set, { query: 'mapping:broken ana', quickFilters: [], sort: 'file' }));
  expect(Papa.parse(searched, { skipEmptyLines: true }).data).toEqual([
    ['user', 'sign_in', 'account', 'Broken', 'role_bindings', 'administrator_roles', 'uncertain'],
    [' ana', 'allowed', 'existing', 'unknown', '1', '1', 'true'],
  ]);
});

describe('what is shown', () => {
  const whole = arrangeMatrix(set, { query: '', quickFilters: [], sort: 'file' });
  const source = { name: 'acme', paths: ['sets/acme/acme.groupmap.yaml'] };

  test('as Markdown is a table in which no name is markup', () => {
    const { name, text } = exportMatrix(set, whole, source, 'markdown');
    expect(name).toBe('acme-matrix.md');
    expect(text.split('\n').slice(0, 5)).toEqual([
      '| User | Sign-in | Admins, "all" | Two\\\\nlines | Broken | Roles | Administrator roles |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '|  ana | signs in with the existing account | ✓ | · | ? | 1+ | 1+ |',
      '| =1+1 | signs in, an account is created | · | ✓ | ? | 0+ | 0+ |'.replace('1+1', '1\\+1'),
      '| out | Refused: not assigned to the application | – | – | – | 0 | 0 |',
    ]);
  });

  test('as JSON has the results by mapping', () => {
    const { users } = JSON.parse(exportMatrix(set, whole, source, 'json').text) as { users: readonly Record<string, unknown>[] };
    expect(users[0]).toEqual({
      user: ' ana',
      sign_in: 'allowed',
      account: 'existing',
      group_mappings: [
        { display_name: 'Admins, "all"', result: 'match' },
        { display_name: 'Two\nlines', result: 'no-match' },
        { display_name: 'Broken', result: 'unknown' },
      ],
      role_bindings: 1,
      administrator_roles: 1,
      uncertain: true,
    });
    expect(users[2]).toMatchObject({ user: 'out', group_mappings: [] });
  });

  test('as a command line simulates the users that are shown', () => {
    expect(exportMatrix(set, whole, source, 'command').text).toBe('groupmap simulate sets/acme\n');
    const searched = arrangeMatrix(set, { query: 'ana', quickFilters: [], sort: 'file' });
    expect(exportMatrix(set, searched, source, 'command').text).toBe("groupmap simulate sets/acme --user ' ana'\n");
  });
});

test('a row as a sentence', () => {
  expect(set.users.map((user) => matrixRowAsText(set, user))).toEqual([
    ' ana: signs in with the existing account; at least 1 role, 1 administrator role; matches Admins, "all"; unknown: Broken',
    '=1+1: signs in, an account is created; at least 0 roles; matches Two\nlines; unknown: Broken',
    'out: refused by the identity provider',
  ]);
});
