import { describe, expect, it } from 'vitest';
import { expectInFile, fixedFiles, messageOf } from './rule-cases.js';

const code = 'mapping-shadowed';
const mapping = (name: string, filter: string, roles: readonly string[], rest = '') =>
  `  - display_name: ${name}\n    filter: '${filter.includes('groups') ? filter : filter.replace(/\b[a-z]\b(?!")/g, (letter) => `"${letter}" in groups`)}'\n` +
  `    role_bindings: [${roles.map((role) => `{ role_name: ${role}, crn_pattern: crn://x }`).join(', ')}]\n${rest}`;
const set = (...mappings: string[]) => `group_mappings:\n${mappings.join('')}`;
const acl = (permission: string) => `    acls: [{ resource_name: orders, permission: ${permission} }]\n`;

describe(code, () => {
  it.each([
    ['by a wider one', set(mapping('<|A|>', 'a && b', ['R']), mapping('W', 'a', ['R', 'S']))],
    ['by one for everyone', set(mapping('W', 'true', ['R']), mapping('<|A|>', 'a', ['R']))],
    ['by two between them', set(mapping('V', 'a || b', ['R']), mapping('<|A|>', 'a', ['R', 'S']), mapping('W', 'a || c', ['S']))],
    ['by a test of names', set(mapping('W', 'groups.exists(g, g.startsWith("ab"))', ['R']), mapping('<|A|>', '"abc" in groups', ['R']))],
    ['with its ACLs', set(mapping('W', 'a || b', ['R'], acl('DENY')), mapping('<|A|>', 'a', ['R'], acl('DENY')))],
  ])('reports what is granted %s', (_why, text) => expectInFile(code, text));

  it.each([
    ['one role more', set(mapping('A', 'a && b', ['R', 'S']), mapping('W', 'a', ['R']))],
    ['an ACL more', set(mapping('W', 'a || b', ['R']), mapping('A', 'a', ['R'], acl('DENY')))],
    ['another ACL', set(mapping('W', 'a || b', ['R'], acl('ALLOW')), mapping('A', 'a', ['R'], acl('DENY')))],
    ['no wider filter', set(mapping('A', 'a || c', ['R']), mapping('W', 'a || b', ['R']))],
    ['an equal filter, which is mapping-duplicate', set(mapping('A', 'a', ['R']), mapping('B', 'a', ['R']))],
    ['nothing granted, which is mapping-grants-nothing', set(mapping('A', 'a', []), mapping('W', 'true', ['R']))],
    ['a filter that never matches', set(mapping('A', 'a && false', ['R']), mapping('W', 'true', ['R']))],
    ['a wider one of which nothing is known', set(mapping('A', 'a', ['R']), mapping('W', 'a || !(b)', ['R']))],
    // No single one is wider than it.
    ['narrower ones that it is made of', set(mapping('A', 'a || b', ['R']), mapping('V', 'a && c', ['S']), mapping('W', 'b && c', ['S']))],
  ])('not with %s', (_why, text) => expectInFile(code, text));

  it('says by which, with an example', () => {
    expect(messageOf(code, set(mapping('A', 'a && b', ['R']), mapping('W', 'a', ['R', 'S'])))).toBe(
      'The group mapping "A" gives nobody anything more: whoever matches it, a user in "a" and "b" for example, also matches "W" (line 5), ' +
        'which grants the same. Remove it, or narrow the wider one.',
    );
  });

  it('is removed, from what users are expected to match as well', () => {
    const users = (expected: string) => `users:\n  - name: ana\n    groups: [a, b]\n    expect:\n      group_mappings:\n${expected}`;
    const text = set(mapping('A', 'a && b', ['R']), mapping('W', 'a', ['R'])) + users('        - A\n        - W\n');
    expect(fixedFiles(code, text)).toEqual([set(mapping('W', 'a', ['R'])) + users('        - W\n')]);
  });
});
