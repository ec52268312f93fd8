import { fileURLToPath } from 'node:url';
import type { FrameLocator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
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
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.page.screenshot({ path: `${root}out/vscode/${task.name}.png` });
    await workbench?.close();
    workbench = undefined;
  });

  /** The panel's page: a frame in a frame, as the editor has webviews. */
  const panelOf = (user: User): FrameLocator => user.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

  it('follows every keystroke in the editor without taking the focus', async () => {
    // Beside a panel, the search box of a narrower window says no more how much it found.
    const window = { width: 1800, height: 900 };
    workbench = await openWorkbench({ host: installHost(version), workspace, extension: { vsix }, window });
    const { page } = workbench;
    const user = new User(page);
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
    await user.press('Control+Digit1');
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await user.select('cc-engineering');
    await user.type('cc-supp');
    await engineering.filter({ hasText: 'cc-supp' }).waitFor();
    await user.type('ort');
    await panel.locator('[data-mapping="Engineering"][data-result="match"]').waitFor();
    await user.sees('"cc-support" in groups');
    expect(await page.locator('.tab.dirty').count()).toBe(1);
  });
});
