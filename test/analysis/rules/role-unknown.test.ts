import { describe, expect, it } from 'vitest';
import { predefinedRoles } from '../../../src-language/mapping-set/predefined-roles.js';
import { expectInFile, fixedFiles, messageOf } from './rule-cases.js';

const code = 'role-unknown';
const bound = (role: string, more = '') =>
  `group_mappings:\n  - { display_name: M, group: g, role_bindings: [{ role_name: ${role}, crn_pattern: crn://confluent.cloud/organization=o }] }\n${more}`;
const own = 'settings: { roles: [{ name: OurCustomRole }] }\n';

describe(code, () => {
  it.each([
    ['EnviromentAdmin', 'EnvironmentAdmin'],
    ['environmentadmin', 'EnvironmentAdmin'],
    ['DeveloperReader', 'DeveloperRead'],
    ['ClusterAdmin', 'CloudClusterAdmin'],
    ['OrgAdmin', 'OrganizationAdmin'],
    ['"EnvironmentAdmin "', '"EnvironmentAdmin"'],
  ])('%s was meant to be %s', (role, meant) => {
    expectInFile(code, bound(`<|${role}|>`));
    expect(fixedFiles(code, bound(role))).toEqual([bound(meant)]);
  });

  it('advises to list a role that is like no other', () => {
    expectInFile(code, bound('<|Wizard|>'));
    expect(fixedFiles(code, bound('Wizard'))).toEqual([]);
    expect(messageOf(code, bound('Wizard'))).toBe(
      `The role "Wizard" is not known: Confluent's predefined roles have none of this name. If your organization has it, list it in settings.roles.`,
    );
  });

  it("knows Confluent's roles and the set's own", () => {
    for (const { name } of predefinedRoles) expectInFile(code, bound(name));
    expectInFile(code, bound('OurCustomRole', own));
    expectInFile(code, bound('<|OurCustomRol|>', own));
    expect(fixedFiles(code, bound('OurCustomRol', own))).toEqual([bound('OurCustomRole', own)]);
  });

  it('judges the roles of users and of expectations, where a slip would make not_role_bindings hold for ever', () => {
    expectInFile(
      code,
      'users:\n  - name: a\n    groups: []\n    role_bindings: [{ role_name: <|X|>, crn_pattern: crn://confluent.cloud/organization=o }]\n' +
        '    expect: { not_role_bindings: [<|OrganisationAdmin|>], role_bindings: [<|{ role_name: Y, crn_pattern: crn://confluent.cloud/organization=o }|>] }\n',
    );
  });
});
