import { describe, expect, it } from 'vitest';
import { completeAt } from '../../../src-language/editing/complete/complete-at.js';
import { createEditingContext } from '../../../src-language/editing/editing-context.js';
import { parseMarkedText } from '../../support/marked-text.js';
import { services } from './completion.js';

const crn = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa';

/** A file of 1,000 mappings; the last but a few has the cursor. */
function largeFile(filter: string): string {
  const mappings = Array.from({ length: 1000 }, (_, index) =>
    [
      `  - display_name: Mapping ${index}`,
      `    filter: ${index === 990 ? filter : `'"cc-group-${index}" in groups || "cc-group-${(index * 7) % 1000}" in groups'`}`,
      '    role_bindings:',
      '      - role_name: DeveloperRead',
      `        crn_pattern: ${crn}/environment=env-${index % 20}/cloud-cluster=lkc-${index}/kafka=lkc-${index}/topic=orders-*`,
    ].join('\n'),
  );
  const groups = Array.from({ length: 1000 }, (_, index) => `  - cc-group-${index}`);
  const users = Array.from({ length: 200 }, (_, index) => `  - { name: user${index}, groups: [cc-group-${index}] }`);
  return `known_groups:\n${groups.join('\n')}\nusers:\n${users.join('\n')}\ngroup_mappings:\n${mappings.join('\n')}\n`;
}

describe('in a file of 1,000 mappings', () => {
  it.each([
    ['a group', `'"cc-<|>" in groups'`],
    ['a group without its closing quote', `"cc-<|>`],
    ['a whole test', ' <|>'],
    ['a key', `x\n    <|>`],
    ['a role', `x\n    role_bindings:\n      - role_name: <|>`],
    ['a resource', `x\n    role_bindings:\n      - crn_pattern: ${crn}/<|>`],
  ])('%s is completed within 20 ms of a change', (_, filter) => {
    const { text, cursors } = parseMarkedText(largeFile(filter));
    const file = services.readFile({ path: 'large.groupmap.yaml', text });
    const times = Array.from({ length: 12 }, () => {
      // What a change leaves: the file is read, nothing is known of the set yet.
      const context = createEditingContext(services.assemble([file]), services);
      const start = performance.now();
      const entries = completeAt(context, 'large.groupmap.yaml', cursors[0] ?? 0);
      const time = performance.now() - start;
      expect(entries.length).toBeGreaterThan(0);
      return time;
    });
    expect(Math.min(...times)).toBeLessThan(20);
  });
});
