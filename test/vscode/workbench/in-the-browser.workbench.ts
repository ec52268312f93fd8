import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { installHost } from '../host/install-host.mjs';
import { openWorkbench, type Workbench } from '../host/open-workbench.mjs';
import { findVersion, newestVersion } from '../host/vscode-versions.mjs';
import { User } from '../host/user.mjs';

const vsix = process.env.GROUPMAP_VSIX ?? '';
const root = fileURLToPath(new URL('../../../', import.meta.url));
const version = process.env.GROUPMAP_VSCODE_VERSION ? findVersion(process.env.GROUPMAP_VSCODE_VERSION) : newestVersion;

describe(`the extension in the browser, in VS Code ${version.version}`, () => {
  let workbench: Workbench | undefined;
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.page.screenshot({ path: `${root}out/vscode/${task.name}.png` });
    await workbench?.close();
  });

  it('checks YAML and Terraform and shows a sign-in, all in web workers', async () => {
    const workspace = `${root}test/vscode/suites/mapping-sets/workspace`;
    const window = { width: 1800, height: 900 };
    workbench = await openWorkbench({ host: installHost(version), workspace, extension: { inBrowser: vsix }, window });
    const user = new User(workbench.page);
    await user.openFile('globex/mappings.groupmap.yaml');
    await user.seesSet('Globex');
    await user.seesLens('2 of 4 users match');
    await user.runCommand('Group Mapping: Open Evaluator');
    const panel = workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await panel.locator('[data-user="mia@globex.example"][data-sign-in="allowed"]').waitFor();

    await user.focusEditor();
    await user.select('"cc-engineering" in');
    await user.type('"cc-engineering" inn');
    await user.squiggles.first().waitFor();
    await panel.locator('[data-mapping="Engineering"][data-result="unknown"]').waitFor();

    await user.openFile('hooli/main.tf');
    await user.seesLens(/of \d+ users match/);
    expect(workbench.outsideRequests).toEqual([]);
  });
});
