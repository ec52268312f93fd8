import { createTerraformServices, setOf, type Texts } from '../support/read-terraform.js';
import { readMarkedSet, type MarkedSet } from './marked-set.js';

export const services = await createTerraformServices();

/** A set with Terraform in it from marked texts; other files than those of sets are what Terraform takes values from. */
export function readMarkedTerraform(files: Texts): MarkedSet {
  return readMarkedSet(files, services, (texts) => setOf(services, texts));
}

/** As public code for group mappings is written: a map of groups, mappings by `for_each` over it, bindings by nested `for` and `flatten`. */
export const computed = {
  'locals.tf': `locals {
  org = "crn://confluent.cloud/organization=o"
  teams = {
    platform-admins = { name = "Platform admins", roles = ["EnvironmentAdmin"] }
    "data science"  = { name = "Data science", roles = ["DataDiscovery", "FlinkDeveloper"] }
  }
  grants = flatten([
    for group, team in local.teams : [
      for role in team.roles : { group = group, role = role }
    ]
  ])
}
`,
  'main.tf': `resource "confluent_group_mapping" "team" {
  for_each     = local.teams
  display_name = each.value.name
  filter       = "\\"\${each.key}\\" in groups"
}

resource "confluent_role_binding" "team" {
  for_each    = { for grant in local.grants : "\${grant.group}/\${grant.role}" => grant }
  principal   = "User:\${confluent_group_mapping.team[each.value.group].id}"
  role_name   = each.value.role
  crn_pattern = "\${local.org}/environment=env-1"
}
`,
  'users.groupmap.yaml': `known_groups: [platform-admins, data science]
users:
  - { name: ana, groups: [platform-admins] }
  - { name: ben, groups: [data science] }
  - { name: cem, groups: [data science, platform-admins] }
`,
};

/** Everything written where it is used. */
export const plain = {
  'main.tf': `resource "confluent_group_mapping" "ops" {
  display_name = "Operations"
  filter       = "\\"ops\\" in groups || \\"oncall\\" in groups"
}

resource "confluent_group_mapping" "data" {
  display_name = "Data"
  filter       = <<-CEL
    "data" in groups
      && "ops" in groups
  CEL
}

resource "confluent_role_binding" "ops" {
  principal   = "User:\${confluent_group_mapping.ops.id}"
  role_name   = "CloudClusterAdmin"
  crn_pattern = "crn://confluent.cloud/organization=o/environment=env-1/cloud-cluster=lkc-1"
}
`,
  'users.groupmap.yaml': `users:
  - { name: ana, groups: [ops] }
  - { name: ben, groups: [data, ops] }
`,
};

/** One of the files with `marked` in the place of the only text that it is without its marks. */
export function mark<Files extends Texts>(files: Files, path: keyof Files & string, marked: string): Texts {
  const plainText = marked.replaceAll('<|>', '');
  const text = files[path] ?? '';
  if (text.split(plainText).length !== 2) throw new Error(`${path} has ${plainText} not once`);
  return { ...files, [path]: text.replace(plainText, () => marked) };
}
