import { describe, expect, it } from 'vitest';
import { acmeSet, acmeSetWithUnknown } from './acme-set.js';
import { panelBrowser, type OpenPanel } from './open-panel.js';
import { samlResponse } from './saml-response.js';

const openPanel = panelBrowser();
const mappings = acmeSet['mappings.groupmap.yaml'] ?? '';

/** The set's page of one user, once it is there. */
async function openAt(user: string, files = acmeSet): Promise<OpenPanel> {
  const panel = await openPanel({ files, show: { user } });
  await panel.page.locator(`[data-user="${user}"]`).waitFor();
  return panel;
}

describe('the sign-in page at the keyboard', () => {
  it('goes from user to user from anywhere', async () => {
    const { page } = await openAt('ana@acme.example');
    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('[data-user="ben@acme.example"]').waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    await page.locator('[data-user="fatima@acme.example"]').waitFor();
  });

  it('takes one step for each key, however fast they come', async () => {
    const { page } = await openAt('ana@acme.example');
    await page.evaluate(() => {
      for (let count = 0; count < 3; count++)
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', altKey: true, bubbles: true }));
    });
    await page.locator('[data-user="dev@acme.example"]').waitFor();
  });

  it('finds a user by a group, and takes nobody when the list is closed', async () => {
    const { page } = await openAt('ana@acme.example');
    await page.keyboard.press('/');
    await page.keyboard.type('cc-finance');
    expect(await page.getByRole('option').allTextContents()).toEqual([expect.stringContaining('erik@acme.example')]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('combobox').inputValue()).toBe('ana@acme.example');
    await page.keyboard.type('cc-finance');
    await page.keyboard.press('Enter');
    await page.locator('[data-user="erik@acme.example"]').waitFor();
  });

  it('reaches every control by Tab alone, and comes back to the editor', async () => {
    const { page, sent } = await openAt('ana@acme.example');
    const reached = new Set<string>();
    for (let count = 0; count < 80; count++) {
      await page.keyboard.press('Tab');
      const [place, isEnd] = await page.evaluate(() => {
        const { activeElement } = document;
        return [
          activeElement?.getAttribute('data-focus') ?? activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '',
          activeElement === document.body,
        ] as const;
      });
      if (isEnd) break;
      reached.add(place);
    }
    for (const control of [
      'Sign-in',
      'Pin a watch',
      'Copy or export',
      'user',
      'Previous user',
      'Next user',
      'Type groups…',
      'Paste SAML…',
      'step identity_provider',
      'step access',
    ])
      expect(reached).toContain(control);
    // Every mapping and every role is a stop.
    expect([...reached].filter((place) => place.startsWith('["mapping"'))).toHaveLength(7);
    expect([...reached].filter((place) => place.startsWith('["role"'))).toHaveLength(6);
    await page.keyboard.press('Escape');
    expect(sent).toContainEqual({ type: 'focusEditor' });
  });

  it('goes to the source of a mapping, copies it, and watches it', async () => {
    const { page, sent } = await openAt('ana@acme.example');
    await page.locator('[data-mapping="Production on call"]').focus();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('w');
    await page.locator('[data-watches="1"]').waitFor();
    const line = mappings.split('\n').findIndex((text) => text.includes('Production on call')) + 1;
    expect(sent[0]).toEqual({ type: 'reveal', place: { file: 'mappings.groupmap.yaml', line } });
    expect(sent[1]).toMatchObject({ type: 'copy', text: expect.stringContaining('Production on call\tmatch\t') as string });
    expect(sent[2]).toEqual({
      type: 'keepWatches',
      watches: [{ watch: { kind: 'mapping', user: 'ana@acme.example', displayName: 'Production on call' }, seen: 'yes' }],
    });
  });
});

describe('the sign-in page while mappings are edited', () => {
  it('keeps the focus on a mapping that goes from one group to the other', async () => {
    const { page, edit } = await openAt('dev@acme.example');
    const onCall = page.locator('[data-mapping="Production on call"]');
    await onCall.locator('summary').focus();
    await edit('mappings.groupmap.yaml', mappings.replace(' && "5d1e8f60', ' || "5d1e8f60'));
    await page.locator('[data-mapping="Production on call"][data-result="match"]').waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest('[data-mapping]')?.getAttribute('data-mapping'))).toBe(
      'Production on call',
    );
  });

  it('shows what it is told while somebody types faster than answers come', async () => {
    const { page, edit, beforeAnswer } = await openAt('dev@acme.example');
    const widened = mappings.replace(' && "5d1e8f60', ' || "5d1e8f60');
    await page.evaluate(() => {
      const shown: string[] = [];
      Object.assign(window, { shown });
      new MutationObserver(() => {
        const result = document.querySelector('[data-mapping="Production on call"]')?.getAttribute('data-result') ?? '';
        if (result !== shown.at(-1)) shown.push(result);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    let keystrokes = 0;
    beforeAnswer(async (question) => {
      if (question === 'evaluateUser' && keystrokes < 6) await edit('mappings.groupmap.yaml', ++keystrokes % 2 === 0 ? widened : mappings);
    });
    await edit('mappings.groupmap.yaml', widened);
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { shown: string[] }).shown))
      .toEqual(['match', 'no-match', 'match', 'no-match', 'match', 'no-match', 'match']);
  });

  it('says what has changed for what is watched until it is marked as seen', async () => {
    const { page, edit, sent } = await openAt('dev@acme.example');
    await page.locator('[data-mapping="Production on call"] summary').focus();
    await page.keyboard.press('w');
    await page.locator('[data-watches="1"][data-changed="0"]').waitFor();
    await edit('mappings.groupmap.yaml', mappings.replace(' && "5d1e8f60', ' || "5d1e8f60'));
    await page.locator('.watches li[data-seen="no"][data-answer="yes"]', { hasText: 'now yes' }).waitFor();
    await page.getByRole('button', { name: 'Mark seen' }).click();
    await page.locator('[data-changed="0"]').waitFor();
    expect(sent.at(-1)).toMatchObject({ type: 'keepWatches', watches: [{ seen: 'yes' }] });
  });

  it('repairs a filter by the fix that it offers', async () => {
    const { page, text } = await openAt('erik@acme.example', acmeSetWithUnknown);
    await page.locator('.mgroup.unknown .btn.fix').click();
    await page.locator('[data-mapping="Finance ledger"][data-result="match"]').waitFor();
    expect(text('mappings.groupmap.yaml')).toBe(mappings);
  });

  it('says why a fix could not be made, and takes nothing in the file for something else', async () => {
    const { page, text, editUnheard } = await openAt('erik@acme.example', acmeSetWithUnknown);
    const moved = `# a line more\n${text('mappings.groupmap.yaml')}`;
    editUnheard('mappings.groupmap.yaml', moved);
    await page.locator('.mgroup.unknown .btn.fix').click();
    await page.getByRole('alert').getByText('The file has changed since.').waitFor();
    expect(text('mappings.groupmap.yaml')).toBe(moved);
  });
});

describe('somebody who is in no file', () => {
  it('gets what typed groups lead to', async () => {
    const { page } = await openAt('ana@acme.example');
    await page.getByRole('button', { name: 'Type groups…' }).click();
    await page.keyboard.type('cc-users, cc-ord');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('[data-mapping="Orders developers"][data-result="match"]').waitFor();
    await page.getByRole('button', { name: 'Back to sample users' }).click();
    await page.locator('[data-user="ana@acme.example"]').waitFor();
  });

  it('is read from a SAML response, exactly, and saved as lines that were shown', async () => {
    const { page, text } = await openAt('ana@acme.example');
    await page.getByRole('button', { name: 'Paste SAML…' }).click();
    await page.getByRole('textbox', { name: /SAML response/ }).fill(samlResponse);
    await page.locator('[data-value="00123"]').waitFor();
    expect(await page.locator('[data-value="5d1e8f60-02ab-4c6d-9a7e-7e4f1b2c3d48"]').textContent()).toContain(
      'Production on call, administrator, with cc-orders',
    );
    expect(await page.getByRole('status').last().textContent()).toBe('3 of 7 mappings match');
    await page.getByRole('button', { name: 'Save as sample user…' }).click();
    const shown = (await page.locator('dialog pre').textContent()) ?? '';
    expect(shown).toContain('zoe@acme.example');
    expect(text('users.groupmap.yaml')).not.toContain('zoe');
    await page.getByRole('button', { name: 'Write these lines' }).click();
    await page.locator('[data-user="zoe@acme.example"]').waitFor();
    expect(text('users.groupmap.yaml')).toContain(shown);
  });

  it('is told what cannot be read, and where to type groups instead', async () => {
    const { page } = await openAt('ana@acme.example');
    await page.getByRole('button', { name: 'Paste SAML…' }).click();
    await page.getByRole('textbox', { name: /SAML response/ }).fill('no sign-in at all');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await page.getByRole('button', { name: 'Show sign-in' }).isDisabled()).toBe(true);
    await alert.getByRole('button', { name: 'Type groups' }).click();
    await page.getByRole('combobox', { name: 'Groups to try' }).waitFor();
  });
});

describe('what is copied', () => {
  it('is what the command line prints, and the command that prints it', async () => {
    const { page, sent, loaded } = await openAt('ana@acme.example');
    const choose = async (name: string): Promise<void> => {
      await page.getByRole('button', { name: 'Copy or export' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await choose('Copy as JSON');
    await choose('Copy as command line');
    await choose('Save as CSV…');
    await expect.poll(() => sent.length).toBe(3);
    const [json, command, csv] = sent.map((message) => ('text' in message ? message.text : ''));
    const outcome = JSON.parse(json ?? '') as { outcomes: readonly unknown[] };
    const [ana] = loaded().set.users;
    expect(outcome.outcomes).toEqual(ana ? [loaded().context.outcomeOf(ana)] : []);
    expect(command).toBe('groupmap simulate . --user ana@acme.example --format json\n');
    expect(csv?.split('\r\n')[0]).toBe('user,role_name,crn_pattern,granted_by,sso_session,api_keys');
    expect(csv?.trim().split('\r\n')).toHaveLength(7);
  });
});
