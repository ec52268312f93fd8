import { describe, expect, it } from 'vitest';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { groupWriter } from '../../src-language/provisioning/outcome-wording.js';

/** Writes groups of a set that knows these. */
function writer(knownGroups: string): (group: string) => string {
  const services = createGroupFilterServices();
  const set = services.assemble([services.readFile({ path: 'a.groupmap.yaml', text: `known_groups:\n${knownGroups}` })]);
  return groupWriter({ set }, (name) => `<${name}>`);
}

describe('groups written for people', () => {
  it('go by their display names, with the beginning of a long id', () => {
    const write = writer(
      '  - { id: 9efcf0ab-9227-411d-bbea-0481e862c115, display_name: data-science }\n  - { id: g7, display_name: ops }\n',
    );
    expect(write('9efcf0ab-9227-411d-bbea-0481e862c115')).toBe('<data-science> (<9efcf0ab…>)');
    expect(write('g7')).toBe('<ops> (<g7>)');
  });

  it('stay as they are when they are names themselves, or nothing is known of them', () => {
    const write = writer('  - cc-users\n  - { id: g7, display_name: ops }\n  - { display_name: nameless }\n');
    for (const group of ['cc-users', 'ops', 'nameless', 'stranger', '']) expect(write(group)).toBe(`<${group}>`);
  });

  it('stay as they are where two groups share a display name', () => {
    const write = writer('  - { id: g1, display_name: ops }\n  - { id: g2, display_name: ops }\n');
    expect([write('g1'), write('g2')]).toEqual(['<g1>', '<g2>']);
  });
});
