import { beforeAll, describe, expect, it } from 'vitest';
import type { GroupFilterServices } from '../../../src-language/group-filter-services.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { createTerraformServices, setOf } from '../../support/read-terraform.js';

let services: GroupFilterServices;
beforeAll(async () => {
  services = await createTerraformServices();
});

const mapping = 'resource "confluent_group_mapping" "team" {\n  display_name = "team"\n  filter       = "true"\n}\n';
const cluster = 'crn://confluent.cloud/organization=o/environment=env-1/cloud-cluster=lkc-1';

/** Code, the text that it stands on, and the file after its first fix, of all that is found in a role binding. */
function judged(arguments_: Readonly<Record<string, string>>, more = '') {
  const values = {
    principal: '"User:${confluent_group_mapping.team.id}"',
    role_name: '"Operator"',
    crn_pattern: `"${cluster}"`,
    ...arguments_,
  };
  const body = Object.entries(values).map(([name, value]) => `  ${name} = ${value}\n`);
  const text = `${mapping}${more}resource "confluent_role_binding" "b" {\n${body.join('')}}\n`;
  return services
    .findings(setOf(services, { 'main.tf': text }))
    .filter(({ code }) => /^(?:role|crn|principal)-/.test(code))
    .map(({ code, range, fixes }) => ({
      code,
      at: text.slice(range.start, range.end),
      text: fixes[0] ? applyEdits(text, fixes[0].edits) : null,
    }));
}

describe('role bindings in Terraform', () => {
  it('are judged where what is judged is known, whatever else is not', () => {
    const unknown = 'data.confluent_environment.prod.resource_name';
    expect(judged({ role_name: '"EnviromentAdmin"', crn_pattern: unknown })).toMatchObject([
      { code: 'role-unknown', at: '"EnviromentAdmin"' },
    ]);
    expect(judged({ role_name: 'var.role', crn_pattern: '"env-1"' })).toMatchObject([{ code: 'crn-invalid', at: '"env-1"' }]);
    expect(judged({ role_name: 'var.role', crn_pattern: unknown })).toEqual([]);
    expect(judged({ role_name: '"CloudClusterAdmin"', crn_pattern: `"\${${unknown}}/cloud-cluster=lkc-1/topic=t"` })).toEqual([]);
  });

  it('have their findings on the literals that the values came from', () => {
    const locals = `locals {\n  cluster = "${cluster}"\n  role = "EnviromentAdmin"\n}\n`;
    expect(judged({ crn_pattern: '"${local.cluster}/topic=orders-*"' }, locals)).toMatchObject([
      { code: 'crn-form', at: 'topic=orders-*' },
    ]);
    expect(judged({ role_name: 'local.role' }, locals)).toMatchObject([{ code: 'role-unknown', at: 'EnviromentAdmin' }]);
    expect(judged({ role_name: '"CloudClusterAdmin"', crn_pattern: '"${local.cluster}/kafka=lkc-1/topic=t"' }, locals)).toMatchObject([
      { code: 'role-scope', at: expect.stringContaining('topic=t') as string },
    ]);
  });

  it('need a principal that begins with User:', () => {
    const [found, ...others] = judged({ principal: 'confluent_group_mapping.team.id' });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'principal-prefix', at: 'confluent_group_mapping.team.id' });
    expect(found?.text).toContain('principal = "User:${confluent_group_mapping.team.id}"\n');
    expect(judged({ principal: '"Group:group-abc1"' })[0]?.text).toContain('principal = "User:group-abc1"\n');
  });
});

describe('the words of ACLs in Terraform', () => {
  /** What is wrong in an ACL: the text that it stands on, what is said, and the file after the fix. */
  function wrongIn(arguments_: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
    const values = {
      principal: '"User:${confluent_group_mapping.team.id}"',
      resource_type: '"TOPIC"',
      resource_name: '"orders"',
      pattern_type: '"LITERAL"',
      host: '"*"',
      operation: '"READ"',
      permission: '"ALLOW"',
      ...arguments_,
    };
    const body = Object.entries(values).map(([name, value]) => `  ${name} = ${value}\n`);
    const text = `${mapping}resource "confluent_kafka_acl" "b" {\n  kafka_cluster {\n    id = "lkc-1"\n  }\n${body.join('')}}\n`;
    return services
      .findings(setOf(services, { 'main.tf': text, ...more }))
      .filter(({ severity }) => severity === 'error')
      .map(({ code, file, range, message, fixes }) => ({
        code,
        file,
        at: text.slice(range.start, range.end),
        message,
        fixed: fixes[0] ? applyEdits(text, fixes[0].edits).split('\n').at(-3) : null,
      }));
  }

  it.each([
    ['resource_type', ['TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID', 'DELEGATION_TOKEN'], '"SUBJECT"'],
    ['pattern_type', ['LITERAL', 'PREFIXED'], '"MATCH"'],
    ['permission', ['ALLOW', 'DENY'], '"GRANT"'],
  ])('are judged where Confluent says which there are: %s', (name, words, wrong) => {
    for (const word of words) expect(wrongIn({ [name]: `"${word}"` })).toEqual([]);
    expect(wrongIn({ [name]: wrong })).toMatchObject([
      { code: 'wrong-type', at: wrong, message: expect.stringContaining(`${words.at(-1) ?? ''}, not ${wrong}`) as string },
    ]);
  });

  it('are repaired in the literal where they were written, and told at the argument when that is in another file', () => {
    expect(wrongIn({ permission: '"Alow"' })).toMatchObject([{ at: '"Alow"', fixed: '  permission = "ALLOW"' }]);
    const locals = { 'locals.tf': 'locals {\n  permission = "alow"\n}\n' };
    expect(wrongIn({ permission: 'local.permission' }, locals)).toMatchObject([{ file: 'main.tf', at: 'local.permission', fixed: null }]);
  });

  it('are not judged where they are computed, nor operations, of which no list is known', () => {
    expect(wrongIn({ permission: 'var.permission', resource_type: '"${var.kind}"', operation: '"DESCRIBE_EVERYTHING"' })).toEqual([]);
  });
});
