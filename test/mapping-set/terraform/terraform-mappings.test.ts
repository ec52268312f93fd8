import { beforeAll, describe, expect, it } from 'vitest';
import type { GroupFilterServices } from '../../../src-language/group-filter-services.js';
import type { GroupMapping } from '../../../src-language/mapping-set/mapping-set.js';
import type { SimulationResult } from '../../../src-language/provisioning/outcome.js';
import { simulateSet } from '../../../src-language/provisioning/simulator.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { markRanges, parseMarkedText } from '../../support/marked-text.js';
import { createTerraformServices, readTexts, setOf, type Texts } from '../../support/read-terraform.js';

let services: GroupFilterServices;
beforeAll(async () => {
  services = await createTerraformServices();
});

function mappingsOf(texts: Texts | string): readonly GroupMapping[] {
  return setOf(services, typeof texts === 'string' ? { 'main.tf': texts } : texts).groupMappings;
}

/** Mappings in a line each: name, filter, what they grant. */
function described(texts: Texts | string): string[] {
  return mappingsOf(texts).map(({ displayName, filter, partlyKnown, roleBindings }) =>
    [
      displayName,
      partlyKnown ? `unknown: ${partlyKnown.reason}` : filter?.value,
      ...roleBindings.map(
        ({ roleName, crnPattern, isPartlyKnown }) => `${roleName.value} on ${crnPattern.value}${isPartlyKnown ? ' (in part)' : ''}`,
      ),
    ].join(' | '),
  );
}

/** What the simulator says, without where the mappings stand. */
function simulated(texts: Texts): unknown {
  const set = setOf(services, texts);
  const result = JSON.parse(JSON.stringify(simulateSet(services.simulator(set)))) as SimulationResult;
  return {
    ...result,
    outcomes: result.outcomes.map((outcome) => ({
      ...outcome,
      group_mappings: outcome.group_mappings.map(({ file: _file, line: _line, ...rest }) => rest),
    })),
  };
}

/** The errors of marked files, as marks: what is expected is what was marked. */
function expectErrors(marked: Texts, expected: readonly (string | RegExp)[]): void {
  const parsed = Object.fromEntries(Object.entries(marked).map(([path, text]) => [path, parseMarkedText(text)]));
  const texts = Object.fromEntries(Object.entries(parsed).map(([path, { text }]) => [path, text]));
  const errors = services.findings(setOf(services, texts)).filter(({ severity }) => severity === 'error');
  for (const [path, { text, ranges }] of Object.entries(parsed))
    expect(
      markRanges(
        text,
        errors.filter(({ file }) => file === path).map(({ range }) => range),
      ),
    ).toBe(markRanges(text, ranges));
  expect(errors.map(({ message }) => message)).toEqual(expected.map((message) => expect.stringMatching(message) as string));
}

const resource = (body: string): string => `resource "confluent_group_mapping" "x" {\n  display_name = "X"\n  ${body}\n}\n`;

describe('a filter in Terraform', () => {
  it.each([
    ['a quoted string', 'filter = "\\"a\\" in <|grops|>"'],
    ['a quoted string with other escapes', 'filter = "\\u0022a\\" in\\t<|grops|>"'],
    ['a heredoc', 'filter = <<EOT\n"a" in <|grops|>\nEOT'],
    ['an indented heredoc', 'filter = <<-EOT\n    "a" in groups\n      || "b" in <|grops|>\n  EOT'],
    ['a trimmed heredoc', 'filter = trimspace(<<-EOT\n    "a" in <|grops|>\n  EOT\n  )'],
    ['a heredoc without its last line break', 'filter = chomp(<<EOT\n"a" in <|grops|>\nEOT\n  )'],
    ['a template', 'filter = "\\"${"a"}\\" in <|grops|>"'],
    ['an expression', 'filter = join(" || ", [for g in ["a", "b"] : "\\"${g}\\" in groups"], ["\\"c\\" in <|grops|>"])'],
    ['a condition', 'filter = true ? "\\"a\\" in <|grops|>" : "b"'],
    ['an escaped template', 'filter = "\\"$${a}\\" in <|grops|>"'],
  ])('has its mistake exactly where it is in %s, with any line breaks', (_, body) => {
    expectErrors({ 'main.tf': resource(body) }, [/grops is not known/]);
    expectErrors({ 'main.tf': resource(body).replaceAll('\n', '\r\n') }, [/grops is not known/]);
  });

  it('is mended where it stands', () => {
    const text = resource('filter = "\\"a\\" in grops"');
    const [finding] = services.findings(setOf(services, { 'main.tf': text })).filter(({ severity }) => severity === 'error');
    expect(applyEdits(text, finding?.fixes[0]?.edits ?? [])).toBe(resource('filter = "\\"a\\" in groups"'));
  });

  it('has its mistake at the literal that it came from, also in another file, and names the instance', () => {
    expectErrors(
      {
        'main.tf':
          'resource "confluent_group_mapping" "x" {\n  for_each = var.mappings\n  display_name = each.key\n  filter = each.value.filter\n}\n',
        'variables.tf': 'variable "mappings" {\n  type = map(object({ filter = string }))\n}\n',
        'terraform.tfvars': 'mappings = {\n  a = { filter = "\\"a\\" in groups" }\n  b = { filter = "\\"b\\" in <|grops|>" }\n}\n',
      },
      [/grops is not known.*\(In confluent_group_mapping\.x\["b"\]\.\)/],
    );
  });

  it('has its mistake once where instances share it, and the fix is right for all', () => {
    const text =
      'resource "confluent_group_mapping" "x" {\n  for_each = toset(["a", "b", "c"])\n  display_name = each.key\n  filter = "\\"${each.key}\\" in grops"\n}\n';
    const errors = services.findings(setOf(services, { 'main.tf': text })).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/x\["a"\] and 2 others/) as string]);
    expect(applyEdits(text, errors[0]?.fixes[0]?.edits ?? [])).toBe(text.replace('grops', 'groups'));
  });

  it('has a group that is misspelt at the key that it came from, with a fix there', () => {
    const texts = {
      'main.tf':
        'locals {\n  teams = {\n    cc-admins = 1\n    cc-oders  = 2\n  }\n}\nresource "confluent_group_mapping" "x" {\n  for_each = local.teams\n  display_name = each.key\n  filter = "\\"${each.key}\\" in groups"\n}\n',
      'users.groupmap.yaml': 'known_groups: [cc-admins, cc-orders]\n',
    };
    const [finding] = services.findings(setOf(services, texts)).filter(({ code }) => code === 'group-unknown');
    const main = texts['main.tf'];
    expect(main.slice(finding?.range.start, finding?.range.end)).toBe('cc-oders');
    const [fix] = finding?.fixes ?? [];
    expect(applyEdits(main, fix?.edits ?? [])).toBe(main.replace('cc-oders', 'cc-orders'));
  });

  it('does not offer a fix that would change another instance', () => {
    const text =
      'resource "confluent_group_mapping" "x" {\n  for_each = toset(["a", "b"])\n  display_name = each.key\n  filter = "\\"${each.key}\\" in groups || \\"a\\" in groups"\n}\n';
    const findings = services.findings(setOf(services, { 'main.tf': text })).filter(({ code }) => code === 'redundant-operand');
    expect(findings).toHaveLength(1);
    expect(findings[0]?.fixes).toEqual([]);
  });
});

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

describe('grants', () => {
  it('that are known in part are shown as they are written', () => {
    const text = `data "confluent_environment" "prod" {}\n${resource('filter = "true"')}resource "confluent_role_binding" "x" {\n  principal = "User:\${confluent_group_mapping.x.id}"\n  role_name = "R"\n  crn_pattern = data.confluent_environment.prod.resource_name\n}
resource "confluent_role_binding" "y" {\n  principal = "User:\${confluent_group_mapping.x.id}"\n  role_name = "R"\n  crn_pattern = "\${data.confluent_environment.prod.resource_name}/kafka=\${"lkc-1"}"\n}\n`;
    expect(described(text)).toEqual([
      'X | true | R on data.confluent_environment.prod.resource_name (in part) | R on ${data.confluent_environment.prod.resource_name}/kafka=${"lkc-1"} (in part)',
    ]);
  });

  it('belong to a mapping by a written id that an import block tells', () => {
    const text = `import {\n  to = confluent_group_mapping.x\n  id = "group-abc1"\n}\n${resource('filter = "true"')}resource "confluent_role_binding" "x" {\n  principal = "User:group-abc1"\n  role_name = "R"\n  crn_pattern = "crn://c"\n}\n`;
    expect(described(text)).toEqual(['X | true | R on crn://c']);
    expect(mappingsOf(text)[0]?.id?.value).toBe('group-abc1');
  });

  it('include ACLs', () => {
    const text = `${resource('filter = "true"')}resource "confluent_kafka_acl" "x" {\n  kafka_cluster {\n    id = "lkc-1"\n  }\n  principal = "User:\${confluent_group_mapping.x.id}"\n  resource_type = "TOPIC"\n  resource_name = "orders"\n  pattern_type = "PREFIXED"\n  host = "*"\n  operation = "READ"\n  permission = "ALLOW"\n}\n`;
    expect(mappingsOf(text)[0]?.acls.map(({ values }) => values)).toEqual([
      {
        kafka_cluster: 'lkc-1',
        resource_type: 'TOPIC',
        resource_name: 'orders',
        pattern_type: 'PREFIXED',
        operation: 'READ',
        permission: 'ALLOW',
        host: '*',
      },
    ]);
  });

  it('of a principal without User: are an error on all of it, with a fix', () => {
    const text = `${resource('filter = "true"')}resource "confluent_role_binding" "x" {\n  principal = confluent_group_mapping.x.id\n  role_name = "DeveloperRead"\n  crn_pattern = "crn://confluent.cloud/organization=o"\n}\n`;
    const [finding] = services.findings(setOf(services, { 'main.tf': text })).filter(({ code }) => code === 'principal-prefix');
    expect(text.slice(finding?.range.start, finding?.range.end)).toBe('confluent_group_mapping.x.id');
    const fixed = applyEdits(text, finding?.fixes[0]?.edits ?? []);
    expect(fixed).toContain('principal = "User:${confluent_group_mapping.x.id}"');
    expect(described(fixed)).toEqual(['X | true | DeveloperRead on crn://confluent.cloud/organization=o']);
  });

  const bound = (principal: string, more = ''): string =>
    `variable "x" {}\n${more}${resource('filter = "true"')}resource "confluent_role_binding" "x" {\n  principal = ${principal}\n  role_name = "DeveloperRead"\n  crn_pattern = "crn://confluent.cloud/organization=o"\n}\n`;

  it.each([
    'format("User:%s", confluent_group_mapping.x.id)',
    'format("%s:%s", "User", confluent_group_mapping.x.id)',
    'formatlist("User:%s", [confluent_group_mapping.x.id])[0]',
    'join(":", ["User", confluent_group_mapping.x.id])',
    'join("", concat(["User:"], [confluent_group_mapping.x.id]))',
    'replace("User:ID", "ID", confluent_group_mapping.x.id)',
    '"User:${tostring(confluent_group_mapping.x.id)}"',
    '"User:${coalesce(confluent_group_mapping.x.id, "nobody")}"',
    '"User:${try(confluent_group_mapping.x.id, "nobody")}"',
  ])('belong to the mapping whose id goes through functions: %s', (principal) => {
    expect(described(bound(principal))).toEqual(['X | true | DeveloperRead on crn://confluent.cloud/organization=o']);
    expect(codesOf(bound(principal))).toEqual([]);
  });

  it.each([
    ['upper("user:${confluent_group_mapping.x.id}")', 'what upper() makes of it is not known'],
    ['substr(format("User:%s", confluent_group_mapping.x.id), 0, 9)', 'what substr() makes of it is not known'],
    ['replace("User:${confluent_group_mapping.x.id}", "group", "team")', 'what replace() makes of it is not known'],
    ['confluent_group_mapping.x.id == "a" ? "User:a" : "User:b"', 'confluent_group_mapping.x.id is known only after'],
    ['{ a = "User:a" }[confluent_group_mapping.x.id]', 'confluent_group_mapping.x.id is known only after'],
    ['"User:${var.x ? confluent_group_mapping.x.id : "b"}"', 'var.x has no value'],
  ])('are said to be unknown where functions or conditions hide whom they are for: %s', (principal, reason) => {
    const found = services.findings(setOf(services, { 'main.tf': bound(principal) }));
    expect(found.map(({ code }) => code)).toEqual(['partly-known']);
    expect(found[0]?.message).toContain(reason);
  });

  it('of a principal that is no text are a mistake there', () => {
    expect(codesOf(bound('["User:a"]'))).toContain('wrong-type');
  });

  it('of a service account are nobody’s business', () => {
    const text = `resource "confluent_service_account" "app" {}\n${resource('filter = "true"')}resource "confluent_role_binding" "x" {\n  principal = "User:\${confluent_service_account.app.id}"\n  role_name = "DeveloperRead"\n  crn_pattern = "crn://confluent.cloud/organization=o"\n}\n`;
    expect(services.findings(setOf(services, { 'main.tf': text })).map(({ code }) => code)).not.toContain('partly-known');
  });
});

function codesOf(text: string): readonly string[] {
  return services.findings(setOf(services, { 'main.tf': text })).map(({ code }) => code);
}

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
