import { describe, expect, it } from 'vitest';
import { importMappings } from '../../src-language/exchange/import-mappings.js';
import { readYaml, services, structureOf } from './reading-back.js';

const crn = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1';

function imported(files: Readonly<Record<string, unknown>>) {
  const texts = Object.entries(files).map(([path, content]) => ({
    path,
    text: typeof content === 'string' ? content : JSON.stringify(content, null, 2),
  }));
  const result = importMappings(services.assemble(texts.map((file) => services.readFile(file))));
  if (result.yaml === null) throw new Error(result.mistake);
  const set = readYaml(result.yaml);
  expect(structureOf(set)).toEqual([]);
  return { ...result, set };
}

/** As `confluent iam group-mapping list -o json` prints it: Go escapes the ampersands. */
const listing = `[
  {
    "id": "group-abc1",
    "name": "Orders on call",
    "description": "",
    "filter": "\\"a\\" in groups \\u0026\\u0026 \\"b\\" in groups",
    "principal": "group-abc1",
    "state": "ENABLED"
  },
  {
    "id": "pool-old2",
    "name": "00123",
    "description": "everybody",
    "filter": "true",
    "principal": "pool-old2",
    "state": "ENABLED"
  }
]
`;
const bindings = {
  data: [
    { id: 'rb-1', principal: 'User:group-abc1', role_name: 'EnvironmentAdmin', crn_pattern: crn },
    { id: 'rb-2', principal: 'User:sa-1', role_name: 'OrganizationAdmin', crn_pattern: crn },
  ],
  metadata: {},
  kind: 'RoleBindingList',
};

describe('an export as a mapping file', () => {
  it('keeps names, ids, filters and roles exactly', () => {
    const { set } = imported({ 'mappings.json': listing, 'bindings.json': bindings });
    expect(
      set.groupMappings.map(({ displayName, id, description, filter, roleBindings }) => [
        displayName,
        id?.value,
        description?.value,
        filter?.value,
        roleBindings.map(({ roleName, crnPattern }) => [roleName.value, crnPattern.value]),
      ]),
    ).toEqual([
      ['Orders on call', 'group-abc1', '', '"a" in groups && "b" in groups', [['EnvironmentAdmin', crn]]],
      ['00123', 'pool-old2', 'everybody', 'true', []],
    ]);
  });

  it('says where each came from, and what is left out', () => {
    const { yaml, remarks } = imported({ 'mappings.json': listing, 'bindings.json': bindings });
    expect(yaml).toBe(`# 2 group mappings and 1 role binding from bindings.json and mappings.json.
# 1 role binding is of no mapping here and left out: "User:sa-1".

group_mappings:
  # mappings.json:2
  - display_name: Orders on call
    id: group-abc1
    description: ''
    filter: '"a" in groups && "b" in groups'
    role_bindings:
      # bindings.json:3
      - role_name: EnvironmentAdmin
        crn_pattern: ${crn}

  # mappings.json:10
  - display_name: '00123'
    id: pool-old2
    description: everybody
    filter: 'true'
`);
    expect(remarks).toHaveLength(1);
  });

  it('says that role bindings are missing', () => {
    expect(imported({ 'mappings.json': listing }).remarks).toEqual([expect.stringContaining('No role bindings came with the mappings')]);
  });

  it('says that a list goes on', () => {
    const page = { data: [{ id: 'group-1', display_name: 'A', filter: 'true' }], kind: 'GroupMappingList' };
    const next = 'https://api.confluent.cloud/iam/v2/sso/group-mappings?page_token=x';
    const { remarks } = imported({ 'm.json': { ...page, metadata: { next } } });
    expect(remarks[0]).toMatch(/^m\.json:\d+: The list goes on: there is a next page/);
    expect(imported({ 'm.json': { ...page, metadata: { next: null } } }).remarks).toHaveLength(1);
  });

  // The API's specification lists `ENABLED` alone, in an enumeration that may grow.
  it('leaves out a mapping in a state that nobody knows', () => {
    const mapping = (name: string, state: string) => ({ id: name, name, filter: 'true', state });
    const { set, remarks } = imported({ 'm.json': [mapping('A', 'ENABLED'), mapping('B', 'SUSPENDED')] });
    expect(set.groupMappings.map(({ displayName }) => displayName)).toEqual(['A']);
    expect(remarks[0]).toMatch(/^The mapping "B" \(m\.json:\d+\) is left out: its state is SUSPENDED/);
  });

  it('counts only the role bindings that it writes', () => {
    const listed = [{ principal: 'User:group-abc1', role: 'EnvironmentAdmin', environment: 'env-1' }];
    const { yaml } = imported({ 'mappings.json': listing, 'bindings.json': listed });
    expect(yaml).toContain('# 2 group mappings and 0 role bindings from bindings.json and mappings.json.');
    expect(yaml).toContain('is left out: the listing leaves out the organization');
  });

  it('guesses nothing of a bare word', () => {
    const { yaml, remarks, set } = imported({ 'm.yaml': '- id: group-1\n  name: Eng\n  filter: eng\n' });
    expect([set.groupMappings[0]?.filter?.value, set.groupMappings[0]?.group]).toEqual(['eng', null]);
    expect(yaml).toContain(
      '# The filter is a bare word. A literal group may be stored that way, which is not established: then write group: eng instead.',
    );
    expect(remarks[0]).toContain('not established');
  });

  it('leaves out a mapping whose filter is no text, and says so', () => {
    const { set, remarks } = imported({
      'm.json': [
        { name: 'A', filter: { a: 1 } },
        { name: 'B', filter: 'true' },
      ],
    });
    expect(set.groupMappings.map(({ displayName }) => displayName)).toEqual(['B']);
    expect(remarks[0]).toMatch(/The mapping "A" \(m\.json:\d+\) is left out/);
  });

  it('is none without a mapping', () => {
    expect(importMappings(services.assemble([services.readFile({ path: 'm.json', text: '[]' })]))).toEqual({
      yaml: null,
      mistake: expect.stringMatching(/^There is no group mapping in m\.json/),
    });
  });
});
