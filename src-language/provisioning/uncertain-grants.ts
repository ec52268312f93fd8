import { roleBindingKey } from '../mapping-set/grant-keys.js';
import type { RoleBinding } from '../mapping-set/mapping-set.js';
import type { Outcome } from './outcome.js';
import type { RolePair } from './session-roles.js';
import type { Simulator } from './simulator.js';

/** A role binding that a session may have, or may have otherwise than it is written. */
export interface UncertainGrant extends RolePair {
  /** The mapping that would grant it. */
  readonly mapping: string;
  /** The mapping is unknown, or the binding is known only in part. */
  readonly why: 'mapping' | 'binding';
  /** The session has it for certain, whatever its role or CRN pattern turns out to be. */
  readonly isThere: boolean;
  readonly isRoleKnown: boolean;
  readonly isCrnKnown: boolean;
}

/**
 * What a session may have beside what it has for certain: bindings of unknown mappings, and bindings of matching ones that are known only in
 * part and that nothing else grants for certain.
 */
export function uncertainGrants(outcome: Outcome, simulator: Simulator): readonly UncertainGrant[] {
  const certain = new Set(
    outcome.access.sso_session.filter((role) => !role.partly_known).map((role) => roleBindingKey(role.role_name, role.crn_pattern)),
  );
  return outcome.group_mappings.flatMap(({ result, display_name }, index) => {
    if (result === 'no-match') return [];
    const bindings = simulator.mappings[index]?.mapping.roleBindings ?? [];
    return bindings
      .filter(({ roleName, crnPattern }) => !certain.has(roleBindingKey(roleName.value, crnPattern.value)))
      .map((binding): UncertainGrant => {
        const isOfUnknown = result === 'unknown';
        return {
          ...pairOf(binding),
          mapping: display_name,
          why: isOfUnknown ? 'mapping' : 'binding',
          isThere: !isOfUnknown && !binding.mayBeAbsent,
          isRoleKnown: !binding.roleName.isPartlyKnown,
          isCrnKnown: !binding.crnPattern.isPartlyKnown,
        };
      });
  });
}

function pairOf({ roleName, crnPattern }: RoleBinding): RolePair {
  return { role_name: roleName.value, crn_pattern: crnPattern.value };
}
