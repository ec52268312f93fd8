import type { AclInWords, GrantInWords } from '../../protocol.js';
import { fill, type PanelWords } from '../words.js';

/** The names of granted roles, each once, and how many ACLs come with them. */
export function grantNames(grants: readonly GrantInWords[]): readonly { readonly roleName: string; readonly isAdministrator: boolean }[] {
  const names = new Map(grants.map((grant) => [grant.roleName, grant]));
  return [...names.values()];
}

/** `2 ACLs`; null for none. */
export function aclCount(acls: readonly AclInWords[], { parts }: PanelWords): string | null {
  if (acls.length === 0) return null;
  return acls.length === 1 ? parts.aclOne : fill(parts.aclMany, acls.length);
}
