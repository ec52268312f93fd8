import { effectiveSettings } from '../mapping-set/effective-settings.js';
import type { MappingSet } from '../mapping-set/mapping-set.js';
import type { SettingChange, SettingValue } from './access-diff.js';

/** Whether a set says anything of how people sign in: exports and Terraform do not. */
export function describesSignIn({ users, sso, organization, listsKnownGroups }: MappingSet): boolean {
  return (
    users.length > 0 ||
    listsKnownGroups ||
    Object.values(sso).some((value) => value !== undefined) ||
    organization.jit_enabled !== undefined ||
    organization.marketplace !== undefined
  );
}

/** What decides sign-in and group claim and differs, defaults filled in, by the keys of mapping files. */
export function compareSettings(base: MappingSet, head: MappingSet): SettingChange[] {
  const before = signInSettings(base);
  const after = signInSettings(head);
  return Object.keys(before).flatMap((setting) => {
    const [from, to] = [before[setting] ?? null, after[setting] ?? null];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ setting, base: from, head: to }];
  });
}

function signInSettings(set: MappingSet): Readonly<Record<string, SettingValue>> {
  const settings = effectiveSettings(set);
  const { claimFilter } = settings;
  return {
    'organization.marketplace': settings.marketplace,
    'organization.jit_enabled': settings.jitEnabled,
    'sso.identity_provider': settings.identityProvider,
    'sso.protocol': settings.protocol,
    'sso.group_attribute': settings.groupAttribute,
    'sso.group_claim.groups': settings.claimGroups,
    'sso.group_claim.source_attribute': settings.sourceAttribute,
    'sso.group_claim.filter': claimFilter && `${claimFilter.kind}: ${claimFilter.value}`,
    'sso.application.enabled_for_users_to_sign_in': settings.enabledForUsersToSignIn,
    'sso.application.assignment_required': settings.assignmentRequired,
    'sso.application.assigned_users': [...new Set(settings.assignedUsers)].sort(),
    'sso.application.assigned_groups': [...new Set(settings.assignedGroups)].sort(),
  };
}
