import { describe, expect, it } from 'vitest';
import { setOf, type Texts } from '../../support/read-terraform.js';
import { mappingsOf, services, simulated } from './read-modules.js';

describe('a module in the public style', () => {
  const terraform = `variable "organization_id" {
  type    = string
  default = "1111aaaa-11aa-11aa-11aa-111111aaaaaa"
}
locals {
  organization = "crn://confluent.cloud/organization=\${var.organization_id}"
  environment  = "\${local.organization}/environment=env-1"
  cluster      = "\${local.environment}/cloud-cluster=lkc-1"
  groups = {
    cc_platform_admins = { organization = ["OrganizationAdmin"] }
    cc_orders = {
      environment = ["DataDiscovery"]
      topics      = ["DeveloperRead", "DeveloperWrite"]
    }
    "cc payments" = { cluster = ["CloudClusterAdmin"], topics = ["DeveloperRead"] }
  }
  scopes = { organization = local.organization, environment = local.environment, cluster = local.cluster }
  bindings = flatten([
    for group, scopes in local.groups : [
      for scope, roles in scopes : [
        for role in roles : {
          key   = "\${group}/\${scope}/\${role}"
          group = group
          role  = role
          crn   = scope == "topics" ? "\${local.cluster}/kafka=lkc-1/topic=\${replace(trimprefix(group, "cc_"), " ", "-")}-*" : local.scopes[scope]
        }
      ]
    ]
  ])
}
resource "confluent_group_mapping" "this" {
  for_each     = local.groups
  display_name = title(replace(each.key, "_", " "))
  description  = "Members of \${each.key}"
  filter       = "\\"\${each.key}\\" in groups"
}
resource "confluent_role_binding" "this" {
  for_each    = { for binding in local.bindings : binding.key => binding }
  principal   = "User:\${confluent_group_mapping.this[each.value.group].id}"
  role_name   = each.value.role
  crn_pattern = each.value.crn
}
`;
  const organization = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa';
  const cluster = `${organization}/environment=env-1/cloud-cluster=lkc-1`;
  const binding = (role: string, crn: string): string => `      - { role_name: ${role}, crn_pattern: '${crn}' }\n`;
  const yaml = `group_mappings:
  - display_name: Cc Payments
    filter: '"cc payments" in groups'
    role_bindings:
${binding('CloudClusterAdmin', cluster)}${binding('DeveloperRead', `${cluster}/kafka=lkc-1/topic=cc-payments-*`)}  - display_name: Cc Orders
    filter: '"cc_orders" in groups'
    role_bindings:
${binding('DataDiscovery', `${organization}/environment=env-1`)}${binding('DeveloperRead', `${cluster}/kafka=lkc-1/topic=orders-*`)}${binding('DeveloperWrite', `${cluster}/kafka=lkc-1/topic=orders-*`)}  - display_name: Cc Platform Admins
    filter: '"cc_platform_admins" in groups'
    role_bindings:
${binding('OrganizationAdmin', organization)}`;
  const users = `known_groups: [cc_platform_admins, cc_orders, cc payments, cc_other]
users:
  - { name: ana@acme.example, member_of: [cc_platform_admins, cc_orders] }
  - { name: ben@acme.example, member_of: [cc_orders, cc payments] }
  - { name: cem@acme.example, member_of: [cc_other] }
`;

  it('comes to the same outcomes as its equivalent in YAML', () => {
    const ofTerraform = simulated({ 'main.tf': terraform, 'users.groupmap.yaml': users });
    expect(ofTerraform).toEqual(simulated({ 'main.groupmap.yaml': yaml, 'users.groupmap.yaml': users }));
    expect(JSON.stringify(ofTerraform)).toContain('"result":"match"');
    expect(JSON.stringify(ofTerraform)).not.toContain('unknown');
  });

  it('has no findings but those of its YAML', () => {
    const codes = (texts: Texts): string[] =>
      services
        .findings(setOf(services, texts))
        .map(({ code }) => code)
        .sort();
    expect(codes({ 'main.tf': terraform, 'users.groupmap.yaml': users })).toEqual(
      codes({ 'main.groupmap.yaml': yaml, 'users.groupmap.yaml': users }),
    );
  });

  it('names the line of the resource', () => {
    const line = terraform.slice(0, terraform.indexOf('resource "confluent_group_mapping"')).split('\n').length;
    expect(mappingsOf(terraform).map((mapping) => mapping.line)).toEqual([line, line, line]);
  });
});
