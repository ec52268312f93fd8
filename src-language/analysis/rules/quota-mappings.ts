import { placeOfMapping } from '../mapping-place.js';
import type { SetRule } from './rule.js';

/** More mappings than the organization may have. */
export const quotaMappings: SetRule = {
  code: 'quota-mappings',
  severity: 'warning',
  kind: 'set',
  summary: 'The set has more group mappings than `organization.limits.group_mappings` (12 unless it is set).',
  explanation:
    'Confluent Cloud limits the group mappings of an organization by the quota iam.max_group_mappings.per_org. 12 is the value seen in published output of ' +
    'the Confluent CLI; yours is in the output of `confluent service-quota list organization`, and Confluent Support can raise it.',
  example: 'yaml',
  bad: `organization: { limits: { group_mappings: 1 } }
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
  - display_name: Engineering
    filter: '"engineering" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `organization: { limits: { group_mappings: 1 } }
group_mappings:
  - display_name: Data science and engineering
    filter: '"data-science" in groups || "engineering" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  *check({ set, settings }) {
    const limit = settings.groupMappingLimit;
    const firstTooMany = set.groupMappings[limit];
    if (!firstTooMany) return;
    const { file, range } = placeOfMapping(firstTooMany);
    const at = set.organization.group_mappings;
    yield {
      code: 'quota-mappings',
      message:
        `The set has ${set.groupMappings.length} group mappings, and the limit is ${limit}; this is the first one beyond it. ` +
        'Join mappings that have the same role bindings by ||, which groupmap plan does, or set organization.limits.group_mappings to the quota of your organization.',
      file,
      range,
      fixes: [],
      related: at ? [{ file: at.file, range: at.range, message: 'The limit is set here.' }] : undefined,
    };
  },
};
