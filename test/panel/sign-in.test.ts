import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Outcome, SimulationResult } from '../../src-language/provisioning/outcome.js';
import { exampleNames, exampleSet } from './example-sets.js';
import { panelBrowser, type OpenPanel } from './open-panel.js';
import { uncommonSets } from './uncommon-sets.js';

const openPanel = panelBrowser();
const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the command line says of a directory, whatever else it finds wrong there. */
function simulated(path: string): readonly Outcome[] {
  const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), 'simulate', path, '--format', 'json'], { encoding: 'utf8' });
  return (JSON.parse(stdout) as SimulationResult).outcomes;
}

function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'sign-in-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

/** Values of the page that must be those of the outcome: lists in their order where that is the outcome's. */
interface PageValues {
  readonly signIn: string | undefined;
  readonly account: string | undefined;
  readonly groups: readonly string[];
  readonly steps: readonly string[];
  readonly mappings: readonly string[];
  readonly session: readonly string[];
  readonly apiKeys: readonly string[];
  readonly acls: number;
  readonly notes: readonly string[];
}

/** Of more groups than this the panel shows how many there are. */
const shownGroups = 60;

function valuesOf(outcome: Outcome): PageValues {
  const pair = ({ role_name, crn_pattern }: Outcome['access']['sso_session'][number]): string => `${role_name} ${crn_pattern}`;
  return {
    signIn: outcome.sign_in,
    account: outcome.account,
    groups: [...outcome.groups.slice(0, shownGroups), ...outcome.groups_withheld.map(({ group }) => group).slice(0, shownGroups)],
    steps: outcome.steps.map(({ step, result, basis }) => `${step} ${result} ${basis}`),
    mappings: outcome.group_mappings.map(({ display_name, result, line }) => `${display_name} ${result} ${line}`).sort(),
    session: outcome.access.sso_session.map(pair).sort(),
    apiKeys: outcome.access.api_keys.map(pair).sort(),
    acls: outcome.access.acls.length,
    notes: outcome.notes.map(({ code }) => code),
  };
}

/** Runs in the page. */
function readPage(): PageValues {
  const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
  const roles = all('[data-role]');
  const pair = ({ dataset }: HTMLElement): string => `${dataset['role']} ${dataset['crn']}`;
  const [page] = all('[data-sign-in]');
  return {
    signIn: page?.dataset['signIn'],
    account: page?.dataset['account'],
    groups: all('.chips [data-group]').map(({ dataset }) => dataset['group'] ?? ''),
    steps: all('[data-step][data-result]').map(({ dataset }) => `${dataset['step']} ${dataset['result']} ${dataset['basis']}`),
    mappings: all('[data-mapping]')
      .map(({ dataset }) => `${dataset['mapping']} ${dataset['result']} ${dataset['line']}`)
      .sort(),
    session: roles
      .filter(({ dataset }) => dataset['session'] === 'true')
      .map(pair)
      .sort(),
    apiKeys: roles
      .filter(({ dataset }) => dataset['apiKeys'] === 'true')
      .map(pair)
      .sort(),
    acls: all('[data-acl]').length,
    notes: all('[data-note]').map(({ dataset }) => dataset['note'] ?? ''),
  };
}

async function expectShown({ page, post }: OpenPanel, outcomes: readonly Outcome[]): Promise<void> {
  expect(outcomes.length).toBeGreaterThan(1);
  for (const outcome of outcomes) {
    await post({ type: 'show', show: { uri: 'file:///set/a.groupmap.yaml', user: outcome.user } });
    await page.locator(`[data-user="${outcome.user}"]`).waitFor();
    const shown = await page.evaluate(readPage);
    const expected = valuesOf(outcome);
    expect({ user: outcome.user, ...shown, notes: [] }).toEqual({ user: outcome.user, ...expected, notes: [] });
    expect(new Set(shown.notes)).toEqual(new Set(expected.notes));
  }
}

describe('the sign-in page', () => {
  it.each(exampleNames)('shows of every user of %s what the command line says', async (name) => {
    await expectShown(await openPanel({ files: exampleSet(name) }), simulated(join(root, 'examples', name)));
  });

  it.each(Object.keys(uncommonSets))('shows what the command line says with %s', async (name) => {
    const files = uncommonSets[name] ?? {};
    await expectShown(await openPanel({ files }), simulated(directoryOf(files)));
  });

  it('tells without which of the fewest groups each role would be gone, and of none that no loss takes away', async () => {
    const role = (name: string) => `[{ role_name: ${name}, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]`;
    const file = `group_mappings:
  - { display_name: A, filter: '"x" in groups || "y" in groups', role_bindings: ${role('DeveloperRead')} }
  - { display_name: B, filter: '"y" in groups && "z" in groups', role_bindings: ${role('EnvironmentAdmin')} }
  - { display_name: C, filter: 'true', role_bindings: ${role('FlinkDeveloper')} }
users: [{ name: ana, groups: [x, y, z], role_bindings: ${role('MetricsViewer')} }]
`;
    const { page } = await openPanel({ files: { 'a.groupmap.yaml': file } });
    await page.locator('[data-user="ana"]').waitFor();
    const rows = await page
      .locator('[data-role]')
      .evaluateAll((all) => all.map((row) => [row.getAttribute('data-role'), row.querySelector('.by .sub')?.textContent ?? '']));
    expect(Object.fromEntries(rows)).toEqual({
      EnvironmentAdmin: expect.stringMatching(/^gone without y$/),
      DeveloperRead: expect.stringMatching(/^gone without x\s*and\s*y$/),
      FlinkDeveloper: '',
      MetricsViewer: '',
    });
  });
});
