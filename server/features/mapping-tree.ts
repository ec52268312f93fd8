import { mappingTree as treeOf, usersOfMapping } from '../../src-language/editing/mapping-tree.js';
import type { SampleUser } from '../../src-language/mapping-set/mapping-set.js';
import {
  mappingSetsRequest,
  mappingTreeRequest,
  mappingUsersRequest,
  type MappingSetsResult,
  type MappingTreeResult,
  type MappingUsersParams,
  type MappingUsersResult,
  type UriParams,
} from '../../protocol.js';
import { handleSafely } from '../handle-safely.js';
import type { LoadedSet } from '../loaded-set.js';
import { toDocumentPlace } from '../places.js';
import { countFindings, setName } from '../set-info.js';
import type { Feature } from './feature.js';

/** The workspace's mapping sets, and each of them as a tree. */
export const mappingTree: Feature = {
  register({ connection, allSets, setAt }) {
    connection.onRequest(
      mappingSetsRequest,
      handleSafely<object, MappingSetsResult>(connection, mappingSetsRequest, [], async (_, token) => {
        const loaded = await Promise.all((await allSets()).map((uri) => setAt(uri, token)));
        return loaded.flatMap((set) => (set ? [{ uri: set.uri, name: setName(set) }] : []));
      }),
    );

    connection.onRequest(
      mappingTreeRequest,
      handleSafely<UriParams, MappingTreeResult | null>(connection, mappingTreeRequest, null, async ({ uri }, token) => {
        const loaded = await setAt(uri, token);
        return loaded && describeTree(loaded);
      }),
    );

    connection.onRequest(
      mappingUsersRequest,
      handleSafely<MappingUsersParams, MappingUsersResult>(connection, mappingUsersRequest, [], async ({ uri, mapping }, token) => {
        const loaded = await setAt(uri, token);
        if (!loaded) return [];
        const { matching, unknown } = usersOfMapping(loaded.context, mapping);
        const describe = (isUnknown: boolean) => (user: SampleUser) => ({
          ...toDocumentPlace(loaded, user.name),
          name: user.name.value,
          isUnknown,
        });
        return [...matching.map(describe(false)), ...unknown.map(describe(true))];
      }),
    );
  },
};

function describeTree(loaded: LoadedSet): MappingTreeResult {
  const { users, mappings, groups } = treeOf(loaded.context);
  return {
    uri: loaded.uri,
    name: setName(loaded),
    users,
    counts: countFindings(loaded),
    mappings: mappings.map(({ place, roleBindings, acls, ...mapping }) => ({
      ...mapping,
      ...toDocumentPlace(loaded, place),
      roleBindings: roleBindings.map(({ place: at, ...binding }) => ({ ...binding, ...toDocumentPlace(loaded, at) })),
      acls: acls.map(({ place: at, ...acl }) => ({ ...acl, ...toDocumentPlace(loaded, at) })),
    })),
    groups: groups.map(({ place, ...group }) => ({ ...group, place: place && toDocumentPlace(loaded, place) })),
  };
}
