import { describe, expect, it } from 'vitest';
import { hostKindOf } from '../../src-language/mapping-set/hosts-by-kind.js';
import { readMappingFile } from '../../src-language/mapping-set/read-mapping-file.js';
import { assembleMappingSet } from '../../src-language/mapping-set/assemble-mapping-set.js';

describe('hostKindOf', () => {
  it.each([
    ['acme.groupmap.yaml', 'yaml', 'yaml'],
    ['dir/acme.groupmap.yml', 'yaml', 'yaml'],
    ['acme.groupmap.json', 'json', 'json'],
    ['one.groupfilter', 'bare-filter', 'bare-filter'],
    ['main.tf', 'terraform', 'terraform'],
    ['main.tf.json', 'terraform', 'terraform'],
    ['prod.group-mappings.json', 'export', 'export'],
    ['prod.group-mappings.yaml', 'export', 'export'],
    ['prod.group-mappings.yml', 'export', 'export'],
    ['other.yaml', null, 'yaml'],
    ['other.yml', null, 'yaml'],
    ['other.json', null, 'json'],
    ['groupmap.yaml', null, 'yaml'],
    ['deploy.sh', null, 'shell-script'],
    ['readme.md', null, null],
    ['a.groupmap.yaml/readme.md', null, null],
    ['terraform.tfvars', null, null],
    ['tf', null, null],
  ])('%s found in a directory is %s, named is %s', (path, found, named) => {
    expect(hostKindOf(path, { named: false })).toBe(found);
    expect(hostKindOf(path, { named: true })).toBe(named);
  });
});

describe('files read by shape', () => {
  const cli =
    '[{"id": "group-abc", "name": "Science", "description": "d", "filter": "\\"a\\" in groups \\u0026\\u0026 \\"b\\" in groups", "principal": "group-abc", "state": "ENABLED"}]';

  it('reads what the command line lists', () => {
    for (const path of ['list.json', 'x.group-mappings.json']) {
      const { groupMappings, problems } = readMappingFile({ path, text: cli });
      expect(problems).toEqual([]);
      expect(groupMappings[0]).toMatchObject({
        displayName: 'Science',
        id: { value: 'group-abc' },
        description: { value: 'd' },
        filter: { value: '"a" in groups && "b" in groups' },
        shapeProblem: null,
        line: 1,
      });
    }
    const { groupMappings } = readMappingFile({
      path: 'list.yaml',
      text: '- id: group-abc\n  name: Science\n  filter: \'"a" in groups\'\n',
    });
    expect(groupMappings.map(({ displayName, filter }) => [displayName, filter?.value])).toEqual([['Science', '"a" in groups']]);
  });

  it('gives the REST API’s role bindings to the mappings whose ids they name, across files', () => {
    const files = [
      { path: 'a.json', text: `{"api_version": "iam/v2", "kind": "GroupMappingList", "data": ${cli.replace('"name"', '"display_name"')}}` },
      {
        path: 'b.json',
        text: '{"kind": "RoleBindingList", "data": [{"principal": "User:group-abc", "role_name": "DeveloperRead", "crn_pattern": "crn://x"}, {"principal": "User:u-1", "role_name": "OrganizationAdmin", "crn_pattern": "crn://y"}]}',
      },
    ].map((source) => readMappingFile(source));
    const { groupMappings } = assembleMappingSet(files);
    expect(files.flatMap((file) => file.problems)).toEqual([]);
    expect(
      groupMappings.map(({ roleBindings }) => roleBindings.map(({ roleName, crnPattern }) => [roleName.value, crnPattern.value])),
    ).toEqual([[['DeveloperRead', 'crn://x']]]);
  });

  it('takes an empty list for an empty export', () => {
    expect(readMappingFile({ path: 'list.json', text: '[]' })).toMatchObject({ problems: [], groupMappings: [] });
  });

  it('reads a mapping file of any name', () => {
    const { groupMappings, problems } = readMappingFile({ path: 'acme.yaml', text: 'group_mappings: [{ display_name: A, group: a }]\n' });
    expect(problems).toEqual([]);
    expect(groupMappings.length).toBe(1);
  });

  it('says that a file named as an export is none, and that a mapping file is no export', () => {
    expect(readMappingFile({ path: 'a.group-mappings.yaml', text: 'group_mappings: []\n' }).problems.map(({ code }) => code)).toEqual([
      'wrong-type',
    ]);
    expect(readMappingFile({ path: 'a.groupmap.json', text: cli }).problems.map(({ code }) => code)).toEqual(['wrong-type']);
  });
});

describe('bare filters', () => {
  it('are checked and give the set nothing', () => {
    const file = readMappingFile({ path: 'one.groupfilter', text: '// who\n"a" in groups\n' });
    expect(file.problems).toEqual([]);
    expect(file.bareFilter?.value).toContain('"a" in groups');
    expect(assembleMappingSet([file])).toMatchObject({ groupMappings: [], problems: [] });
  });
});
