/** The request that turns just-in-time user provisioning on, for an OrganizationAdmin to send. */
export interface JitRequest {
  readonly method: 'PATCH';
  /** Below the address of Confluent Cloud's API. */
  readonly path: string;
  readonly body: string;
}

/** `organizationId` is null where the set does not say it: a placeholder stands for it then. */
export function jitRequest(organizationId: string | null): JitRequest {
  return { method: 'PATCH', path: `/org/v2/organizations/${organizationId ?? '<org_uuid>'}`, body: '{"jit_enabled": true}' };
}
