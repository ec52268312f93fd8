import { roleBindingKey } from '../mapping-set/grant-keys.js';
import type { Person } from './person.js';
import type { Decision, Simulator } from './simulator.js';

/** A role on what it is bound to, as values. */
export interface RolePair {
  readonly role_name: string;
  readonly crn_pattern: string;
}

/** The role bindings that an SSO session has for certain, each once: those assigned by hand, then those of the mappings that match; of the light path. */
export function sessionRolesOf(simulator: Simulator, person: Person, { sign_in, matching }: Decision): readonly RolePair[] {
  if (sign_in !== 'allowed') return [];
  const roles = new Map<string, RolePair>();
  const add = (pair: RolePair): void => {
    const key = roleBindingKey(pair.role_name, pair.crn_pattern);
    if (!roles.has(key)) roles.set(key, pair);
  };
  person.roleBindings.forEach(add);
  for (const index of matching)
    for (const { roleName, crnPattern, mayBeAbsent } of simulator.mappings[index]?.mapping.roleBindings ?? [])
      if (!mayBeAbsent) add({ role_name: roleName.value, crn_pattern: crnPattern.value });
  return [...roles.values()];
}
