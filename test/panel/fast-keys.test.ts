import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PinnedWatch } from '../../protocol.js';
import { acmeSet } from './acme-set.js';
import { panelBrowser } from './open-panel.js';

const openPanel = panelBrowser();

/** Presses keys in one task, faster than anything is drawn, each on what has the focus by then. A text is typed into the field as a whole. */
async function pressAtOnce(page: Page, ...keys: readonly (string | { readonly text: string })[]): Promise<void> {
  await page.evaluate((pressed) => {
    for (const key of pressed) {
      const target = document.activeElement ?? document.body;
      if (typeof key === 'string') target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      else if (target instanceof HTMLInputElement) {
        target.value = key.text;
        target.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
    }
  }, keys);
}

/** Clicks, or presses Space, on several things in one task. */
async function chooseAtOnce(page: Page, ...selectors: readonly string[]): Promise<void> {
  await page.evaluate((chosen) => {
    for (const selector of chosen) document.querySelector<HTMLElement>(selector)?.click();
  }, selectors);
}

const down = 'ArrowDown';
const right = 'ArrowRight';

describe('keys that come faster than the panel draws', () => {
  it('go on from tab to tab', async () => {
    const { page } = await openPanel({ files: acmeSet });
    await page.getByRole('tab', { name: 'Sign-in' }).focus();
    await pressAtOnce(page, right, right);
    await page.getByRole('tab', { name: 'What if', selected: true }).waitFor();
    await pressAtOnce(page, right, right, right);
    await page.getByRole('tab', { name: 'Matrix', selected: true }).waitFor();
    await pressAtOnce(page, 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    await page.getByRole('tab', { name: 'Sign-in', selected: true }).waitFor();
  });

  it('go down the list of users, and find in it', async () => {
    const { page } = await openPanel({ files: acmeSet, show: { user: 'ben@acme.example' } });
    await page.locator('.sign-in[data-user="ben@acme.example"]').waitFor();
    await page.getByRole('combobox', { name: 'Sample user' }).focus();
    await pressAtOnce(page, down, down, down, 'Enter');
    await page.locator('.sign-in[data-user="dev@acme.example"]').waitFor();
    await pressAtOnce(page, { text: 'cc-orders' }, down, 'Enter');
    await page.locator('.sign-in[data-user="dev@acme.example"]').waitFor();
    await pressAtOnce(page, { text: 'cc-orders' }, down, down, 'Enter');
    await page.locator('.sign-in[data-user="erik@acme.example"]').waitFor();
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  it('pass users of one name as one', async () => {
    const twice = acmeSet['users.groupmap.yaml']?.replace('carla@partner.example', 'ben@acme.example') ?? '';
    const { page } = await openPanel({ files: { ...acmeSet, 'users.groupmap.yaml': twice }, show: { user: 'ben@acme.example' } });
    await page.locator('.sign-in[data-user="ben@acme.example"]').waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('.sign-in[data-user="dev@acme.example"]').waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await page.locator('.sign-in[data-user="ben@acme.example"]').waitFor();
  });

  it('choose among known groups while they are typed', async () => {
    const { page } = await openPanel({ files: acmeSet });
    await page.getByRole('button', { name: 'Type groups…' }).click();
    const field = page.getByRole('combobox', { name: 'Groups to try' });
    await field.focus();
    await pressAtOnce(page, { text: 'cc-users, platform' }, down, down, 'Enter');
    expect(await field.inputValue()).toBe('cc-users, cc-platform-admins, ');
    await page.locator('[data-mapping="Organization owners"][data-result="match"]').waitFor();
    // What else is chosen in the same moment keeps the groups.
    await page.evaluate(() => {
      const [groups, account] = document.querySelectorAll<HTMLSelectElement>('.bar select');
      if (!groups || !account) return;
      groups.value = 'groups';
      groups.dispatchEvent(new Event('change', { bubbles: true }));
      account.value = 'existing';
      account.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.locator('.sign-in[data-account="existing"]').waitFor();
    expect(await page.locator('.bar select').first().inputValue()).toBe('groups');
  });

  it('go from cell to cell of the matrix, and toggle every quick filter', async () => {
    const { page } = await openPanel({ files: acmeSet, show: { page: 'matrix' } });
    await page.locator('[data-place="0,-1"]').focus();
    await pressAtOnce(page, right, right, down, down, down, 'Enter');
    await page.locator('.strip[data-user="dev@acme.example"][data-mapping="1"] .tag').waitFor();
    await page.locator('[data-place="3,1"]:focus').waitFor();
    await pressAtOnce(page, down, 'Enter', 'Enter');
    await page.locator('.strip[data-user="erik@acme.example"][data-mapping="1"]').waitFor();
    expect(await page.locator('.strip .tag').count()).toBe(0);
    await pressAtOnce(page, 'ArrowUp', 'w');
    await page.locator('.watches li', { hasText: 'dev@acme.example' }).waitFor();
    await chooseAtOnce(page, '[data-quick-filter=administrator]', '[data-quick-filter=refused]', '[data-quick-filter=administrator]');
    await page.locator('[data-quick-filter=refused][aria-pressed=true]').waitFor();
    expect(await page.locator('.facet[aria-pressed=true]').count()).toBe(1);
  });

  it('tick every group, switch and choice that they are pressed on', async () => {
    const { page, sent, text } = await openPanel({ files: acmeSet, show: { page: 'what-if', user: 'dev@acme.example' } });
    await page.locator('.what-if-page').waitFor();
    const groups = await page.locator('[data-state]').evaluateAll((chips) => chips.map((chip) => chip.getAttribute('data-group') ?? ''));
    const [first, second] = groups.map((group) => `[data-group="${group}"] input`);
    await chooseAtOnce(page, first ?? '', second ?? '', first ?? '');
    await page.locator(`[data-group="${groups[1] ?? ''}"][data-state=removed]`).waitFor();
    expect(await page.locator('[data-state=removed]').count()).toBe(1);

    await page.getByRole('combobox', { name: 'Add a group' }).focus();
    await pressAtOnce(page, { text: 'platform' }, down, 'Enter', { text: 'cc-oncall' }, 'Enter');
    await page.locator('[data-state=added]', { hasText: 'cc-platform-admins' }).waitFor();
    expect(await page.locator('[data-state=added]').count()).toBe(2);

    // Who confirms a name before the lines with it are there has not seen them: nothing is written yet.
    await page.getByRole('button', { name: 'Save as sample user…' }).click();
    await page.locator('pre.code').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).focus();
    await page.evaluate(() => {
      const field = document.activeElement;
      if (!(field instanceof HTMLInputElement)) return;
      field.value = 'zoe@acme.example';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      field.form?.requestSubmit();
    });
    await page.locator('pre.code', { hasText: 'zoe@acme.example' }).waitFor();
    expect(sent.filter(({ type }) => type === 'apply')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Written to').waitFor();
    expect(text('users.groupmap.yaml')).toContain('zoe@acme.example');
  });

  it('take away watches one after the other, each told by its own state', async () => {
    const user = 'dev@acme.example';
    const watch = (displayName: string, seen: PinnedWatch['seen']): PinnedWatch => ({
      watch: { kind: 'mapping', user, displayName },
      seen,
    });
    const watches = [
      watch('Platform', 'no'),
      watch('Orders developers', 'yes'),
      watch('Finance ledger', 'no'),
      watch('All SSO users', 'yes'),
    ];
    const { page, sent, beforeAnswer } = await openPanel({ files: acmeSet, watches });
    await page.locator('[data-watches="4"][data-changed="0"]').waitFor();
    let answer = (): void => undefined;
    const isAnswered = new Promise<void>((resolve) => (answer = resolve));
    beforeAnswer((question) => (question === 'watchStates' ? isAnswered : Promise.resolve()));
    await page.locator('.watches li button').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-watches="3"]').waitFor();
    // Until the server has answered for these three.
    expect(await page.locator('.watches li').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-answer')))).toEqual([
      'yes',
      'no',
      'yes',
    ]);
    expect(await page.locator('.watches').getAttribute('data-changed')).toBe('0');
    // The focus is on the next one.
    await page.keyboard.press('Enter');
    await page.locator('[data-watches="2"]').waitFor();
    answer();
    expect(sent.at(-1)).toEqual({ type: 'keepWatches', watches: watches.slice(2) });
  });
});
