import { findCrnKind } from './crn/crn-kinds.js';
import { scopeOfCrn, type CrnScope } from './crn/crn-scope.js';
import type { OrganizationSection, SettingsSection } from './mapping-set.js';
import { findPredefinedRole } from './predefined-roles.js';

/** What is needed of a set to say a grant in words. */
export interface GrantContext {
  readonly organization: OrganizationSection;
  readonly settings: Pick<SettingsSection, 'roles'>;
}

/**
 * What a role on a resource lets people do: `write to topics that begin with orders- in lkc-1`. For a role that is not known, or is one of
 * the set's own, `have the role X on …`. Names from the file go through `mark`, to be made safe where they are shown. Null for a CRN that
 * there are no words for.
 */
export function grantInWords(
  roleName: string,
  crnPattern: string,
  { organization, settings }: GrantContext,
  mark: (name: string) => string = (name) => name,
): string | null {
  const scope = scopeOfCrn(crnPattern, organization);
  return scope && `${verbOf(roleName, settings, mark)} ${scopeInWords(scope, mark)}`;
}

/** A scope with the nearest that it stands in: `topics that begin with orders- in lkc-1`, `environment env-prod`. */
export function scopeInWords({ kind, match, name, within }: CrnScope, mark: (name: string) => string = (each) => each): string {
  const known = findCrnKind(kind);
  const one = known?.one ?? mark(kind);
  const many = known?.many ?? `resources of kind ${mark(kind)}`;
  const what = match === 'exact' ? `${one} ${mark(name)}` : match === 'all' ? `all ${many}` : `${many} that begin with ${mark(name)}`;
  const [nearest] = within;
  return nearest === undefined ? what : `${what} in ${mark(nearest)}`;
}

function verbOf(role: string, { roles }: GrantContext['settings'], mark: (name: string) => string): string {
  const own = roles.find(({ name }) => name === role);
  if (own) return own.administrator ? `administer, as ${mark(role)},` : `have the role ${mark(role)} on`;
  return findPredefinedRole(role)?.verb ?? `have the role ${mark(role)} on`;
}
