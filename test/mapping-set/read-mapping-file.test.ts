import { describe, expect, it } from 'vitest';
import type { Located, MappingFile } from '../../src-language/mapping-set/mapping-set.js';
import { readMappingFile } from '../../src-language/mapping-set/read-mapping-file.js';
import { applyEdits } from '../../src-language/text/range.js';
import { everything } from './complete-file.js';

const yaml = (text: string): MappingFile => readMappingFile({ path: 'a.groupmap.yaml', text });
const json = (text: string): MappingFile => readMappingFile({ path: 'a.groupmap.json', text });
const values = (list: readonly Located<string>[] | undefined) => list?.map(({ value }) => value);

describe('readMappingFile', () => {
  it('reads every section', () => {
    const { organization, sso, knownGroups, groupMappings, users, settings, listsKnownGroups } = yaml(everything);
    const plain = (section: object) =>
      Object.fromEntries(Object.entries(section).map(([key, located]) => [key, (located as Located<unknown>).value]));
    expect(plain(organization)).toEqual({
      id: '1111aaaa-11aa-11aa-11aa-111111aaaaaa',
      display_name: 'Acme',
      marketplace: 'azure',
      jit_enabled: true,
      filter_length: 300,
      group_mappings: 12,
    });
    expect(plain(sso)).toMatchObject({
      identity_provider: 'entra',
      protocol: 'saml',
      group_attribute: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
      groups: 'all',
      source_attribute: 'group_id',
      filter: { kind: 'matches', value: '^(cc|dd)-' },
      enabled_for_users_to_sign_in: true,
      assignment_required: true,
    });
    expect(values(sso.assigned_users?.value)).toEqual(['ana@acme.example']);
    expect(values(sso.assigned_groups?.value)).toEqual(['cc-users']);
    expect(listsKnownGroups).toBe(true);
    expect(knownGroups.map(({ id, displayName }) => [id?.value, displayName?.value])).toEqual([
      ['cc-users', 'cc-users'],
      ['9efcf0ab-9227-411d-bbea-0481e862c115', 'cc-data-science'],
    ]);
    expect(groupMappings.map(({ displayName, filter, group }) => [displayName, filter?.value, group?.value])).toEqual([
      ['Data science', '"cc-users" in groups', undefined],
      ['', undefined, 'cc-users'],
      ['Everybody', 'true', undefined],
      ['Nobody', 'false', undefined],
    ]);
    const [science, , everybody] = groupMappings;
    expect(science?.id?.value).toBe('group-abc1');
    expect(science?.description?.value).toBe('Read and write');
    expect(science?.roleBindings.map(({ roleName, crnPattern }) => [roleName.value, crnPattern.value])).toEqual([
      ['DeveloperWrite', 'crn://confluent.cloud/organization=1'],
    ]);
    expect(science?.acls.map((acl) => acl.values)).toEqual([
      {
        kafka_cluster: 'lkc-1',
        resource_type: 'TOPIC',
        resource_name: 'orders',
        pattern_type: 'PREFIXED',
        operation: 'READ',
        permission: 'ALLOW',
        host: '*',
      },
    ]);
    expect(everybody).toMatchObject({ roleBindings: [], acls: [], shapeProblem: null, partlyKnown: null, instance: null });
    expect(users.map(({ name, account }) => [name.value, account])).toEqual([
      ['ana', 'existing'],
      ['bo', 'new'],
      ['cy', 'new'],
    ]);
    const [ana, bo, cy] = users;
    expect(ana?.claim?.from === 'attributes' && [...ana.claim.attributes].map(([name, list]) => [name, values(list)])).toEqual([
      ['x-groups', ['a']],
      ['one', ['b']],
      ['none', []],
      ['nobody', []],
    ]);
    expect(bo?.claim?.from === 'member_of' && values(bo.claim.values)).toEqual(['cc-users']);
    expect(cy).toMatchObject({ claim: { from: 'groups', values: [] }, expect: null });
    expect(ana?.expect?.sign_in?.value).toBe('allowed');
    expect(ana?.expect?.account?.value).toBe('created');
    expect(values(ana?.expect?.group_mappings?.value)).toEqual(['Data science']);
    expect(ana?.expect?.role_bindings?.value.map(({ value }) => value)).toEqual([
      { role_name: 'DeveloperWrite', crn_pattern: null },
      { role_name: 'DeveloperRead', crn_pattern: 'crn://x' },
    ]);
    expect(ana?.expect?.not_role_bindings?.value.map(({ value }) => value)).toEqual([
      { role_name: 'OrganizationAdmin', crn_pattern: null },
    ]);
    expect([...settings.severity].map(([code, { value }]) => [code, value])).toEqual([
      ['mixed-and-or', 'warning'],
      ['group-unmapped', 'off'],
    ]);
    expect(settings.roles.map(({ name, scopes, administrator }) => ({ name, scopes, administrator }))).toEqual([
      { name: 'OurCustomRole', scopes: ['environment'], administrator: false },
    ]);
  });

  it('takes nothing for an empty file or empty sections', () => {
    const empty = { knownGroups: [], groupMappings: [], users: [], problems: [], organization: {}, sso: {} };
    expect(yaml('')).toMatchObject({ ...empty, listsKnownGroups: false });
    expect(yaml('# nothing yet\n')).toMatchObject(empty);
    expect(yaml('organization:\nsso:\nknown_groups:\ngroup_mappings:\nusers:\nsettings:\n')).toMatchObject({
      ...empty,
      listsKnownGroups: true,
    });
  });

  it('keeps a group exactly as written, blanks included', () => {
    const { groupMappings, problems } = yaml('group_mappings: [{ display_name: A, group: " cc  users " }]\n');
    expect(groupMappings[0]?.group?.value).toBe(' cc  users ');
    expect(problems).toEqual([]);
  });

  it('goes on with the source text of a group that YAML reads as a number or a boolean, and with nothing for null', () => {
    const { groupMappings, users } = yaml(
      'group_mappings: [{ display_name: A, group: 00123 }, { display_name: B, group: ~ }]\nusers: [{ name: ana, groups: [0x10, True, null, b] }]\n',
    );
    expect(groupMappings.map(({ group, shapeProblem }) => [group?.value, shapeProblem?.code])).toEqual([
      ['00123', undefined],
      [undefined, 'wrong-type'],
    ]);
    expect(users[0]?.claim?.from === 'groups' && values(users[0].claim.values)).toEqual(['0x10', 'True', 'b']);
  });

  it('says of a mapping without a usable condition why its outcome is unknown', () => {
    const { groupMappings } = yaml(
      'group_mappings:\n  - { display_name: A, filter: x, group: y }\n  - { display_name: B }\n  - { display_name: C, filter: [] }\n  - { display_name: D, filtr: x }\n  - { display_name: E, filter: x }\n',
    );
    expect(groupMappings.map(({ shapeProblem }) => shapeProblem?.code ?? null)).toEqual([
      'filter-and-group',
      'missing-key',
      'wrong-type',
      'missing-key',
      null,
    ]);
    expect(groupMappings[0]).toMatchObject({ filter: { value: 'x' }, group: { value: 'y' } });
  });

  it('reads an absent filter text as an empty one that can be edited', () => {
    const text = 'group_mappings:\n  - display_name: A\n    filter:\n';
    const { groupMappings, problems } = yaml(text);
    const filter = groupMappings[0]?.filter;
    expect(problems).toEqual([]);
    expect(filter?.value).toBe('');
    const edits = filter?.encodeEdits([{ range: { start: 0, end: 0 }, newText: `"it's" in groups` }]) ?? [];
    expect(yaml(applyEdits(text, edits)).groupMappings[0]?.filter?.value).toBe(`"it's" in groups`);
  });

  it('gives mappings and users the line of their first key', () => {
    const text =
      'group_mappings:\n  -\n    display_name: A\n    group: a\n  - { group: b,\n      display_name: B }\nusers:\n  # a comment\n  - name: ana\n';
    const { groupMappings, users } = yaml(text);
    expect(groupMappings.map(({ line }) => line)).toEqual([3, 5]);
    expect(users.map(({ line }) => line)).toEqual([9]);
    expect(json('{\n"group_mappings": [\n{\n\n"group": "a", "display_name": ""}]}').groupMappings[0]?.line).toBe(5);
  });

  it('counts a merge key as the first key, and reads what it merges', () => {
    const text = 'x-base: &base\n  group: a\ngroup_mappings:\n  - <<: *base\n    display_name: A\n';
    const { groupMappings, problems } = yaml(text);
    expect(problems).toEqual([]);
    expect(groupMappings[0]).toMatchObject({ displayName: 'A', group: { value: 'a' }, line: 4 });
  });

  it('adds the documents of one file up', () => {
    const { organization, users, problems } = yaml(
      'organization: { marketplace: azure }\nusers: [{ name: a }]\n---\norganization: { jit_enabled: true, marketplace: azure }\nusers: [{ name: b }]\n',
    );
    expect(problems).toEqual([]);
    expect(organization.marketplace?.value).toBe('azure');
    expect(organization.jit_enabled?.value).toBe(true);
    expect(users.map((user) => user.name.value)).toEqual(['a', 'b']);
  });

  it('reads the first of two forms of groups', () => {
    const { users } = yaml('users: [{ name: ana, groups: [g], member_of: [m] }]\n');
    expect(users[0]?.claim?.from).toBe('groups');
  });

  it('drops users without a name and role bindings that lack a part, and keeps the rest', () => {
    const { users } = yaml(
      'users:\n  - { account: new }\n  - { name: ana, role_bindings: [{ role_name: A }, { role_name: B, crn_pattern: crn://b }] }\n',
    );
    expect(users.map((user) => user.name.value)).toEqual(['ana']);
    expect(users[0]?.roleBindings.map((binding) => binding.roleName.value)).toEqual(['B']);
  });

  it('points at what it read', () => {
    const { groupMappings } = yaml(everything);
    const mapping = groupMappings[0];
    const slice = (located: { range: { start: number; end: number } } | null | undefined) =>
      located && everything.slice(located.range.start, located.range.end);
    expect(slice(mapping?.displayNameAt)).toBe('Data science');
    expect(slice(mapping?.filter)).toBe(`'"cc-users" in groups'`);
    expect(slice(mapping?.roleBindings[0])).toBe('{ role_name: DeveloperWrite, crn_pattern: crn://confluent.cloud/organization=1 }');
    expect(slice(mapping)?.startsWith('display_name: Data science\n')).toBe(true);
  });

  it.each(['', '{', '[', '- - -', ': :', '"', '&a [*a]', '*a', '\u0000', '\ufeff', '%', '!!map x', '? ? ?', '<<: *x', '{a: {b: [}'])(
    'does not throw on %j',
    (text) => {
      for (const path of [
        'a.groupmap.yaml',
        'a.groupmap.json',
        'a.groupfilter',
        'a.group-mappings.json',
        'x.yaml',
        'x.json',
        'main.tf',
        'x',
      ])
        expect(readMappingFile({ path, text }).source.path).toBe(path);
    },
  );

  it('reads one list behind many aliases once', () => {
    const bindings = '  - { role_name: A, crn_pattern: crn://a }\n'.repeat(300);
    const text = `x-b: &b\n${bindings}group_mappings:\n` + '  - { display_name: A, group: a, role_bindings: *b }\n'.repeat(300);
    const { groupMappings } = yaml(text);
    expect(new Set(groupMappings.map((mapping) => mapping.roleBindings)).size).toBe(1);
    expect(groupMappings[299]?.roleBindings.length).toBe(300);
  });
});
