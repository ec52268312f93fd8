import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { acmeSet, acmeSetWithoutJit, acmeSetWithUnknown, acmeSetWithUnreadable } from './acme-set.js';
import { panelBrowser, themes } from './open-panel.js';
import { samlResponse } from './saml-response.js';

const openPanel = panelBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What automatic rules find on the page: each rule with the elements that break it. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: rules } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
    };
    const { violations } = await rules.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
  });
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
    for (const width of [1100, 640, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  });

  it('find nothing in the lists, the menu and the dialog', async () => {
    const { page } = await openPanel({ files: acmeSet, theme });
    await page.getByRole('combobox', { name: 'Sample user' }).click();
    await page.getByRole('option').first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Copy or export' }).click();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Paste SAML…' }).click();
    await page.getByRole('textbox', { name: /SAML response/ }).fill(samlResponse);
    await page.locator('[data-value]').first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('find nothing where there are no users, and where there is no set', async () => {
    for (const files of [{ ...acmeSet, 'users.groupmap.yaml': '' }, {}]) {
      const { page } = await openPanel({ files, theme, width: 360 });
      await page.locator('.empty').waitFor();
      expect(await violationsOf(page)).toEqual([]);
    }
  });
});
