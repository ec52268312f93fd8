/** A mapping file without mistakes that uses every key and every form of a value. */
export const everything = `
x-comment: ours
organization:
  id: 1111aaaa-11aa-11aa-11aa-111111aaaaaa
  display_name: Acme
  marketplace: azure
  jit_enabled: true
  limits: { filter_length: 300, group_mappings: 12 }
sso:
  identity_provider: entra
  protocol: saml
  group_attribute: http://schemas.microsoft.com/ws/2008/06/identity/claims/groups
  group_claim: { groups: all, source_attribute: group_id, filter: { matches: '^(cc|dd)-' } }
  application:
    enabled_for_users_to_sign_in: true
    assignment_required: true
    assigned_users: [ana@acme.example]
    assigned_groups: [cc-users]
known_groups:
  - cc-users
  - { id: 9efcf0ab-9227-411d-bbea-0481e862c115, display_name: cc-data-science }
group_mappings:
  - display_name: Data science
    id: group-abc1
    description: Read and write
    x-owner: data
    filter: '"cc-users" in groups'
    role_bindings:
      - { role_name: DeveloperWrite, crn_pattern: crn://confluent.cloud/organization=1 }
    acls:
      - { kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: orders, pattern_type: PREFIXED, operation: READ, permission: ALLOW, host: "*" }
  - { display_name: "", group: cc-users }
  - { display_name: Everybody, filter: true, role_bindings: , acls: }
  - { display_name: Nobody, filter: false }
users:
  - name: ana
    account: existing
    attributes: { x-groups: [a], one: b, none: , nobody: [] }
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://x }]
    expect:
      sign_in: allowed
      account: created
      group_mappings: [Data science]
      role_bindings: [DeveloperWrite, { role_name: DeveloperRead, crn_pattern: crn://x }]
      not_role_bindings: [OrganizationAdmin]
  - { name: bo, member_of: [cc-users] }
  - { name: cy, groups: , expect: }
settings:
  severity: { mixed-and-or: warning, group-unmapped: off }
  roles: [{ name: OurCustomRole, scopes: [environment], administrator: false }]
`;
