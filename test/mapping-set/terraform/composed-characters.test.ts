import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GroupFilterServices } from '../../../src-language/group-filter-services.js';
import { createTerraformServices, setOf, type Texts } from '../../support/read-terraform.js';

let services: GroupFilterServices;
beforeAll(async () => {
  services = await createTerraformServices();
});

function filtersOf(texts: Texts): (string | undefined)[] {
  return setOf(services, texts).groupMappings.map(({ filter }) => filter?.value);
}

const resource = (filter: string, more = ''): string =>
  `${more}resource "confluent_group_mapping" "x" {\n  display_name = "X"\n  filter       = ${filter}\n}\n`;

/** Every text of Terraform's is in Unicode's composed form (NFC): https://developer.hashicorp.com/terraform/language/expressions/types#strings. */
describe('characters are composed', () => {
  it.each([
    ['across an interpolation', resource('"\\"${"e"}\u0301\\" in groups"'), '"\u00e9" in groups'],
    ['across joined texts', resource('join("", ["\\"e", "\u0301\\" in groups"])'), '"\u00e9" in groups'],
    ['across rounds of a template', resource('"\\"%{ for x in ["e", "\u0301"] }${x}%{ endfor }\\" in groups"'), '"\u00e9" in groups'],
    ['of three parts of a syllable', resource('"\\"\u1100${"\u1161"}\u11a8\\" in groups"'), '"\uac01" in groups'],
    ['of bare keys', resource('"\\"${keys({ e\u0301 = 1 })[0]}\\" in groups"'), '"\u00e9" in groups'],
    ['of names of attributes', resource('{ \u00e9 = "true" }.e\u0301'), 'true'],
    ['of what is decoded', resource('jsondecode("\\"\\\\\\"e\\\\u0301\\\\\\" in groups\\"")'), '"\u00e9" in groups'],
  ])('%s', (_, text, filter) => {
    expect(filtersOf({ 'main.tf': text })).toEqual([filter]);
  });

  it('of files', () => {
    const texts = { 'main.tf': resource('file("x.txt")'), 'x.txt': '"e\u0301" in groups' };
    expect(filtersOf(texts)).toEqual(['"\u00e9" in groups']);
    const yaml = { 'main.tf': resource('yamldecode(file("x.yaml")).filter'), 'x.yaml': 'other: o\u0308\nfilter: \'"e\u0301" in groups\'' };
    expect(filtersOf(yaml)).toEqual(['"\u00e9" in groups']);
  });

  // hcl v2, flushHeredocTemplateParts: characters as people see them are taken off, and a blank with a mark is one.
  it('with the indentation that they stand behind', () => {
    expect(filtersOf({ 'main.tf': resource('<<-EOT\n    \u0301"a" in groups\n    EOT') })).toEqual(['"a" in groups\n']);
    expect(filtersOf({ 'main.tf': resource('<<-EOT\n\t\u0301"a" in groups\n\tEOT') })).toEqual(['\u0301"a" in groups\n']);
  });
});

it('every letter beside composed characters keeps its place', () => {
  const letters = [...'bcdfghjklmpqrstvwxz'];
  const part = fc.record({
    mark: fc.constantFrom('', '', '\u0301', '\u0323\u0307', 'e\u0301', '\u1100', '\u1161', '\u11a8', '\u00e9'),
    form: fc.constantFrom('literal', 'inside', 'local', 'file', 'key'),
  });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      const written = parts.map(({ mark }, index) => `${mark}e${letters[2 * index] ?? ''}-${letters[2 * index + 1] ?? ''}_`);
      const filter = parts.map(({ form }, index) => {
        const text = written[index] ?? '';
        if (form === 'literal') return text;
        return {
          inside: `\${"${text}"}`,
          local: `\${local.l${index}}`,
          file: `\${file("${index}.txt")}`,
          key: `\${keys({ _${text} = 1 })[0]}`,
        }[form];
      });
      const locals = `locals {\n${written.map((text, index) => `  l${index} = "${text}"\n`).join('')}}\n`;
      const files = Object.fromEntries(written.map((text, index) => [`${index}.txt`, text]));
      const texts: Texts = { 'main.tf': resource(`"\\"${filter.join('')}\\" in groups"`, locals), ...files };
      const host = setOf(services, texts).groupMappings[0]?.filter;
      const value = host?.value ?? '';
      const expected = parts.map(({ form }, index) => (form === 'key' ? '_' : '') + (written[index] ?? '')).join('');
      expect(value).toBe(`"${expected.normalize('NFC')}" in groups`);
      for (const letter of letters.slice(0, 2 * parts.length)) {
        const start = value.indexOf(letter);
        const place = host?.toHost({ start, end: start + 1 });
        const source = place && texts[place.file ?? 'main.tf']?.slice(place.start, place.end);
        // A bare key that is composed stands there as a whole.
        expect(source === letter || (source?.startsWith('_') && source.includes(letter)), `${letter} is ${source}`).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
