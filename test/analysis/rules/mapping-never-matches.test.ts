import { describe, it } from 'vitest';
import { expect } from 'vitest';
import { expectInFile, messageOf } from './rule-cases.js';

const code = 'mapping-never-matches';
const mapping = (name: string, condition: string) => `  - { display_name: ${name}, ${condition} }\n`;
const filtered = `sso: { group_claim: { filter: { starts_with: cc- } } }\ngroup_mappings:\n`;
const assigned = `sso:\n  group_claim: { groups: assigned_to_application }\n  application: { assigned_groups: [data, Ops] }\ngroup_mappings:\n`;

describe(code, () => {
  it.each([
    ['a group that the filter of the claim holds back', filtered + mapping('<|A|>', 'group: data')],
    ['one of two that are needed', filtered + mapping('<|A|>', `filter: '"cc-data" in groups && "data" in groups'`)],
    ['a group that is not assigned', assigned + mapping('<|A|>', `filter: '"lunch" in groups || "sales" in groups && "data" in groups'`)],
  ])('reports %s', (_what, text) => expectInFile(code, text));

  it.each([
    ['one of two that suffice', filtered + mapping('A', `filter: '"cc-data" in groups || "data" in groups'`)],
    ['what arrives', assigned + mapping('A', 'group: data')],
    ['a slip in case, which is told as that', assigned + mapping('A', 'group: ops')],
    ['tests of names', filtered + mapping('A', `filter: 'groups.exists(g, g.startsWith("data"))'`)],
    ['what is always false, which is told as that', filtered + mapping('A', `filter: '"data" in groups && false'`)],
    ['everyone', filtered + mapping('A', `filter: 'true'`)],
    ['what is not known', filtered + mapping('A', `filter: '!("data" in groups)'`)],
    ['any group without a claim that holds back', `group_mappings:\n${mapping('A', 'group: data')}`],
    [
      'assigned groups that are not listed',
      `sso: { group_claim: { groups: assigned_to_application } }\ngroup_mappings:\n${mapping('A', 'group: data')}`,
    ],
    ['what a sample user matches all the same', `${filtered}${mapping('A', 'group: data')}users: [{ name: ana, groups: [data] }]\n`],
    [
      'the other spelling of a group that arrives, which is told as that',
      `sso: { group_claim: { source_attribute: group_id, filter: { starts_with: '7' } } }\nknown_groups: [{ id: 7526, display_name: data }]\ngroup_mappings:\n${mapping('A', 'group: data')}`,
    ],
  ])('not %s', (_what, text) => expectInFile(code, text));

  it('says which groups do not arrive, and why', () => {
    expect(messageOf(code, filtered + mapping('A', 'group: data'))).toBe(
      'The group mapping "A" cannot match: the group claim never carries "data", which is held back by the filter of the group claim. ' +
        'Ask for a group that arrives, or change what the identity provider sends (sso.group_claim, sso.application.assigned_groups).',
    );
  });
});
