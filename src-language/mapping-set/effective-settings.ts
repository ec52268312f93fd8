import type { Marketplace, GroupClaimFilter, MappingSet } from './mapping-set.js';

/** What a set's settings come to once defaults are filled in: the one place that knows the defaults. */
export interface EffectiveSettings {
  readonly marketplace: Marketplace;
  readonly jitEnabled: boolean;
  readonly jitFrom: 'default' | 'explicit';
  readonly filterLengthLimit: number;
  readonly groupMappingLimit: number;
  readonly identityProvider: 'entra' | 'okta' | 'other';
  readonly protocol: 'saml' | 'oidc';
  /** Null: not designated. */
  readonly groupAttribute: string | null;
  readonly claimGroups: 'all' | 'assigned_to_application';
  readonly sourceAttribute: 'group_id' | 'display_name';
  readonly claimFilter: GroupClaimFilter | null;
  readonly enabledForUsersToSignIn: boolean;
  readonly assignmentRequired: boolean;
  readonly assignedUsers: readonly string[];
  readonly assignedGroups: readonly string[];
}

/**
 * Confluent's documentation gives the limits (300 characters) and the JIT default (off for Azure Marketplace organizations); the rest is
 * the mapping file schema's.
 */
export function effectiveSettings(set: MappingSet): EffectiveSettings {
  const { organization, sso } = set;
  const marketplace = organization.marketplace?.value ?? 'none';
  const identityProvider = sso.identity_provider?.value ?? 'other';
  const groupAttribute = sso.group_attribute?.value ?? null;
  return {
    marketplace,
    jitEnabled: organization.jit_enabled?.value ?? marketplace !== 'azure',
    jitFrom: organization.jit_enabled ? 'explicit' : 'default',
    filterLengthLimit: organization.filter_length?.value ?? 300,
    groupMappingLimit: organization.group_mappings?.value ?? 12,
    identityProvider,
    protocol: sso.protocol?.value ?? (marketplace === 'azure' ? 'oidc' : 'saml'),
    groupAttribute: groupAttribute === '' ? null : groupAttribute,
    claimGroups: sso.groups?.value ?? 'all',
    sourceAttribute: sso.source_attribute?.value ?? (identityProvider === 'entra' ? 'group_id' : 'display_name'),
    claimFilter: sso.filter?.value ?? null,
    enabledForUsersToSignIn: sso.enabled_for_users_to_sign_in?.value ?? true,
    assignmentRequired: sso.assignment_required?.value ?? false,
    assignedUsers: sso.assigned_users?.value.map((user) => user.value) ?? [],
    assignedGroups: sso.assigned_groups?.value.map((group) => group.value) ?? [],
  };
}
