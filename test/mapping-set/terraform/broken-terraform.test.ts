import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GroupFilterServices } from '../../../src-language/group-filter-services.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { markRanges } from '../../support/marked-text.js';
import { createTerraformServices, setOf } from '../../support/read-terraform.js';

let services: GroupFilterServices;
beforeAll(async () => {
  services = await createTerraformServices();
});

/** What a file's mappings are, by the names of their resources' lines. */
function mappingsOf(text: string): Map<string, string> {
  return new Map(
    setOf(services, { 'main.tf': text }).groupMappings.map(({ displayName, filter, partlyKnown, roleBindings }) => [
      displayName,
      JSON.stringify([
        filter?.value,
        partlyKnown?.reason,
        roleBindings.map(({ roleName, crnPattern }) => [roleName.value, crnPattern.value]),
      ]),
    ]),
  );
}

function block(name: string): string {
  return [
    `resource "confluent_group_mapping" "${name}" {`,
    `  display_name = "Name ${name}"`,
    `  filter       = "\\"${name}\\" in groups"`,
    '}',
    '',
    `resource "confluent_role_binding" "${name}" {`,
    `  principal   = "User:\${confluent_group_mapping.${name}.id}"`,
    '  role_name   = "OrganizationAdmin"',
    '  crn_pattern = join("", ["crn://confluent.cloud/", "organization=o"])',
    '}',
    '',
  ].join('\n');
}

describe('broken Terraform', () => {
  const names = ['a', 'b', 'c', 'd'];
  const whole = names.map(block).join('\n');
  const damaged = block('b');
  const others = (found: Map<string, string>): unknown => ['a', 'c', 'd'].map((name) => found.get(`Name ${name}`));

  it('spoils no other block, wherever a character is missing or too many', () => {
    const before = mappingsOf(whole);
    expect([...before.keys()]).toEqual(names.map((name) => `Name ${name}`));
    const sign = fc.constantFrom('', '"', '{', '}', '(', '[', ']', ')', '\\', '${', '=', '\n', '<<EOT\n', '/*', '#', ',', 'x', "'", '\0');
    fc.assert(
      fc.property(fc.nat(damaged.length - 2), fc.nat(3), sign, (at, length, newText) => {
        const start = whole.indexOf(damaged) + at;
        const end = Math.min(start + length, whole.indexOf(damaged) + damaged.length - 2);
        const text = applyEdits(whole, [{ range: { start, end }, newText }]);
        expect(others(mappingsOf(text))).toEqual(others(before));
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps what stands before and after the broken line of a block', () => {
    const text = 'resource "confluent_group_mapping" "a" {\n  display_name = "A"\n  description =\n  filter = "\\"a\\" in groups"\n}\n';
    const [mapping] = setOf(services, { 'main.tf': text }).groupMappings;
    expect(mapping).toMatchObject({ displayName: 'A', partlyKnown: null, shapeProblem: null });
    expect(mapping?.filter?.value).toBe('"a" in groups');
  });

  it.each([
    ['a missing value', '  <|filter|> =\n', /no value/],
    ['an unterminated string', '  filter = <|"\\"a\\" in groups|>\n', /not closed/],
    ['quotes without backslashes', '  filter = ""<|a" in groups"|>\n', /quote inside a string/],
    ['an unclosed bracket', '  filter = join(<|[|>"a"\n', /bracket is not closed/],
    ['an unknown escape', '  filter = "<|\\q|>"\n', /knows no escape/],
    ['an unclosed heredoc', '  filter = <|<<EOT|>\n  "a" in groups\n', /heredoc is not closed/],
    ['words without a sign', '  <|filter "a"|>\n  filter = "true"\n', /cannot read this line/],
    ['an unknown directive', '  filter = "a <|%{ when|> true }b%{ endif }"\n', /knows no template directive `when`: .* is written `%%\{`/],
    ['a sequence in a sequence', '  filter = "${<|${|>local.a}}"\n', /no `\$\{` of its own: remove the inner one/],
    [
      'a string nested 500 times',
      `  filter = <|"|>${'${"'.repeat(500)}x${'"}'.repeat(500)}"\n`,
      /nested too deep to be read, more than 100 levels: put inner parts into locals/,
    ],
    ['brackets nested 500 times', `  filter = <|${'('.repeat(500)}"x"${')'.repeat(500)}|>\n`, /nested too deep/],
    ['a sequence that is never closed', `  filter = <|"${'${'.repeat(500)}"|>\n`, /not closed/],
    ['a key twice', '  filter = "true"\n  <|filter|> = "false"\n', /already/],
  ])('%s is one error at its place', (_, marked, message) => {
    const { text, ranges } = split(`resource "confluent_group_mapping" "a" {\n  display_name = "A"\n${marked}}\n`);
    const findings = services.findings(setOf(services, { 'main.tf': text })).filter(({ severity }) => severity === 'error');
    expect(
      markRanges(
        text,
        findings.map(({ range }) => range),
      ),
    ).toBe(markRanges(text, ranges));
    expect(findings.map((finding) => finding.message)).toEqual([expect.stringMatching(message) as string]);
    expect(findings[0]?.code).toBe('host-syntax');
  });

  it.each([
    ['nested 500 times', `${'${"'.repeat(500)}x${'"}'.repeat(500)}`, /nested too deep to be read/],
    ['with an unknown directive', 'a %{ when }', /knows no template directive `when`/],
    ['with a bare sequence', '${local.a', /check what stands in `\$\{…\}`.*; a literal `\$\{` is written `\$\$\{`/],
  ])("is a string of Terraform's JSON %s", (_, filter, message) => {
    const text = JSON.stringify({ resource: { confluent_group_mapping: { a: { display_name: 'A', filter } } } });
    const errors = services.findings(setOf(services, { 'main.tf.json': text })).filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => finding.message)).toEqual([expect.stringMatching(message) as string]);
    const { start, end } = errors[0]?.range ?? { start: 0, end: 0 };
    expect(JSON.stringify(filter)).toContain(text.slice(start, end));
  });

  it('of quotes without backslashes offers to escape them', () => {
    const text = 'resource "confluent_group_mapping" "a" {\n  display_name = "A"\n  filter = ""data-science" in groups"\n}\n';
    const [finding] = services.findings(setOf(services, { 'main.tf': text })).filter(({ code }) => code === 'host-syntax');
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['Escape the quotes inside the string']);
    const fixed = applyEdits(text, finding?.fixes[0]?.edits ?? []);
    expect(fixed).toContain('filter = "\\"data-science\\" in groups"');
    expect(setOf(services, { 'main.tf': fixed }).groupMappings[0]?.filter?.value).toBe('"data-science" in groups');
  });

  it('never makes the reader throw or hang', () => {
    const token = fc.constantFrom(
      'resource "confluent_group_mapping" "a" {\n',
      'locals {\n',
      'a = ',
      '"',
      '{',
      '}',
      '[',
      ']',
      '${',
      '<<EOT\n',
      'EOT\n',
      '\n',
      '# x\n',
      '/*',
      '*/',
      'filter',
      'display_name',
      '=',
      '(',
      'for',
      'local.a',
      '%{',
      '\\',
      'each.key',
      '\ufeff',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
        const text = `${tokens.join('')}\nconfluent_group_mapping`;
        services.findings(setOf(services, { 'main.tf': text }));
      }),
      { numRuns: 1500 },
    );
    for (const part of [
      'a = "${\n',
      'a = [\n',
      '/*\n',
      'a = <<EOT\n',
      'a {\n',
      'a = "x\n',
      '}\n',
      'a = ((((\n',
      'resource "confluent_group_mapping" "a" {\n',
    ])
      services.findings(setOf(services, { 'main.tf': part.repeat(20_000) + 'confluent_group_mapping' }));
  });
});

function split(marked: string): { readonly text: string; readonly ranges: readonly { readonly start: number; readonly end: number }[] } {
  const start = marked.indexOf('<|');
  const text = marked.replace('<|', '');
  const end = text.indexOf('|>');
  return { text: text.replace('|>', ''), ranges: [{ start, end }] };
}

describe('what Terraform refuses of resources', () => {
  const mapping = (name: string, body: string): string =>
    `resource "confluent_group_mapping" "${name}" {\n${body}  display_name = "${name}"\n  filter = "true"\n}\n`;

  it.each([
    ['a negative count', mapping('a', '  count = -1\n'), 'wrong-type', '-1', '`count` is -1, and must be a whole number from 0 on.'],
    [
      'a count that is no number',
      mapping('a', '  count = "x"\n'),
      'wrong-type',
      '"x"',
      '`count` is a text, and must be a whole number from 0 on.',
    ],
    [
      'a list to go through',
      mapping('a', '  for_each = ["x"]\n'),
      'wrong-type',
      '["x"]',
      '`for_each` takes a map or a set of texts, not a list: wrap the list in toset().',
    ],
    [
      'two ways to make instances',
      mapping('a', '  count = 1\n  for_each = {}\n'),
      'host-syntax',
      'for_each',
      '`count` and `for_each` exclude each other: Terraform takes one of them. Remove one.',
    ],
    [
      'one name twice',
      mapping('b', '') + mapping('a', '') + mapping('a', ''),
      'host-syntax',
      'resource "confluent_group_mapping" "a" {',
      'There is a resource confluent_group_mapping.a already, in main.tf line 5. Terraform takes each name once: rename one of the two.',
    ],
  ])('is one error, where it is: %s', (_, text, code, at, message) => {
    const errors = services.findings(setOf(services, { 'main.tf': text })).filter(({ severity }) => severity === 'error');
    expect(errors.map((found) => [found.code, text.slice(found.range.start, found.range.end).trim(), found.message])).toEqual([
      [code, at, message],
    ]);
  });

  it('is not that there are many instances; of more than can be read it is said that they are unknown', () => {
    const read = (count: number) => setOf(services, { 'main.tf': mapping('a', `  count = ${count}\n`) }).groupMappings;
    expect(read(5000)).toHaveLength(5000);
    expect(read(1_000_000).map(({ partlyKnown }) => partlyKnown?.reason)).toEqual([
      'which instances it has is not known, since it makes 1000000 instances, and no more than 20000 of one resource are read',
    ]);
  });

  it.each(['', ' \n', '[]', '"x"', 'null', '{'])('is a file in JSON that is no object: %j', (text) => {
    const set = setOf(services, { 'main.tf': mapping('a', ''), 'more.tf.json': text });
    const errors = services.findings(set).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, file }) => [code, file])).toEqual([['host-syntax', 'more.tf.json']]);
  });
});
