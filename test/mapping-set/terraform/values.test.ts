import { describe, expect, it } from 'vitest';
import { readTexts, setOf, type Texts } from '../../support/read-terraform.js';
import { described, mappingsOf, resource, services } from './read-modules.js';

describe('values', () => {
  it.each<[string, Texts | string, string[]]>([
    [
      'of locals, in any file',
      { 'a.tf': 'locals {\n  group = "a"\n}\n', 'b.tf': resource('filter = "\\"${local.group}\\" in groups"') },
      ['X | "a" in groups'],
    ],
    [
      'of a variable by default',
      `variable "g" {\n  default = "a"\n}\n${resource('filter = "\\"${var.g}\\" in groups"')}`,
      ['X | "a" in groups'],
    ],
    [
      'of variable files, the last by name winning',
      {
        'main.tf': `variable "g" {}\nvariable "h" {}\nvariable "i" {}\n${resource('filter = "\\"${var.g}${var.h}${var.i}\\" in groups"')}`,
        'terraform.tfvars': 'g = "a"\nh = "b"\ni = "c"\n',
        'b.auto.tfvars': 'h = "d"\n',
        'a.auto.tfvars.json': '{ "h": "e", "i": "f" }\n',
      },
      ['X | "adf" in groups'],
    ],
    [
      'of a type with optional attributes',
      `variable "m" {
  type = map(object({ name = optional(string, "Unnamed"), group = string, roles = optional(set(string), ["OrganizationAdmin"]), enabled = optional(bool) }))
  default = { a = { group = "a", other = 1 }, b = { group = 12, name = "B", roles = ["B2", "B1", "B2"] } }
}
resource "confluent_group_mapping" "x" {
  for_each     = { for k, v in var.m : k => v if v.enabled != false }
  display_name = each.value.name
  filter       = format("%q in groups", each.value.group)
}
resource "confluent_role_binding" "x" {
  for_each    = merge([for k, v in var.m : { for r in v.roles : "\${k}-\${r}" => { key = k, role = r } }]...)
  principal   = "User:\${confluent_group_mapping.x[each.value.key].id}"
  role_name   = each.value.role
  crn_pattern = "crn://confluent.cloud/organization=o"
}
`,
      [
        'Unnamed | "a" in groups | OrganizationAdmin on crn://confluent.cloud/organization=o',
        'B | "12" in groups | B1 on crn://confluent.cloud/organization=o | B2 on crn://confluent.cloud/organization=o',
      ],
    ],
    [
      'of count',
      'resource "confluent_group_mapping" "x" {\n  count = length(["a", "b"])\n  display_name = "X ${count.index}"\n  filter = "\\"${["a", "b"][count.index]}\\" in groups"\n}\nresource "confluent_group_mapping" "none" {\n  count = false ? 1 : 0\n  display_name = "none"\n  filter = "true"\n}\n',
      ['X 0 | "a" in groups', 'X 1 | "b" in groups'],
    ],
    [
      'in the order of keys',
      'resource "confluent_group_mapping" "x" {\n  for_each = { b = 1, a = 2, "Ä" = 3, B = 4 }\n  display_name = each.key\n  filter = "true"\n}\n',
      ['B | true', 'a | true', 'b | true', 'Ä | true'],
    ],
    [
      'of a resource with for_each, gone through again',
      `resource "confluent_group_mapping" "x" {\n  for_each = toset(["a", "b"])\n  display_name = each.key\n  filter = "\\"\${each.value}\\" in groups"\n}
resource "confluent_role_binding" "x" {\n  for_each = confluent_group_mapping.x\n  principal = "User:\${each.value.id}"\n  role_name = upper(each.value.display_name)\n  crn_pattern = "crn://c"\n}
resource "confluent_role_binding" "y" {\n  count = 2\n  principal = "User:\${values(confluent_group_mapping.x)[count.index].id}"\n  role_name = "Y"\n  crn_pattern = "crn://c"\n}\n`,
      ['a | "a" in groups | A on crn://c | Y on crn://c', 'b | "b" in groups | B on crn://c | Y on crn://c'],
    ],
    [
      // https://developer.hashicorp.com/terraform/language/expressions/type-constraints#dynamic-types-the-any-constraint
      'of variables whose elements are any one type',
      `variable "l" {\n  type = list(any)\n  default = ["a", 15, true]\n}\nvariable "m" {\n  type = map(any)\n  default = { one = { on = true }, two = { on = true, name = "b" } }\n}\n${resource(
        'filter = var.l[1] == "15" && var.m.two.on == "true" ? "\\"${var.l[2]}\\" in groups" : "false"',
      )}`,
      ['X | "true" in groups'],
    ],
    [
      'of templates with directives',
      resource('filter = "%{ for i, g in ["a", "b"] }%{ if i > 0 } || %{ endif }\\"${g}\\" in groups%{ endfor }"'),
      ['X | "a" in groups || "b" in groups'],
    ],
    ['of filters that are written as booleans', resource('filter = true'), ['X | true']],
    [
      'of splats, lookups and defaults',
      resource(
        'filter = "\\"${lookup({ a = "b" }, "a", "c")}${try(local.none, "d")}${[{ n = "e" }, { n = "f" }][*].n == ["e", "f"] ? "f" : ""}${coalesce(null, "", "g")}\\" in groups"',
      ),
      ['X | "bdfg" in groups'],
    ],
    [
      'of what other resources and data sources are configured with',
      `data "confluent_environment" "prod" {\n  id = "env-1"\n}\nresource "confluent_kafka_topic" "orders" {\n  topic_name = "orders"\n}\n${resource('filter = "true"')}resource "confluent_role_binding" "x" {
  principal   = "User:\${confluent_group_mapping.x.id}"
  role_name   = "DeveloperRead"
  crn_pattern = "crn://confluent.cloud/organization=o/environment=\${data.confluent_environment.prod.id}/topic=\${confluent_kafka_topic.orders.topic_name}"
}\n`,
      ['X | true | DeveloperRead on crn://confluent.cloud/organization=o/environment=env-1/topic=orders'],
    ],
    [
      'of YAML and JSON files below the directory',
      {
        'dir/main.tf': `locals {\n  teams = yamldecode(file("\${path.module}/data/teams.yaml"))\n  more = jsondecode(file("more.json"))\n}\nresource "confluent_group_mapping" "x" {\n  for_each = merge(local.teams, local.more)\n  display_name = each.key\n  filter = each.value\n}\n`,
        'dir/data/teams.yaml': `a: '"a" in groups'\n`,
        'dir/more.json': '{ "b": "\\"b\\" in groups" }',
      },
      ['a | "a" in groups', 'b | "b" in groups'],
    ],
    [
      'of JSON syntax',
      {
        'main.tf.json': JSON.stringify({
          locals: { group: 'a' },
          resource: {
            confluent_group_mapping: {
              x: { for_each: '${toset(["a", "b"])}', display_name: 'X ${each.key}', filter: '"${each.key}" in groups' },
            },
            confluent_role_binding: {
              x: [{ principal: 'User:${confluent_group_mapping.x["b"].id}', role_name: 'R', crn_pattern: 'crn://${local.group}' }],
            },
          },
        }),
      },
      ['X a | "a" in groups', 'X b | "b" in groups | R on crn://a'],
    ],
  ])('are known: %s', (_, texts, expected) => {
    expect(described(texts)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    [
      'a variable without a value',
      'filter = var.x',
      'var.x has no value in the files: it has no default, and neither terraform.tfvars nor a file named *.auto.tfvars gives it one',
    ],
    ['a data source', 'filter = "\\"${data.a.b.c}\\" in groups"', 'data.a.b.c is known only when Terraform reads it'],
    ['another resource', 'filter = a.b.c', 'a.b.c is known only after Terraform has created it'],
    ['a module', 'filter = module.m.x', 'module.m.x comes from a module, and other directories are not read'],
    ['the time', 'filter = timestamp()', 'what timestamp() gives is known only when Terraform runs'],
    ['a local that is not there', 'filter = local.teems', 'there is no local.teems in this directory; did you mean local.teams?'],
    ['an attribute that is not there', 'filter = local.teams.xyz', 'there is no "xyz" in it'],
    ['a circle', 'filter = local.circle', 'local.circle refers to itself'],
    ['a file that is not there', 'filter = file("x.txt")', 'there is no file x.txt in this directory that could be read'],
    ['a file elsewhere', 'filter = file("../x.txt")', 'the file ../x.txt is outside of this directory, and is not read'],
    [
      'a condition that is not known',
      'filter = var.x ? "a" : "b"',
      'var.x has no value in the files: it has no default, and neither terraform.tfvars nor a file named *.auto.tfvars gives it one',
    ],
    ['a function that does not exist', 'filter = uper("a")', 'Terraform has no function "uper"; upper is one'],
  ])('are not known, and it is said why: %s', (_, body, reason) => {
    const others =
      'variable "x" {}\ndata "a" "b" {}\nresource "a" "b" {}\nmodule "m" {}\nlocals {\n  teams = { b = 1 }\n  circle = local.circle\n}\n';
    const [mapping] = mappingsOf(others + resource(body));
    expect(mapping?.partlyKnown?.reason).toBe(reason);
  });

  it('of for_each that are not known make one unknown mapping, which keeps its grants', () => {
    const text = `variable "teams" {}\nresource "confluent_group_mapping" "x" {\n  for_each = var.teams\n  display_name = each.key\n  filter = each.value\n}
resource "confluent_role_binding" "x" {\n  for_each = var.teams\n  principal = "User:\${confluent_group_mapping.x[each.key].id}"\n  role_name = "MetricsViewer"\n  crn_pattern = "crn://confluent.cloud/organization=o"\n}\n`;
    expect(described(text)).toEqual([
      expect.stringMatching(
        /^each\.key \| unknown: which instances it has is not known, since var\.teams has no value.* \| MetricsViewer on crn:\/\/confluent\.cloud\/organization=o \(in part\)$/,
      ),
    ]);
    const codes = services.findings(setOf(services, { 'main.tf': text })).map(({ code }) => code);
    expect(codes).toEqual(['partly-known']);
  });

  it('ask for the files that they are read from', () => {
    const { wanted } = readTexts(services, { 'd/main.tf': resource('filter = file("${path.module}/filters/x.cel")') });
    expect(wanted).toEqual(['d/filters/x.cel']);
  });
});
