import { kindsInWords } from '../../mapping-set/crn/crn-scope.js';
import { predefinedRoles } from '../../mapping-set/predefined-roles.js';
import { compareCodePoints } from '../../text/compare-code-points.js';
import type { EditingContext } from '../editing-context.js';
import { describeCrn, describeRole } from '../hover/role-hover.js';
import { maximumGroups } from './complete-filter.js';
import type { UnsortedEntry } from './completion-entry.js';
import { crnsOf, crnSteps } from './crn-segments.js';
import { shorten } from './group-suggestions.js';

/** A value that a role binding could have, with what is said of it wherever it is written. */
export interface BindingValue extends Pick<
  UnsortedEntry,
  'label' | 'kind' | 'detail' | 'description' | 'documentation' | 'filterText' | 'hasMore'
> {
  readonly value: string;
}

/** The roles that a set knows: those that it uses first, then the organization's own. */
export function roleSuggestions(context: EditingContext): BindingValue[] {
  const { set } = context;
  const used = new Set(
    [...set.groupMappings, ...set.users].flatMap(({ roleBindings }) => roleBindings.map(({ roleName }) => roleName.value)),
  );
  const own = set.settings.roles.map(({ name }) => name);
  const names = [...new Set([...own, ...predefinedRoles.map(({ name }) => name)])];
  const rank = (name: string): number => (used.has(name) ? 0 : own.includes(name) ? 1 : 2);
  return names
    .sort((a, b) => rank(a) - rank(b) || compareCodePoints(a, b))
    .map((name) => {
      const role = predefinedRoles.find((known) => known.name === name);
      const scopes = role ? [...role.documentedScopes, ...role.reportedScopes] : [];
      return {
        value: name,
        label: shorten(name),
        kind: 'role',
        detail: own.includes(name) ? 'of settings.roles' : scopes.length > 0 ? `on ${kindsInWords(scopes)}` : null,
        description: null,
        documentation: describeRole(context, name),
        filterText: name,
        hasMore: false,
      };
    });
}

/** What a resource name can go on with; `typed` is the text before the cursor. */
export function crnSuggestions(context: EditingContext, typed: string): BindingValue[] {
  return crnSteps(crnsOf(context), typed)
    .slice(0, maximumGroups)
    .map(({ label, crn, kind, isNamed, hasMore }) => ({
      value: crn,
      label: shorten(label),
      kind: 'resource',
      detail: isNamed ? shorten(crn) : 'Its name comes next',
      description: kindsInWords([kind]),
      documentation: isNamed ? describeCrn(context, crn) : null,
      filterText: crn,
      hasMore,
    }));
}
