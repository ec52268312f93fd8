import { describe, expect, it } from 'vitest';
import { expectInFile, findingsOf, fixedFiles, messageOf } from './rule-cases.js';

const code = 'mapping-duplicate';
const binding = (role: string) => `{ role_name: ${role}, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }`;
const mapping = (name: string, condition: string, ...roles: string[]) =>
  `  - display_name: ${name}\n    ${condition}\n    role_bindings:\n${roles.map((role) => `      - ${binding(role)}\n`).join('')}`;
const set = (...mappings: string[]) => `group_mappings:\n${mappings.join('')}`;

const a = `filter: '"a" in groups'`;

describe(code, () => {
  it.each([
    [a, a],
    [a, 'group: a'],
    [
      `filter: '"a" in groups || "b" in groups && "c" in groups'`,
      `filter: '("c" in groups || "a" in groups) && ("a" in groups || "b" in groups)'`,
    ],
    [`filter: 'true'`, `filter: '"a" in groups || true'`],
    [`filter: 'groups.exists(g, g.startsWith("a"))'`, `filter: '"ab" in groups || groups.exists(x, x.startsWith("a"))'`],
  ])('reports the later of %s and %s', (one, other) => {
    expectInFile(
      code,
      set(mapping('A', one, 'DeveloperRead'), mapping('B', 'group: z', 'DeveloperRead'), mapping('<|C|>', other, 'DeveloperWrite')),
    );
  });

  it.each([
    [a, `filter: '"A" in groups'`],
    [a, `filter: '"a" in groups || "b" in groups'`],
    // What can never match is told as that.
    [`filter: 'false'`, `filter: '"a" in groups && false'`],
    // Equal for certain, but not known whom they match.
    [`filter: '!("a" in groups)'`, `filter: '!("a" in groups)'`],
    [`filter: '"a" in groups ||'`, `filter: '"a" in groups ||'`],
    [a, `filter: '"a" in groups'\n    group: a`],
  ])('not %s and %s', (one, other) => {
    expectInFile(code, set(mapping('A', one, 'DeveloperRead'), mapping('B', other, 'DeveloperRead')));
  });

  it('names the first, gives an example and points there', () => {
    const text = set(
      mapping('A', `filter: '"x" in groups && "y" in groups'`, 'DeveloperRead'),
      mapping('B', `filter: '"y" in groups && "x" in groups'`, 'DeveloperWrite'),
    );
    expect(messageOf(code, text)).toBe(
      'The group mapping "B" matches the same users as "A" (line 2), a user in "x" and "y" for example. Give one of them the role bindings of both, and remove the other.',
    );
    const [found] = findingsOf(text).filter((finding) => finding.code === code);
    expect(found).toMatchObject({ severity: 'warning', witness: ['x', 'y'] });
    expect(found?.related?.map(({ range }) => text.slice(range.start, range.end))).toEqual(['A']);
  });

  it('merges role bindings, and what users are expected to match', () => {
    const text = `${set(mapping('A', a, 'DeveloperRead'), mapping('B', a, 'DeveloperRead', 'DeveloperWrite'))}users:\n  - { name: ana, groups: [a], expect: { group_mappings: [A, B] } }\n`;
    expect(fixedFiles(code, text)).toEqual([
      `${set(mapping('A', a, 'DeveloperRead', 'DeveloperWrite'))}users:\n  - { name: ana, groups: [a], expect: { group_mappings: [A] } }\n`,
    ]);
  });

  it('only removes one that grants nothing more', () => {
    const text = set(mapping('A', a, 'DeveloperRead'), mapping('B', a, 'DeveloperRead'));
    expect(messageOf(code, text)).toContain('remove it.');
    expect(fixedFiles(code, text)).toEqual([set(mapping('A', a, 'DeveloperRead'))]);
  });

  it('merges in JSON, and where the other has no role bindings yet', () => {
    const file = (mappings: unknown) => JSON.stringify({ group_mappings: mappings }, null, 2);
    const roles = [{ role_name: 'DeveloperRead', crn_pattern: 'crn://x' }];
    const text = file([
      { display_name: 'A', group: 'a' },
      { display_name: 'B', group: 'a', role_bindings: roles },
    ]);
    const [found] = findingsOf({ 'a.groupmap.json': text }).filter((finding) => finding.code === code);
    let fixed = text;
    for (const { range, newText } of [...(found?.fixes[0]?.edits ?? [])]
      .reverse()
      .sort((one, other) => other.range.start - one.range.start))
      fixed = fixed.slice(0, range.start) + newText + fixed.slice(range.end);
    expect(JSON.parse(fixed)).toEqual({ group_mappings: [{ display_name: 'A', group: 'a', role_bindings: roles }] });
  });

  it('offers no fix that would lose a comment which silences something', () => {
    const text = set(mapping('A', a, 'DeveloperRead'), `  # groupmap-ignore mapping-unused\n${mapping('B', a, 'DeveloperWrite')}`);
    expect(fixedFiles(code, text)).toEqual([]);
  });

  it('is silenced by a comment', () => {
    expectInFile(
      code,
      set(mapping('A', a, 'DeveloperRead'), `  # groupmap-ignore mapping-duplicate\n${mapping('B', a, 'DeveloperWrite')}`),
    );
  });
});
