import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { createEditingContext } from '../../src-language/editing/editing-context.js';
import { findPerson } from '../../src-language/evaluator/evaluated-person.js';
import type { ExportFormat } from '../../src-language/evaluator/exported-text.js';
import type { WhatIfChanges } from '../../src-language/evaluator/what-if-changes.js';
import { exportWhatIf } from '../../src-language/evaluator/what-if-text.js';
import { whatIfView } from '../../src-language/evaluator/what-if-view.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import type { Outcome, SimulationResult } from '../../src-language/provisioning/outcome.js';
import { runInShell } from './run-in-shell.js';

const directory = mkdtempSync(join(tmpdir(), 'what-if-text-'));
afterAll(() => rmSync(directory, { recursive: true }));

const crn = 'crn://confluent.cloud/organization=o';
const text = (groups: string): string => `
organization: { marketplace: none }
group_mappings:
  - { display_name: "On | call", group: oncall, role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: "${crn}/environment=env-1" }] }
  - { display_name: Everyone, filter: 'true', role_bindings: [{ role_name: DataDiscovery, crn_pattern: "${crn}" }] }
  - { display_name: Broken, filter: '"a" in', role_bindings: [{ role_name: MetricsViewer, crn_pattern: "${crn}" }] }
users:
  - { name: "ana's", account: existing, groups: ${groups} }
`;
const services = createGroupFilterServices();
const setOf = (source: string) => services.assemble([services.readFile({ path: 'acme.groupmap.yaml', text: source })]);
const context = createEditingContext(setOf(text('[users]')), services);
writeFileSync(join(directory, 'acme.groupmap.yaml'), text('[users]'));

function exported(changes: WhatIfChanges, format: ExportFormat) {
  const person = findPerson(context.set, { kind: 'user', name: "ana's" });
  if (!person) throw new Error('There is no such person.');
  return exportWhatIf(whatIfView(context, person, changes), format);
}

/** The outcome of the same user of another file. */
function outcomeOf(groups: string): Outcome | undefined {
  const set = setOf(text(groups));
  const person = findPerson(set, { kind: 'user', name: "ana's" });
  return person ? services.simulator(set).simulate(person) : undefined;
}

const onCall: WhatIfChanges = { addedGroups: ['oncall'] };

describe('what is tried out', () => {
  it('is a line each in CSV, what stays the same too', () => {
    const { name, text: csv } = exported(onCall, 'csv') ?? { name: '', text: '' };
    expect(name).toBe("what-if-ana's.csv");
    expect(Papa.parse(csv, { skipEmptyLines: true }).data).toEqual([
      ['kind', 'name', 'on', 'change', 'now', 'what_if'],
      ['sign_in', '', '', 'same', 'allowed', 'allowed'],
      ['account', '', '', 'same', 'existing', 'existing'],
      ['group', 'users', '', 'same', 'in the claim', 'in the claim'],
      ['group', 'oncall', '', 'gained', 'not in the claim', 'in the claim'],
      ['group_mapping', 'On | call', '', 'gained', 'no-match', 'match'],
      ['group_mapping', 'Everyone', '', 'same', 'match', 'match'],
      ['group_mapping', 'Broken', '', 'same', 'unknown', 'unknown'],
      ['role_binding', 'EnvironmentAdmin', `${crn}/environment=env-1`, 'gained', 'no', 'yes: On | call'],
      ['role_binding', 'DataDiscovery', crn, 'same', 'yes: Everyone', 'yes: Everyone'],
      ['role_binding', 'MetricsViewer', crn, 'same', 'unknown: Broken', 'unknown: Broken'],
    ]);
  });

  it('is both outcomes in JSON, as a file with the change in it has them, with what differs', () => {
    const json = JSON.parse(exported(onCall, 'json')?.text ?? '') as {
      changes: { kind: string; change: string }[];
      now: Outcome;
      what_if: Outcome;
    };
    expect(json.now).toEqual(outcomeOf('[users]'));
    expect(json.what_if).toEqual(outcomeOf('[users, oncall]'));
    expect(json.changes.map(({ kind, change }) => [kind, change])).toEqual([
      ['group', 'gained'],
      ['group_mapping', 'gained'],
      ['role_binding', 'gained'],
    ]);
  });

  it('is a table of what differs in Markdown, in which no name is markup', () => {
    const lines = (exported(onCall, 'markdown')?.text ?? '').split('\n');
    expect(lines[0]).toBe("### What if: ana's");
    expect(lines).toContain('| + | group mapping On \\| call | no-match | match |');
    expect(lines.filter((line) => line.startsWith('| + '))).toHaveLength(3);
    expect(lines.at(-2)).toBe('7 unchanged.');
  });

  it.each(['bash', 'sh'])('is printed by its command line in %s', (shell) => {
    const printed = runInShell(shell, directory, exported(onCall, 'command')?.text ?? '');
    expect((JSON.parse(printed) as SimulationResult).outcomes).toEqual([outcomeOf('[users, oncall]')]);
  });

  it('has no command line where a setting is tried out, since settings stand in the files', () => {
    expect(exported({ jitEnabled: false }, 'command')).toBeNull();
    expect(exported({ jitEnabled: false }, 'csv')).not.toBeNull();
  });
});
