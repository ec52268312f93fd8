import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { findPerson, type EvaluatedWho } from '../../src-language/evaluator/evaluated-person.js';
import { exportSignIn } from '../../src-language/evaluator/export-sign-in.js';
import type { ExportFormat } from '../../src-language/evaluator/exported-text.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import type { SimulationResult } from '../../src-language/provisioning/outcome.js';
import { runInShell } from './run-in-shell.js';

const directory = mkdtempSync(join(tmpdir(), 'export-sign-in-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** What a shell, a program's options or a spreadsheet could take for something else than a name. */
const names = [
  "it's",
  '$HOME `id` !!',
  'a"b\\n%s',
  'two\nlines',
  '--user',
  ' padded ',
  '\u001b[31mred\u202e',
  'half \ud800',
  'a\0b',
  '😀,;#~*',
  '=1+1',
];
const attribute = "o'attribute";

const yaml = `sso: { group_attribute: ${JSON.stringify(attribute)} }
group_mappings:
${names
  .map((name, index) => {
    const role = `{ role_name: ${JSON.stringify(name)}, crn_pattern: "crn://confluent.cloud/organization=${index}" }`;
    return `  - { display_name: ${JSON.stringify(name)}, group: ${JSON.stringify(name)}, role_bindings: [${role}] }`;
  })
  .join('\n')}
users:
${names.map((name) => `  - { name: ${JSON.stringify(name)}, groups: [${JSON.stringify(name)}] }`).join('\n')}
  - { name: twice, account: existing, groups: ["--user"], role_bindings: [{ role_name: DeveloperRead, crn_pattern: "crn://confluent.cloud/organization=0" }] }
  - { name: twice, groups: ["it's"] }
`;
mkdirSync(join(directory, '-set'));
writeFileSync(join(directory, '-set/a.groupmap.yaml'), yaml);

const services = createGroupFilterServices();
const set = services.assemble([services.readFile({ path: '-set/a.groupmap.yaml', text: yaml })]);
const simulator = services.simulator(set);

function exported(who: EvaluatedWho, format: ExportFormat): string {
  const person = findPerson(set, who);
  if (!person) throw new Error('There is no such person.');
  return exportSignIn(simulator, person, who.kind === 'user', format).text;
}

function run(shell: string, command: string): SimulationResult {
  return JSON.parse(runInShell(shell, directory, command)) as SimulationResult;
}

const somebody = (claim: Extract<EvaluatedWho, { kind: 'person' }>['claim']): EvaluatedWho => ({
  kind: 'person',
  name: names[0] ?? '',
  account: 'existing',
  claim,
});

describe('the command line', () => {
  it.each<readonly [string, EvaluatedWho]>([
    ...[...names, 'twice'].map((name) => [JSON.stringify(name), { kind: 'user', name }] as const),
    ['somebody by groups', somebody({ from: 'groups', values: names })],
    ['somebody by memberships', somebody({ from: 'member_of', values: names })],
    ['somebody by attributes', somebody({ from: 'attributes', attributes: { [attribute]: names, other: [] } })],
    ['nobody in particular', { kind: 'person', name: '', account: 'new', claim: { from: 'groups', values: [] } }],
  ])('prints in a shell what is shown of %s', (_, who) => {
    const command = exported(who, 'command');
    expect(command.endsWith('\n')).toBe(true);
    // Nothing that a terminal would obey, and one line.
    expect(command.trimEnd()).not.toMatch(/[\p{Cc}\u202a-\u202e]|\p{Cs}/u);
    const person = findPerson(set, who);
    for (const shell of ['bash', 'sh']) expect(run(shell, command).outcomes).toEqual(person ? [simulator.simulate(person)] : []);
  });
});

it('CSV holds every value, and nothing that a spreadsheet would work out', () => {
  for (const name of names) {
    const [header, row] = Papa.parse<readonly string[]>(exported({ kind: 'user', name }, 'csv'), {
      skipEmptyLines: true,
      delimiter: ',',
    }).data;
    const safe = /^[=-]/.test(name) ? `'${name}` : name;
    expect(header).toEqual(['user', 'role_name', 'crn_pattern', 'granted_by', 'sso_session', 'api_keys']);
    expect(row).toEqual([safe, safe, `crn://confluent.cloud/organization=${names.indexOf(name)}`, safe, 'yes', 'no']);
  }
});
