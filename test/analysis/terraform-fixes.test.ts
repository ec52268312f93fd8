import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import type { DiagnosticCode, Finding } from '../../src-language/text/problem.js';
import { applyFileEdits } from '../editing/marked-set.js';
import { services } from '../editing/terraform-set.js';
import { setOf, type Texts } from '../support/read-terraform.js';
import { filter as oddFilter } from './odd-filters.js';

const users = `sso: { identity_provider: entra }
known_groups:
  - { id: 9efc, display_name: data-science }
  - { id: 7526, display_name: Engineering }
  - cc-users
`;

/** What Terraform's own rules ask for between quotes, and on the lines of a heredoc. */
const inQuotes = (text: string): string =>
  inHeredoc(text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\r', '\\r').replaceAll('\n', '\\n'));
const inHeredoc = (text: string): string => text.replace(/([$%])\{/g, '$1$1{');

/** The ways in which Terraform can hold a filter: they all come to the same text, but that a heredoc ends with a line break. */
const styles: Readonly<Record<string, (filter: string) => Texts>> = {
  quoted: (filter) => mappingOf(`"${inQuotes(filter)}"`),
  heredoc: (filter) => mappingOf(`<<CEL\n${inHeredoc(filter)}\nCEL`),
  'indented heredoc': (filter) => mappingOf(`<<-CEL\n${inHeredoc(filter).replace(/^/gm, '    ')}\n  CEL`),
  local: (filter) => ({ ...mappingOf('local.filter'), 'locals.tf': `locals {\n  filter = "${inQuotes(filter)}"\n}\n` }),
  'for_each over a map': (filter) => ({
    'main.tf': block('each.value', '  for_each     = var.filters\n'),
    'variables.tf': 'variable "filters" {}\n',
    'terraform.tfvars': `filters = {\n  "first" = "${inQuotes(filter)}"\n  "second" = <<-CEL\n    ${inHeredoc(filter).replaceAll('\n', '\n    ')}\n  CEL\n}\n`,
  }),
  'a template': (filter) => ({
    'main.tf': block('"(${each.value}) && ((\\"cc-users\\" in groups))"', '  for_each     = local.filters\n'),
    'locals.tf': `locals {\n  filters = { a = "${inQuotes(filter)}", b = "true" }\n}\n`,
  }),
  JSON: (filter) => ({
    'main.tf.json': JSON.stringify(
      { resource: { confluent_group_mapping: { x: { display_name: 'X', filter: inHeredoc(filter) } } } },
      undefined,
      2,
    ),
  }),
};

const block = (filter: string, head = ''): string =>
  `resource "confluent_group_mapping" "x" {\n${head}  display_name = "X"\n  filter       = ${filter}\n}\n`;
const mappingOf = (filter: string): Texts => ({ 'main.tf': block(filter) });

const neverAdded: readonly DiagnosticCode[] = [
  'syntax',
  'type',
  'unknown-variable',
  'undocumented-operator',
  'filter-empty',
  'host-syntax',
  'partly-known',
  'missing-key',
  'wrong-type',
];

const countOf = (findings: readonly Finding[], code: DiagnosticCode): number => findings.filter((finding) => finding.code === code).length;
const filtersOf = (set: MappingSet): (string | undefined)[] => set.groupMappings.map(({ filter }) => filter?.value);

describe('every fix of a filter in Terraform', () => {
  it.each(Object.entries(styles))('in %s removes its problem and adds none', (_name, textsOf) => {
    fc.assert(
      fc.property(fc.oneof(oddFilter, brokenFilter), fc.boolean(), (filter, hasCarriageReturns) => {
        const plain = textsOf(filter);
        const breaks = hasCarriageReturns ? '\r\n' : '\n';
        const texts = {
          ...Object.fromEntries(Object.entries(plain).map(([path, text]) => [path, text.replaceAll('\n', breaks)])),
          'users.groupmap.yaml': users,
        };
        const set = setOf(services, texts);
        // The files hold what they were meant to hold; otherwise the test would prove nothing.
        for (const held of filtersOf(set).slice(0, 1)) expect(held?.replaceAll('\r\n', '\n')).toContain(filter);
        const before = services.findings(set);
        for (const finding of before) {
          for (const fix of finding.fixes) {
            const fixed = applyFileEdits(texts, fix.edits);
            const after = services.findings(setOf(services, fixed));
            const what = `${finding.code}, ${fix.title}: ${JSON.stringify(fixed)}`;
            expect(fixed, what).not.toEqual(texts);
            // A repaired name may be what makes another test redundant; then that is said next.
            if (finding.code !== 'redundant-operand')
              expect(countOf(after, finding.code), what).toBeLessThan(countOf(before, finding.code));
            for (const code of neverAdded) expect(countOf(after, code), `${code} by ${what}`).toBeLessThanOrEqual(countOf(before, code));
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** One slip that has one certain repair. */
const brokenFilter = fc
  .tuple(fc.constantFrom('data-science', 'cc-users', 'a\\"b', "it's", 'a\\\\b', '${x}', '%{x}'), fc.nat(5))
  .map(([name, slip]) => {
    const test = `"${name}" in groups`;
    return [
      `${test} and "cc-users" in groups`,
      `${test} && "cc-users" in group`,
      `("cc-users" in groups || ${test}`,
      `"${name}" IN groups`,
      `groups.contains("${name}")`,
      `${test} | "cc-users" in groups`,
    ][slip] as string;
  });
