import type { MappingSet } from '../../mapping-set/mapping-set.js';
import { printable } from '../../text/printable.js';
import { describeWhatStays, exportableMappings, hasHalfCharacter, type ExportableMapping, type Exported } from './exportable-mappings.js';
import { quoteShell } from './quote-shell.js';
import { apiRoot, credentials, curlCommand } from './rest-request.js';

const clusterCredentials = { key: 'KAFKA_API_KEY', secret: 'KAFKA_API_SECRET' } as const;

/**
 * A set as requests of Confluent Cloud's REST API, each a `curl` command: POST for a mapping without an id, PATCH for one with, then its role
 * bindings and ACLs. Credentials are variables of the shell.
 */
export function exportRequests(set: MappingSet): Exported {
  const { mappings, remarks, leftOut } = exportableMappings(set, (text) => (hasHalfCharacter(text) ? 'it holds half a character.' : null));
  const clusters = [...new Set(mappings.flatMap(({ acls }) => acls.map(({ kafka_cluster }) => kafka_cluster)))];
  const head = [
    'Requests of the Confluent Cloud REST API for a POSIX shell. Groupmap sends nothing: read them and send what you want.',
    `Set ${credentials.key} and ${credentials.secret} to a Cloud API key of an OrganizationAdmin first.`,
    clusters.length > 0
      ? `ACLs are requests to the cluster itself: set KAFKA_REST_ENDPOINT, ${clusterCredentials.key} and ${clusterCredentials.secret} for ${clusters.join(', ')}.`
      : null,
    mappings.some(({ id }) => id === null) ? 'jq takes the id out of an answer.' : null,
    describeWhatStays(set),
    ...remarks,
    ...leftOut,
  ].filter((line) => line !== null);
  return { text: `${[head.map(comment).join('\n'), ...mappings.map(requestsOf)].join('\n\n')}\n`, remarks, leftOut };
}

function comment(line: string): string {
  return `# ${printable(line)}`;
}

function requestsOf(mapping: ExportableMapping): string {
  const { displayName, id, description, filter } = mapping;
  const path = `${apiRoot}/iam/v2/sso/group-mappings`;
  const grants = mapping.roleBindings.length + mapping.acls.length > 0;
  // Creating one requires a description, which may be empty.
  const body = {
    display_name: displayName,
    ...(id === null ? { description: description ?? '' } : description !== null && { description }),
    filter,
  };
  const request = curlCommand(
    id === null
      ? { method: 'POST', url: quoteShell(path), body }
      : { method: 'PATCH', url: quoteShell(`${path}/${encodeURIComponent(id)}`), body },
  );
  const granting = (grant: Readonly<Record<string, string>>) => {
    const body = (principalId: string) => ({ principal: `User:${principalId}`, ...grant });
    return id === null ? body : body(id);
  };
  return [
    comment(`${displayName}${id === null ? '' : ` (${id})`}`),
    id === null && grants ? `id=$(${request} | jq -r '.id // empty')` : request,
    ...mapping.roleBindings.map((binding) =>
      curlCommand({ method: 'POST', url: quoteShell(`${apiRoot}/iam/v2/role-bindings`), body: granting({ ...binding }) }),
    ),
    ...mapping.acls.map(({ kafka_cluster, ...acl }) =>
      curlCommand({
        method: 'POST',
        url: `"\${KAFKA_REST_ENDPOINT:?}/kafka/v3/clusters/"${quoteShell(`${encodeURIComponent(kafka_cluster)}/acls`)}`,
        body: granting({ ...acl }),
        credentials: clusterCredentials,
      }),
    ),
  ].join('\n');
}
