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

describe.each(vscodeVersions.filter(({ version }) => !only || version === only))('tests and mappings in VS Code $version', (version) => {
  let workbench: Workbench | undefined;
  afterEach(async ({ task }) => {
    // What a failed test saw last says more than its message.
    if (task.result?.state === 'fail') await workbench?.page.screenshot({ path: `${root}out/vscode/${task.name}.png` });
    await workbench?.close();
    workbench = undefined;
  });

  it('a broken filter fails an expectation and has a badge; repaired by hand, the expectation holds again', async () => {
    const opened = (workbench = await openWorkbench({ host: installHost(version), workspace, extension: { vsix } }));
    const user = new User(opened.page);
    await user.openFile('globex/users.groupmap.yaml');
    await user.seesSet('Globex');
    await user.runCommand('Testing: Focus on Test Explorer View');
    await user.row(/^Globex/).waitFor();
    await user.runCommand('Test: Run All Tests');
    await user.row(/^Globex \(Passed\)/).waitFor();

    // From here on the tests are run again for every change, saved or not.
    await user.runCommand('Test: Start Continuous Run');
    await user.openFile('globex/mappings.groupmap.yaml');
    await user.select(`cc-engineering" in groups'`);
    await user.press('ArrowLeft', 'Delete');
    await user.row(/^Globex \(Failed\)/).waitFor();
    await user.row(/^Globex \(Failed\)/).click();
    await user.press('ArrowRight');
    await user.row(/^mia@globex\.example \(Failed\)/).waitFor();

    await user.runCommand('View: Show Group Mappings');
    await user.row(/^Engineering, 0 of 4 users; 1 finding, a warning: .*c-engineering/).waitFor();
    await user.row(/^Mapping set Globex, globex, 1 warning/).waitFor();

    await user.openFile('globex/mappings.groupmap.yaml');
    await user.press('Control+KeyZ');
    await user.row(/^Engineering, 2 of 4 users$/).waitFor();
    await user.runCommand('Testing: Focus on Test Explorer View');
    await user.row(/^Globex \(Passed\)/).waitFor();

    // The same of a set in Terraform, with nothing but its file open.
    await user.openFile('hooli/main.tf');
    await user.seesSet('Hooli');
    await user.row(/^Hooli \(Passed\)/).waitFor();
    await user.select('cc-staff');
    await user.type('cc-stuff');
    await user.row(/^Hooli \(Failed\)/).waitFor();
    await user.runCommand('View: Show Group Mappings');
    await user.row(/^Mapping set Hooli, hooli, 1 warning/).waitFor();
    await user.row(/^Auditors, 0 of 2 users; 1 finding, a warning: .*cc-stuff/).waitFor();
    await user.openFile('hooli/main.tf');
    await user.press('Control+KeyZ');
    await user.row(/^Auditors, 1 of 2 users$/).waitFor();
    expect(readFileSync(join(opened.folder, 'globex/mappings.groupmap.yaml'), 'utf8')).toBe(
      readFileSync(join(workspace, 'globex/mappings.groupmap.yaml'), 'utf8'),
    );
  });
});
