import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, CodeLens } from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import type {
  AccessDiffAnswer,
  BaseFilesParams,
  BaseFilesResult,
  ChangedMappingsResult,
  LookUpRoleResult,
  RolesResult,
} from '../../protocol.js';
import { startSession, type EditorSession } from './editor-session.js';

const crn = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1';
/** One mapping with the given filter, and a user. */
const fileWith = (filter: string) => `known_groups: [{ id: 1a-2b-3c-4d-5e-6f, display_name: contractors }, ops, data]
group_mappings:
  - display_name: On call
    filter: '${filter}'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: '${crn}' }]
  - display_name: Readers
    group: data
    role_bindings: [{ role_name: DataDiscovery, crn_pattern: '${crn}' }]
users:
  - { name: ana@acme.example, groups: [1a-2b-3c-4d-5e-6f] }
`;
const before = fileWith('"ops" in groups');
const after = fileWith('"ops" in groups || "1a-2b-3c-4d-5e-6f" in groups');

/** A session of a client that knows git: it answers what `answer` says, and counts how often it is asked. */
async function withGit(
  answer: (params: BaseFilesParams) => BaseFilesResult,
): Promise<EditorSession & { readonly asked: BaseFilesParams[] }> {
  const session = await startSession({ 'acme.groupmap.yaml': after }, { initializationOptions: { gitRevisions: true } });
  const asked: BaseFilesParams[] = [];
  session.client.connection.onRequest('groupmap/baseFiles', (params: BaseFilesParams) => {
    asked.push(params);
    return answer(params);
  });
  return { ...session, asked };
}

const head: BaseFilesResult = {
  revision: 'HEAD',
  commit: { id: '3c1f2ab', message: 'Before', date: null },
  files: [{ name: 'acme.groupmap.yaml', text: before }],
};

describe('the difference to a git revision, over the protocol', () => {
  it('tells who gains what, as values, in words and as Markdown, of what is in the editor', async () => {
    const { client, uri, asked } = await withGit(() => head);
    const answer = await client.connection.sendRequest<AccessDiffAnswer>('groupmap/accessDiff', { uri: uri('acme.groupmap.yaml') });
    expect(asked).toMatchObject([{ revision: 'HEAD' }]);
    expect(answer).toMatchObject({
      revision: 'HEAD',
      commit: { id: '3c1f2ab' },
      diff: {
        users: [{ user: 'ana@acme.example', gains: [{ role_name: 'EnvironmentAdmin', granted_by: ['On call'] }] }],
        role_bindings: [
          {
            change: 'wider',
            witness: ['1a-2b-3c-4d-5e-6f'],
            base: [{ file: 'git:HEAD:acme.groupmap.yaml', line: 3 }],
            head: [{ file: 'acme.groupmap.yaml', line: 3 }],
          },
        ],
      },
      view: { level: 'administrator', heading: '1 of 1 person gains an administrator role' },
      markdown: expect.stringContaining('Anyone in `contractors`'),
      files: { 'acme.groupmap.yaml': uri('acme.groupmap.yaml') },
    });
    const [{ added, head: filter } = { added: [], head: '' }] = answer.view.forAnyone[0]?.mappings.map((mapping) => mapping.filter) ?? [];
    expect(added.map(({ start, end }) => filter?.slice(start, end))).toEqual(['|| "1a-2b-3c-4d-5e-6f" in groups']);
  });

  it('takes files that are given instead, so that any client can ask', async () => {
    const { client, uri } = await startSession({ 'acme.groupmap.yaml': after });
    const ask = (params: object) => client.connection.sendRequest('groupmap/accessDiff', { uri: uri('acme.groupmap.yaml'), ...params });
    expect(await ask({ base: head })).toMatchObject({ diff: { summary: { users_gaining: 1 } } });
    expect(await ask({ base: { revision: 'empty', commit: null, files: [] } })).toMatchObject({
      diff: { role_bindings: [{ change: 'added' }, { change: 'added' }] },
    });
    expect(await ask({})).toMatchObject({ failure: 'no-git' });
  });

  it('asks for what functions of Terraform read in the revision', async () => {
    const main = `resource "confluent_group_mapping" "team" {
  for_each     = yamldecode(file("data/teams.yaml"))
  display_name = each.key
  filter       = "\\"\${each.value}\\" in groups"
}
resource "confluent_role_binding" "team" {
  for_each    = confluent_group_mapping.team
  principal   = "User:\${each.value.id}"
  role_name   = "EnvironmentAdmin"
  crn_pattern = "${crn}"
}
`;
    const session = await startSession(
      { 'main.tf': main, 'data/teams.yaml': 'Ops: staff\n' },
      { initializationOptions: { gitRevisions: true } },
    );
    const asked: (readonly string[] | undefined)[] = [];
    session.client.connection.onRequest('groupmap/baseFiles', ({ paths }: BaseFilesParams): BaseFilesResult => {
      asked.push(paths);
      const files = paths ? [{ name: 'data/teams.yaml', text: '\ufeffOps: ops\n' }] : [{ name: 'main.tf', text: main }];
      return { revision: 'HEAD', commit: null, files };
    });
    const answer = await session.client.connection.sendRequest<AccessDiffAnswer>('groupmap/accessDiff', { uri: session.uri('main.tf') });
    expect(answer.diff.group_mappings.map(({ filter }) => [filter.base, filter.head])).toEqual([['"ops" in groups', '"staff" in groups']]);
    expect(asked).toEqual([undefined, ['data/teams.yaml']]);
    const base: BaseFilesResult = {
      revision: 'given',
      commit: null,
      files: [
        { name: 'main.tf', text: main },
        { name: 'data/teams.yaml', text: 'Ops: data\n' },
      ],
    };
    const given = await session.client.connection.sendRequest<AccessDiffAnswer>('groupmap/accessDiff', {
      uri: session.uri('main.tf'),
      base,
    });
    expect(given.diff.group_mappings.map(({ filter }) => filter.base)).toEqual(['"data" in groups']);
  });

  it('hands on why there is no revision', async () => {
    const failure: BaseFilesResult = { failure: 'no-repository', message: 'In no repository.' };
    const { client, uri } = await withGit(() => failure);
    expect(await client.connection.sendRequest('groupmap/accessDiff', { uri: uri('acme.groupmap.yaml') })).toEqual(failure);
  });

  it('marks the mappings that changed, above them too, and asks again once revisions moved', async () => {
    let files = head;
    const { client, uri, asked } = await withGit(() => files);
    const document = { uri: uri('acme.groupmap.yaml') };
    const marks = () => client.connection.sendRequest<ChangedMappingsResult>('groupmap/changedMappings', document);
    expect(await marks()).toEqual([
      {
        range: { start: { line: 2, character: 18 }, end: { line: 2, character: 25 } },
        change: 'wider',
        title: 'now also matches contractors',
      },
    ]);
    const lenses = async () =>
      ((await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: document })) ?? [])
        .filter(({ command }) => command?.command === 'groupmap.diffWithGit')
        .map(({ command }) => command?.title);
    expect(await lenses()).toEqual(['now also matches contractors']);
    expect(asked).toHaveLength(1);
    files = { ...head, files: [{ name: 'acme.groupmap.yaml', text: after }] };
    await client.connection.sendNotification('groupmap/baseChanged');
    expect(await marks()).toEqual([]);
    expect(await lenses()).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('has no marks where the client knows no git', async () => {
    const { client, uri } = await startSession({ 'acme.groupmap.yaml': after });
    expect(await client.connection.sendRequest('groupmap/changedMappings', { uri: uri('acme.groupmap.yaml') })).toEqual([]);
  });
});

describe('which groups lead to a role, over the protocol', () => {
  it('lists roles and looks one up', async () => {
    const { client, uri } = await startSession({ 'acme.groupmap.yaml': after });
    const document = { uri: uri('acme.groupmap.yaml') };
    expect(await client.connection.sendRequest<RolesResult>('groupmap/roles', document)).toEqual([
      { name: 'EnvironmentAdmin', isAdministrator: true, groupMappings: ['On call'] },
      { name: 'DataDiscovery', isAdministrator: false, groupMappings: ['Readers'] },
    ]);
    const result = await client.connection.sendRequest<LookUpRoleResult>('groupmap/lookUpRole', { ...document, role: 'EnvironmentAdmin' });
    expect(result.lookup.role_bindings[0]).toMatchObject({
      group_mappings: [{ groups: [['1a-2b-3c-4d-5e-6f'], ['ops']] }],
      users: ['ana@acme.example'],
    });
    expect(result.markdown).toContain('Whoever is in `contractors`');
  });

  it('goes from a role to the mappings that grant it and on to the groups, and back', async () => {
    const session = await startSession({ 'acme.groupmap.yaml': after.replace('EnvironmentAdmin', 'Environment<|>Admin') });
    const ask = <Result>(method: string, params: object) => session.client.connection.sendRequest<Result>(method, params);
    const [role] = await ask<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', session.cursor);
    expect(role).toMatchObject({ name: 'EnvironmentAdmin', detail: 'Environment env-1' });
    const [mapping] = await ask<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item: role });
    expect(mapping).toMatchObject({ from: { name: 'On call', detail: 'EnvironmentAdmin' } });
    expect(mapping?.fromRanges).toEqual([{ start: { line: 4, character: 33 }, end: { line: 4, character: 49 } }]);
    const groups = await ask<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item: mapping?.from });
    expect(groups.map(({ from }) => [from.name, from.detail])).toEqual([
      ['ops', ''],
      ['contractors', '1a-2b-3c-4d-5e-6f'],
    ]);
    const back = await ask<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item: groups[1]?.from });
    expect(back.map(({ to }) => to.name)).toEqual(['On call']);
    const roles = await ask<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item: back[0]?.to });
    expect(roles.map(({ to }) => to.name)).toEqual(['EnvironmentAdmin']);
    expect(await ask('callHierarchy/incomingCalls', { item: { ...role, data: { kind: 'nonsense' } } })).toBe(null);
  });
});
