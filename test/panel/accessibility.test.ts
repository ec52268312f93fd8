import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from './accessibility.js';
import { acmeSet, acmeSetWithoutJit, acmeSetWithUnknown, acmeSetWithUnreadable } from './acme-set.js';
import { panelBrowser, themes } from './open-panel.js';
import { samlResponse } from './saml-response.js';

const openPanel = panelBrowser();
/** At no width is anything wrong, or anything pushed out of sight; 320 pixels are also 640 at 200 %. */
async function expectAccessibleAtAnyWidth(page: Page): Promise<void> {
  for (const width of [1100, 640, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  }
}

const pinned = { watch: { kind: 'mapping', user: 'ana@acme.example', displayName: 'Production on call' }, seen: 'no' } as const;

describe.each(themes)('automatic accessibility rules in %s', (theme) => {
  it.each([
    ['somebody with an administrator role', acmeSet, 'ana@acme.example'],
    ['an unknown mapping', acmeSetWithUnknown, 'erik@acme.example'],
    ['somebody whom the identity provider refuses', acmeSet, 'carla@partner.example'],
    ['somebody without an account', acmeSetWithoutJit, 'dev@acme.example'],
    ['a file that does not parse', acmeSetWithUnreadable, 'ben@acme.example'],
  ] as const)('find nothing with %s', async (_state, files, user) => {
    const { page } = await openPanel({ files, theme, show: { user }, watches: [pinned] });
    await page.locator(`[data-user="${user}"]`).waitFor();
    await page.locator('[data-watches]').waitFor();
    for (const details of await page.locator('.step > details').all())
      await details.evaluate((element) => ((element as HTMLDetailsElement).open = true));
    await expectAccessibleAtAnyWidth(page);
  });

  it('find nothing in the lists, the menu and the dialog', async () => {
    const { page } = await openPanel({ files: acmeSet, theme });
    await page.getByRole('combobox', { name: 'Sample user' }).click();
    await page.getByRole('option').first().waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Copy or export' }).click();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Paste SAML…' }).click();
    await page.getByRole('textbox', { name: /SAML response/ }).fill(samlResponse);
    await page.locator('[data-value]').first().waitFor();
    await expectAccessible(page);
  });

  it.each(['matrix', 'what-if', 'diff'])(
    'find nothing on the page %s where a file does not parse and a watch has changed',
    async (name) => {
      const { page } = await openPanel({ files: acmeSetWithUnreadable, base: acmeSet, theme, show: { page: name }, watches: [pinned] });
      await page.locator('[data-changed="1"]').waitFor();
      await page.locator('[role=grid], .what-if-page, .diff-page').waitFor();
      await expectAccessibleAtAnyWidth(page);
    },
  );

  it('find nothing with typed groups, with what is pinned, with what cannot be read, and once the server is gone', async () => {
    const { page, failWith, renew } = await openPanel({ files: acmeSet, theme });
    await page.getByRole('button', { name: 'Pin a watch' }).click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Type groups…' }).click();
    await page.getByRole('combobox', { name: 'Groups to try' }).fill('cc-');
    await page.getByRole('listbox', { name: 'Groups of the set' }).waitFor();
    await expectAccessibleAtAnyWidth(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Paste SAML…' }).click();
    await page.getByRole('textbox', { name: /SAML response/ }).fill('<Assertion');
    await page.getByRole('alert').waitFor();
    await expectAccessibleAtAnyWidth(page);
    await page.keyboard.press('Escape');
    failWith('The language server for group mappings does not answer.');
    renew();
    await page.getByText('The evaluator has stopped').waitFor();
    await expectAccessibleAtAnyWidth(page);
  });

  it('find nothing in the matrix with a search that finds nobody', async () => {
    const { page } = await openPanel({ files: acmeSet, theme, show: { page: 'matrix' } });
    await page.getByRole('searchbox').fill('mapings:nothing');
    await page.getByRole('button', { name: 'Clear the search' }).waitFor();
    await expectAccessibleAtAnyWidth(page);
  });

  it('find nothing where there are no users, and where there is no set', async () => {
    for (const files of [{ ...acmeSet, 'users.groupmap.yaml': '' }, {}]) {
      const { page } = await openPanel({ files, theme, width: 360 });
      await page.locator('.empty').waitFor();
      await expectAccessible(page);
    }
  });
});
