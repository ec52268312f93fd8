const environment = (name: string): string => `crn://confluent.cloud/organization=o/environment=${name}`;
const bindings = (role: string, name: string): string => `[{ role_name: ${role}, crn_pattern: ${environment(name)} }]`;
const list = (length: number): string => JSON.stringify(Array.from({ length }, (_, index) => `g${index}`));

/** Every kind of mapping: two of one name, one of none, unknown ones of each kind, operators that are not documented, ACLs. */
const mappings = `group_mappings:
  - { display_name: A, filter: '"g1" in groups && ("g2" in groups || "g3" in groups)', role_bindings: ${bindings('DeveloperRead', 'e1')} }
  - { display_name: A, filter: '"g1" in groups', role_bindings: ${bindings('EnvironmentAdmin', 'e1')} }
  - { display_name: "", group: g2, role_bindings: ${bindings('DeveloperRead', 'e1')} }
  - { display_name: Broken, filter: '"g1" in', role_bindings: ${bindings('OrganizationAdmin', 'e1')} }
  - display_name: Everyone
    filter: 'true'
    acls:
      - { kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: t, operation: READ, permission: ALLOW }
      - { kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: t, operation: READ, permission: DENY }
  - { display_name: Not, filter: '!("g9" in groups)', role_bindings: ${bindings('DeveloperWrite', 'e2')} }
  - { display_name: Both, filter: 'true', group: g1 }
  - { display_name: Neither }
  - { display_name: Prefix, filter: 'groups.exists(g, g.startsWith("g1"))', role_bindings: ${bindings('MetricsViewer', 'e3')} }
  - { display_name: Never, filter: 'false', role_bindings: ${bindings('MetricsViewer', 'e4')} }
  - { display_name: Out of range, filter: 'groups[7] == "x"', role_bindings: ${bindings('MetricsViewer', 'e4')} }
`;

/** Every way to say which groups somebody has, and accounts of both kinds. */
const users = `users:
  - { name: ana, groups: [g1, g2, g1] }
  - { name: ben, account: existing, groups: [], role_bindings: ${bindings('DeveloperRead', 'e1')} }
  - { name: cy, attributes: { a: [g1, "x,y"] } }
  - { name: dd, attributes: {} }
  - { name: ee, attributes: { a: "" } }
  - { name: ff, member_of: [g1, g3, lunch] }
  - { name: gg }
  - { name: hh, groups: ["cn=a;b,c", "x;y", "00123", " padded ", "R&D", "true"] }
`;

const crowd = (count: number): string => `users:
  - { name: by attribute, attributes: { a: ${list(count)} } }
  - { name: one less, attributes: { a: ${list(count - 1)} } }
  - { name: by membership, member_of: ${list(count)} }
`;

/** Sets whose sign-ins go every way there is, by what is uncommon about them; each file by its name. */
export const uncommonSets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no attribute designated, users in another file': { 'a.groupmap.yaml': mappings, 'b.groupmap.yaml': users },
  'an attribute designated': { 'a.groupmap.yaml': `sso: { group_attribute: a }\n${mappings}${users}` },
  'JIT off by default': { 'a.groupmap.yaml': `organization: { marketplace: azure }\n${mappings}${users}` },
  'assignment required': {
    'a.groupmap.yaml': `sso: { group_attribute: a, application: { assignment_required: true, assigned_users: [cy], assigned_groups: [g1] } }
known_groups: [g1, { id: id-of-g3, display_name: g3 }]\n${mappings}${users}`,
  },
  'nobody may sign in': { 'a.groupmap.yaml': `sso: { application: { enabled_for_users_to_sign_in: false } }\n${mappings}${users}` },
  'more groups than SAML carries': {
    'a.groupmap.yaml': `sso: { group_attribute: a, identity_provider: entra, protocol: saml }\n${mappings}${crowd(151)}`,
  },
  'more groups than OIDC carries': {
    'a.groupmap.yaml': `sso: { group_attribute: a, identity_provider: entra, protocol: oidc }\n${mappings}${crowd(201)}`,
  },
  'only assigned groups, by name, two of which share one': {
    'a.groupmap.yaml': `sso:
  identity_provider: entra
  group_attribute: a
  group_claim: { groups: assigned_to_application, source_attribute: display_name, filter: { starts_with: g } }
  application: { assigned_groups: [id-of-g3, g1] }
known_groups: [g1, { id: id-of-g3, display_name: g3 }, { id: id-of-g4, display_name: g3 }]\n${mappings}${users}`,
  },
  'users in several files': {
    'a.groupmap.yaml': mappings,
    'b.groupmap.yaml': 'users:\n  - { name: yaml, groups: [g1] }\n',
    'c.groupmap.json': '{ "users": [{ "name": "json", "groups": ["g1", "g3"] }] }',
  },
  'a file that does not parse': {
    'a.groupmap.yaml': `${mappings}${users}`,
    'broken.groupmap.json': '{ "group_mappings": [ { "group": "g1" }, ',
  },
  'more reasons than are told': {
    'a.groupmap.yaml': `group_mappings:
  - { display_name: Many, filter: '${Array.from({ length: 9 }, (_, index) => `("a${index}" in groups || "b${index}" in groups)`).join(' && ')}', role_bindings: ${bindings('DeveloperRead', 'x')} }
users:
  - { name: none, groups: [] }
  - { name: all, groups: [${Array.from({ length: 9 }, (_, index) => `a${index}, b${index}`).join(', ')}] }
`,
  },
};
