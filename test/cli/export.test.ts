import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { brokenFile, makeDirectory, runGroupmap, soundFile } from './run-groupmap.js';

describe('export', () => {
  it.each([
    ['terraform', 'resource "confluent_group_mapping" "data_science" {'],
    ['cli', `confluent iam group-mapping create 'Data science' --filter '"data-science" in groups'`],
    ['api', '"filter": "\\"data-science\\" in groups"'],
    ['yaml', `filter: '"data-science" in groups'`],
  ])('writes %s to standard output', async (format, line) => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': soundFile });
    const { code, stdout, stderr } = await runGroupmap(['export', format, '.'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(line);
    expect(stdout.endsWith('\n')).toBe(true);
  });

  it('simulates to the same once it is YAML', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': soundFile });
    const { stdout } = await runGroupmap(['export', 'yaml', '.'], { cwd });
    const other = makeDirectory({ 'b.groupmap.yaml': stdout });
    const [a, b] = await Promise.all(
      [cwd, other].map((directory) => runGroupmap(['simulate', '.', '--format', 'jsonl'], { cwd: directory })),
    );
    const withoutPlaces = (text: string | undefined) => text?.replace(/"file":"[^"]*","line":\d+/g, '');
    expect(withoutPlaces(b?.stdout)).toBe(withoutPlaces(a?.stdout));
  });

  it('turns a computed Terraform directory into YAML, Terraform and commands that mean the same', async () => {
    const example = fileURLToPath(new URL('../../examples/terraform', import.meta.url));
    const users = readFileSync(join(example, 'users.groupmap.yaml'), 'utf8');
    const yaml = await runGroupmap(['export', 'yaml', '.'], { cwd: example });
    const terraform = await runGroupmap(['export', 'terraform', '.'], { cwd: example });
    expect([yaml.code, terraform.code]).toEqual([0, 0]);
    const outcomes = async (cwd: string) => {
      const { stdout } = await runGroupmap(['simulate', '.', '--format', 'json'], { cwd });
      return stdout.replace(/"(?:file|line|instance|resource)": .*/g, '');
    };
    const wanted = await outcomes(example);
    expect(wanted).toContain('"DeveloperRead"');
    expect(await outcomes(makeDirectory({ 'a.groupmap.yaml': yaml.stdout }))).toBe(wanted);
    expect(await outcomes(makeDirectory({ 'main.tf': terraform.stdout, 'users.groupmap.yaml': users }))).toBe(wanted);
  });

  it('writes commands in which check finds nothing', async () => {
    const example = fileURLToPath(new URL('../../examples/entra-azure-marketplace', import.meta.url));
    const { stdout } = await runGroupmap(['export', 'cli', '.'], { cwd: example });
    const check = async (script: string) =>
      (await runGroupmap(['check', 'mappings.sh'], { cwd: makeDirectory({ 'mappings.sh': script }) })).stdout;
    expect(await check(stdout)).not.toContain('cli-filter-missing');
    expect(await check(stdout.replace(/ --filter true/, ''))).toContain('cli-filter-missing');
  });

  it('ends with 1 when something is left out, and says what', async () => {
    const cwd = makeDirectory({
      'a.groupmap.yaml': soundFile.replace('sso:', 'x-a:').replace('    filter: \'"data-science" in groups\'\n', ''),
    });
    const { code, stderr } = await runGroupmap(['export', 'terraform', '.'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('The mapping "Data science" (a.groupmap.yaml:4) is left out: whom it matches is unknown.');
  });

  it.each([
    [['export', 'terraform', 'broken'], 1, /has an error/],
    [['export', 'terraform', 'missing'], 3, /does not exist/],
    [['export', 'pulumi', '.'], 2, /terraform, cli, api, yaml/],
    [['export', 'yaml'], 2, /path/],
    [['jit', 'broken', '--enable'], 1, /has an error/],
    [['jit', 'sound'], 2, /either --enable or --disable/],
    [['jit', 'sound', '--enable', '--disable'], 2, /either --enable or --disable/],
    [['jit', 'missing', '--enable'], 3, /does not exist/],
    [['jit', 'sound', '--disable'], 0, /organization\.id/],
  ])('%j ends with %i', async (argv, code, stderr) => {
    const cwd = makeDirectory({ 'broken/a.groupmap.yaml': brokenFile, 'sound/a.groupmap.yaml': soundFile });
    const result = await runGroupmap(argv, { cwd });
    expect([result.code, result.stderr]).toEqual([code, expect.stringMatching(stderr)]);
  });

  it.each(['export', 'jit'])('%s --help teaches by example', async (name) => {
    const { code, stdout } = await runGroupmap([name, '--help']);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`\nExamples:\n  groupmap ${name}`)]);
  });
});
