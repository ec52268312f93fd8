import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareRename, rename } from '../../src-language/editing/rename.js';
import { simulateSet } from '../../src-language/provisioning/simulator.js';
import { setOf, type Texts } from '../support/read-terraform.js';
import { applyFileEdits } from './marked-set.js';
import { computed, mark, plain, readMarkedTerraform, services } from './terraform-set.js';

function renamed(files: Texts, newName: string): { texts: Record<string, string>; warnings: readonly string[] } {
  const { context, texts, file, offset } = readMarkedTerraform(files);
  const result = rename(context, file, offset, newName);
  if ('problem' in result) throw new Error(result.problem);
  return { texts: applyFileEdits(texts, result.edits), warnings: result.warnings };
}

describe('rename of a group in Terraform', () => {
  it('changes the key of a map once for all that is made of it, and the groups of users', () => {
    const { texts, warnings } = renamed(mark(computed, 'users.groupmap.yaml', '[platform-<|>admins, data'), 'ops team');
    expect(texts).toEqual({
      ...computed,
      'locals.tf': computed['locals.tf'].replace('platform-admins', '"ops team"'),
      'users.groupmap.yaml': computed['users.groupmap.yaml'].replaceAll('platform-admins', 'ops team'),
    });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('confluent_group_mapping.team["platform-admins"]');
    expect(warnings[0]).toContain('`moved`');
  });

  it('begins anywhere that the name stands, also where a template puts it in', () => {
    const set = readMarkedTerraform(mark(computed, 'locals.tf', 'platform-<|>admins ='));
    expect(prepareRename(set.context, set.file, set.offset)).toMatchObject({ file: 'locals.tf', placeholder: 'platform-admins' });
    expect(renamed(mark(computed, 'locals.tf', 'platform-<|>admins ='), 'ops').texts['locals.tf']).toContain('    ops = {');
  });

  it('may make a line of two, in files beside Terraform too', () => {
    const folded = `group_mappings:
  - display_name: Folded
    filter: >-
      "data
      science" in groups
    role_bindings: []
  - { display_name: Last, group: on-call, role_bindings: [] }
`;
    const terraform = 'resource "confluent_group_mapping" "more" {\n  display_name = "More"\n  filter = "\'data science\' in groups"\n}\n';
    expect(renamed({ 'a.groupmap.yaml': folded.replace('sci', 'sci<|>'), 'more.tf': terraform }, 'ops').texts).toEqual({
      'a.groupmap.yaml': folded.replace('"data\n      science"', '"ops"'),
      'more.tf': terraform.replace('data science', 'ops'),
    });
  });

  it('leaves a name alone that something else needs', () => {
    const broken = {
      ...computed,
      'more.tf':
        'resource "confluent_role_binding" "x" {\n  principal   = "User:${confluent_group_mapping.team["platform-admins"].id}"\n  role_name   = "Operator"\n  crn_pattern = "crn://confluent.cloud/organization=o"\n}\n',
    };
    const { context, file, offset } = readMarkedTerraform(mark(broken, 'locals.tf', 'platform-<|>admins ='));
    expect(rename(context, file, offset, 'ops')).toMatchObject({ problem: expect.stringContaining('Change it by hand') as string });
  });

  it('tells what else the text is part of', () => {
    const files = { ...computed, 'main.tf': computed['main.tf'].replace('each.value.name', '"Team ${each.key}"') };
    expect(renamed(mark(files, 'locals.tf', 'platform-<|>admins ='), 'ops').warnings.join()).toContain(
      'part of the display name of 1 group mapping',
    );
  });

  it('says nothing more where everything is written where it is used', () => {
    const { texts, warnings } = renamed(mark(plain, 'main.tf', '\\"o<|>ps\\" in groups |'), 'op"s');
    expect(warnings).toEqual([]);
    expect(texts['main.tf']).toBe(
      plain['main.tf'].replace('\\"ops\\" in', `'op\\"s' in`).replace('"ops" in groups\n', `'op"s' in groups\n`),
    );
  });
});

/** As CEL and then Terraform write a name, by their own rules. */
const cel = (name: string): string => name.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
const template = (text: string): string => text.replace(/([$%])\{/g, '$1$1{');
const hcl = (text: string): string => template(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'));

/** A set that names one group in every way that Terraform has. */
const filesOf = (name: string): Texts => ({
  'main.tf': `resource "confluent_group_mapping" "quoted" {
  display_name = "Quoted"
  filter       = "\\"${hcl(cel(name))}\\" in groups && \\"other\\" in groups"
}
resource "confluent_group_mapping" "heredoc" {
  display_name = "Heredoc"
  filter       = <<-CEL
    "other" in groups
      || "${template(cel(name))}" in groups
  CEL
}
resource "confluent_group_mapping" "plain_heredoc" {
  display_name = "Plain heredoc"
  filter       = <<CEL
"${template(cel(name))}" in groups
CEL
}
resource "confluent_group_mapping" "local" {
  for_each     = local.filters
  display_name = each.key
  filter       = each.value
}
resource "confluent_role_binding" "all" {
  for_each    = { quoted = confluent_group_mapping.quoted.id, heredoc = confluent_group_mapping.heredoc.id }
  principal   = "User:\${each.value}"
  role_name   = "Operator"
  crn_pattern = "crn://confluent.cloud/organization=o/environment=\${each.key}"
}
`,
  'locals.tf': `locals {
  filters = {
    one = "\\"${hcl(cel(name))}\\" in groups || \\"${hcl(cel(name))}\\" in groups && \\"other\\" in groups" # ops-1
    two = "\\"other\\" in groups"
  }
}
`,
  'more.tf.json': `{ "resource": { "confluent_group_mapping": { "json": {
  "display_name": "JSON", "filter": ${JSON.stringify(template(`"${cel(name)}" in groups`))} } } } }
`,
  'users.groupmap.yaml': `users:
  - { name: ana, groups: ['${name.replaceAll("'", "''")}'] }
  - { name: ben, groups: [other] }
  - { name: cem, groups: ['${name.replaceAll("'", "''")}', other] }
`,
});

const name = fc
  .array(fc.constantFrom('a', 'b', '-', ' ', '"', "'", '\\', '$', '{', '%', '}', '#', 'é', '😀', ':', '/'), { minLength: 1, maxLength: 8 })
  .map((parts) => `x${parts.join('')}y`)
  // Two signs before a brace: what Terraform makes of them is held elsewhere.
  .filter((text) => !/\$\$\{|%%\{/.test(text));

describe('rename of any group in Terraform to any name', () => {
  it('changes nothing but the name, and simulates the same', () => {
    fc.assert(
      fc.property(name, name, fc.nat(6), (oldName, newName, pick) => {
        // A name with double quotes may come in single ones.
        fc.pre(oldName !== newName && !newName.includes('"'));
        const texts = filesOf(oldName);
        const { context, set } = readMarkedTerraform(texts);
        const at = set.groupMappings.flatMap(({ filter, file }) => {
          const start = filter?.value.indexOf(`"${cel(oldName)}"`) ?? -1;
          const place = start < 0 ? null : filter?.toHost({ start: start + 2, end: start + 2 });
          return place ? [{ file: place.file ?? file, offset: place.start }] : [];
        });
        expect(at).toHaveLength(5);
        const chosen = at[pick % at.length];
        const result = rename(context, chosen?.file ?? '', chosen?.offset ?? 0, newName);
        if ('problem' in result) throw new Error(result.problem);
        expect(result.warnings).toEqual([]);
        const after = applyFileEdits(texts, result.edits);
        // YAML may write the name without its quotes.
        const { 'users.groupmap.yaml': _old, ...expected } = filesOf(newName);
        expect(after).toMatchObject(expected);
        const results = (of: Texts) =>
          simulateSet(services.simulator(setOf(services, of))).outcomes.map(({ user, group_mappings, access }) => [
            user,
            group_mappings.map(({ display_name, result: matches }) => `${display_name}: ${matches}`),
            access.sso_session,
          ]);
        expect(results(after)).toEqual(results(texts));
      }),
      { numRuns: 60 },
    );
  });
});
