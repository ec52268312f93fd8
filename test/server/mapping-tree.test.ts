import { expect, it } from 'vitest';
import { mappingTreeRequest, mappingUsersRequest, type MappingTreeResult, type MappingUsersResult } from '../../protocol.js';
import { fileUri } from '../support/language-client.js';
import { startSession } from './editor-session.js';

const mappings = `group_mappings:
  - display_name: One
    filter: '"a" in groups'
    role_bindings: [{ role_name: OrganizationAdmin, crn_pattern: crn://confluent.cloud/organization=o }]
  - display_name: Two
    filter: '"a" in'
`;
const users = 'known_groups: [a]\nusers: [{ name: ana, groups: [a] }, { name: ben, groups: [] }]\n';

it('shows a set as a tree, with unsaved edits, and the users of a mapping when they are asked for', async () => {
  const { client, document, uri, directory } = await startSession({ 'a.groupmap.yaml': mappings, 'b.groupmap.yaml': users });
  const tree = () => client.request<MappingTreeResult>(mappingTreeRequest, { uri: fileUri(directory) });
  const first = await tree();
  expect(first).toMatchObject({ uri: fileUri(directory), users: 2, counts: { errors: 1 } });
  expect(
    first.mappings.map(({ displayName, uri: file, range, matching, unknown }) => [displayName, file, range.start.line, matching, unknown]),
  ).toEqual([
    ['One', uri('a.groupmap.yaml'), 1, 1, 0],
    ['Two', uri('a.groupmap.yaml'), 4, 0, 2],
  ]);
  expect(first.mappings[0]?.roleBindings).toMatchObject([
    { roleName: 'OrganizationAdmin', isAdministrator: true, range: { start: { line: 3 } } },
  ]);
  expect(first.groups).toMatchObject([{ name: 'a', isKnown: true, users: 1, place: { uri: uri('b.groupmap.yaml') } }]);

  const usersOf = (mapping: number) => client.request<MappingUsersResult>(mappingUsersRequest, { uri: uri('a.groupmap.yaml'), mapping });
  expect((await usersOf(0)).map(({ name, isUnknown, uri: file }) => [name, isUnknown, file])).toEqual([
    ['ana', false, uri('b.groupmap.yaml')],
  ]);
  expect((await usersOf(1)).map(({ name, isUnknown }) => [name, isUnknown])).toEqual([
    ['ana', true],
    ['ben', true],
  ]);
  expect(await usersOf(7)).toEqual([]);

  const open = document('a.groupmap.yaml');
  client.replace(open, open.text.replace(`'"a" in'`, `'"a" in groups'`));
  expect((await tree()).counts.errors).toBe(0);
  expect(await client.request(mappingTreeRequest, { uri: fileUri(directory, 'nothing') })).toBeNull();
});
