// The roles that a set grants, and the way back from a role to groups.

import type { RoleLookup } from '../src-language/review/look-up-role.js';

/** Client asks server: the roles that a set grants, in file order. */
export const rolesRequest = 'groupmap/roles';
export type RolesResult = readonly {
  readonly name: string;
  readonly isAdministrator: boolean;
  readonly groupMappings: readonly string[];
}[];

/** Client asks server: which groups lead to a role; null for a file of no set. */
export const lookUpRoleRequest = 'groupmap/lookUpRole';
export interface LookUpRoleParams {
  readonly uri: string;
  readonly role: string;
}
export interface LookUpRoleResult {
  /** The set's own URI, as `setChanged` names it. */
  readonly uri: string;
  readonly lookup: RoleLookup;
  readonly markdown: string;
}
