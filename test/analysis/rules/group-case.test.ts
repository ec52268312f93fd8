import { describe, expect, it } from 'vitest';
import { expectInFile, expectInFilter, findingsOf, fixedFiles, fixedFilters } from './rule-cases.js';

const code = 'group-case';
const mappings = (...filters: string[]) =>
  `group_mappings:\n${filters.map((filter, index) => `  - { display_name: M${index}, filter: '${filter}' }\n`).join('')}`;

describe(code, () => {
  describe('beside known groups', () => {
    const known = 'known_groups: [data-science, Straße, { id: 9efc, display_name: Eng }]\n';
    it.each([
      ['"Data-Science" in groups', '"data-science" in groups'],
      ['"DATA-SCIENCE" in groups', '"data-science" in groups'],
      ['"STRASSE" in groups', '"Straße" in groups'],
      ['"9EFC" in groups', '"Eng" in groups'],
    ])('%s', (filter, fixed) => {
      expectInFilter(code, filter.replace(/^("[^"]*")/, '<|$1|>'), known);
      expect(fixedFilters(code, filter, known)).toEqual([fixed]);
    });
    it.each(['"data-science" in groups', '"data_science" in groups', '"other" in groups', 'groups.exists(g, g.startsWith("DATA"))'])(
      'not %s',
      (filter) => expectInFilter(code, filter, known),
    );
    it('writes the spelling that the claim carries', () =>
      expect(fixedFilters(code, '"ENG" in groups', `sso: { identity_provider: entra }\n${known}`)).toEqual(['"9efc" in groups']));
    it('leaves both spellings alone where both exist', () =>
      expectInFilter(code, '"eng" in groups && "Eng" in groups', 'known_groups: [eng, Eng]\n'));
  });

  describe('among mappings alone', () => {
    it('reports the rarer spelling', () => expectInFile(code, mappings('<|"Eng"|> in groups', '"eng" in groups', '"eng" in groups')));
    it('reports the later one of equally frequent ones', () => expectInFile(code, mappings('"Eng" in groups', '<|"eng"|> in groups')));
    it('reports every other spelling', () => expectInFile(code, mappings('"eng" in groups', '<|"Eng"|> in groups || <|"ENG"|> in groups')));
    it('sees the other files of the set', () => {
      const found = findingsOf({ 'b.groupmap.yaml': mappings('"ENG" in groups'), 'a.groupmap.yaml': mappings('"eng" in groups') });
      expect(found.filter((finding) => finding.code === code).map(({ file }) => file)).toEqual(['b.groupmap.yaml']);
    });
    it('compares literal group mappings, too', () => {
      const text = `group_mappings:\n  - { display_name: A, group: eng }\n  - { display_name: B, group: Eng }\n`;
      expectInFile(code, text.replace('Eng', '<|Eng|>'));
      expect(fixedFiles(code, text)).toEqual([text.replace('Eng', 'eng')]);
    });
  });

  describe('beside users', () => {
    it("takes the users' spelling for right, however often mappings say otherwise", () =>
      expectInFile(code, `${mappings('<|"Eng"|> in groups', '<|"Eng"|> in groups')}users: [{ name: ana, groups: [eng] }]\n`));
    it('leaves a spelling alone that some user has', () =>
      expectInFile(code, `${mappings('"Eng" in groups')}users: [{ name: ana, groups: [eng] }, { name: ben, groups: [Eng] }]\n`));
    it('reads only the designated attribute', () => {
      const users = 'users: [{ name: ana, attributes: { memberOf: [eng], title: [ENG] } }]\n';
      expectInFile(code, `sso: { group_attribute: memberOf }\n${mappings('<|"Eng"|> in groups')}${users}`);
      expectInFile(code, `${mappings('"Eng" in groups')}${users}`);
    });
    it('knows the assigned groups', () =>
      expectInFile(code, `sso: { application: { assigned_groups: [eng] } }\n${mappings('<|"Eng"|> in groups')}`));
  });
});
