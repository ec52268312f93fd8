import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Outcome, SimulationResult } from '../../src-language/provisioning/outcome.js';
import { exampleNames, exampleSet } from './example-sets.js';
import { panelBrowser } from './open-panel.js';

const openPanel = panelBrowser();
const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the command line says of an example. */
function simulated(name: string): readonly Outcome[] {
  const path = join(root, 'examples', name);
  const output = execFileSync(process.execPath, [join(root, 'dist/cli.cjs'), 'simulate', path, '--format', 'json'], { encoding: 'utf8' });
  return (JSON.parse(output) as SimulationResult).outcomes;
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

function valuesOf(outcome: Outcome): PageValues {
  const pair = ({ role_name, crn_pattern }: Outcome['access']['sso_session'][number]): string => `${role_name} ${crn_pattern}`;
  return {
    signIn: outcome.sign_in,
    account: outcome.account,
    groups: [...outcome.groups, ...outcome.groups_withheld.map(({ group }) => group)].slice(0, 60),
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

describe('the sign-in page', () => {
  it.each(exampleNames)('shows of every user of %s what the command line says', async (name) => {
    const { page, post } = await openPanel({ files: exampleSet(name) });
    const uri = `file:///set/${Object.keys(exampleSet(name))[0]}`;
    for (const outcome of simulated(name)) {
      await post({ type: 'show', show: { uri, user: outcome.user } });
      await page.locator(`[data-user="${outcome.user}"]`).waitFor();
      const shown = await page.evaluate(readPage);
      const expected = valuesOf(outcome);
      expect({ user: outcome.user, ...shown, notes: [] }).toEqual({ user: outcome.user, ...expected, notes: [] });
      expect(new Set(shown.notes)).toEqual(new Set(expected.notes));
    }
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
