import type { KafkaAcl } from '../mapping-set/mapping-set.js';
import { aclKey, partlyKnownKey, keyOfRoleBinding } from '../mapping-set/grant-keys.js';
import type { PreparedMapping } from '../provisioning/group-mappings-step.js';
import type { Simulator } from '../provisioning/simulator.js';

/** Something that the mappings of a set give away, with every mapping that does: one entry for each text of role and CRN pattern, or of an ACL. */
export interface Grant<Granted> {
  readonly granted: Granted;
  /** In the set's order, each once. */
  readonly mappings: readonly PreparedMapping[];
  /** The host computes part of what is granted, or whether it is, in every mapping that grants it. */
  readonly isPartlyKnown: boolean;
}

/** A role on a resource, as the JSON contract names the two. */
export interface GrantedBinding {
  readonly role_name: string;
  readonly crn_pattern: string;
}

/** The keys of an ACL in its file, as written. */
export type GrantedAclValues = KafkaAcl['values'];

/** What a set grants, in the order of its first grants. The keys say the same of two sets when they grant the same. */
export interface SetGrants {
  readonly roleBindings: ReadonlyMap<string, Grant<GrantedBinding>>;
  readonly acls: ReadonlyMap<string, Grant<GrantedAclValues>>;
}

export function grantsOf({ mappings }: Pick<Simulator, 'mappings'>): SetGrants {
  const roleBindings = new GrantCollector<GrantedBinding>();
  const acls = new GrantCollector<GrantedAclValues>();
  for (const prepared of mappings) {
    for (const binding of prepared.mapping.roleBindings) {
      const granted = { role_name: binding.roleName.value, crn_pattern: binding.crnPattern.value };
      roleBindings.add(keyOfRoleBinding(binding), granted, prepared, binding.isPartlyKnown ?? false);
    }
    for (const acl of prepared.mapping.acls) acls.add(aclKey(acl), acl.values, prepared, acl.isPartlyKnown ?? false);
  }
  return { roleBindings: roleBindings.all(), acls: acls.all() };
}

class GrantCollector<Granted> {
  private readonly grants = new Map<string, { granted: Granted; mappings: PreparedMapping[]; isPartlyKnown: boolean }>();

  add(key: string, granted: Granted, prepared: PreparedMapping, isPartlyKnown: boolean): void {
    const known = this.grants.get(key);
    if (!known) this.grants.set(key, { granted, mappings: [prepared], isPartlyKnown });
    else {
      if (known.mappings.at(-1) !== prepared) known.mappings.push(prepared);
      known.isPartlyKnown &&= isPartlyKnown;
    }
  }

  all(): ReadonlyMap<string, Grant<Granted>> {
    return new Map([...this.grants].map(([key, grant]) => [grant.isPartlyKnown ? partlyKnownKey(key) : key, grant]));
  }
}
