import type { ReportedRule } from './rule.js';

/** What the readers of mapping files report about their shape, and what the findings engine says of its own comments. */
const mapping = `
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`;

export const hostSyntax: ReportedRule = {
  code: 'host-syntax',
  severity: 'error',
  kind: 'reported',
  summary: 'The file is not valid YAML or JSON; what can still be read, is.',
  explanation: "The message is that of the host's own parser, at the place where it stopped understanding the file.",
  example: 'yaml',
  bad: `group_mappings:\n  - display_name: "Data science${mapping}`,
  good: `group_mappings:\n  - display_name: "Data science"${mapping}`,
};

export const unknownKey: ReportedRule = {
  code: 'unknown-key',
  severity: 'error',
  kind: 'reported',
  summary: 'A key is not one of the mapping file schema.',
  explanation:
    "The schema uses the names of Confluent's API and Terraform provider wherever there is one. Keys that begin with `x-` are yours and ignored.",
  example: 'yaml',
  bad: `group_mappings:\n  - displayname: Data science${mapping}`,
  good: `group_mappings:\n  - display_name: Data science${mapping}`,
};

export const missingKey: ReportedRule = {
  code: 'missing-key',
  severity: 'error',
  kind: 'reported',
  summary: 'A key that the schema requires is absent.',
  explanation:
    'A group mapping needs `display_name` and one of `filter` and `group`; a role binding needs `role_name` and `crn_pattern`; a user needs `name`. Every other key may be absent.',
  example: 'yaml',
  bad: `group_mappings:\n  - display_name: Data science
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `group_mappings:\n  - display_name: Data science${mapping}`,
};

export const wrongType: ReportedRule = {
  code: 'wrong-type',
  severity: 'error',
  kind: 'reported',
  summary: 'A value is of another kind than the schema says, or not one of the values that it allows.',
  explanation:
    'YAML reads some texts as something else: `00123` is a number, `yes` may be a boolean, `~` is nothing. A group has to be a text, so it needs quotes there (YAML 1.2, "Core Schema").',
  example: 'yaml',
  bad: 'known_groups: [00123]\n',
  good: 'known_groups: ["00123"]\n',
};

export const duplicateKey: ReportedRule = {
  code: 'duplicate-key',
  severity: 'error',
  kind: 'reported',
  summary: 'A key stands twice in the same map.',
  explanation:
    'YAML requires the keys of a map to be unique (YAML 1.2, "Node Comparison"); in JSON readers disagree about which one counts (RFC 8259, section 4).',
  example: 'yaml',
  bad: `organization:\n  display_name: Acme\n  display_name: Acme Corporation\n`,
  good: `organization:\n  display_name: Acme Corporation\n`,
};

export const duplicateUser: ReportedRule = {
  code: 'duplicate-user',
  severity: 'error',
  kind: 'reported',
  summary: 'Two sample users of the set have the same name.',
  explanation:
    "A user's name is what the identity provider calls the user, so it is unique in a set; expectations and `--user` refer to it.",
  example: 'yaml',
  bad: `users:
  - { name: ana@acme.example, groups: [data-science] }
  - { name: ana@acme.example, groups: [engineering] }
`,
  good: `users:
  - { name: ana@acme.example, groups: [data-science] }
  - { name: ben@acme.example, groups: [engineering] }
`,
};

export const conflictingSections: ReportedRule = {
  code: 'conflicting-sections',
  severity: 'error',
  kind: 'reported',
  summary: 'The same setting has two different values in the set.',
  explanation:
    'All files of a directory are one mapping set, and so are the documents of a YAML file; their sections are merged key by key. Of two different values the first by path is used, and both places are named.',
  example: 'yaml',
  bad: `organization: { jit_enabled: true }\n---\norganization: { jit_enabled: false }\n`,
  good: `organization: { jit_enabled: true }\n---\norganization: { display_name: Acme }\n`,
};

export const filterAndGroup: ReportedRule = {
  code: 'filter-and-group',
  severity: 'error',
  kind: 'reported',
  summary: 'A group mapping has both a filter and a literal group.',
  explanation:
    "Confluent's documentation knows two kinds of group mappings, a literal group and a filter; one mapping is of one kind. Whether it applies is unknown until one of the two is gone.",
  example: 'yaml',
  bad: `group_mappings:\n  - display_name: Data science\n    group: data-science${mapping}`,
  good: `group_mappings:\n  - display_name: Data science${mapping}`,
};

export const groupsAndAttributes: ReportedRule = {
  code: 'groups-and-attributes',
  severity: 'error',
  kind: 'reported',
  summary: 'A user has more than one of `member_of`, `groups` and `attributes`.',
  explanation:
    'Each says in its own way which groups arrive: `member_of` lists memberships in the directory, `groups` exactly what Confluent Cloud sees, `attributes` what the assertion carries. They could contradict each other.',
  example: 'yaml',
  bad: `users:\n  - { name: ana@acme.example, groups: [data-science], member_of: [data-science] }\n`,
  good: `users:\n  - { name: ana@acme.example, groups: [data-science] }\n`,
};

export const ignoreUnused: ReportedRule = {
  code: 'ignore-unused',
  severity: 'hint',
  kind: 'reported',
  summary: 'A `groupmap-ignore` comment names a code that it silences nothing of.',
  explanation:
    'A comment `groupmap-ignore CODE, CODE` silences those codes for the item on the next line. Once the finding is gone the comment only hides the next mistake of that kind.',
  example: 'yaml',
  bad: `group_mappings:\n  # groupmap-ignore always-true\n  - display_name: Data science${mapping}`,
  good: `group_mappings:\n  - display_name: Data science${mapping}`,
};
