import { scopeDetail, scopeOfCrn, scopePhrase, scopeTitle } from '../mapping-set/crn/crn-scope.js';
import type { KafkaAcl, MappingSet } from '../mapping-set/mapping-set.js';
import { isAdministrator } from '../mapping-set/predefined-roles.js';
import { hasPermission } from '../provisioning/access-step.js';
import { describeAcl } from '../provisioning/outcome-wording.js';

/** What a role is bound to, in words. */
export interface ScopeWords {
  /** As a cell says it: `Topics starting with orders-`. The CRN pattern where there are no words for it. */
  readonly title: string;
  /** The same inside a sentence. */
  readonly phrase: string;
  /** What it stands in, or how far it reaches; null where there is nothing to add. */
  readonly detail: string | null;
}

/** A role on what it is bound to, in words. */
export interface GrantInWords {
  readonly roleName: string;
  readonly crnPattern: string;
  readonly scope: ScopeWords;
  readonly isAdministrator: boolean;
}

/** An ACL on one line. */
export interface AclInWords {
  readonly text: string;
  readonly isDeny: boolean;
}

/** Says grants of one set in words: its own roles and its organization's name count. */
export interface GrantWriter {
  grant(roleName: string, crnPattern: string): GrantInWords;
  isAdministrator(roleName: string): boolean;
  acl(acl: Pick<KafkaAcl, 'values'>): AclInWords;
}

export function grantWriter({ settings, organization }: Pick<MappingSet, 'settings' | 'organization'>): GrantWriter {
  const scopes = new Map<string, ScopeWords>();
  const administers = new Map<string, boolean>();
  const scopeOf = (crnPattern: string): ScopeWords => {
    const known = scopes.get(crnPattern);
    if (known) return known;
    const scope = scopeOfCrn(crnPattern, organization);
    const words = scope
      ? { title: scopeTitle(scope), phrase: scopePhrase(scope), detail: scopeDetail(scope) }
      : { title: crnPattern, phrase: crnPattern, detail: null };
    scopes.set(crnPattern, words);
    return words;
  };
  const isAdministratorRole = (roleName: string): boolean => {
    const known = administers.get(roleName);
    if (known !== undefined) return known;
    const result = isAdministrator(roleName, settings);
    administers.set(roleName, result);
    return result;
  };
  return {
    grant: (roleName, crnPattern) => ({ roleName, crnPattern, scope: scopeOf(crnPattern), isAdministrator: isAdministratorRole(roleName) }),
    isAdministrator: isAdministratorRole,
    acl: (acl) => ({ text: describeAcl({ ...acl.values, granted_by: [] }), isDeny: hasPermission(acl, 'DENY') }),
  };
}
