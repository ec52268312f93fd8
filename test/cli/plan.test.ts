import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDirectory, runGroupmap } from './run-groupmap.js';

const binding = (role: string) => `[{ role_name: ${role}, crn_pattern: crn://confluent.cloud/organization=o }]`;
const set = (limit: number) => `organization: { limits: { group_mappings: ${limit} } }
group_mappings:
  - display_name: Data # ours
    filter: '"data" in groups'
    role_bindings: ${binding('MetricsViewer')}
  - display_name: Ops
    group: ops
    role_bindings: ${binding('MetricsViewer')}
  - display_name: Leads
    filter: '"leads" in groups'
    role_bindings: ${binding('AccountAdmin')}
users:
  - { name: ana, groups: [ops], expect: { group_mappings: [Ops] } }
`;

describe('plan', () => {
  it('prints the plan as JSON', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': set(2) });
    const { code, stdout, stderr } = await runGroupmap(['plan', '.', '--format', 'json'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    const viewer = [{ role_name: 'MetricsViewer', crn_pattern: 'crn://confluent.cloud/organization=o' }];
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      fits: true,
      before: { group_mappings: 3, longest_filter: 17 },
      after: { group_mappings: 2, longest_filter: 35 },
      group_mappings: [
        { display_name: 'Data', filter: '"data" in groups || "ops" in groups', role_bindings: viewer, from: ['Data', 'Ops'] },
        {
          display_name: 'Leads',
          filter: '"leads" in groups',
          role_bindings: [{ role_name: 'AccountAdmin', crn_pattern: 'crn://confluent.cloud/organization=o' }],
          from: ['Leads'],
        },
      ],
      steps: [{ action: 'merge', mappings: ['Data', 'Ops'], reason: 'They grant the same, and one filter matches the users of both.' }],
    });
    expect(readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8')).toBe(set(2));
  });

  it('gives the parts of a split filter the names that it writes', async () => {
    const filter = Array.from({ length: 30 }, (_, index) => `"group-number-${index}" in groups`).join(' || ');
    const text = `group_mappings:\n  - display_name: Long\n    filter: '${filter}'\n    role_bindings: ${binding('MetricsViewer')}\n`;
    const cwd = makeDirectory({ 'a.groupmap.yaml': text });
    const { stdout } = await runGroupmap(['plan', '.', '--format', 'json'], { cwd });
    const planned = (JSON.parse(stdout) as { group_mappings: { display_name: string }[] }).group_mappings.map((each) => each.display_name);
    await runGroupmap(['plan', '.', '--write'], { cwd });
    const written = [...readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8').matchAll(/display_name: (.*)/g)].map(([, name]) => name);
    expect(planned).toEqual(['Long', 'Long 2', 'Long 3', 'Long 4'].slice(0, planned.length));
    expect(planned.length).toBeGreaterThan(1);
    expect(written).toEqual(planned);
  });

  it('makes the changes with --write, expectations and comments kept, and has nothing to do afterwards', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': `\ufeff${set(2)}` });
    const { code, stdout, stderr } = await runGroupmap(['plan', '.', '--write'], { cwd });
    expect([code, stderr]).toEqual([0, 'groupmap: a.groupmap.yaml written\n']);
    expect(stdout).toContain('merge   Data + Ops');
    const text = readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text).toContain(`  - display_name: Data # ours\n    filter: '"data" in groups || "ops" in groups'\n`);
    expect(text).not.toContain('display_name: Ops');
    expect(await runGroupmap(['test', '.'], { cwd })).toMatchObject({ code: 0 });
    expect((await runGroupmap(['plan', '.', '--write'], { cwd })).stdout).toContain('nothing is to be done');
    expect(readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8')).toBe(text);
  });

  const terraform = (filters: readonly string[]) =>
    filters
      .map(
        (filter, index) => `resource "confluent_group_mapping" "m${index}" {
  display_name = "M${index}"
  description  = "" # ours
  filter       = ${JSON.stringify(filter)}
}
resource "confluent_role_binding" "m${index}" {
  principal   = "User:\${confluent_group_mapping.m${index}.id}"
  role_name   = "MetricsViewer"
  crn_pattern = "crn://confluent.cloud/organization=o"
}
`,
      )
      .join('\n');

  it('rewrites a filter in Terraform, and nothing else', async () => {
    const text = terraform(['"data" in groups || "data" in groups && "ops" in groups']);
    const cwd = makeDirectory({ 'main.tf': text, 'a.groupmap.yaml': 'organization: { limits: { filter_length: 20 } }\n' });
    expect(await runGroupmap(['plan', '.', '--write'], { cwd })).toMatchObject({ code: 0, stderr: 'groupmap: main.tf written\n' });
    expect(readFileSync(join(cwd, 'main.tf'), 'utf8')).toBe(terraform(['"data" in groups']));
  });

  it('names the mapping in Terraform that it does not merge, tells the steps, and writes nothing', async () => {
    const text = terraform(['"data" in groups', '"ops" in groups']);
    const cwd = makeDirectory({ 'main.tf': text, 'a.groupmap.yaml': 'organization: { limits: { group_mappings: 1 } }\n' });
    const { code, stdout, stderr } = await runGroupmap(['plan', '.', '--write'], { cwd });
    expect([code, stdout.split('\n')[0]]).toEqual([1, 'merge   M0 + M1']);
    expect(stderr).toContain('"M0" in main.tf, line 1, stands in Terraform, where a filter is rewritten, but no resource is added, merged');
    expect(readFileSync(join(cwd, 'main.tf'), 'utf8')).toBe(text);
  });

  it('exits with 1, says why, and writes nothing where no plan fits', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': set(1) });
    const { code, stdout } = await runGroupmap(['plan', '.', '--write'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('No plan fits.\n2 group mappings are left, and the limit is 1');
    expect(readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8')).toBe(set(1));
    const json = await runGroupmap(['plan', '.', '--format', 'json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({ fits: false, reason: expect.stringContaining('the limit is 1') });
  });

  it.each([
    [['plan'], 2],
    [['plan', 'empty'], 2],
    [['plan', 'missing'], 3],
  ])('%j exits with %i', async (argv, code) => {
    const cwd = makeDirectory({ 'empty/readme.md': '' });
    expect((await runGroupmap(argv, { cwd })).code).toBe(code);
  });
});
