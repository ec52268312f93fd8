import type { MappingSet, RoleBinding } from './mapping-set.js';

/** Every role binding of a set once: those of mappings and users, and those whose principal is none of the set's mappings. */
export function roleBindingsOfSet(set: MappingSet): ReadonlySet<RoleBinding> {
  const bindings = new Set<RoleBinding>();
  for (const { roleBindings } of [...set.groupMappings, ...set.users]) for (const binding of roleBindings) bindings.add(binding);
  for (const { looseRoleBindings } of set.files) for (const { binding } of looseRoleBindings ?? []) bindings.add(binding);
  return bindings;
}
