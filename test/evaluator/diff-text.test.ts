import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { exportDiff } from '../../src-language/evaluator/diff-text.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import type { AccessDiff } from '../../src-language/review/access-diff.js';
import { runInShell } from './run-in-shell.js';

const directory = mkdtempSync(join(tmpdir(), 'diff-text-'));
afterAll(() => rmSync(directory, { recursive: true }));

const crn = 'crn://confluent.cloud/organization=o';
const text = (condition: string, others: string): string => `
group_mappings:
  - display_name: On call
    filter: '${condition}'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: "${crn}/environment=env-1" }]
    acls: [{ resource_type: TOPIC, resource_name: orders, pattern_type: LITERAL, operation: READ, permission: ALLOW, kafka_cluster: lkc-1 }]
  - { display_name: "=cmd", group: lunch, role_bindings: [{ role_name: DataDiscovery, crn_pattern: "${crn}" }] }
users:
  - { name: ana, account: existing, groups: [orders] }
  - { name: ben, account: existing, groups: [lunch] }
${others}`;
const before = text('"orders" in groups && "oncall" in groups', '  - { name: gone }\n');
const after = text('"orders" in groups', '');
const services = createGroupFilterServices();
const setOf = (source: string) => services.assemble([services.readFile({ path: "it's/a.groupmap.yaml", text: source })]);
const diff = services.diff(setOf(before), setOf(after));
const exported = (format: 'markdown' | 'csv' | 'json' | 'command') =>
  exportDiff({ diff, markdown: '# in words\n', revision: 'HEAD' }, { name: 'Acme', paths: ["it's/a.groupmap.yaml"] }, format);

describe('a difference', () => {
  it('is a line for each change in CSV: for anyone with a proof, then for each sample user', () => {
    expect(exported('csv').name).toBe('Acme-diff.csv');
    const acl = 'resource_type=TOPIC resource_name=orders pattern_type=LITERAL operation=READ permission=ALLOW kafka_cluster=lkc-1';
    expect(Papa.parse(exported('csv').text, { skipEmptyLines: true }).data).toEqual([
      ['who', 'change', 'kind', 'name', 'crn_pattern', 'group_mappings', 'groups'],
      ['anyone', 'wider', 'role_binding', 'EnvironmentAdmin', `${crn}/environment=env-1`, 'On call', 'orders'],
      ['anyone', 'wider', 'acl', acl, '', 'On call', 'orders'],
      ['ana', 'gains', 'role_binding', 'EnvironmentAdmin', `${crn}/environment=env-1`, 'On call', 'orders'],
      ['ana', 'gains', 'acl', acl, '', 'On call', ''],
      ['gone', 'removed', 'user', '', '', '', ''],
    ]);
  });

  it('is what the command line prints in JSON, and its command line prints just that', () => {
    const set = join(directory, "it's");
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@acme.example', ...args], { cwd: directory });
    mkdirSync(set);
    git('init', '-q');
    writeFileSync(join(set, 'a.groupmap.yaml'), before);
    git('add', '.');
    git('commit', '-qm', 'before');
    writeFileSync(join(set, 'a.groupmap.yaml'), after);
    const unplaced = (value: AccessDiff): unknown =>
      JSON.parse(JSON.stringify(value), (key, entry: unknown) => (key === 'file' ? undefined : entry));
    for (const shell of ['bash', 'sh']) {
      const printed = JSON.parse(runInShell(shell, directory, exported('command').text)) as AccessDiff;
      expect(unplaced(printed)).toEqual(unplaced(JSON.parse(exported('json').text) as AccessDiff));
    }
  });

  it('is in words in Markdown', () => {
    expect(exported('markdown')).toEqual({ name: 'Acme-diff.md', text: '# in words\n' });
  });
});
