import { examplesAmong, waysInto } from '../analysis/group-ways.js';
import { isAdministrator } from '../mapping-set/predefined-roles.js';
import type { Simulator } from '../provisioning/simulator.js';
import type { MappingPlace } from './access-diff.js';
import { placeOf } from './compare-mappings.js';
import { type GrantedBinding, grantsOf } from './grants.js';

/** Which groups lead to a role: the other way round than a sign-in goes. */
export interface RoleLookup {
  readonly version: 1;
  readonly role_name: string;
  /** Everything that the role is bound to, in file order; empty when no mapping grants it. */
  readonly role_bindings: readonly RoleSources[];
}

export interface RoleSources extends GrantedBinding {
  readonly administrator: boolean;
  /** Whether it is there, or on what resource, is computed by the host and not known. */
  readonly partly_known?: true;
  readonly group_mappings: readonly RoleSource[];
  /** The sample users whose SSO session has it, hand-assigned included, in file order. */
  readonly users: readonly string[];
}

/** A mapping that grants the role, with the groups that it takes. */
export interface RoleSource extends MappingPlace {
  /** The minimal sets of groups that satisfy the filter, the first in order, `[[]]` when none is needed; null when they are not known. */
  readonly groups: readonly (readonly string[])[] | null;
  readonly groups_truncated?: true;
  /** Groups that stand for others, since the filter asks how names begin or end. */
  readonly examples?: readonly string[];
  /** Why the groups are not known. */
  readonly reason?: string;
}

const listedWays = 64;

export function lookUpRole(simulator: Simulator, roleName: string): RoleLookup {
  const { set } = simulator;
  return {
    version: 1,
    role_name: roleName,
    role_bindings: [...grantsOf(simulator).roleBindings.values()]
      .filter(({ granted }) => granted.role_name === roleName)
      .map(({ granted, mappings, isPartlyKnown }) => ({
        ...granted,
        administrator: isAdministrator(roleName, set.settings),
        ...(isPartlyKnown ? { partly_known: true as const } : {}),
        group_mappings: mappings.map((prepared): RoleSource => {
          const { groupFunction, unknown } = prepared;
          const place = placeOf(prepared);
          if (!groupFunction)
            return { ...place, groups: null, reason: unknown?.message ?? 'The filter is of more than group tests joined by && and ||.' };
          const { sets, truncated } = waysInto(groupFunction, listedWays);
          const examples = examplesAmong(sets.flat(), [groupFunction]);
          return {
            ...place,
            groups: sets,
            ...(truncated ? { groups_truncated: true as const } : {}),
            ...(examples.length > 0 ? { examples } : {}),
          };
        }),
        users: set.users
          .filter((user, place) => {
            const decision = simulator.sampleDecisions[place];
            return (
              decision?.sign_in === 'allowed' &&
              (decision.matching.some((index) => mappings.some((prepared) => prepared.index === index)) ||
                user.roleBindings.some(
                  ({ roleName: own, crnPattern }) => own.value === roleName && crnPattern.value === granted.crn_pattern,
                ))
            );
          })
          .map((user) => user.name.value),
      })),
  };
}
