// `npm run screenshots`: the pictures of the README, taken in the real editor with the packaged extension: docs/pictures/<scene>-<theme>.png.
//
//   --scene completion        this scene only
//   --theme high-contrast     this theme only; high contrast is for looking at, and goes to out/pictures
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withPalette } from './palette-png.mjs';
import { installPackages, root } from './set-up.mjs';

installPackages();
const { writePackage } = await import('./package.mjs');
const { installHost } = await import('../test/vscode/host/install-host.mjs');
const { openWorkbench } = await import('../test/vscode/host/open-workbench.mjs');
const { User } = await import('../test/vscode/host/user.mjs');
const { newestVersion } = await import('../test/vscode/host/vscode-versions.mjs');

/** A picture larger than this, in bytes, makes the README slow. */
const largestPicture = 200_000;

const themes = {
  dark: { name: 'Default Dark Modern', folder: 'docs/pictures' },
  light: { name: 'Default Light Modern', folder: 'docs/pictures' },
  'high-contrast': { name: 'Default High Contrast', folder: 'out/pictures' },
};

/** Nothing but the editor: what is around it is everybody's own. */
const bareSettings = {
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.fontSize': 13,
  'editor.guides.indentation': false,
  'editor.lightbulb.enabled': 'off',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.overviewRulerBorder': false,
  'editor.renderLineHighlight': 'none',
  'editor.scrollBeyondLastLine': false,
  'editor.stickyScroll.enabled': false,
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.sideBar.location': 'right',
};

const file = 'globex.groupmap.yaml';

/** What is shown, and what a user does to get there. */
const scenes = {
  async mappings(user) {
    await user.select('display_name: Orders leads');
    await user.press('Home');
    await user.seesLens(/matches/);
  },
  async finding(user) {
    await user.select('cc-engineering" in groups\'');
    await user.press('ArrowLeft', ...Array(4).fill('ArrowRight'), 'Delete');
    await user.press('Control+Shift+KeyM');
    await user.problem(/cc-/).first().click();
    await user.page.locator('.squiggly-warning, .squiggly-error').first().hover({ force: true });
    await user.page.locator('.monaco-hover:visible', { hasText: 'cc-engineering' }).waitFor();
  },
  async completion(user) {
    await user.select('cc-engineering" in groups\'');
    await user.press('ArrowLeft', ...Array('cc-engineering'.length).fill('Delete'));
    await user.type('cc-');
    await user.press('Control+Space');
    await user.suggestion('cc-engineering').waitFor();
  },
  async matrix(user) {
    await user.select('display_name: Orders leads');
    await user.press('Home');
    await user.runCommand('Group Mapping: Simulate');
    const panel = user.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await panel.getByRole('grid').waitFor();
    await user.focusEditor();
    await user.seesSet('Globex');
  },
  async evaluator(user) {
    await user.select('display_name: Orders leads');
    await user.press('Home');
    await user.runCommand('Group Mapping: Open Evaluator');
    const panel = user.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await panel.locator('[data-sign-in]').waitFor();
    await panel.getByRole('combobox', { name: 'Sample user' }).fill('noor');
    await panel.getByRole('option').first().click();
    await panel.locator('[data-user="noor@globex.example"]').waitFor();
    await user.focusEditor();
    await user.seesSet('Globex');
  },
};

const { values: options } = parseArgs({ options: { scene: { type: 'string' }, theme: { type: 'string' } } });
const chosenThemes = options.theme ? [options.theme] : Object.keys(themes);
const chosenScenes = options.scene ? [options.scene] : Object.keys(scenes);
execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
mkdirSync(join(root, 'out', 'vscode'), { recursive: true });
const { path: vsix } = writePackage(join(root, 'out', 'vscode', 'groupmap.vsix'));
const host = installHost(newestVersion);
for (const theme of chosenThemes)
  for (const scene of chosenScenes) {
    const workbench = await openWorkbench({
      host,
      workspace: join(root, 'examples', 'okta'),
      extension: { vsix },
      settings: { ...bareSettings, 'workbench.colorTheme': themes[theme].name },
      window: { width: 1000, height: 560, scale: 1.5 },
    });
    try {
      const user = new User(workbench.page);
      await user.openFile(file);
      await user.press('Control+KeyB');
      await user.seesSet('Globex');
      await scenes[scene](user);
      const folder = join(root, themes[theme].folder);
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${scene}-${theme}.png`);
      const picture = withPalette(await workbench.page.screenshot({ animations: 'disabled' }));
      if (picture.length > largestPicture) throw new Error(`${path} would have ${picture.length} bytes; ${largestPicture} is the limit.`);
      writeFileSync(path, picture);
      console.log(`${path} (${Math.ceil(picture.length / 1024)} KB)`);
    } catch (error) {
      await workbench.page.screenshot({ path: join(root, 'out', 'vscode', `${scene}-${theme}-failed.png`) });
      throw error;
    } finally {
      await workbench.close();
    }
  }
