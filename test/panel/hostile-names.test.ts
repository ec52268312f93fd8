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
});
