import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installHost } from '../host/install-host.mjs';
import { openWorkbench, type Workbench } from '../host/open-workbench.mjs';
import { vscodeVersions } from '../host/vscode-versions.mjs';
import { User } from '../host/user.mjs';

const vsix = process.env.GROUPMAP_VSIX ?? '';
const root = fileURLToPath(new URL('../../../', import.meta.url));
const workspace = `${root}test/vscode/suites/mapping-sets/workspace`;
const only = process.env.GROUPMAP_VSCODE_VERSION;

describe.each(vscodeVersions.filter(({ version }) => !only || version === only))('the evaluator panel in VS Code $version', (version) => {
  let workbench: Workbench | undefined;
  let scratch = '';
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'groupmap-repository-'));
    const repository = join(scratch, 'workspace');
    cpSync(workspace, repository, { recursive: true });
    for (const command of [
      ['init', '--quiet'],
      ['add', '--all'],
      ['commit', '--quiet', '--message', 'Before'],
    ])
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', ...command], { cwd: repository, stdio: 'pipe' });
    workbench = await openWorkbench({
      host: installHost(version),
      workspace: repository,
      extension: { vsix },
      settings: { 'git.enabled': true },
      // Beside a panel, the search box of a narrower window says no more how much it found.
      window: { width: 1800, height: 900 },
    });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.page.screenshot({ path: `${root}out/vscode/${task.name}.png` });
  });
  afterAll(async () => {
    await workbench?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  const start = (): User => {
    if (!workbench) throw new Error('There is no workbench.');
    return new User(workbench.page);
  };
  /** The panel's page: a frame in a frame, as the editor has webviews. */
  const panelOf = (user: User): FrameLocator => user.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

  it('follows every keystroke in the editor without taking the focus', async () => {
    const user = start();
    const { page } = user;
    await user.openFile('globex/mappings.groupmap.yaml');
    await user.seesSet('Globex');
    await user.runCommand('Group Mapping: Open Evaluator');
    const panel = panelOf(user);
    await panel.locator('[data-user="mia@globex.example"]').waitFor();
    await panel.getByRole('combobox', { name: 'Sample user' }).click();
    await panel.getByRole('option', { name: 'omar@globex.example' }).click();
    await panel.locator('[data-user="omar@globex.example"][data-sign-in="allowed"]').waitFor();
    expect(await panel.locator('[data-step]').count()).toBe(5);
    const engineering = panel.locator('[data-mapping="Engineering"]');
    await panel.locator('[data-mapping="Engineering"][data-result="no-match"] summary').focus();

    // What had the focus in the panel is drawn elsewhere while somebody types in the editor: the keys still go into the editor.
    await user.focusEditor();
    await user.select('cc-engineering');
    await user.type('cc-supp');
    await engineering.filter({ hasText: 'cc-supp' }).waitFor();
    await user.type('ort');
    await panel.locator('[data-mapping="Engineering"][data-result="match"]').waitFor();
    await user.sees('"cc-support" in groups');
    expect(await page.locator('.tab.dirty').count()).toBe(1);
    await user.runCommand('File: Revert File');
    await panel.locator('[data-mapping="Engineering"][data-result="no-match"]').waitFor();
  });

  it('is as it was left after it was hidden, and after the window was loaded anew', async () => {
    const user = start();
    const panel = panelOf(user);
    await user.openFile('globex/users.groupmap.yaml');
    await user.seesLens(/2 roles/);
    await user.runCommand('Group Mapping: Open Evaluator');
    // The lens above a user shows that one; whom somebody chooses after that in the panel is what counts.
    await user.clickLens(/2 roles/);
    await panel.locator('.sign-in[data-user="noor@globex.example"]').waitFor();
    await panel.getByRole('combobox', { name: 'Sample user' }).click();
    await panel.getByRole('option', { name: 'omar@globex.example' }).click();
    await panel.locator('.sign-in[data-user="omar@globex.example"]').waitFor();
    await panel.locator('[data-mapping="Support"]').focus();
    await user.press('w');
    await panel.locator('[data-watches="1"]').waitFor();
    await panel.getByRole('tab', { name: 'What if' }).click();
    await panel.getByRole('combobox', { name: 'Add a group' }).click();
    await user.type('cc-orders');
    await user.press('Enter');
    await panel.locator('tr[data-kind=mapping][data-change=gained]', { hasText: 'Orders' }).waitFor();

    const seesAll = async (): Promise<void> => {
      await panel.locator('.what-if-page[data-user="omar@globex.example"]').waitFor();
      await panel.locator('[data-state=added]', { hasText: 'cc-orders' }).waitFor();
      await panel.locator('tr[data-kind=mapping][data-change=gained]', { hasText: 'Orders' }).waitFor();
      await panel.locator('.watches li[data-seen=yes][data-answer=yes]', { hasText: 'omar@globex.example' }).waitFor();
    };
    await user.openFile('globex/mappings.groupmap.yaml');
    await user.page.locator('iframe.webview.ready').waitFor({ state: 'hidden' });
    await user.openTab(/^Evaluator: Globex/);
    await seesAll();

    await user.reloadWindow();
    await seesAll();
  });

  it('simulates everybody and one user, and shows what an edit changes since the last commit', async () => {
    const user = start();
    const panel = panelOf(user);
    await user.focusEditor();
    await user.openFile('globex/mappings.groupmap.yaml');
    await user.seesSet('Globex');
    await user.runCommand('Group Mapping: Simulate');
    await panel.getByRole('grid').waitFor();
    const everybody = ['mia', 'noor', 'omar', 'pia'].map((name) => `${name}@globex.example`);
    expect(await panel.locator('[role=row][data-user]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-user')))).toEqual(
      everybody,
    );

    await user.focusEditor();
    await user.press('Control+Home');
    await user.select('cc-engineering');
    await user.type('cc-support');
    await panel.locator('[data-user="omar@globex.example"] [data-mapping="0"][data-result=match]').waitFor();
    await user.runCommand('Group Mapping: Simulate User');
    await user.choose('omar@globex.example');
    await panel.locator('.sign-in[data-user="omar@globex.example"] tr[data-role=CloudClusterAdmin][data-session=true]').waitFor();

    await user.runCommand('Group Mapping: Diff with Git');
    await panel.locator('.diff-page[data-level=administrator]').waitFor();
    const gains = panel.locator('.person[data-user="omar@globex.example"] [data-kind=gains]');
    expect(await gains.filter({ hasText: 'CloudClusterAdmin' }).count()).toBe(1);
    for (const name of ['mia', 'noor'])
      await panel.locator(`.person[data-user="${name}@globex.example"] [data-kind=loses]`, { hasText: 'CloudClusterAdmin' }).waitFor();
    await panel.getByText('Anyone in cc-support now gets CloudClusterAdmin').waitFor();
    expect(await panel.locator('.person').count()).toBe(3);
    await user.focusEditor();
    await user.runCommand('File: Revert File');
    await panel.locator('.diff-page[data-level=none]').waitFor();

    // In Terraform too, by what its functions read in the revision.
    await user.openFile('hooli/teams.yaml');
    await user.select('cc-orders');
    await user.type('cc-staff');
    await user.openFile('hooli/main.tf');
    await user.runCommand('Group Mapping: Diff with Git');
    await panel.getByText('Anyone in cc-staff now gets').first().waitFor();
    await panel.locator('.person[data-user="gavin@hooli.example"] [data-kind=gains]').waitFor();
    expect(await panel.locator('[data-kind=uncertain]').count()).toBe(0);
  });
});
