import { describe, expect, it } from 'vitest';
import { expectInFile, expectInFilter, findingsOf, fixedFilters } from './rule-cases.js';

const code = 'group-unknown';
const composed = 'donn\u00e9es';
const decomposed = 'donne\u0301es';
const known = `known_groups: [data-science, engineering, "${composed}", "O'Brien team", { id: 9efcf0ab-9227-411d-bbea-0481e862c115, display_name: Sales }]\n`;

describe(code, () => {
  it('says nothing where no groups are listed', () => {
    expectInFilter(code, '"whatever" in groups');
    expectInFilter(code, '"whatever" in groups', 'known_groups: []\n');
  });
  it('reports what is not listed', () => expectInFilter(code, '"data-science" in groups || <|"finance"|> in groups', known));
  it('accepts either spelling of a listed group', () =>
    expectInFilter(code, '"Sales" in groups && "9efcf0ab-9227-411d-bbea-0481e862c115" in groups', known));
  it('leaves prefixes alone', () => expectInFilter(code, 'groups.exists(g, g.startsWith("fin"))', known));
  it('judges an equation with a group', () => expectInFilter(code, 'groups.exists(g, g == <|"finance"|>)', known));

  it.each([
    ['data-sciense', 'data-science', 'typing slip'],
    ['dtaa-science', 'data-science', 'typing slip'],
    ['engineerin', 'engineering', 'typing slip'],
    ['data_science', 'data-science', 'separators'],
    ['datascience', 'data-science', 'separators'],
    [decomposed, composed, 'decomposed (NFD) here, composed (NFC) there'],
    ['O\u2019Brien team', "O'Brien team", 'look alike'],
  ])('means of %s that %s was meant', (group, meant, slip) => {
    const file = `${known}group_mappings:\n  - display_name: A\n    group: "${group}"\n`;
    const finding = findingsOf(file).find((candidate) => candidate.code === code);
    expect(finding?.message).toContain(`Did you mean "${meant}"`);
    expect(finding?.message).toContain(slip);
    expect(fixedFilters(code, `"${group}" in groups`, known)).toEqual([`"${meant}" in groups`]);
  });
  it.each(['finance', 'x', '', 'sciences-of-data'])('has no suggestion for "%s"', (group) => {
    expectInFilter(code, `<|"${group}"|> in groups`, known);
    expect(fixedFilters(code, `"${group}" in groups`, known)).toEqual([]);
  });
  it('suggests the spelling that the claim carries', () =>
    expect(fixedFilters(code, '"Slaes" in groups', `sso: { identity_provider: entra }\n${known}`)).toEqual([
      '"9efcf0ab-9227-411d-bbea-0481e862c115" in groups',
    ]));
  it('escapes what it writes', () =>
    expect(fixedFilters(code, "'O\u2019Brien team' in groups", known)).toEqual(['"O\'Brien team" in groups']));
  it('judges a literal group mapping', () => expectInFile(code, `${known}group_mappings:\n  - { display_name: A, group: <|finance|> }\n`));
  it('stays fast with thousands of known groups and unknown ones', () => {
    const names = (prefix: string) => Array.from({ length: 2000 }, (_, index) => `${prefix}-${(index * 7919) % 100_003}`);
    const file = `known_groups: [${names('known').join(', ')}]\ngroup_mappings:\n${names('team')
      .map((name) => `  - { display_name: M, group: ${name} }\n`)
      .join('')}`;
    const before = performance.now();
    expect(findingsOf(file).filter((finding) => finding.code === code)).toHaveLength(2000);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
