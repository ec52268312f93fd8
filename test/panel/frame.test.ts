import { describe, expect, it } from 'vitest';
import { exampleNames, exampleSet } from './example-sets.js';
import { panelBrowser } from './open-panel.js';

const openPanel = panelBrowser();

describe('the panel', () => {
  it.each(exampleNames)('names the set %s, and shows its first user', async (name) => {
    const { page, loaded } = await openPanel({ files: exampleSet(name) });
    await page.locator('[data-sign-in]').waitFor();
    const { set } = loaded();
    expect(await page.locator('[data-mappings]').getAttribute('data-mappings')).toBe(String(set.groupMappings.length));
    expect(await page.locator('[data-user]').getAttribute('data-user')).toBe(set.users[0]?.name.value);
  });

  it('shows the set also when it is told of it at once', async () => {
    const { page } = await openPanel({ files: exampleSet('okta'), startsAtOnce: true });
    await page.locator('[data-sign-in]').waitFor();
  });

  it('says how to begin where there is no mapping file', async () => {
    const { page, sent } = await openPanel({ files: {} });
    await page.getByRole('button', { name: 'Create example' }).click();
    expect(sent).toEqual([{ type: 'run', command: 'createExample' }]);
  });

  it('says that the server is gone, keeps what it showed, and goes on when it is back', async () => {
    const { page, failWith, renew, sent } = await openPanel({ files: exampleSet('okta') });
    await page.locator('[data-sign-in]').waitFor();
    failWith('The language server does not answer.');
    renew();
    const alert = page.getByRole('alert');
    await alert.getByText('The language server does not answer.').waitFor();
    expect(await page.locator('[data-sign-in]').count()).toBe(1);
    await alert.getByRole('button', { name: 'Restart it' }).click();
    expect(sent).toEqual([{ type: 'run', command: 'restartServer' }]);
    failWith(null);
    renew();
    await alert.waitFor({ state: 'detached' });
  });

  it('shows a user again who was chosen before the window was reloaded', async () => {
    const files = exampleSet('okta');
    const first = await openPanel({ files });
    await first.page.locator('[data-sign-in]').waitFor();
    const other = first.loaded().set.users[2]?.name.value ?? '';
    await first.post({ type: 'show', show: { uri: `file:///set/${Object.keys(files)[0]}`, user: other } });
    await first.page.locator(`[data-user="${other}"]`).waitFor();
    const again = await openPanel({ files, state: await first.state() });
    await again.page.locator(`[data-user="${other}"]`).waitFor();
  });
});
