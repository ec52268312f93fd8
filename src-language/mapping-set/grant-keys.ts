import type { GroupMapping, KafkaAcl, RoleBinding } from './mapping-set.js';

/** A role on a resource as one text: two are the same when their texts are. */
export function roleBindingKey(roleName: string, crnPattern: string): string {
  return `${roleName}\u0000${crnPattern}`;
}

/** The same of a mapping's own role binding, which may be known only in part: then by what is known of it. */
export function keyOfRoleBinding({ roleName, crnPattern }: Pick<RoleBinding, 'roleName' | 'crnPattern'>): string {
  return roleBindingKey(roleName.comparedAs ?? roleName.value, crnPattern.comparedAs ?? crnPattern.value);
}

/** The key of a grant that is known only in part: it never is the same as one that is there for certain. */
export function partlyKnownKey(key: string): string {
  return `${key}\u0000?`;
}

/** ACLs are compared as text too, whatever the order of their keys. */
export function aclKey(acl: Pick<KafkaAcl, 'values'>): string {
  return JSON.stringify(Object.entries(acl.values).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/**
 * Everything that a mapping grants, each once, as texts that are the same for the same grant. Null where the host computes part of it: then
 * it is not known what that is.
 */
export function grantKeysOf({ roleBindings, acls }: Pick<GroupMapping, 'roleBindings' | 'acls'>): ReadonlySet<string> | null {
  if ([...roleBindings, ...acls].some(({ isPartlyKnown }) => isPartlyKnown)) return null;
  return new Set([
    ...roleBindings.map(({ roleName, crnPattern }) => roleBindingKey(roleName.value, crnPattern.value)),
    ...acls.map(aclKey),
  ]);
}
