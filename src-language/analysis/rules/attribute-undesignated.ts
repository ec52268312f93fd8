import type { SetRule } from './rule.js';

/** Attributes that nobody reads. */
export const attributeUndesignated: SetRule = {
  code: 'attribute-undesignated',
  severity: 'warning',
  kind: 'set',
  summary: 'There are group mappings and users who come with attributes, and no `group_attribute` is designated.',
  explanation:
    'An administrator designates once, in Confluent Cloud, which SAML attribute holds the groups; any attribute of the identity provider can be it. Until then ' +
    'an attribute of that kind is not read, and no mapping that asks for a group applies (docs.confluent.io, "Group mapping").',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
users:
  - name: ana@acme.example
    attributes: { groups: [data-science] }
`,
  good: `sso: { group_attribute: groups }
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
users:
  - name: ana@acme.example
    attributes: { groups: [data-science] }
`,
  *check({ set, settings }) {
    if (settings.groupAttribute !== null || set.groupMappings.length === 0) return;
    const user = set.users.find(({ claim }) => claim?.from === 'attributes');
    if (!user || user.claim?.from !== 'attributes') return;
    const { file, range } = set.sso.group_attribute ?? user.name;
    const names = [...user.claim.attributes.keys()];
    yield {
      code: 'attribute-undesignated',
      message:
        'There are group mappings, and users come with attributes, but no attribute is designated as the one that holds groups, so nobody has any. ' +
        `Set sso.group_attribute${names.length > 0 ? `, for example to ${names[0]}` : ''}.`,
      file,
      range,
      fixes: [],
      related: set.sso.group_attribute
        ? [{ file: user.name.file, range: user.name.range, message: 'This user comes with attributes.' }]
        : undefined,
    };
  },
};
