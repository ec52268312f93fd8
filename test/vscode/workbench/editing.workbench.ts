import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { installHost } from '../host/install-host.mjs';
import { openWorkbench } from '../host/open-workbench.mjs';
import { vscodeVersions } from '../host/vscode-versions.mjs';
import { User } from './user.js';

const vsix = process.env.GROUPMAP_VSIX ?? '';
const workspace = fileURLToPath(new URL('../suites/mapping-sets/workspace/', import.meta.url));
const only = process.env.GROUPMAP_VSCODE_VERSION;

describe.each(vscodeVersions.filter(({ version }) => !only || version === only))('editing mapping files in VS Code $version', (version) => {
  let close: (() => Promise<void>) | undefined;
  afterEach(() => close?.());

  /** Opens the workspace: somebody to work in it, and what is in its files on disk. */
  async function start() {
    const workbench = await openWorkbench({ host: installHost(version), workspace, extension: { vsix } });
    close = workbench.close;
    return { user: new User(workbench.page), read: (path: string) => readFileSync(join(workbench.folder, path), 'utf8') };
  }

  it('underlines a mistake as it is typed, and lists it among the problems', async () => {
    const { user } = await start();
    await user.openFile('globex/mappings.groupmap.yaml');
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
});
