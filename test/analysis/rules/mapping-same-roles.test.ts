import { describe, expect, it } from 'vitest';
import { expectInFile, fixedFiles, messageOf } from './rule-cases.js';

const code = 'mapping-same-roles';
const mapping = (name: string, condition: string, ...roles: string[]) =>
  `  - display_name: ${name}\n    ${condition}\n    role_bindings: [${roles.map((role) => `{ role_name: ${role}, crn_pattern: crn://x }`).join(', ')}]\n`;
const set = (...mappings: string[]) => `group_mappings:\n${mappings.join('')}`;
const limited = (limit: number, ...mappings: string[]) => `organization: { limits: { filter_length: ${limit} } }\n${set(...mappings)}`;
const filter = (...groups: string[]) => `filter: '${groups.map((group) => `"${group}" in groups`).join(' || ')}'`;

describe(code, () => {
  it.each([
    ['two', set(mapping('A', filter('a'), 'R'), mapping('<|B|>', filter('b'), 'R'))],
    ['literal groups', set(mapping('A', 'group: a', 'R'), mapping('<|B|>', 'group: b', 'R'))],
    ['the roles in another order', set(mapping('A', filter('a'), 'R', 'S'), mapping('<|B|>', filter('b'), 'S', 'R', 'S'))],
    ['each but the first', set(mapping('A', filter('a'), 'R'), mapping('<|B|>', filter('b'), 'R'), mapping('<|C|>', filter('c'), 'R'))],
    // "a" in groups || "b" in groups: 30 characters.
    ['what just fits', limited(30, mapping('A', filter('a'), 'R'), mapping('<|B|>', filter('b'), 'R'))],
    [
      'pairs where no more fit',
      limited(
        30,
        mapping('A', filter('a'), 'R'),
        mapping('<|B|>', filter('b'), 'R'),
        mapping('C', filter('c'), 'R'),
        mapping('<|D|>', filter('d'), 'R'),
      ),
    ],
  ])('reports %s', (_what, text) => expectInFile(code, text));

  it.each([
    ['other roles', set(mapping('A', filter('a'), 'R'), mapping('B', filter('b'), 'S'))],
    ['more roles', set(mapping('A', filter('a'), 'R'), mapping('B', filter('b'), 'R', 'S'))],
    ['no roles', set(mapping('A', filter('a')), mapping('B', filter('b')))],
    ['what does not fit', limited(29, mapping('A', filter('a'), 'R'), mapping('B', filter('b'), 'R'))],
    ['other ACLs', set(mapping('A', filter('a'), 'R'), `${mapping('B', filter('b'), 'R')}    acls: [{ resource_name: orders }]\n`)],
    ['what is a duplicate', set(mapping('A', filter('a'), 'R'), mapping('B', 'group: a', 'R'))],
    ['what is shadowed', set(mapping('A', filter('a'), 'R'), mapping('B', filter('a', 'b'), 'R'))],
    ['what is not known', set(mapping('A', filter('a'), 'R'), mapping('B', `filter: '!("b" in groups)'`, 'R'))],
  ])('not %s', (_what, text) => expectInFile(code, text));

  it('says how long the joined filter is', () => {
    expect(messageOf(code, set(mapping('A', filter('a'), 'R'), mapping('B', filter('b'), 'R')))).toBe(
      'The group mapping "B" grants the same as "A" (line 2): one mapping whose filter joins both by || gives the same access, with 30 of 300 characters.',
    );
  });

  it('joins all that fit, or one', () => {
    const text = set(mapping('A', filter('a'), 'R'), mapping('B', filter('b'), 'R'), mapping('C', 'group: c', 'R'));
    expect(fixedFiles(code, text)).toEqual([
      set(mapping('A', filter('a', 'b', 'c'), 'R')),
      set(mapping('A', filter('a', 'b'), 'R'), mapping('C', 'group: c', 'R')),
    ]);
  });
});
