import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { SimulationResult } from '../../src-language/provisioning/outcome.js';
import { makeDirectory, runBundle, runGroupmap } from './run-groupmap.js';

const example = fileURLToPath(new URL('../../examples/terraform/', import.meta.url));

/** A copy of the example, with other texts in some of its files. */
function copyExample(changes: Readonly<Record<string, (text: string) => string>> = {}): string {
  const directory = makeDirectory({});
  cpSync(example, directory, { recursive: true });
  for (const [name, change] of Object.entries(changes))
    writeFileSync(join(directory, name), change(readFileSync(join(directory, name), 'utf8')));
  return directory;
}

describe('a Terraform directory', () => {
  it('is simulated with the users beside it, in the bundle as in this process', async () => {
    const here = await runGroupmap(['simulate', '--format', 'json', '.'], { cwd: example });
    expect(here).toMatchObject({ code: 0, stderr: '' });
    const { outcomes, summary } = JSON.parse(here.stdout) as SimulationResult;
    expect(summary).toMatchObject({ users: 3, allowed: 3, without_access: 0, uncertain: 0 });
    expect(outcomes[0]?.access.sso_session).toEqual([
      {
        role_name: 'OrganizationAdmin',
        crn_pattern: 'crn://confluent.cloud/organization=3333cccc-33cc-33cc-33cc-333333cccccc',
        granted_by: ['Team cc-platform'],
        direct: false,
      },
    ]);
    expect(await runBundle(['simulate', '--format', 'json', '.'], { cwd: example })).toEqual(here);
  });

  it('passes its expectations', async () => {
    expect((await runGroupmap(['test', '.'], { cwd: example })).code).toBe(0);
  });

  it('has its findings at the literal, in whichever file that is', async () => {
    const cwd = copyExample({ 'locals.tf': (text) => text.replace('cc-billing', 'cc-biling') });
    const { code, stdout } = await runGroupmap(['check', '.'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/locals\.tf:11:5: warning group-unknown: [^\n]*confluent_group_mapping\.team\["cc-biling"\]/);
    expect(stdout).toContain('5 files, 4 group mappings');
  });

  it('is unknown, not wrong, without a value for a variable', async () => {
    const cwd = copyExample({
      'terraform.tfvars': () => '',
      'main.tf': (text) => text.replace('${each.key}\\"', '${var.organization}\\"'),
    });
    const { stdout } = await runGroupmap(['check', '.'], { cwd });
    expect(stdout).toContain('partly-known');
    expect(stdout).toContain('var.organization has no value in the files');
  });

  it('is formatted: only blanks in filters change', async () => {
    const cwd = copyExample({
      'main.tf': (text) => text.replace(' in groups"', '  in   groups"').replace('"cc-on-call" in', '"cc-on-call"    in'),
    });
    const { code, stdout } = await runGroupmap(['fmt', '.'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'main.tf\n' });
    expect(readFileSync(join(cwd, 'main.tf'), 'utf8')).toBe(readFileSync(join(example, 'main.tf'), 'utf8'));
  });

  it('that has nothing to do with group mappings is none of our business', async () => {
    const cwd = makeDirectory({ 'main.tf': 'resource "aws_s3_bucket" "x" {\n  bucket = "\n}\n' });
    const { code, stdout } = await runGroupmap(['check', '.'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 file, 0 group mappings') as string });
  });

  it('of which the parser is missing says so, and the rest is read', async () => {
    const { code, stdout } = await runGroupmap(['check', '.'], { cwd: example, readProgramFile: () => Promise.reject(new Error('gone')) });
    expect(code).toBe(0);
    expect(stdout).toContain('cannot be read here');
  });
});
