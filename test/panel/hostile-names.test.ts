import { describe, expect, it } from 'vitest';
import { panelBrowser } from './open-panel.js';

const openPanel = panelBrowser();

/** Names that would do something if they were taken for more than text. */
const hostile = [
  '<img src=x onerror=document.title=1>',
  '</script><script>document.title=1</script>',
  '"><svg onload=document.title=1>',
  '\u202eexe.nimda\u202c',
  '{{constructor.constructor("document.title=1")()}}',
  '__proto__',
  'a'.repeat(5000),
  'word '.repeat(1000).trim(),
  '\u{1f469}\u200d\u{1f467}\u{1f3f3}\ufe0f\u200d\u{1f308}'.repeat(40),
  'zero\u200bwidth\ufeff\u200d',
  'two\nlines\n\nand more',
];

const quote = (text: string): string => JSON.stringify(text);

function setWith(name: string): Readonly<Record<string, string>> {
  const filter = JSON.stringify(`${quote(name)} in groups`);
  return {
    'hostile.groupmap.yaml': `organization: { display_name: ${quote(name)}, jit_enabled: true }
sso: { identity_provider: other }
known_groups: [${quote(name)}, { id: an-id-that-is-long-enough, display_name: ${quote(name)} }]
group_mappings:
  - display_name: ${quote(name)}
    filter: ${filter}
    role_bindings: [{ role_name: ${quote(name)}, crn_pattern: ${quote(`crn://confluent.cloud/organization=1/environment=${name}`)} }]
  - display_name: other
    group: ${quote(`${name}2`)}
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: ${quote(name)} }]
    acls: [{ kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: ${quote(name)}, operation: READ, permission: DENY }]
users:
  - { name: ${quote(name)}, account: new, groups: [${quote(name)}, ${quote(`${name}2`)}] }
`,
  };
}

/** The same names wherever one can stand: beside an id, in a fix, in what is watched, in what has changed since the last commit. */
function wholeSetWith(name: string): Readonly<Record<string, string>> {
  const known = '9efcf0ab-9227-411d-bbea-0481e862c115';
  const filter = (text: string): string => JSON.stringify(text);
  return {
    'hostile.groupmap.yaml': `organization: { display_name: ${quote(name)} }
sso: { application: { assignment_required: true, assigned_groups: [${quote(name)}] } }
known_groups: [${quote(name)}, { id: ${known}, display_name: ${quote(name)} }]
group_mappings:
  - display_name: ${quote(name)}
    filter: ${filter(`${quote(name)} in groups`)}
    role_bindings:
      - { role_name: ${quote(name)}, crn_pattern: ${quote(`crn://confluent.cloud/organization=1/environment=${name}`)} }
      - { role_name: EnvironmentAdmin, crn_pattern: ${quote(`crn://confluent.cloud/organization=1/environment=${name}`)} }
  - { display_name: ${quote(`${name}2`)}, filter: ${filter(`${quote(`${name}2`)} in groups && "${known}" in groups`)} }
  - { display_name: ${quote(`${name}3`)}, filter: ${filter(`${quote(name)} in`)} }
  - display_name: other
    group: ${quote(name)}
    acls: [{ kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: ${quote(name)}, operation: READ, permission: DENY }]
users:
  - { name: ${quote(name)}, member_of: [${quote(name)}] }
`,
  };
}

describe('a name that looks like markup', () => {
  it.each(hostile.map((name) => [name.slice(0, 60), name] as const))('%s is shown as text', async (_shown, name) => {
    const { page } = await openPanel({ files: setWith(name), width: 360 });
    await page.locator('[data-sign-in]').waitFor();
    const shown = await page.evaluate(() => ({
      user: document.querySelector<HTMLElement>('[data-user]')?.dataset['user'],
      role: document.querySelector('[data-role] bdi')?.textContent,
      mapping: document.querySelector('[data-mapping] .nm bdi')?.textContent,
      group: document.querySelector('.chips bdi')?.textContent,
      set: document.querySelector('.set bdi')?.textContent,
      filter: document.querySelector('.filter .lit')?.textContent,
      title: document.title,
      foreign: document.querySelectorAll('#panel :is(img, script, style, iframe, object)').length,
      styled: document.querySelectorAll('#panel [style]').length,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    expect(shown).toEqual({
      user: name,
      role: name,
      mapping: name,
      group: name,
      set: name,
      filter: quote(name),
      title: 'Evaluator',
      foreign: 0,
      styled: 0,
      overflow: 0,
    });
  });

  it.each(hostile.map((name) => [name.slice(0, 60), name] as const))(
    '%s pushes nothing out of sight, however wide the panel is',
    async (_shown, name) => {
      const files = wholeSetWith(name);
      const base = { 'hostile.groupmap.yaml': (files['hostile.groupmap.yaml'] ?? '').replace(/ && .*/, `"' }`) };
      const { page } = await openPanel({
        files,
        base,
        watches: [{ watch: { kind: 'mapping', user: name, displayName: name }, seen: 'no' }],
      });
      await page.locator('[data-sign-in]').waitFor();
      await page.locator('[data-watches="1"]').waitFor();
      const pages = { 'Sign-in': '[data-sign-in]', 'What if': '.what-if-page', Matrix: '[role=grid]', Diff: '.diff-page' };
      for (const [tab, content] of Object.entries(pages)) {
        await page.getByRole('tab', { name: tab }).click();
        await page.locator(content).waitFor();
        if (tab === 'What if') {
          await page.getByRole('checkbox').first().click();
          await page.locator('tr[data-kind=mapping][data-change=lost]').first().waitFor();
        }
        for (const width of [320, 500, 1100]) {
          await page.setViewportSize({ width, height: 800 });
          const { overflow, watches } = await page.evaluate(() => ({
            overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            watches: document.querySelector('.watches')?.getBoundingClientRect().height ?? 0,
          }));
          expect({ tab, width, overflow }).toEqual({ tab, width, overflow: 0 });
          // What is watched leaves room for what is looked at.
          expect(watches).toBeLessThanOrEqual(320);
        }
      }
    },
  );
});
