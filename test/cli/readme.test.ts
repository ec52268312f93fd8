import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeDirectory, runGroupmap } from './run-groupmap.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [example = ''] = Array.from(readme.matchAll(/^```yaml\n([^]*?)^```$/gm), (block) => block[1] ?? '');
const mistake = example.replace(`" in groups'`, `" in groups or "CC-Users" in groups'`);

/** What the README shows after a command. */
function shownAfter(command: string): string {
  const block = readme.split(`$ groupmap ${command}\n`)[1]?.split('```')[0];
  return block ?? `the README does not show groupmap ${command}`;
}

describe('the README', () => {
  it('has an example file without findings, whose expectations hold', async () => {
    const cwd = makeDirectory({ 'acme.groupmap.yaml': example });
    expect(await runGroupmap(['check', '.'], { cwd })).toMatchObject({ code: 0, stdout: '1 file, 2 group mappings: nothing to report\n' });
    expect(await runGroupmap(['test', '.'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(await runGroupmap(['fmt', '--check', '.'], { cwd })).toMatchObject({ code: 0 });
  });

  it('shows an outcome as it is printed', async () => {
    const cwd = makeDirectory({ 'acme.groupmap.yaml': example });
    const { stdout } = await runGroupmap(['simulate', '.', '--user', 'ben@acme.example'], { cwd });
    expect(shownAfter('simulate . --user ben@acme.example')).toBe(stdout);
  });

  it('shows a mistake as it is reported, and what comes after its fix', async () => {
    const { stdout } = await runGroupmap(['check', '.'], { cwd: makeDirectory({ 'acme.groupmap.yaml': mistake }) });
    expect(shownAfter('check .')).toBe(stdout);
    const cwd = makeDirectory({ 'acme.groupmap.yaml': mistake.replace('groups or', 'groups ||') });
    expect((await runGroupmap(['check', '.'], { cwd })).stdout).toMatch(/ group-case: "CC-Users" .* "cc-users"/);
  });
});
