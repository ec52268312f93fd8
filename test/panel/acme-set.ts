const ids = {
  'cc-users': '3f0c51d2-7c1e-4a83-9b55-1c0a7f2e6d10',
  'cc-data-science': '9efcf0ab-9227-411d-bbea-0481e862c115',
  'cc-orders': 'b7a2e0c4-55d1-4f0e-8f4b-2d9c6a1e0f37',
  'cc-oncall': '5d1e8f60-02ab-4c6d-9a7e-7e4f1b2c3d48',
  'cc-governance': '07a9d4e5-66c2-4f8e-9d13-48b2e1f06c95',
  'cc-platform': 'c4d9a1b3-8e27-4b19-a6f0-0b5c9d7e2a61',
  'cc-platform-admins': 'd60e3b97-4f21-4a58-b7cc-16f8a90e5d2b',
  'cc-finance': 'a2f7c018-d94b-4e3a-8c65-5e0b17d9f374',
} as const;
type Group = keyof typeof ids;

const organization = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa';
const production = `${organization}/environment=env-prod`;
const cluster = `${production}/cloud-cluster=lkc-7k2m9`;
const topics = (pattern: string): string => `${cluster}/kafka=lkc-7k2m9/topic=${pattern}`;
const has = (group: Group): string => `"${ids[group]}" in groups`;

function mapping(displayName: string, filter: string, ...grants: readonly (readonly [role: string, crn: string])[]): string {
  const bindings = grants.map(([role, crn]) => `      - { role_name: ${role}, crn_pattern: '${crn}' }`).join('\n');
  return `  - display_name: ${displayName}\n    filter: '${filter}'\n    role_bindings:\n${bindings}`;
}

const organizationFile = (jit: string): string => `organization:
  id: 1111aaaa-11aa-11aa-11aa-111111aaaaaa
  display_name: Acme
  marketplace: azure
${jit}sso:
  identity_provider: entra
  group_attribute: http://schemas.microsoft.com/ws/2008/06/identity/claims/groups
  group_claim: { groups: assigned_to_application, source_attribute: group_id }
  application: { assignment_required: true, assigned_groups: [${Object.keys(ids).join(', ')}] }
known_groups:
${Object.entries(ids)
  .map(([name, id]) => `  - { id: ${id}, display_name: ${name} }`)
  .join('\n')}
  - cc-lunch
`;

const mappingsFile = (financeFilter: string): string => `group_mappings:
${[
  mapping('All SSO users', 'true', ['FlinkDeveloper', organization], ['DataDiscovery', organization]),
  mapping(
    'Orders developers',
    `${has('cc-data-science')} || ${has('cc-orders')}`,
    ['DeveloperRead', topics('orders-*')],
    ['DeveloperWrite', topics('orders-*')],
  ),
  mapping('Production on call', `${has('cc-orders')} && ${has('cc-oncall')}`, ['EnvironmentAdmin', production]),
  mapping('Data stewards', `${has('cc-data-science')} && ${has('cc-governance')} || ${has('cc-platform-admins')}`, [
    'DataSteward',
    production,
  ]),
  mapping('Platform', has('cc-platform'), ['CloudClusterAdmin', cluster]),
  mapping('Organization owners', has('cc-platform-admins'), ['OrganizationAdmin', organization]),
  mapping('Finance ledger', financeFilter, ['DeveloperWrite', topics('ledger-*')]),
].join('\n')}
`;

const usersFile = `users:
  - name: ana@acme.example
    account: existing
    member_of: [cc-users, cc-data-science, cc-orders, cc-oncall, cc-lunch]
    role_bindings:
      - { role_name: DeveloperRead, crn_pattern: '${topics('orders-audit')}' }
  - { name: ben@acme.example, account: new, member_of: [cc-users] }
  - { name: carla@partner.example, account: existing, member_of: [cc-lunch] }
  - { name: dev@acme.example, account: new, member_of: [cc-users, cc-orders] }
  - { name: erik@acme.example, account: new, member_of: [cc-users, cc-finance, cc-orders] }
  - { name: fatima@acme.example, account: new, member_of: [cc-users, cc-platform-admins] }
`;

const financeFilter = `${has('cc-finance')} && ${has('cc-orders')}`;

/** The set of the design's pictures: users who get much, nothing and an administrator role, and one who is refused. */
export const acmeSet: Readonly<Record<string, string>> = {
  'mappings.groupmap.yaml': mappingsFile(financeFilter),
  'organization.groupmap.yaml': organizationFile('  jit_enabled: true\n'),
  'users.groupmap.yaml': usersFile,
};

/** The same with a filter that does not parse. */
export const acmeSetWithUnknown: Readonly<Record<string, string>> = {
  ...acmeSet,
  'mappings.groupmap.yaml': mappingsFile(financeFilter.replace('&&', 'and')),
};

/** The same without the mapping for everybody. */
export const acmeSetWithoutDefault: Readonly<Record<string, string>> = {
  ...acmeSet,
  'mappings.groupmap.yaml': mappingsFile(financeFilter).replace(
    / {2}- display_name: All SSO users[\s\S]*?(?= {2}- display_name: Orders)/,
    '',
  ),
};

/** The same with just-in-time provisioning off, as it is by default for Azure Marketplace. */
export const acmeSetWithoutJit: Readonly<Record<string, string>> = { ...acmeSet, 'organization.groupmap.yaml': organizationFile('') };

/** The same with a file that does not parse. */
export const acmeSetWithUnreadable: Readonly<Record<string, string>> = {
  ...acmeSet,
  'platform.groupmap.json': '{\n  "group_mappings": [\n    { "display_name": "Platform 2", "group": \n  ]\n}\n',
};
