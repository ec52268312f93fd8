import { effectiveSettings, type EffectiveSettings } from '../mapping-set/effective-settings.js';
import type { MappingSet } from '../mapping-set/mapping-set.js';
import { compileGroupClaimFilter, type GroupClaimTest } from './group-claim-filter.js';
import { compileKnownGroupNames, type KnownGroupNames } from './known-group-names.js';
import type { Person } from './person.js';

/** What the first three steps need of a mapping set, worked out once for everybody who signs in. */
export interface SignInRules {
  readonly settings: EffectiveSettings;
  readonly organizationId: string | null;
  readonly knownGroups: KnownGroupNames;
  readonly assignedUsers: ReadonlySet<string>;
  /** The application's assigned groups, in either spelling of a known group. */
  readonly assignedGroups: ReadonlySet<string>;
  /** Null: every value is sent. */
  readonly claimFilter: GroupClaimTest | null;
  /** Entra leaves the claim out above this many values; null: no limit is known. */
  readonly claimLimit: number | null;
}

/** Microsoft documents that Entra omits the group claim above 150 groups in a SAML assertion and 200 in a JWT (OIDC). */
const entraClaimLimits = { saml: 150, oidc: 200 } as const;

export function compileSignInRules(set: MappingSet): SignInRules {
  const settings = effectiveSettings(set);
  const knownGroups = compileKnownGroupNames(set.knownGroups, settings.sourceAttribute);
  return {
    settings,
    organizationId: set.organization.id?.value || null,
    knownGroups,
    assignedUsers: new Set(settings.assignedUsers),
    assignedGroups: knownGroups.withOtherSpellings(settings.assignedGroups),
    claimFilter: settings.claimFilter && compileGroupClaimFilter(settings.claimFilter),
    claimLimit: settings.identityProvider === 'entra' ? entraClaimLimits[settings.protocol] : null,
  };
}

/** What the identity provider's assignment looks at: `member_of`, else `groups`, else the values of the designated attribute. */
export function membershipsOf(rules: SignInRules, person: Person): readonly string[] {
  const { claim } = person;
  if (!claim) return [];
  if (claim.from !== 'attributes') return claim.values;
  const designated = rules.settings.groupAttribute;
  return designated === null ? [] : (claim.attributes.get(designated) ?? []);
}
