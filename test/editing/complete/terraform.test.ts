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

  it('offers nothing elsewhere', () => {
    expect(completeIn(mark(plain, 'main.tf', 'disp<|>lay_name = "Data"')).labels).toEqual([]);
    expect(completeIn(mark(plain, 'main.tf', '"Opera<|>tions"')).labels).toEqual([]);
  });
});
