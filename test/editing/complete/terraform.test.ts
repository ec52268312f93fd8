import { describe, expect, it } from 'vitest';
import { completeAt } from '../../../src-language/editing/complete/complete-at.js';
import { setOf, type Texts } from '../../support/read-terraform.js';
import { computed, mark, plain, readMarkedTerraform, services } from '../terraform-set.js';
import { accept } from './completion.js';

function completeIn(files: Texts) {
  const { context, texts, file, offset } = readMarkedTerraform(files);
  const entries = completeAt(context, file, offset);
  return {
    labels: entries.map(({ label }) => label),
    accept(label: string): Record<string, string> {
      const entry = entries.find((candidate) => candidate.label === label);
      if (!entry) throw new Error(`No entry ${label} among ${entries.map((each) => each.label).join(' | ')}`);
      return { ...texts, [file]: accept(texts[file] ?? '', offset, entry) };
    },
  };
}
const filtersOf = (texts: Texts) => setOf(services, texts).groupMappings.map(({ filter }) => filter?.value);

describe('completion in Terraform', () => {
  const odd = ['say "hi"', 'back\\slash', 'a ${b} %{c}', "it's", '😀 team'];
  const users = `known_groups:\n${odd.map((group) => `  - '${group.replaceAll("'", "''")}'\n`).join('')}`;
  const block = (filter: string) => ({
    'main.tf': `resource "confluent_group_mapping" "x" {\n  display_name = "X"\n  filter       = ${filter}\n}\n`,
    'users.groupmap.yaml': users,
  });

  it.each([
    ['a string', '"\\"<|>\\" in groups"'],
    ['a heredoc', '<<-CEL\n    "<|>" in groups\n  CEL'],
  ])('inserts any group into %s so that the filter reads as meant', (_where, filter) => {
    const { labels, accept: take } = completeIn(block(filter));
    expect(labels).toEqual(expect.arrayContaining(odd));
    for (const group of odd) {
      const [written = ''] = filtersOf(take(group));
      const literals = services.analyse(written).groupLiterals.map((literal) => literal.group);
      expect(literals).toEqual([group]);
      expect(services.analyse(written).problems).toEqual([]);
    }
  });

  it('begins a filter in an empty string, and goes on after a test', () => {
    expect(filtersOf(completeIn(block('"<|>"')).accept("it's"))).toEqual([`"it's" in groups`]);
    expect(completeIn(block('"\\"a\\" in groups <|>"')).labels).toEqual(['&&', '||']);
  });

  it('writes into the literal that a filter was written in, in whichever file', () => {
    const { accept: take } = completeIn(mark(computed, 'locals.tf', '"<|>data science" '));
    expect(filtersOf(take('platform-admins'))).toContain('"platform-admins" in groups');
    const elsewhere = completeIn(mark(computed, 'main.tf', '${each<|>.key}'));
    expect(elsewhere.labels).toEqual([]);
  });

  it('offers roles where a role is written, in a binding and in a local', () => {
    expect(completeIn(mark(plain, 'main.tf', '"<|>CloudClusterAdmin"')).accept('Operator')['main.tf']).toContain('= "Operator"');
    expect(completeIn(mark(computed, 'locals.tf', '"<|>DataDiscovery"')).accept('Operator')['locals.tf']).toContain('["Operator", "Flink');
    const empty = { ...plain, 'main.tf': plain['main.tf'].replace('"CloudClusterAdmin"', '"<|>"') };
    expect(completeIn(empty).accept('Operator')['main.tf']).toContain('= "Operator"');
  });

  it('builds a resource name part by part, also behind a template', () => {
    const typed = mark(plain, 'main.tf', 'cloud-cluster=lkc-1<|>');
    expect(completeIn(typed).accept('kafka=lkc-1')['main.tf']).toContain('/cloud-cluster=lkc-1/kafka=lkc-1"');
    const files = { ...computed, 'more.tf': plain['main.tf'], 'main.tf': computed['main.tf'].replace('environment=env-1', 'env<|>') };
    expect(completeIn(files).accept('environment=env-1')['main.tf']).toContain('"${local.org}/environment=env-1"');
  });

  /** A block of an ACL with a line that is being typed. */
  const acl = (line: string) => ({
    'main.tf': `resource "confluent_group_mapping" "ops" {\n  display_name = "Ops"\n  filter = "true"\n}\nresource "confluent_kafka_acl" "a" {\n  kafka_cluster {\n    id = "lkc-1"\n  }\n  principal = "User:\${confluent_group_mapping.ops.id}"\n${line}\n  host = "*"\n}\n`,
  });

  it.each([
    ['resource_type', ['TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID', 'DELEGATION_TOKEN']],
    ['pattern_type', ['LITERAL', 'PREFIXED']],
    ['permission', ['ALLOW', 'DENY']],
  ])('offers the words that %s takes, wherever the cursor is in it', (name, words) => {
    for (const typed of ['"<|>"', `"${words[0]?.slice(0, 2)}<|>"`, '"<|>', '<|>', `${words[0]?.slice(0, 2)}<|>`, `"<|>${words[1]}"`]) {
      const { labels, accept: take } = completeIn(acl(`  ${name} = ${typed}`));
      expect([typed, labels]).toEqual([typed, words]);
      expect(take(words[0] ?? '')['main.tf']).toContain(`\n  ${name} = "${words[0]}"\n`);
    }
  });

  it('offers operations, and nothing where a value is computed or any text', () => {
    expect(completeIn(acl('  operation = "<|>"')).labels).toEqual(expect.arrayContaining(['READ', 'WRITE', 'DESCRIBE_CONFIGS', 'ALL']));
    for (const line of ['  operation = var.<|>', '  operation = "${var.x}<|>"', '  resource_name = "<|>"', '  operation = "READ"<|>'])
      expect([line, completeIn(acl(line)).labels]).toEqual([line, []]);
  });

  it('offers the arguments that a block does not have yet, ready to be filled in', () => {
    const { labels, accept: take } = completeIn(acl('  <|>'));
    expect(labels).toEqual(['resource_type', 'resource_name', 'pattern_type', 'operation', 'permission', 'rest_endpoint', 'credentials']);
    expect(take('operation')['main.tf']).toContain('\n  operation = ""\n  host = "*"\n');
    expect(take('credentials')['main.tf']).toContain('\n  credentials {\n    key    = \n    secret = \n  }\n');
    expect(completeIn(acl('  ope<|>')).accept('operation')['main.tf']).toContain('\n  operation = ""\n');
    expect(completeIn(acl('  <|>operation = "READ"')).accept('permission')['main.tf']).toContain('\n  permission = "READ"\n');
    const inMapping = completeIn({ 'main.tf': 'resource "confluent_group_mapping" "ops" {\n  display_name = "Ops"\n  <|>\n}\n' });
    expect(inMapping.labels).toEqual(['filter', 'description']);
    const binding = `${plain['main.tf']}resource "confluent_role_binding" "b" {\n  role_name = "Operator"\n  <|>\n}\n`;
    expect(completeIn({ 'main.tf': binding }).accept('principal')['main.tf']).toContain(
      '\n  principal = "User:${confluent_group_mapping..id}"\n',
    );
    expect(completeIn(acl('  kafka_cluster {\n    <|>\n  }')).labels).toEqual(['id']);
    for (const line of ['  x = [\n  <|>\n  ]', '  x = <<EOT\n<|>\nEOT', '  # <|>', '  lifecycle {\n    <|>\n  }', '  operation <|>"a"'])
      expect([line, completeIn(acl(line)).labels]).toEqual([line, []]);
  });

  it('offers nothing elsewhere', () => {
    expect(completeIn(mark(plain, 'main.tf', 'disp<|>lay_name = "Data"')).labels).toEqual(['display_name', 'description']);
    expect(completeIn(mark(plain, 'main.tf', '"o<|>ps" {\n  display_name = "Operations"')).labels).toEqual([]);
    expect(completeIn(mark(plain, 'main.tf', 'resource "confluent_role<|>_binding"')).labels).toEqual([]);
    expect(completeIn(mark(plain, 'main.tf', '"Opera<|>tions"')).labels).toEqual([]);
  });
});
