import {
  accessDiffRequest,
  changedMappingsRequest,
  lookUpRoleRequest,
  rolesRequest,
  type AccessDiffAnswer,
  type AccessDiffParams,
  type AccessDiffResult,
  type ChangedMappingsResult,
  type LookUpRoleParams,
  type LookUpRoleResult,
  type RolesResult,
  type UriParams,
} from '../../protocol.js';
import { isAdministrator } from '../../src-language/mapping-set/predefined-roles.js';
import { changedMappings } from '../../src-language/editing/changed-mappings.js';
import { diffAsMarkdown } from '../../src-language/review/diff-markdown.js';
import { viewOfDiff } from '../../src-language/review/diff-view.js';
import { explanationAsMarkdown } from '../../src-language/review/explained-markdown.js';
import { viewOfLookup } from '../../src-language/review/explained-view.js';
import { handleSafely, throwIfCancelled } from '../handle-safely.js';
import type { LoadedSet } from '../loaded-set.js';
import { toLspRange } from '../places.js';
import type { BaseSet } from '../base-sets.js';
import type { Feature, ServerContext } from './feature.js';

/** Who gains and loses what since a git revision, and which groups lead to a role. */
export const review: Feature = {
  register({ connection, services, bases, fileOf }) {
    connection.onRequest(
      accessDiffRequest,
      handleSafely<AccessDiffParams, AccessDiffResult | null>(
        connection,
        accessDiffRequest,
        null,
        async ({ uri, revision, base }, token) => {
          const loaded = (await fileOf(uri, token))?.loaded;
          if (!loaded) return null;
          const before = base ? await bases.read(loaded.uri, base) : await bases.load(loaded.uri, revision ?? 'HEAD');
          throwIfCancelled(token);
          if ('failure' in before) return before;
          return answerAccessDiff(services, loaded, before);
        },
      ),
    );

    connection.onRequest(
      changedMappingsRequest,
      handleSafely<UriParams, ChangedMappingsResult>(connection, changedMappingsRequest, [], async ({ uri }, token) => {
        const found = await fileOf(uri, token);
        if (!found) return [];
        const { loaded, file } = found;
        const known = await bases.changesOnceKnown(loaded);
        throwIfCancelled(token);
        if (!known) return [];
        return changedMappings(loaded.context, file.path, known).map(({ range, change, title }) => ({
          range: toLspRange(file, range),
          change,
          title,
        }));
      }),
    );

    connection.onRequest(
      rolesRequest,
      handleSafely<UriParams, RolesResult>(connection, rolesRequest, [], async ({ uri }, token) => {
        const loaded = (await fileOf(uri, token))?.loaded;
        return loaded ? rolesOf(loaded) : [];
      }),
    );

    connection.onRequest(
      lookUpRoleRequest,
      handleSafely<LookUpRoleParams, LookUpRoleResult | null>(connection, lookUpRoleRequest, null, async ({ uri, role }, token) => {
        const loaded = (await fileOf(uri, token))?.loaded;
        if (!loaded) return null;
        const lookup = services.lookUpRole(loaded.set, role);
        return { uri: loaded.uri, lookup, markdown: explanationAsMarkdown(viewOfLookup(lookup, loaded.set)) };
      }),
    );
  },
};

function rolesOf({ set }: LoadedSet): RolesResult {
  const mappings = new Map<string, Set<string>>();
  for (const { displayName, roleBindings } of set.groupMappings)
    for (const { roleName } of roleBindings) {
      const names = mappings.get(roleName.value);
      if (names) names.add(displayName);
      else mappings.set(roleName.value, new Set([displayName]));
    }
  return [...mappings].map(([name, groupMappings]) => ({
    name,
    isAdministrator: isAdministrator(name, set.settings),
    groupMappings: [...groupMappings],
  }));
}

/** What changes from a set as it was to the set as it is. */
export function answerAccessDiff(services: Pick<ServerContext['services'], 'diff'>, loaded: LoadedSet, before: BaseSet): AccessDiffAnswer {
  const diff = services.diff(before.set, loaded.set);
  const view = viewOfDiff(diff, before.set, loaded.set);
  return {
    uri: loaded.uri,
    revision: before.revision,
    commit: before.commit,
    diff,
    view,
    markdown: diffAsMarkdown(view),
    files: Object.fromEntries(loaded.files.map((file) => [file.path, file.uri])),
  };
}
