import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { installHost } from '../host/install-host.mjs';
import { openWorkbench, type Workbench } from '../host/open-workbench.mjs';
import { vscodeVersions } from '../host/vscode-versions.mjs';
import { User } from '../host/user.mjs';

const vsix = process.env.GROUPMAP_VSIX ?? '';
const root = fileURLToPath(new URL('../../../', import.meta.url));
const workspace = `${root}test/vscode/suites/mapping-sets/workspace`;
const only = process.env.GROUPMAP_VSCODE_VERSION;

describe.each(vscodeVersions.filter(({ version }) => !only || version === only))('editing mapping files in VS Code $version', (version) => {
  let workbench: Workbench | undefined;
  afterEach(async ({ task }) => {
    // What a failed test saw last says more than its message.
    if (task.result?.state === 'fail') await workbench?.page.screenshot({ path: `${root}out/vscode/${task.name}.png` });
    await workbench?.close();
    workbench = undefined;
  });

  /** Opens the workspace: somebody to work in it, and what is in its files on disk. */
  async function start() {
    const opened = (workbench = await openWorkbench({ host: installHost(version), workspace, extension: { vsix } }));
    return { user: new User(opened.page), read: (path: string) => readFileSync(join(opened.folder, path), 'utf8') };
  }

  it('underlines a mistake as it is typed, and lists it among the problems', async () => {
    const { user } = await start();
    await user.openFile('globex/mappings.groupmap.yaml');
    await user.seesSet('Globex');
    await user.select(`cc-engineering" in groups'`);
    await user.press('ArrowRight', 'ArrowLeft', 'Backspace');
    await user.squiggles.first().waitFor();
    expect(await user.squiggles.count()).toBe(1);
    await user.press('Control+Shift+KeyM');
    await user
      .problem(/groups/)
      .first()
      .waitFor();
  });

  it('completes a half-written filter to the group that is chosen', async () => {
    const { user, read } = await start();
    await user.openFile('globex/mappings.groupmap.yaml');
    await user.seesSet('Globex');
    const before = read('globex/mappings.groupmap.yaml');
    await user.select('cc-engineering" in groups\'');
    await user.press('Delete');
    await user.type('cc-sup');
    await user.press('Control+Space');
    await user.suggestion('cc-support').waitFor();
    await user.press('Enter');
    await user.saveAll();
    expect(read('globex/mappings.groupmap.yaml')).toBe(before.replace(`'"cc-engineering" in groups'`, `'"cc-support" in groups'`));
  });

  it('mends a mistake by its quick fix', async () => {
    const { user, read } = await start();
    await user.openFile('globex/mappings.groupmap.yaml');
    await user.seesSet('Globex');
    const before = read('globex/mappings.groupmap.yaml');
    await user.select(`cc-engineering" in groups'`);
    await user.press('ArrowRight', 'ArrowLeft', 'Backspace');
    await user.squiggles.first().waitFor();
    await user.press('ArrowLeft');
    await user.openActions(/groups/);
    await user.press('Enter');
    await user.squiggles.first().waitFor({ state: 'detached' });
    await user.saveAll();
    expect(read('globex/mappings.groupmap.yaml')).toBe(before);
  });

  it('renames a group in every file of the set', async () => {
    const { user, read } = await start();
    await user.openFile('globex/mappings.groupmap.yaml');
    await user.seesSet('Globex');
    const files = ['mappings', 'organization', 'users'].map((name) => `globex/${name}.groupmap.yaml`);
    const before = files.map(read);
    await user.select(`cc-engineering" in groups'`);
    await user.press('ArrowLeft', 'F2');
    await user.renameBox.fill('cc-builders');
    await user.press('Enter');
    await user.renameBox.waitFor({ state: 'hidden' });
    await user.sees('cc-builders');
    await user.saveAll();
    expect(files.map(read)).toEqual(before.map((text) => text.replaceAll('cc-engineering', 'cc-builders')));
  });
});
