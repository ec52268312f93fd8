import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src-language/text/range.js';
import { setOf } from '../../support/read-terraform.js';
import { described, mappingsOf, resource, services } from './read-modules.js';

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
