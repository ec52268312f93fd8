import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ShownEdit } from '../../protocol.js';
import type { Outcome, SimulationResult } from '../../src-language/provisioning/outcome.js';
import { expectAccessible } from './accessibility.js';
import { exampleSet } from './example-sets.js';
import { panelBrowser, themes, type PanelOptions } from './open-panel.js';

const openPanel = panelBrowser();
const root = fileURLToPath(new URL('../..', import.meta.url));

async function openWhatIf(options: PanelOptions, user?: string) {
  const opened = await openPanel({ ...options, show: { page: 'what-if', ...(user !== undefined && { user }) } });
  await opened.page.locator('.what-if-page').waitFor();
  return opened;
}

/** What the command line says of one user of a set. */
function simulated(files: Readonly<Record<string, string>>, user: string): Outcome {
  const directory = mkdtempSync(join(tmpdir(), 'what-if-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const printed = execFileSync(process.execPath, ['dist/cli.cjs', 'simulate', directory, '--user', user, '--format', 'json'], {
    cwd: root,
  });
  const [outcome] = (JSON.parse(printed.toString()) as SimulationResult).outcomes;
  if (!outcome) throw new Error(`There is no user ${user}.`);
  return outcome;
}

/** The rows of the comparison by kind, each with what becomes of it. */
const readRows = (page: Page, kind: string) =>
  page
    .locator(`tr[data-kind=${kind}]`)
    .evaluateAll((rows) => rows.map((row) => [row.getAttribute('data-id'), row.getAttribute('data-change')] as const));

const acme = {
  'acme.groupmap.yaml': `# Acme
organization: { display_name: Acme }
sso:
  application: { assignment_required: true, assigned_groups: [cc-users, cc-orders, cc-oncall, cc-admins] }
known_groups: [cc-users, cc-orders, cc-oncall, cc-admins, lunch-club]
group_mappings:
  - display_name: Orders on call
    filter: '"cc-orders" in groups && "cc-oncall" in groups' # both
    role_bindings:
      - { role_name: EnvironmentAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-prod }
  - display_name: Owners
    group: cc-admins
    role_bindings:
      - { role_name: OrganizationAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa }
  - display_name: Everyone
    filter: 'true'
    role_bindings:
      - { role_name: DataDiscovery, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-dev }

users:
  # on call this week
  - name: ana@acme.example
    member_of: [cc-users, cc-orders, cc-oncall]
  - name: ben@acme.example
    account: existing
    member_of: [lunch-club]
`,
};
const acmeText = acme['acme.groupmap.yaml'];

describe('what if', () => {
  it('a group is taken away and another one given: the difference is that of the two outcomes', async () => {
    const { page } = await openWhatIf({ files: acme });
    await page.getByLabel('cc-oncall').click();
    await page.getByRole('combobox', { name: 'Add a group' }).fill('adm');
    await page.keyboard.press('Enter');
    await page.getByText('Gains 1 role, loses 1').waitFor();
    const now = simulated(acme, 'ana@acme.example');
    const whatIf = simulated(
      { 'acme.groupmap.yaml': acmeText.replace('cc-orders, cc-oncall]\n  - name', 'cc-orders, cc-admins]\n  - name') },
      'ana@acme.example',
    );
    await page.locator('[data-unchanged]').click();
    const pair = ({ role_name, crn_pattern }: { role_name: string; crn_pattern: string }) => `${role_name} ${crn_pattern}`;
    const changesOf = (before: readonly string[], after: readonly string[]) =>
      [...new Set([...before, ...after])]
        .map((id) => [id, before.includes(id) ? (after.includes(id) ? 'same' : 'lost') : 'gained'] as const)
        .sort();
    expect((await readRows(page, 'role')).sort()).toEqual(changesOf(now.access.sso_session.map(pair), whatIf.access.sso_session.map(pair)));
    expect((await readRows(page, 'group')).sort()).toEqual(changesOf(now.groups, whatIf.groups));
    const matching = (outcome: Outcome) =>
      outcome.group_mappings.flatMap(({ result }, index) => (result === 'match' ? [String(index)] : []));
    expect((await readRows(page, 'mapping')).filter(([, change]) => change !== 'same').sort()).toEqual(
      changesOf(matching(now), matching(whatIf)).filter(([, change]) => change !== 'same'),
    );
    expect(await page.locator('[data-alert]').textContent()).toMatch(
      /^Gains an administrator role: OrganizationAdmin on .*, through Owners\.$/,
    );
    expect(await page.locator('[data-state=added]').textContent()).toBe('cc-admins+ added');
    expect(await page.locator('[data-state=removed]').textContent()).toBe('cc-oncall− removed');
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('Nothing is changed yet').waitFor();
    expect(await page.locator('[data-state=added], [data-state=removed]').count()).toBe(0);
  });

  it('only what differs is unfolded, and the rest is counted', async () => {
    const { page } = await openWhatIf({ files: acme });
    await page.getByLabel('JIT on').uncheck();
    await page.getByText('Refused: no account, and JIT is off').first().waitFor();
    const rows = page.locator('tr[data-change]');
    expect(await rows.evaluateAll((all) => all.filter((row) => row.getAttribute('data-change') === 'same').length)).toBe(0);
    const folded = page.locator('[data-unchanged]');
    const differing = await rows.count();
    const unchanged = Number(await folded.getAttribute('data-unchanged'));
    await folded.click();
    expect(await rows.count()).toBe(differing + unchanged);
  });

  it.each(themes)('breaks no rule of accessibility in %s', async (theme) => {
    const { page } = await openWhatIf({ files: acme, theme });
    await expectAccessible(page);
    await page.getByLabel('cc-oncall').uncheck();
    await page.getByLabel('Azure Marketplace').check();
    await page.locator('[data-tone=refused]').waitFor();
    await page.locator('[data-unchanged]').click();
    await page.getByRole('combobox', { name: 'Add a group' }).fill('cc');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save as sample user…' }).click();
    await page.locator('[data-remark]').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Save as expectation…' }).click();
    await page.locator('pre.code').waitFor();
    await expectAccessible(page);
  });

  it('what is tried out is copied and saved, as a command line too unless it takes other settings', async () => {
    const { page, sent } = await openWhatIf({ files: acme });
    await page.getByLabel('cc-oncall').click();
    await page.getByText('Loses 1 role').waitFor();
    const menu = page.getByRole('button', { name: 'Copy or export' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Copy as JSON' }).click();
    await expect.poll(() => sent.at(-1)?.type).toBe('copy');
    const copied = sent.at(-1);
    const json = JSON.parse(copied?.type === 'copy' ? copied.text : '') as { readonly now: Outcome; readonly what_if: Outcome };
    // The command line was run in another folder.
    const unplaced = ({ group_mappings, ...rest }: Outcome) => ({
      ...rest,
      group_mappings: group_mappings.map(({ file: _, ...mapping }) => mapping),
    });
    expect(unplaced(json.now)).toEqual(unplaced(simulated(acme, 'ana@acme.example')));
    expect(json.what_if.access.sso_session.map(({ role_name }) => role_name)).toEqual(
      (await readRows(page, 'role')).flatMap(([id, change]) => (change === 'lost' ? [] : [id?.split(' ')[0]])).concat('DataDiscovery'),
    );
    await menu.click();
    expect(await page.getByRole('menuitem', { name: 'Copy as command line' }).count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByLabel('JIT on').uncheck();
    await menu.click();
    expect(await page.getByRole('menuitem').allTextContents()).not.toContain('Copy as command line');
    await page.getByRole('menuitem', { name: 'Save as Markdown…' }).click();
    await expect.poll(() => sent.at(-1)).toMatchObject({ type: 'save', name: 'what-if-ana@acme.example.md' });
  });

  it('everything is done by keys alone', async () => {
    const { page, sent } = await openWhatIf({ files: acme });
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focusOn = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses++) {
        const label = await page.evaluate(() => {
          const element = document.activeElement;
          return (
            element?.getAttribute('aria-label') ??
            (element instanceof HTMLInputElement ? element.closest('label')?.textContent : element?.textContent) ??
            ''
          );
        });
        if (label.startsWith(name)) return;
        await press('Tab');
      }
      throw new Error(`${name} is not reached by Tab.`);
    };
    await page.locator('#tab-what-if').focus();
    await focusOn('cc-oncall');
    await press('Space');
    await page.getByText('Loses 1 role').waitFor();
    await focusOn('Add a group');
    await page.keyboard.type('no-such-group');
    await press('Enter');
    expect(await page.locator('[data-state=added]').getAttribute('data-group')).toBe('no-such-group');
    await focusOn('Assignment required');
    await press('Space');
    await focusOn('Save as expectation');
    await press('Enter');
    await page.locator('pre.code').waitFor();
    await press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Save as expectation…');
    await press('Enter');
    await focusOn('Add to file');
    await press('Enter');
    await page.getByText('Written to acme.groupmap.yaml.').waitFor();
    expect(sent.some(({ type }) => type === 'apply')).toBe(true);
  });

  it('an expectation is written only once its lines were shown, with comments and layout kept', async () => {
    const { page, sent } = await openWhatIf({ files: acme });
    await page.getByLabel('cc-oncall').uncheck();
    await page.getByText('Loses 1 role').waitFor();
    await page.getByRole('button', { name: 'Save as expectation…' }).click();
    const lines = page.locator('pre.code');
    await lines.waitFor();
    expect(await page.locator('[data-line]').textContent()).toContain('acme.groupmap.yaml at line 24');
    expect(await page.locator('[data-remark=does-not-hold]').textContent()).toContain('Not expected: EnvironmentAdmin');
    const shown = (await lines.textContent()) ?? '';
    expect(shown).toContain('+     expect:');
    expect(sent.filter(({ type }) => type === 'apply')).toEqual([]);
    await page.getByRole('button', { name: 'Add to file' }).click();
    await page.getByText('Written to acme.groupmap.yaml.').waitFor();
    const applied = sent.find((message) => message.type === 'apply') as { readonly edits: readonly ShownEdit[] };
    const text = applyShown(acmeText, applied.edits);
    expect(
      text
        .split('\n')
        .filter((line) => !acmeText.split('\n').includes(line))
        .map((line) => `+ ${line}\n`)
        .join(''),
    ).toBe(shown);
    expect(acmeText.split('\n').filter((line) => !text.split('\n').includes(line))).toEqual([]);
  });

  it('a sample user is saved with an expectation that holds', async () => {
    const { page, sent } = await openWhatIf({ files: acme });
    await page.getByLabel('cc-orders').uncheck();
    await page.getByText('Loses 1 role').waitFor();
    await page.getByRole('button', { name: 'Save as sample user…' }).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    expect(await name.inputValue()).toBe('ana-what-if@acme.example');
    await name.fill('ben@acme.example');
    await page.getByRole('alert').getByText('There is a user "ben@acme.example" already').waitFor();
    expect(await page.getByRole('button', { name: 'Add to file' }).isDisabled()).toBe(true);
    await name.fill('ana-without-orders@acme.example');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await page.locator('[data-remark]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByText('Written to acme.groupmap.yaml.').waitFor();
    const applied = sent.find((message) => message.type === 'apply') as { readonly edits: readonly ShownEdit[] };
    const files = { 'acme.groupmap.yaml': applyShown(acmeText, applied.edits) };
    expect(simulated(files, 'ana-without-orders@acme.example').groups).toEqual(['cc-users', 'cc-oncall']);
    const directory = mkdtempSync(join(tmpdir(), 'what-if-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    writeFileSync(join(directory, 'acme.groupmap.yaml'), files['acme.groupmap.yaml']);
    expect(execFileSync(process.execPath, ['dist/cli.cjs', 'test', directory], { cwd: root }).toString()).toMatch(/1 passed/);
  });

  it('stays while the file is edited and after a reload', async () => {
    const { page, edit, state } = await openWhatIf({ files: acme }, 'ben@acme.example');
    await page.getByLabel('Assigned by name').check();
    await page.getByText('Signs in, with 1 role').waitFor();
    await edit('acme.groupmap.yaml', acmeText.replace("'true'", "'false'"));
    await page.getByText('Signs in, with no role').waitFor();
    const again = await openPanel({ files: acme, state: await state() });
    await again.page.getByText('Signs in, with 1 role').waitFor();
    expect(await again.page.getByLabel('Assigned by name').isChecked()).toBe(true);
  });

  it('shows any group as text', async () => {
    const names = ['<img src=x onerror=alert(1)>', '\u202eevil', ' padded ', '00123', 'R&D'];
    const files = { 'a.groupmap.yaml': `users:\n  - name: ana\n    groups: ${JSON.stringify(names)}\n` };
    const { page } = await openWhatIf({ files });
    expect(await page.locator('.tchip .nm').allTextContents()).toEqual(names);
    expect(await page.locator('img').count()).toBe(0);
  });

  it('says why nothing can be added where no attribute is designated', async () => {
    const { page } = await openWhatIf({ files: { 'a.groupmap.yaml': 'users:\n  - name: ana\n    attributes: { groups: [a] }\n' } });
    await page.getByText('No attribute is designated').waitFor();
    expect(await page.getByRole('combobox', { name: 'Add a group' }).count()).toBe(0);
  });

  it.each(['okta', 'entra-azure-marketplace'])('takes every user of %s, and says that nothing is changed', async (name) => {
    const { page, post, loaded } = await openWhatIf({ files: exampleSet(name) });
    for (const { name: user } of loaded().set.users) {
      await post({ type: 'show', show: { uri: 'file:///set/a.groupmap.yaml', user: user.value } });
      await page.locator(`.what-if-page[data-user="${user.value}"]`).waitFor();
      await page.getByText('Nothing is changed yet').waitFor();
      expect(await page.locator('tr[data-change]').count()).toBe(0);
    }
  });
});

function applyShown(text: string, edits: readonly ShownEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: ShownEdit['start']) =>
    lines.slice(0, line).reduce((sum, before) => sum + before.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.start) - offset(a.start))
    .reduce((result, { start, end, newText }) => result.slice(0, offset(start)) + newText + result.slice(offset(end)), text);
}
