import { nameOfMapping, placeOfMapping } from '../mapping-place.js';
import type { GroupMapping } from '../../mapping-set/mapping-set.js';
import type { SetRule } from './rule.js';

/** What to add, in the words of the mapping's host. */
function adviceFor({ headerRange, isExported }: GroupMapping): string {
  if (headerRange) return 'Add a confluent_role_binding or confluent_kafka_acl resource with its id as principal';
  return isExported ? 'Add a role binding or an ACL for its id' : 'Add role_bindings or acls';
}

/** A mapping without effect. */
export const mappingGrantsNothing: SetRule = {
  code: 'mapping-grants-nothing',
  severity: 'warning',
  kind: 'set',
  summary: 'A group mapping has no role binding and no ACL.',
  explanation:
    'A group mapping is a principal; what its members may do comes from the role bindings and ACLs of that principal (docs.confluent.io, "Group mapping"). ' +
    'Without any, a match gives nobody anything.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
`,
  good: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  *check({ set }) {
    // A list of group mappings, as the CLI or the API exports it, does not say what they grant; a list of role bindings beside it does.
    const listsGrants = set.groupMappings.some((mapping) => mapping.isExported && mapping.roleBindings.length > 0);
    for (const mapping of set.groupMappings) {
      if (mapping.roleBindings.length > 0 || mapping.acls.length > 0 || mapping.mayGrantMore) continue;
      if (mapping.isExported && !listsGrants) continue;
      const { file, range } = placeOfMapping(mapping);
      yield {
        code: 'mapping-grants-nothing',
        message: `${nameOfMapping(mapping)} has no role binding and no ACL, so it grants nothing to whoever it matches. ${adviceFor(mapping)}, or remove it.`,
        file,
        range,
        fixes: [],
      };
    }
  },
};
