import { nameOfMapping, placeOfMapping } from '../mapping-place.js';
import type { SetRule } from './rule.js';

/** A mapping that the sample users do not try out. */
export const mappingUnused: SetRule = {
  code: 'mapping-unused',
  severity: 'hint',
  kind: 'set',
  summary: 'No sample user matches a group mapping; only where the set has sample users.',
  explanation:
    'Either the mapping asks for something nobody has, or the sample users do not cover it yet. A mapping whose result is unknown for a user is not ' +
    'reported, and users who are refused before group mappings are evaluated do not count.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
users:
  - name: ana@acme.example
    groups: [engineering]
`,
  good: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
users:
  - name: ana@acme.example
    groups: [data-science]
`,
  *check({ set, signIns }) {
    if (!signIns || signIns.evaluated === 0) return;
    for (const [index, mapping] of set.groupMappings.entries()) {
      if (signIns.matches[index] !== 'no-match') continue;
      const { file, range } = placeOfMapping(mapping);
      yield {
        code: 'mapping-unused',
        message: `${nameOfMapping(mapping)} matches none of the sample users whose sign-in gets as far as group mappings (${signIns.evaluated}). Add a sample user who should match, or check its filter.`,
        file,
        range,
        fixes: [],
      };
    }
  },
};
