import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src-language/text/range.js';
import { setOf } from '../../support/read-terraform.js';
import { expectErrors, mappingsOf, resource, services } from './read-modules.js';

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

  it('may have a heredoc with the same word within an interpolation', () => {
    const text = resource('filter = trimspace(<<EOT\n"a" in groups${join("", [<<EOT\n || "b" in groups\nEOT\n])}\nEOT\n  )');
    expectErrors({ 'main.tf': text }, []);
    expect(mappingsOf(text).map(({ filter }) => filter?.value)).toEqual(['"a" in groups || "b" in groups']);
    const elsewhere = resource('filter = chomp(<<EOT\n// cat <<EOT\n"a" in groups\nEOT\n  )');
    expect(mappingsOf(elsewhere).map(({ filter }) => filter?.value)).toEqual(['// cat <<EOT\n"a" in groups']);
    expect(mappingsOf(resource(`filter = ${'<<A\n${'.repeat(20_000)}`))).toHaveLength(1);
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
