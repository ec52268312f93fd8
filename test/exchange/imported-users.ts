import { expect } from 'vitest';
import { importUsers, type ImportUsersOptions } from '../../src-language/exchange/directory/import-users.js';
import { readYaml, structureOf } from './reading-back.js';

/** An import with what its YAML reads as: the users by name with their groups, and the known groups by id and name. */
export function imported(text: string, options: ImportUsersOptions = {}) {
  const result = importUsers(text, 'export', options);
  if (result.yaml === null) throw new Error(result.mistake);
  const set = readYaml(result.yaml);
  expect(structureOf(set)).toEqual([]);
  return {
    ...result,
    set,
    users: set.users.map(({ name, claim }) => [name.value, claim?.from === 'member_of' ? claim.values.map(({ value }) => value) : null]),
    knownGroups: set.knownGroups.map(({ id, displayName }) => [id?.value, displayName?.value]),
  };
}
