import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { SimulationResult } from '../../src-language/provisioning/outcome.js';
import { expectAccessible } from './accessibility.js';
import { exampleNames, exampleSet } from './example-sets.js';
import { panelBrowser, themes, type PanelOptions } from './open-panel.js';

const openPanel = panelBrowser();
const root = fileURLToPath(new URL('../..', import.meta.url));

async function openMatrix(options: PanelOptions) {
  const opened = await openPanel({ ...options, show: { page: 'matrix' } });
  await opened.page.getByRole('grid').waitFor();
  return opened;
}

/** What the command line says of an example. */
function simulated(name: string): SimulationResult {
  const printed = execFileSync(process.execPath, ['dist/cli.cjs', 'simulate', `examples/${name}`, '--format', 'json'], { cwd: root });
  return JSON.parse(printed.toString()) as SimulationResult;
}

/** What the grid's elements say, user by user. */
const readGrid = (page: Page) =>
  page.locator('.matrix-body [role=row]').evaluateAll((rows) =>
    rows.map((row) => ({
      user: row.getAttribute('data-user'),
      sign_in: row.getAttribute('data-sign-in'),
      cells: [...row.querySelectorAll('[data-result]')]
        .sort((a, b) => Number(a.getAttribute('data-mapping')) - Number(b.getAttribute('data-mapping')))
        .map((cell) => cell.getAttribute('data-result')),
      counts: [...row.querySelectorAll('[data-count]')].map((cell) => cell.getAttribute('data-count')),
    })),
  );

const focusedLabel = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
const focusedPlace = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-place'));

describe('the matrix', () => {
  it.each(exampleNames)('shows of %s what the command line says: every cell, count and total', async (name) => {
    const { page } = await openMatrix({ files: exampleSet(name), width: 1200, height: 1000 });
    const { outcomes, summary } = simulated(name);
    const grid = await readGrid(page);
    expect(grid.map(({ user, sign_in, cells }) => ({ user, sign_in, cells }))).toEqual(
      outcomes.map(({ user, sign_in, group_mappings }) => ({ user, sign_in, cells: group_mappings.map(({ result }) => result) })),
    );
    expect(grid.map(({ counts }) => counts[0])).toEqual(outcomes.map(({ access }) => String(access.sso_session.length)));
    const totals = await page
      .locator('.matrix-totals [data-matches]')
      .evaluateAll((cells) => cells.map((cell) => [Number(cell.getAttribute('data-matches')), Number(cell.getAttribute('data-unknown'))]));
    const count = (index: number, result: string) =>
      outcomes.filter(({ group_mappings }) => group_mappings[index]?.result === result).length;
    expect(totals).toEqual(totals.map((_, index) => [count(index, 'match'), count(index, 'unknown')]));
    const quick = await page
      .locator('[data-quick-filter]')
      .evaluateAll((buttons) =>
        Object.fromEntries(buttons.map((button) => [button.getAttribute('data-quick-filter'), Number(button.getAttribute('data-count'))])),
      );
    expect(quick).toMatchObject({ refused: summary.denied, 'no-role': summary.without_access, unknown: summary.uncertain });
    expect(await page.locator('[data-shown]').getAttribute('data-shown')).toBe(String(summary.users));
  });

  it.each(themes)('breaks no rule of accessibility in %s', async (theme) => {
    const { page } = await openMatrix({ files: hostileSet, theme });
    await page.locator('[data-place="0,1"]').click();
    await page.locator('.strip .filter').waitFor();
    await expectAccessible(page);
    await page.getByRole('searchbox').fill('is:refsued zzz');
    await page.getByText('Did you mean is:refused?').waitFor();
    await expectAccessible(page);
  });

  it('is one stop of Tab, and every cell is reached by keys alone', async () => {
    const { page, sent } = await openMatrix({ files: exampleSet('okta') });
    await page.locator('#tab-matrix').focus();
    const stops: (string | null)[] = [];
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab');
      stops.push(
        await page.evaluate(() => (document.activeElement?.closest('[role=grid]') ? 'grid' : (document.activeElement?.tagName ?? null))),
      );
    }
    expect(stops.filter((stop) => stop === 'grid')).toHaveLength(1);

    await page.locator('[role=grid] [tabindex="0"]').focus();
    const path: (string | null | undefined)[] = [];
    for (const key of [
      'ArrowRight',
      'ArrowDown',
      'End',
      'Home',
      'Control+End',
      'PageUp',
      'Control+Home',
      'ArrowUp',
      'ArrowRight',
      'PageDown',
    ]) {
      await page.keyboard.press(key);
      path.push(await focusedPlace(page));
    }
    expect(path).toEqual(['0,0', '1,0', '1,5', '1,-1', '11,5', '0,5', '0,-1', '-1,-1', '-1,0', '11,0']);
    expect(await page.locator('[role=grid] [tabindex="0"]').count()).toBe(1);

    await page.keyboard.press('Control+Enter');
    expect(sent.at(-1)).toMatchObject({ type: 'reveal', place: { file: 'globex.groupmap.yaml' } });
    await page.keyboard.press('Control+c');
    expect(sent.at(-1)).toMatchObject({ type: 'copy', text: expect.stringContaining('xenia@globex.example: signs in') as string });
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    await page.keyboard.type('is:admin');
    await expect.poll(() => page.locator('.matrix-body [role=row]').count()).toBeLessThan(12);
  });

  it('explains the chosen cell, keeps the explanation on Enter, and goes to Sign-in and source', async () => {
    const { page, sent, loaded } = await openMatrix({ files: exampleSet('okta') });
    const strip = page.getByRole('region', { name: 'Selected cell' });
    await page.locator('[data-place="0,0"]').click();
    await strip.locator('.filter').waitFor();
    const user = loaded().set.users[0]?.name.value ?? '';
    const mapping = loaded().set.groupMappings[0]?.displayName ?? '';
    expect(await strip.textContent()).toContain(`${user} × ${mapping}`);
    expect(await page.locator('[aria-selected=true][role=gridcell]').getAttribute('data-place')).toBe('0,0');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await strip.getByText('kept', { exact: true }).waitFor();
    expect(await strip.textContent()).toContain(user);
    await page.keyboard.press('Escape');
    await strip
      .getByText(loaded().set.users[1]?.name.value ?? '', { exact: false })
      .first()
      .waitFor();
    await strip.getByRole('button', { name: 'Source' }).click();
    expect(sent.at(-1)).toMatchObject({ type: 'reveal', place: { line: loaded().set.groupMappings[0]?.line } });
    await strip.getByRole('button', { name: 'Sign-in' }).click();
    await page.locator(`[data-user="${loaded().set.users[1]?.name.value}"]`).first().waitFor();
    expect(await page.locator('#tab-sign-in').getAttribute('aria-selected')).toBe('true');
  });

  it('watches a cell by W, and no longer by another W', async () => {
    const { page, sent, loaded } = await openMatrix({ files: exampleSet('okta') });
    const watch = { kind: 'mapping', user: loaded().set.users[0]?.name.value, displayName: loaded().set.groupMappings[0]?.displayName };
    await page.locator('[data-place="0,0"]').click();
    await page.keyboard.press('w');
    await expect.poll(() => sent.at(-1)).toMatchObject({ type: 'keepWatches', watches: [{ watch, seen: 'yes' }] });
    await page.keyboard.press('w');
    await expect.poll(() => sent.at(-1)).toMatchObject({ type: 'keepWatches', watches: [] });
  });

  it('a head and a name go to their sources', async () => {
    const { page, sent, loaded } = await openMatrix({ files: exampleSet('okta') });
    await page.locator('[data-place="-1,2"]').click();
    expect(sent.at(-1)).toMatchObject({ type: 'reveal', place: { line: loaded().set.groupMappings[2]?.line } });
    await page.locator('[data-place="3,-1"]').click();
    expect(sent.at(-1)).toMatchObject({ type: 'reveal', place: { line: loaded().set.users[3]?.line } });
  });

  it('searches, filters and sorts, and repairs a key that was misspelt', async () => {
    const { page, sent } = await openMatrix({ files: exampleSet('okta') });
    const rows = page.locator('.matrix-body [role=row]');
    const administrators = page.getByRole('button', { name: /^Administrators/ });
    const count = Number(await administrators.getAttribute('data-count'));
    await administrators.click();
    expect(await administrators.getAttribute('aria-pressed')).toBe('true');
    expect(await rows.count()).toBe(count);
    await administrators.click();
    await page.getByRole('searchbox').fill('mapings:support');
    await page.getByRole('button', { name: 'Search for this' }).click();
    expect(await page.getByRole('searchbox').inputValue()).toBe('mapping:support');
    expect(await page.locator('.matrix-head [data-mapping]').count()).toBe(1);
    await page.getByRole('button', { name: 'Copy or export' }).click();
    await page.getByRole('menuitem', { name: 'Save as CSV…' }).click();
    await expect.poll(() => sent.at(-1)?.type).toBe('save');
    expect(sent.at(-1)).toMatchObject({ type: 'save', name: 'Globex-matrix.csv', text: /^user,sign_in,account,Support,/ });
    await page.getByRole('searchbox').fill('nobody is so called');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    expect(await rows.count()).toBe(12);
    await page.getByLabel('Sort').selectOption('Most roles');
    const roles = (await readGrid(page)).map(({ counts }) => Number(counts[0]));
    expect(roles).toEqual([...roles].sort((a, b) => b - a));
  });

  it('shows any name as text', async () => {
    const { page } = await openMatrix({ files: hostileSet });
    expect((await readGrid(page)).map(({ user }) => user)).toEqual(hostileNames);
    expect(await page.locator('.matrix-body .names bdi').allTextContents()).toEqual(hostileNames);
    expect(await page.evaluate(() => document.querySelectorAll('.matrix img, .matrix script').length)).toBe(0);
  });

  it('keeps the focus with its user and mapping while the files are edited, and after a reload', async () => {
    const files = exampleSet('okta');
    const [name = '', text = ''] = Object.entries(files)[0] ?? [];
    const { page, edit, state } = await openMatrix({ files });
    await page.locator('[data-place="4,1"]').click();
    await page.locator('.strip .filter').waitFor();
    const before = await page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('data-user'));
    await edit(name, text.replace('\nusers:\n', '\nusers:\n  - name: first@globex.example\n'));
    await page.locator('.matrix-body [data-user="first@globex.example"]').waitFor();
    expect(await focusedPlace(page)).toBe('5,1');
    expect(await page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('data-user'))).toBe(before);
    const again = await openPanel({ files, state: await state() });
    await again.page.locator('[role=grid]').waitFor();
    expect(await again.page.locator('[role=grid] [tabindex="0"]').getAttribute('data-place')).toBe('4,1');
  });

  it('says "at least" where something is unknown', async () => {
    const { page } = await openMatrix({ files: hostileSet });
    expect(await page.locator('[data-place="0,2"]').getAttribute('aria-label')).toBe('unknown');
    await page.locator('[data-place="0,4"]').focus();
    expect(await focusedLabel(page)).toBe('at least 1 administrator role');
    expect(await page.locator('.matrix-totals [data-mapping="2"]').getAttribute('aria-label')).toBe(
      'at least 0 of 4 users match; of 3 it is unknown',
    );
  });
});

const hostileNames = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '\u202eevil\u202c \u05d0\u05d1',
  'x'.repeat(5000),
];
const hostileSet = {
  'acme.groupmap.yaml': `
sso: { application: { assignment_required: true, assigned_groups: [a, '<b>'] } }
group_mappings:
  - display_name: '<img src=x onerror=alert(2)>'
    filter: '"a" in groups || ("<b>" in groups && "c" in groups)'
    role_bindings: [{ role_name: OrganizationAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa }]
  - { display_name: '', group: '<b>' }
  - display_name: Broken
    filter: '"a" in groups and "b" in groups'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1 }]
users:
${hostileNames.map((name, index) => `  - { name: ${JSON.stringify(name)}, groups: [${index === 3 ? '' : index === 1 ? "'<b>'" : 'a'}] }`).join('\n')}
`,
};
