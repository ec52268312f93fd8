import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccessDiff } from '../../protocol.js';
import { expectAccessible } from './accessibility.js';
import { acmeSet } from './acme-set.js';
import { panelBrowser, themes, type PanelOptions } from './open-panel.js';

const openPanel = panelBrowser();
const root = fileURLToPath(new URL('../..', import.meta.url));

async function openDiff(options: PanelOptions) {
  const opened = await openPanel({ ...options, show: { page: 'diff' } });
  await opened.page.locator('.diff-page, [data-failure]').waitFor();
  return opened;
}

const file = 'mappings.groupmap.yaml';
const acmeMappings = acmeSet[file] ?? '';
/** Whoever is on call is enough, the finance mapping is gone, another one is new. */
const changedSet = {
  ...acmeSet,
  [file]: acmeMappings
    .replace(/ {2}- display_name: Finance ledger[\s\S]*$/, '')
    .replace(/(Production on call\n {4}filter: '[^'&]*)&&/, '$1||')
    .concat(
      `  - display_name: Metrics\n    group: cc-lunch\n    role_bindings: [{ role_name: MetricsViewer, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa }]\n`,
    ),
};

/** What the command line says of the two. */
function compared(base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>): AccessDiff {
  const directory = mkdtempSync(join(tmpdir(), 'diff-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [side, files] of Object.entries({ base, head })) {
    mkdirSync(join(directory, side));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, side, name), text);
  }
  const args = ['dist/cli.cjs', 'diff', join(directory, 'base'), join(directory, 'head'), '--format', 'json'];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root }).toString()) as AccessDiff;
}

describe('the diff', () => {
  it('says what the command line says: for anyone, and for each sample user', async () => {
    const { page } = await openDiff({ files: changedSet, base: acmeSet });
    const diff = compared(acmeSet, changedSet);
    const forAnyone = await page.locator('.sym').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-change')));
    expect([...forAnyone].sort()).toEqual([...diff.role_bindings, ...diff.acls].map(({ change }) => change).sort());
    const people = await page.locator('.person').evaluateAll((rows) =>
      rows.map((row) => ({
        user: row.getAttribute('data-user'),
        gains: row.querySelectorAll('[data-kind=gains]').length,
        loses: row.querySelectorAll('[data-kind=loses]').length,
      })),
    );
    const byName = <Row extends { readonly user: string | null }>(rows: readonly Row[]) =>
      [...rows].sort((a, b) => ((a.user ?? '') < (b.user ?? '') ? -1 : 1));
    expect(byName(people)).toEqual(
      byName(diff.users.map(({ user, gains, loses }) => ({ user, gains: gains.length, loses: loses.length }))),
    );
    expect(await page.locator('.diff-page').getAttribute('data-level')).toBe('administrator');
    // Administrators first.
    expect(await page.locator('.sym').first().getAttribute('class')).toContain('admin');
  });

  it.each(themes)('breaks no rule of accessibility in %s', async (theme) => {
    const { page } = await openDiff({ files: changedSet, base: acmeSet, theme });
    await page.locator('details.unchanged summary').first().click();
    await expectAccessible(page);
  });

  it('says that nobody’s access changes', async () => {
    const { page } = await openDiff({ files: acmeSet, base: acmeSet });
    expect(await page.locator('.diff-page').getAttribute('data-level')).toBe('none');
    expect(await page.locator('.sym, .person').count()).toBe(0);
  });

  it('goes to the source, copies as Markdown, follows edits, and says why there is no revision', async () => {
    const { page, sent, edit } = await openDiff({ files: changedSet, base: acmeSet });
    await page
      .getByRole('button', { name: /^Open mappings/ })
      .first()
      .click();
    expect(sent.at(-1)).toMatchObject({ type: 'reveal', place: { file } });
    await page.getByRole('button', { name: 'Markdown' }).click();
    expect(sent.at(-1)).toMatchObject({ type: 'copy', text: expect.stringContaining('EnvironmentAdmin') as string });
    await edit(file, acmeMappings);
    await page.locator('[data-level=none]').waitFor();
    await page.getByLabel('Git revision').fill('v0');
    await page.keyboard.press('Enter');
    await page.getByText('There is no revision v0.').waitFor();
    await expectAccessible(page);
  });

  it('is copied as the JSON of the command line, and saved as CSV', async () => {
    const { page, sent } = await openDiff({ files: changedSet, base: acmeSet });
    const choose = async (name: string) => {
      await page.getByRole('button', { name: 'Copy or export' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await choose('Copy as JSON');
    await expect.poll(() => sent.at(-1)?.type).toBe('copy');
    const copied = sent.at(-1);
    const unplaced = (text: string): unknown => JSON.parse(text, (key, value: unknown) => (key === 'file' ? undefined : value));
    expect(unplaced(copied?.type === 'copy' ? copied.text : '')).toEqual(unplaced(JSON.stringify(compared(acmeSet, changedSet))));
    await choose('Save as CSV…');
    await expect.poll(() => sent.at(-1)).toMatchObject({ type: 'save', text: expect.stringMatching(/^who,change,kind,/) as string });
  });

  it('is against HEAD again when it is asked for by command, whatever revision was chosen before', async () => {
    const { page, post } = await openDiff({ files: changedSet, base: acmeSet });
    const revision = page.getByLabel('Git revision');
    await revision.fill('v0');
    await page.keyboard.press('Enter');
    await page.getByText('There is no revision v0.').waitFor();
    const uri = `file:///set/${file}`;
    await post({ type: 'show', show: { uri, page: 'matrix' } });
    await page.getByRole('grid').waitFor();
    // Going to and fro keeps it.
    await page.getByRole('tab', { name: 'Diff' }).click();
    await page.getByText('There is no revision v0.').waitFor();
    await post({ type: 'show', show: { uri, page: 'diff', isPageAfresh: true } });
    await page.locator('.diff-page').waitFor();
    expect(await revision.inputValue()).toBe('HEAD');
  });
});
