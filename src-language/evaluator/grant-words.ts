import type { KafkaAcl, RoleBinding } from '../mapping-set/mapping-set.js';
import { findPredefinedRole } from '../mapping-set/predefined-roles.js';
import { describeAcl } from '../provisioning/outcome-wording.js';

/** What a role is bound to, in words. */
export interface ScopeWords {
  /** As a cell says it: `Topics starting with orders-`. */
  readonly title: string;
  /** The same inside a sentence. */
  readonly phrase: string;
  /** What it stands in, or how far it reaches; null where there is nothing to add. */
  readonly detail: string | null;
}

/** A role binding that a mapping brings, in words. */
export interface GrantedInWords {
  readonly roleName: string;
  readonly crnPattern: string;
  readonly scope: ScopeWords;
  readonly isAdministrator: boolean;
}

/** An ACL that a mapping brings, on one line. */
export interface AclInWords {
  readonly text: string;
  readonly isDeny: boolean;
}

export function isAdministratorRole(roleName: string): boolean {
  return findPredefinedRole(roleName)?.kind === 'administration';
}

export function scopeInWords(crnPattern: string): ScopeWords {
  return { title: crnPattern, phrase: crnPattern, detail: null };
}

export function bindingInWords({ roleName, crnPattern }: Pick<RoleBinding, 'roleName' | 'crnPattern'>): GrantedInWords {
  return {
    roleName: roleName.value,
    crnPattern: crnPattern.value,
    scope: scopeInWords(crnPattern.value),
    isAdministrator: isAdministratorRole(roleName.value),
  };
}

export function aclInWords(acl: KafkaAcl): AclInWords {
  return { text: describeAcl({ ...acl.values, granted_by: [] }), isDeny: acl.values['permission']?.toUpperCase() === 'DENY' };
}
