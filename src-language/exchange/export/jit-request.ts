import { effectiveSettings } from '../../mapping-set/effective-settings.js';
import type { MappingSet } from '../../mapping-set/mapping-set.js';
import { printable } from '../../text/printable.js';
import { apiRoot, credentials, curlCommand } from './rest-request.js';
import { quoteShell } from './quote-shell.js';

export interface JitRequest {
  readonly text: string;
  /** Whole sentences: what is missing, or what the set says already. */
  readonly remarks: readonly string[];
}

/**
 * The request that switches just-in-time provisioning on or off for a set's organization, as a `curl` command to be sent by somebody who may
 * (Confluent's documentation: `PATCH /org/v2/organizations/{id}`, `jit_enabled`). Nothing is sent.
 */
export function jitRequest(set: MappingSet, isEnabled: boolean): JitRequest {
  const id = set.organization.id?.value ?? '';
  const name = set.organization.display_name?.value || (id === '' ? 'the organization' : `organization ${id}`);
  const { jitEnabled, jitFrom } = effectiveSettings(set);
  const remarks: string[] = [];
  if (id === '') remarks.push('The mapping files do not name the organization (organization.id): set ORGANIZATION_ID to its id.');
  const source = jitFrom === 'explicit' ? 'The mapping files say' : 'By default';
  const state = isEnabled ? 'on' : 'off';
  if (jitEnabled === isEnabled)
    remarks.push(
      `${source} ${jitFrom === 'explicit' ? `that JIT is ${state} already` : `JIT is ${state} already for such an organization`}.`,
    );
  const url =
    id === ''
      ? `"${apiRoot}/org/v2/organizations/\${ORGANIZATION_ID:?}"`
      : quoteShell(`${apiRoot}/org/v2/organizations/${encodeURIComponent(id)}`);
  const head = [
    `Switches just-in-time provisioning ${state} for ${name}, for later sign-ins. An OrganizationAdmin sends this request; Groupmap sends nothing.`,
    `Set ${credentials.key} and ${credentials.secret} to a Cloud API key first.`,
    ...remarks,
  ];
  const text = [
    ...head.map((line) => `# ${printable(line)}`),
    curlCommand({ method: 'PATCH', url, body: { jit_enabled: isEnabled } }),
  ].join('\n');
  return { text: `${text}\n`, remarks };
}
