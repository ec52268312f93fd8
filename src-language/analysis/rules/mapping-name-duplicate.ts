import { quoted } from '../../text/quoted-name.js';
import { placeOfMapping } from '../mapping-place.js';
import type { GroupMapping } from '../../mapping-set/mapping-set.js';
import type { SetRule } from './rule.js';

/** Two mappings that nobody can tell apart by name. */
export const mappingNameDuplicate: SetRule = {
  code: 'mapping-name-duplicate',
  severity: 'warning',
  kind: 'set',
  summary: 'Two group mappings share a display name.',
  explanation:
    "Confluent's API does not require display names to be unique, so both mappings can exist; the Terraform data source confluent_group_mapping " +
    'refuses to look up a name that two mappings share, and people cannot tell them apart.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Readers
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
  - display_name: Readers
    filter: '"engineering" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-2 }]
`,
  good: `group_mappings:
  - display_name: Readers of env-1
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
  - display_name: Readers of env-2
    filter: '"engineering" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-2 }]
`,
  *check({ set }) {
    const firsts = new Map<string, GroupMapping>();
    for (const mapping of set.groupMappings) {
      const name = mapping.displayName;
      // A missing name is reported as such, and two empty ones are no clash of names; what is computed may be another name for each.
      if (name === '' || mapping.isNamePartlyKnown) continue;
      const first = firsts.get(name);
      if (!first) {
        firsts.set(name, mapping);
        continue;
      }
      const { file, range } = placeOfMapping(mapping);
      const other = placeOfMapping(first);
      yield {
        code: 'mapping-name-duplicate',
        message: `Another group mapping is called ${quoted(name)} too (${first.file}, line ${first.line}). Give each its own name.`,
        file,
        range,
        fixes: [],
        related: [{ file: other.file, range: other.range, message: `The first mapping called ${quoted(name)}.` }],
      };
    }
  },
};
