import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from './accessibility.js';
import { acmeSet } from './acme-set.js';
import { panelBrowser, themes } from './open-panel.js';

const openPanel = panelBrowser();
const withoutUsers = { ...acmeSet, 'users.groupmap.yaml': 'users: []\n' };

async function openList(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pin a watch' }).click();
  await page.getByRole('dialog', { name: 'Pin a watch' }).getByRole('checkbox').first().waitFor();
}

describe('the list of what can be watched', () => {
  it('has every mapping and every role, of any user, by keyboard alone', async () => {
    const { page, sent, loaded } = await openPanel({ files: acmeSet, show: { page: 'matrix' } });
    await page.getByRole('grid').waitFor();
    await openList(page);
    const { set } = loaded();
    const boxes = page.getByRole('dialog').getByRole('checkbox');
    const granted = set.groupMappings.flatMap(({ roleBindings }) =>
      roleBindings.map(({ roleName, crnPattern }) => `${roleName.value} ${crnPattern.value}`),
    );
    const byHand = set.users[0]?.roleBindings.length ?? 0;
    expect(byHand).toBe(1);
    await expect.poll(() => boxes.count()).toBe(set.groupMappings.length + new Set(granted).size + byHand);

    // Ana has the first mapping; fatima's answer to another one is no.
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('combobox', { name: 'Sample user' }).getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.type('fatima');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('on call');
    await page.getByRole('checkbox', { name: /^no: Production on call/ }).waitFor();
    expect(await boxes.count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(sent.at(-1)).toEqual({
      type: 'keepWatches',
      watches: [{ watch: { kind: 'mapping', user: 'fatima@acme.example', displayName: 'Production on call' }, seen: 'no' }],
    });
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('organizationadmin');
    await page.getByRole('checkbox', { name: /^yes: OrganizationAdmin/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(sent.at(-1)).toMatchObject({ watches: [{ seen: 'no' }, { watch: { kind: 'role', user: 'fatima@acme.example' }, seen: 'yes' }] });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('[data-watches="2"][data-changed="0"]').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Pin a watch');

    // What is watched is ticked, and let go of by the same tick.
    await openList(page);
    await page.getByRole('combobox', { name: 'Sample user' }).fill('fatima');
    await page.keyboard.press('Enter');
    const watched = page.getByRole('checkbox', { name: /OrganizationAdmin/ });
    expect(await watched.isChecked()).toBe(true);
    await watched.click();
    await page.locator('[data-watches="1"]').waitFor({ state: 'attached' });
  });

  it('opens at what had the focus', async () => {
    const { page } = await openPanel({ files: acmeSet, show: { user: 'ana@acme.example' } });
    await page.locator('[data-mapping="Production on call"]').focus();
    await page.getByRole('button', { name: 'Pin a watch' }).click();
    await page
      .getByRole('checkbox', { name: /Production on call/ })
      .and(page.locator(':focus'))
      .waitFor();
  });

  it.each(themes)('is accessible in %s, and so is the page of a set without users, which leads to an import', async (theme) => {
    const { page } = await openPanel({ files: acmeSet, theme, show: { user: 'ana@acme.example' } });
    await page.locator('[data-sign-in]').waitFor();
    await openList(page);
    await page.getByRole('checkbox').nth(1).click();
    await page.getByRole('checkbox', { checked: true }).waitFor();
    await expectAccessible(page);
    const empty = await openPanel({ files: withoutUsers, theme });
    await empty.page.getByRole('button', { name: 'Import users…' }).click();
    expect(empty.sent).toEqual([{ type: 'run', command: 'importUsers' }]);
    await expectAccessible(empty.page);
    for (const tab of ['Matrix', 'What if']) {
      await empty.page.getByRole('tab', { name: tab }).click();
      await empty.page.getByText('There are no sample users yet.').waitFor();
      await empty.page.getByRole('button', { name: 'Import users…' }).click();
      await expectAccessible(empty.page);
    }
    expect(empty.sent).toHaveLength(3);
  });
});
