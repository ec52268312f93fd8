import { effectiveSettings } from '../mapping-set/effective-settings.js';
import { hostKindOf } from '../mapping-set/hosts-by-kind.js';
import type { MappingSet } from '../mapping-set/mapping-set.js';
import type { SettingChange, SettingValue } from './access-diff.js';

/**
 * Whether a set's files can say how people sign in, and who they are: exports and Terraform cannot. A set without files can: it says
 * nothing yet.
 */
export function canDescribeSignIn({ files }: MappingSet): boolean {
  return (
    files.length === 0 ||
    files.some(({ source, looseRoleBindings }) => {
      const kind = hostKindOf(source.path, { named: true });
      return (kind === 'yaml' || kind === 'json') && looseRoleBindings === undefined;
    })
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
