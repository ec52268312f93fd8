import { aclKey, roleBindingKey } from '../mapping-set/grant-keys.js';
import type { GroupMapping, KafkaAcl, RoleBinding } from '../mapping-set/mapping-set.js';
import { listed } from '../text/quoted-name.js';
import { documentationPages } from './documentation-pages.js';
import type { PreparedMapping } from './group-mappings-step.js';
import type { GrantedAcl, GrantedRole, Note, Outcome, Step } from './outcome.js';
import type { Person } from './person.js';
import { counted } from './wording.js';

/** The mapping that Confluent Cloud gives every SSO user of organizations that have SSO since 2024-04-10. */
const defaultMappingName = 'all-sso-users';

export function hasPermission(acl: Pick<KafkaAcl, 'values'>, permission: 'ALLOW' | 'DENY'): boolean {
  return acl.values['permission']?.toUpperCase() === permission;
}

/** Whether a mapping that matches gives access to anything for certain: a role binding or an ALLOW ACL. */
export function grantsAccess({ roleBindings, acls }: Pick<GroupMapping, 'roleBindings' | 'acls'>): boolean {
  const isCertain = ({ mayBeAbsent }: RoleBinding | KafkaAcl): boolean => !mayBeAbsent;
  return roleBindings.some(isCertain) || acls.some((acl) => isCertain(acl) && hasPermission(acl, 'ALLOW'));
}

/** What a signed-in person can do: hand-assigned role bindings first, then those of the matching mappings, each once with all its grants. */
export function accessOf(person: Person, matching: readonly PreparedMapping[]): Outcome['access'] {
  const roles = new Map<string, Granted>();
  for (const { role_name, crn_pattern, partly_known } of person.roleBindings)
    grant(roles, role_name, crn_pattern, 'direct', true, partly_known ?? false);
  const apiKeys = [...roles.values()].map(asRole);
  const acls = new Map<string, { values: KafkaAcl['values']; grantedBy: string[]; isPartlyKnown: boolean }>();
  for (const { mapping } of matching) {
    const ofMapping = new Set<string>();
    for (const { roleName, crnPattern, isPartlyKnown } of mapping.roleBindings) {
      const key = roleBindingKey(roleName.value, crnPattern.value);
      const isRepeated = ofMapping.has(key);
      ofMapping.add(key);
      grant(roles, roleName.value, crnPattern.value, isRepeated ? null : mapping.displayName, false, isPartlyKnown ?? false);
    }
    const aclsOfMapping = new Set<string>();
    for (const acl of mapping.acls) {
      const key = aclKey(acl);
      if (aclsOfMapping.has(key)) continue;
      aclsOfMapping.add(key);
      const known = acls.get(key);
      const isPartlyKnown = acl.isPartlyKnown ?? false;
      if (!known) acls.set(key, { values: acl.values, grantedBy: [mapping.displayName], isPartlyKnown });
      else {
        known.grantedBy.push(mapping.displayName);
        known.isPartlyKnown &&= isPartlyKnown;
      }
    }
  }
  return {
    sso_session: [...roles.values()].map(asRole),
    api_keys: apiKeys,
    acls: [...acls.values()].map(({ values, grantedBy, isPartlyKnown }): GrantedAcl => ({
      ...values,
      granted_by: grantedBy,
      ...(isPartlyKnown ? { partly_known: true as const } : {}),
    })),
  };
}

interface Granted {
  readonly roleName: string;
  readonly crnPattern: string;
  readonly grantedBy: string[];
  readonly direct: boolean;
  isPartlyKnown: boolean;
}

function grant(
  roles: Map<string, Granted>,
  roleName: string,
  crnPattern: string,
  /** Null for another grant of one that has granted it already. */
  by: string | null,
  direct: boolean,
  isPartlyKnown: boolean,
): void {
  const key = roleBindingKey(roleName, crnPattern);
  const known = roles.get(key);
  if (!known) {
    roles.set(key, { roleName, crnPattern, grantedBy: by === null ? [] : [by], direct, isPartlyKnown });
    return;
  }
  if (!direct && by !== null) known.grantedBy.push(by);
  // What one grants for certain is there, whoever else may grant it.
  known.isPartlyKnown &&= isPartlyKnown;
}

function asRole({ roleName, crnPattern, grantedBy, direct, isPartlyKnown }: Granted): GrantedRole {
  return {
    role_name: roleName,
    crn_pattern: crnPattern,
    granted_by: [...grantedBy],
    direct,
    ...(isPartlyKnown ? { partly_known: true as const } : {}),
  };
}

/** `mayBeMore`: a mapping is unknown, or there are grants of which it is not known whose they are. */
export function accessStep(access: Outcome['access'], hasAccess: boolean, mayBeMore: boolean): Step {
  const session = access.sso_session.length;
  const certain = mayBeMore ? ' that is certain' : '';
  const also = access.acls.length > 0 ? ` and ${counted(access.acls.length, 'ACL')}` : '';
  return {
    step: 'access',
    result: hasAccess ? 'granted' : 'nothing',
    message: hasAccess
      ? `The SSO session has ${mayBeMore ? 'at least ' : ''}${counted(session, 'role binding')}${also}; user API keys carry ${access.api_keys.length === 0 ? 'none of them' : counted(access.api_keys.length, 'hand-assigned role binding')}.`
      : `Signs in and has no role${certain}.`,
    rule:
      'An SSO session has the role bindings assigned by hand and those of every matching group mapping. User API keys have the ' +
      'hand-assigned ones only.',
    basis: 'documented',
    source: documentationPages.groupMappingOverview,
  };
}

export function accessNotes(
  matching: readonly PreparedMapping[],
  hasAccess: boolean,
  uncertain: readonly PreparedMapping[],
  setListsDefault: boolean,
): Note[] {
  const notes: Note[] = [];
  for (const { mapping } of matching) {
    const denied = mapping.acls.filter((acl) => hasPermission(acl, 'DENY'));
    if (denied.length === 0) continue;
    notes.push({
      code: 'acl-deny',
      message:
        `${listed([mapping.displayName])} brings ${counted(denied.length, 'ACL')} with permission DENY. A DENY is applied first and beats every ` +
        'ALLOW and every role binding for what it covers.',
      group_mapping: mapping.displayName,
    });
  }
  if (!hasAccess) {
    const unsure =
      uncertain.length > 0
        ? ` Access: none that is certain, since ${listed(uncertain.map(({ mapping }) => mapping.displayName))} ${uncertain.length === 1 ? 'is' : 'are'} unknown.`
        : '';
    const byDefault = setListsDefault
      ? ''
      : ` SSO organizations created since 2024-04-10 have a default mapping ${defaultMappingName} with FlinkDeveloper and DataDiscovery, ` +
        'and others can opt in: if yours has it, list it in the set.';
    notes.push({ code: 'no-access', message: `Signs in and has no role.${unsure}${byDefault}` });
  }
  return notes;
}

export function listsDefaultMapping(mappings: readonly { readonly displayName: string }[]): boolean {
  return mappings.some((mapping) => mapping.displayName === defaultMappingName);
}
