import { listed } from '../../text/quoted-name.js';
import { evaluateTree } from '../boolean/monotone-tree.js';
import type { GroupFunction } from '../group-function.js';
import { nameOfMapping, placeOfMapping } from '../mapping-place.js';
import type { SetContext, SetRule, WithheldReason } from './rule.js';

/** A mapping that asks for groups which never arrive. */
export const mappingNeverMatches: SetRule = {
  code: 'mapping-never-matches',
  severity: 'warning',
  kind: 'set',
  summary: 'A group mapping cannot match: the group claim never carries the groups that it asks for.',
  explanation:
    'The identity provider fills the group claim as `sso.group_claim` says: with groups that are assigned to the application, or with names that pass its filter. With every group that may arrive, ' +
    'and without those that are held back, the filter is still false, so the mapping gives nobody anything. A filter that is false whatever groups there are is always-false instead, and a ' +
    'mapping that a sample user matches is not told.',
  example: 'yaml',
  bad: `sso: { identity_provider: okta, group_attribute: groups, group_claim: { filter: { starts_with: cc- } } }
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `sso: { identity_provider: okta, group_attribute: groups, group_claim: { filter: { starts_with: cc- } } }
group_mappings:
  - display_name: Data science
    filter: '"cc-data-science" in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  *check(context) {
    const places = new Map(context.set.groupMappings.map((mapping, place) => [mapping, place]));
    for (const { mapping, fn } of context.mappings) {
      const withheld = withheldGroups(fn, context);
      if (withheld.size === 0 || evaluateTree(fn.tree, (atom) => !withheld.has(fn.atoms[atom] as string))) continue;
      const place = places.get(mapping) ?? -1;
      if (context.signIns?.matches[place] === 'match') continue;
      const { file, range } = placeOfMapping(mapping);
      const reasons = (['not-assigned', 'filtered'] as const).flatMap((reason) => {
        const groups = [...withheld].filter(([, why]) => why === reason).map(([group]) => group);
        return groups.length > 0 ? [`${listed(groups)}, which ${groups.length === 1 ? 'is' : 'are'} ${reasonWords[reason]}`] : [];
      });
      yield {
        code: 'mapping-never-matches',
        message:
          `${nameOfMapping(mapping)} cannot match: the group claim never carries ${reasons.join(', nor ')}. ` +
          'Ask for a group that arrives, or change what the identity provider sends (sso.group_claim, sso.application.assigned_groups).',
        file,
        range,
        fixes: [],
      };
    }
  },
};

const reasonWords: Readonly<Record<WithheldReason, string>> = {
  'not-assigned': 'not assigned to the application',
  filtered: 'held back by the filter of the group claim',
};

function withheldGroups({ atoms }: GroupFunction, context: SetContext): ReadonlyMap<string, WithheldReason> {
  const withheld = new Map<string, WithheldReason>();
  for (const test of atoms) {
    const reason = typeof test === 'string' ? context.withheldReason(test) : null;
    if (typeof test === 'string' && reason) withheld.set(test, reason);
  }
  return withheld;
}
