import { administratorRankOf, type AdministratorRank } from '../../mapping-set/predefined-roles.js';
import { listed, quoted } from '../../text/quoted-name.js';
import { type GroupFunction, isAlwaysTrue } from '../group-function.js';
import { nameOfMapping, placeOfMapping } from '../mapping-place.js';
import { singleWays, smallestGroupsOf } from '../smallest-groups.js';
import type { SetRule } from './rule.js';

/** As many groups, any one of which makes an administrator, are many. */
const manyGroups = 5;
/** Groups are counted up to here. */
const countedGroups = 1000;

/** An administrator role for many. */
export const broadAdmin: SetRule = {
  code: 'broad-admin',
  severity: 'warning',
  kind: 'set',
  summary: 'A group mapping makes administrators of everyone, or of the members of any one of five groups or more.',
  explanation:
    'Which roles are an administrator’s is from Confluent’s catalogue of predefined roles and from `settings.roles`. Whoever can put somebody into one of the groups in the identity provider makes an ' +
    'administrator in Confluent Cloud: the more groups suffice alone, the more people can. A test of how names begin or end is satisfied by any number of groups, new ones included. ' +
    'That five is many is our choice.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Everyone
    filter: 'true'
    role_bindings: [{ role_name: OrganizationAdmin, crn_pattern: crn://confluent.cloud/organization=o }]
`,
  good: `group_mappings:
  - display_name: Platform admins
    filter: '"platform-admins" in groups'
    role_bindings: [{ role_name: OrganizationAdmin, crn_pattern: crn://confluent.cloud/organization=o }]
`,
  *check({ mappings, set }) {
    for (const { mapping, fn } of mappings) {
      const administrators = mapping.roleBindings.flatMap((binding) => {
        const rank = binding.roleName.isPartlyKnown ? null : administratorRankOf(binding.roleName.value, set.settings);
        return rank ? [{ binding, rank }] : [];
      });
      const [widest] = administrators.sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank));
      const whom = widest && tooMany(fn);
      if (!widest || !whom) continue;
      const { file, range } = placeOfMapping(mapping);
      const { roleName } = widest.binding;
      const witness = smallestGroupsOf(fn);
      yield {
        code: 'broad-admin',
        message:
          `${nameOfMapping(mapping)} grants ${quoted(roleName.value)}, an administrator’s role ${rankWords[widest.rank]}, to ${whom}. ` +
          'Ask for one group of administrators, or for a second group with && as well.',
        file,
        range,
        fixes: [],
        related: [{ file: roleName.file, range: roleName.range, message: 'The administrator’s role is granted here.' }],
        ...(witness && { witness }),
      };
    }
  },
};

const ranks: readonly AdministratorRank[] = ['organization', 'environment', 'cluster'];
const rankWords: Readonly<Record<AdministratorRank, string>> = {
  organization: 'for the whole organization',
  environment: 'for an environment',
  cluster: 'for a cluster or service',
};

/** Whom a function lets in, in words, when that is too many; null otherwise. */
function tooMany(fn: GroupFunction): string | null {
  if (isAlwaysTrue(fn)) return 'everyone who signs in by SSO';
  const { groups, hasKindOfNames } = singleWays(fn, countedGroups);
  if (hasKindOfNames) return 'the members of any group whose name begins or ends as the filter asks';
  return groups.length < manyGroups ? null : `whoever is in any one of ${groups.length} groups: ${listed(groups)}`;
}
