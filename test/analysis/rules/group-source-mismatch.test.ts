import { describe, expect, it } from 'vitest';
import { expectInFile, expectInFilter, fixedFiles, fixedFilters } from './rule-cases.js';

const code = 'group-source-mismatch';
const known =
  'known_groups:\n  - { id: 9efc, display_name: eng }\n  - { id: 7526, display_name: twins }\n  - { id: 7527, display_name: twins }\n  - cc-users\n  - { display_name: lonely }\n';
const byId = `sso: { identity_provider: entra }\n${known}`;
const byName = `sso: { identity_provider: okta }\n${known}`;

describe(code, () => {
  it('reports a display name where Entra sends ids', () => {
    expectInFilter(code, '<|"eng"|> in groups', byId);
    expect(fixedFilters(code, '"eng" in groups', byId)).toEqual(['"9efc" in groups']);
  });
  it('reports an id where display names are sent', () => {
    expectInFilter(code, '<|"9efc"|> in groups', byName);
    expect(fixedFilters(code, "'9efc' in groups", byName)).toEqual(["'eng' in groups"]);
  });
  it('goes by source_attribute, whichever the identity provider is', () => {
    const set = `sso: { identity_provider: entra, group_claim: { source_attribute: display_name } }\n${known}`;
    expectInFilter(code, '"eng" in groups || <|"9efc"|> in groups', set);
  });
  it('leaves the spelling alone that is sent', () => {
    expectInFilter(code, '"9efc" in groups', byId);
    expectInFilter(code, '"eng" in groups', byName);
  });
  it('leaves a group alone whose id and name are the same', () => {
    expectInFilter(code, '"cc-users" in groups', byId);
    expectInFilter(code, '"cc-users" in groups', byName);
  });
  it('leaves unknown groups to other rules', () => expectInFilter(code, '"enq" in groups', byId));
  it('offers each group of that name', () =>
    expect(fixedFilters(code, '"twins" in groups', byId)).toEqual(['"7526" in groups', '"7527" in groups']));
  it('has no repair where the other spelling is not listed', () => {
    expectInFilter(code, '<|"lonely"|> in groups', byId);
    expect(fixedFilters(code, '"lonely" in groups', byId)).toEqual([]);
  });
  it('leaves prefixes alone', () => expectInFilter(code, 'groups.exists(g, g.startsWith("eng"))', byId));
  it('judges a literal group mapping', () => {
    const literal = (group: string) => `${byId}group_mappings:\n  - display_name: A\n    group: ${group}\n`;
    expectInFile(code, literal('<|eng|>'));
    expect(fixedFiles(code, literal('eng'))).toEqual([literal('9efc')]);
  });
});
