import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { installHost } from '../host/install-host.mjs';
import { openWorkbench, type Workbench } from '../host/open-workbench.mjs';
import { User } from '../host/user.mjs';
import { vscodeVersions } from '../host/vscode-versions.mjs';

const vsix = process.env.GROUPMAP_VSIX ?? '';
const root = fileURLToPath(new URL('../../../', import.meta.url));
const workspace = `${root}test/vscode/suites/mapping-sets/workspace`;
const only = process.env.GROUPMAP_VSCODE_VERSION;
const usersFile = 'globex/users.groupmap.yaml';

describe.each(vscodeVersions.filter(({ version }) => !only || version === only))('trying out a change in VS Code $version', (version) => {
  let workbench: Workbench | undefined;
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.page.screenshot({ path: `${root}out/vscode/${task.name}.png` });
    await workbench?.close();
    workbench = undefined;
  });

  it('a group is given to somebody, the difference is seen, and an expectation of it saved into the file', async () => {
    workbench = await openWorkbench({ host: installHost(version), workspace, extension: { vsix } });
    const { page, folder } = workbench;
    const user = new User(page);
    const read = () => readFileSync(join(folder, usersFile), 'utf8');
    await user.openFile(usersFile);
    await user.seesSet('Globex');
    await user.select('member_of: [cc-engineering]');
    await user.press('ArrowRight');
    await user.type(' # for now');
    await user.saveAll();
    const before = read();
    await user.runCommand('Group Mapping: Open Evaluator');
    const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

    // The matrix of the same set: its first user matches one of the mappings.
    await panel.getByRole('tab', { name: 'Matrix' }).click();
    await panel.getByRole('grid').waitFor();
    expect(await panel.locator('[data-user="mia@globex.example"] [data-result=match]').count()).toBe(1);

    await panel.getByRole('tab', { name: 'What if' }).click();
    await panel.getByText('Nothing is changed yet').waitFor();
    await panel.getByRole('combobox', { name: 'Add a group' }).click();
    await user.type('cc-orders');
    await user.press('Enter');
    await panel.locator('tr[data-kind=mapping][data-change=gained]', { hasText: 'Orders' }).waitFor();
    await panel.locator('[data-state=added]', { hasText: 'cc-orders' }).waitFor();

    await panel.getByRole('button', { name: 'Save as expectation…' }).click();
    const lines = await panel.locator('pre.code').textContent();
    expect(read()).toBe(before);
    await panel.getByRole('button', { name: 'Change file' }).click();
    await panel.getByText('Written to').waitFor();
    await user.runCommand('File: Save All');
    await page.locator('.tab.dirty').first().waitFor({ state: 'hidden' });
    const after = read();
    expect(after).toContain('member_of: [cc-engineering] # for now');
    const added = after.split('\n').filter((line) => !before.split('\n').includes(line));
    for (const line of added) expect(lines).toContain(`+ ${line}\n`);
    expect(after.slice(0, after.indexOf('  - name: noor'))).toContain('group_mappings: [Engineering, Orders]');
    // Whoever else is in the file stays as written.
    expect(after.slice(after.indexOf('  - name: noor'))).toBe(before.slice(before.indexOf('  - name: noor')));

    // From a Terraform file: what is saved goes to the file of the sample users beside it.
    const terraform = ['hooli/main.tf', 'hooli/teams.yaml', 'hooli/users.groupmap.yaml'];
    const readAll = () => terraform.map((name) => readFileSync(join(folder, name), 'utf8'));
    const [mainBefore, teamsBefore, usersBefore = ''] = readAll();
    await user.openFile('hooli/main.tf');
    await user.seesSet('Hooli');
    await user.runCommand('Group Mapping: Open Evaluator');
    await panel.getByRole('tab', { name: 'What if' }).click();
    await panel.getByRole('combobox', { name: 'Add a group' }).click();
    await user.type('cc-billing');
    await user.press('Enter');
    await panel.locator('tr[data-kind=mapping][data-change=gained]', { hasText: 'Team billing' }).waitFor();
    await panel.getByRole('button', { name: 'Save as sample user…' }).click();
    await panel.getByRole('textbox', { name: 'Name' }).fill('monica@hooli.example');
    await panel.getByRole('button', { name: 'Add to file' }).click();
    await panel.getByText('Written to hooli/users.groupmap.yaml').waitFor();
    // The editor opens what was changed without being open.
    await page.locator('.tab.dirty', { hasText: 'users.groupmap.yaml' }).waitFor();
    await user.saveAll();
    const [mainAfter, teamsAfter, usersAfter = ''] = readAll();
    expect([mainAfter, teamsAfter]).toEqual([mainBefore, teamsBefore]);
    expect(usersAfter.startsWith(usersBefore)).toBe(true);
    expect(usersAfter.slice(usersBefore.length)).toMatch(
      /^ {2}- \{ name: monica@hooli\.example, .*, cc-billing\], .* group_mappings: \[Team billing, Auditors\], .*\n$/,
    );
  });
});
