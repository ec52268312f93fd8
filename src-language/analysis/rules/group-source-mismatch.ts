import { quoted } from '../../text/quoted-name.js';
import type { GroupRepair, GroupRule } from './rule.js';

/** A known group by its display name where the claim carries ids, or the reverse. */
export const groupSourceMismatch: GroupRule = {
  code: 'group-source-mismatch',
  severity: 'warning',
  kind: 'group',
  summary: 'The group claim carries ids and the mapping names a group by its display name, or the other way round.',
  explanation:
    "In Entra ID the group claim's source attribute decides whether the ids of groups or their display names are sent; the values in a mapping have to be " +
    'the same kind (docs.confluent.io, "Enable group mappings": with Group ID selected, mappings hold the identifier strings). The set\'s ' +
    '`sso.group_claim.source_attribute` says which, and `known_groups` holds both spellings.',
  example: 'yaml',
  bad: `sso:
  identity_provider: entra
  group_claim: { source_attribute: group_id }
known_groups:
  - { id: 9efcf0ab-9227-411d-bbea-0481e862c115, display_name: cc-data-science }
group_mappings:
  - display_name: Data science
    filter: '"cc-data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `sso:
  identity_provider: entra
  group_claim: { source_attribute: group_id }
known_groups:
  - { id: 9efcf0ab-9227-411d-bbea-0481e862c115, display_name: cc-data-science }
group_mappings:
  - display_name: Data science
    filter: '"9efcf0ab-9227-411d-bbea-0481e862c115" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  check({ group, use, vocabulary, settings }) {
    if (use === 'affix' || !vocabulary.knownNames.has(group) || vocabulary.claimNames.has(group)) return null;
    const byId = settings.sourceAttribute === 'group_id';
    const spellings = new Set<string>();
    for (const known of vocabulary.findAll(group)) {
      const spelling = vocabulary.claimSpelling(known);
      if (spelling !== null) spellings.add(spelling);
    }
    const repairs = Array.from(spellings, (spelling): GroupRepair => ({
      title: `Replace with the ${byId ? 'id' : 'display name'} ${quoted(spelling)}`,
      group: spelling,
      isPreferred: spellings.size === 1,
    }));
    const what = byId ? 'a display name, and the group claim carries group ids' : 'a group id, and the group claim carries display names';
    const advice =
      repairs.length > 0
        ? `Write the ${byId ? 'id' : 'display name'} instead, or set sso.group_claim.source_attribute to what the identity provider really sends.`
        : `known_groups lists no ${byId ? 'id' : 'display name'} for it.`;
    return {
      message: `${quoted(group)} is ${what} (sso.group_claim.source_attribute is ${settings.sourceAttribute}), so this does not match. ${advice}`,
      repairs,
    };
  },
};
