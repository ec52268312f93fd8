import { crnInSentence } from '../mapping-set/crn/crn-scope.js';
import { hasPermission } from '../provisioning/access-step.js';
import { describeAcl } from '../provisioning/outcome-wording.js';
import type { AccessDiff, GrantChange } from './access-diff.js';
import type { GrantedAclValues } from './grants.js';

/** What a diff must not hold: that somebody gains, or loses, a role; any at all where none is named. */
export interface FailCondition {
  readonly change: 'gain' | 'loss';
  readonly roleName: string | null;
}

/** `gain`, `loss:OrganizationAdmin`; null for a text that is none. */
export function readFailCondition(text: string): FailCondition | null {
  const [, change, roleName] = /^(gain|loss)(?::(.+))?$/s.exec(text) ?? [];
  return change === 'gain' || change === 'loss' ? { change, roleName: roleName ?? null } : null;
}

/**
 * What in a diff meets the conditions, a sentence each: of the sample users, and of anyone, whatever their groups. What is unknown meets
 * them, since it cannot be ruled out. An ACL that denies is lost access to whoever gains it.
 */
export function failuresOf(diff: AccessDiff, conditions: readonly FailCondition[]): string[] {
  return [...new Set(conditions.flatMap((condition) => failures(diff, condition)))];
}

function failures(diff: AccessDiff, { change, roleName }: FailCondition): string[] {
  const isGain = change === 'gain';
  const verb = isGain ? 'gain' : 'lose';
  const isAsked = (role: { readonly role_name: string }) => roleName === null || role.role_name === roleName;
  const nameOf = (role: { readonly role_name: string; readonly crn_pattern: string }) =>
    `${role.role_name} on ${crnInSentence(role.crn_pattern)}`;
  const found: string[] = [];
  for (const binding of diff.role_bindings.filter(isAsked)) {
    if (binding.change === 'unknown') found.push(`whether anyone ${verb}s ${nameOf(binding)} is unknown: ${binding.reason ?? ''}`);
    else if (meets(binding, isGain)) found.push(`anyone with the right groups ${verb}s ${nameOf(binding)}`);
  }
  for (const user of diff.users) {
    for (const role of (isGain ? user.gains : user.loses).filter(isAsked)) found.push(`${user.user} ${verb}s ${nameOf(role)}`);
    for (const role of user.uncertain.filter(isAsked))
      if (role.change !== (isGain ? 'may_lose' : 'may_gain')) found.push(`whether ${user.user} ${verb}s ${nameOf(role)} is unknown`);
  }
  if (roleName !== null) return found;
  for (const grant of diff.acls) {
    if (grant.change === 'unknown') found.push(`whether access by ACL ${describe(grant.acl)} changes is unknown: ${grant.reason ?? ''}`);
    else if (meets(grant, isGain !== isDeny(grant.acl)))
      found.push(`anyone with the right groups ${verb}s access by ACL ${describe(grant.acl)}`);
  }
  for (const user of diff.users)
    for (const [list, isGained] of [
      [user.gains_acls, true],
      [user.loses_acls, false],
    ] as const)
      for (const { acl } of list)
        if ((isGained !== isDeny(acl)) === isGain) found.push(`${user.user} ${verb}s access by ACL ${describe(acl)}`);
  return found;
}

function meets({ ways_gained = [], ways_lost = [] }: GrantChange, isGain: boolean): boolean {
  return (isGain ? ways_gained : ways_lost).length > 0;
}

function isDeny(acl: GrantedAclValues): boolean {
  return hasPermission({ values: acl }, 'DENY');
}

function describe(acl: GrantedAclValues): string {
  return describeAcl({ ...acl, granted_by: [] });
}
