import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportSet } from '../../../src-language/exchange/export/export-set.js';
import type { GroupFilterServices } from '../../../src-language/group-filter-services.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { createTerraformServices, setOf, type Texts } from '../../support/read-terraform.js';
import { asOracleWrites, hashiCorp } from './hashicorp.js';

let services: GroupFilterServices;
beforeAll(async () => {
  services = await createTerraformServices();
});

const piece = fc.oneof(
  fc.constantFrom('$', '$$', '$$$', '${', '$${', '$$${', '$${b}', '%', '%%', '%{', '%%{', '%%%{', '%{ if }', '~}', '{', '}'),
  fc.constantFrom('"', "'", '\\', '\\n', '\n', '\r\n', '\t', '\u0001', ' ', '#', '//', '/*', 'END_OF_TEMPLATE', 'EOT', '\u2028'),
  fc.constantFrom('a', 'data-science', 'é', 'ß', '😀', '日本', '"a" in groups', ' || ', ' && '),
  fc.string({ maxLength: 4 }),
);
/** A text as Terraform keeps it: whole characters, composed. */
const literal = fc
  .array(piece, { maxLength: 8 })
  .map((pieces) => pieces.join('').normalize('NFC'))
  .filter((text) => !/\p{Cs}/u.test(text));

/** One argument as a string of Terraform's JSON, as one of its own syntax, and what it comes to. */
interface Argument {
  readonly json: string;
  readonly quoted: string;
  readonly value: string;
}
const interpolated = fc.constantFrom(
  ['${local.a}', 'A$${'],
  ['${ local.a }', 'A$${'],
  ['${"x$$${y}z"}', 'x$${y}z'],
  ['${"$${"}', '${'],
  ['${"%%%{ if"}', '%%{ if'],
  ['${true ? "}" : "{"}', '}'],
  ['%{ if true }yes%{ else }no%{ endif }', 'yes'],
);
const argument: fc.Arbitrary<Argument> = fc
  .tuple(literal, fc.array(fc.tuple(interpolated, literal), { maxLength: 2 }))
  .map(([first, rest]) => {
    // A sign just before a sequence would escape it: it is never written there.
    const texts = [first, ...rest.map(([, text]) => text)].map((text, index) => (index < rest.length ? text.replace(/[$%]+$/, '') : text));
    const written = (write: (text: string) => string, sequence: 0 | 1): string =>
      texts.map((text, index) => write(text) + (rest[index]?.[0][sequence] ?? '')).join('');
    return { json: written(escaped, 0), quoted: written(quotedEscapes, 0), value: written((text) => text, 1).normalize('NFC') };
  });

/** Terraform's rule: `$${` and `%%{` stand for `${` and `%{`; every other sign for itself. */
function escaped(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

function quotedEscapes(text: string): string {
  return escaped(text).replace(/["\\\x00-\x1f]/g, (sign) =>
    sign === '"' || sign === '\\' ? `\\${sign}` : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function documentOf(mappings: readonly Readonly<Record<string, string>>[]): Texts {
  return {
    'main.tf.json': JSON.stringify({
      locals: { a: 'A$$${' },
      resource: { confluent_group_mapping: Object.fromEntries(mappings.map((mapping, index) => [`m${index}`, mapping])) },
    }),
  };
}

function readMappings(texts: Texts): unknown[] {
  const set = setOf(services, texts);
  expect(set.files.flatMap(({ problems }) => problems).map(({ message }) => message)).toEqual([]);
  return set.groupMappings.map(({ displayName, description, filter, partlyKnown }) => [
    displayName,
    description?.value ?? null,
    filter?.value ?? null,
    partlyKnown ?? null,
  ]);
}

describe("Terraform's JSON syntax", () => {
  it('reads 500 documents as what was written, and what is exported of them reads back to the same', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(argument, argument, argument), { minLength: 1, maxLength: 3 }), (drawn) => {
        const texts = documentOf(
          drawn.map(([name, description, filter]) => ({ display_name: name.json, description: description.json, filter: filter.json })),
        );
        const wanted = drawn.map(([name, description, filter]) => [name.value, description.value, filter.value, null]);
        expect(readMappings(texts)).toEqual(wanted);
        const blocks = drawn.map(
          ([name, description, filter], index) =>
            `resource "confluent_group_mapping" "m${index}" {\n  display_name = "${name.quoted}"\n  description = "${description.quoted}"\n  filter = "${filter.quoted}"\n}\n`,
        );
        expect(readMappings({ 'main.tf': `locals {\n  a = "A$$\${"\n}\n${blocks.join('')}` })).toEqual(wanted);
        const set = setOf(services, texts);
        const { text, leftOut } = exportSet(set, 'terraform');
        // Terraform takes no mapping without a name.
        const named = wanted.filter(([name]) => name !== '');
        expect(leftOut).toHaveLength(wanted.length - named.length);
        expect(readMappings({ 'main.tf': text })).toEqual(named);
        expect(readMappings({ 'set.groupmap.yaml': exportSet(set, 'yaml').text })).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });

  it('takes edits of a filter: the document then reads as the edited text', { timeout: 60_000 }, () => {
    let made = 0;
    fc.assert(
      fc.property(argument, literal, fc.nat(), fc.nat(), (filter, newText, from, length) => {
        const texts = documentOf([{ display_name: 'a', filter: filter.json }]);
        const text = setOf(services, texts).groupMappings[0]?.filter;
        if (!text) throw new Error('no filter');
        const start = from % (text.value.length + 1);
        const range = { start, end: Math.min(text.value.length, start + (length % 6)) };
        const edits = text.encodeEdits([{ range, newText }]);
        if (!edits) return;
        made++;
        const file = texts['main.tf.json'] ?? '';
        const wanted = applyEdits(text.value, [{ range, newText }]);
        // Terraform composes characters: what is typed beside one may become one with it.
        const after = setOf(services, { 'main.tf.json': applyEdits(file, edits) }).groupMappings[0]?.filter?.value;
        if (!/\p{Cs}/u.test(wanted)) expect(after).toBe(wanted.normalize('NFC'));
      }),
      { numRuns: 800 },
    );
    expect(made).toBeGreaterThan(300);
  });

  it('has no templates in a file of variable values: a text there stands for itself, and so does what is edited in it', () => {
    const main =
      'variable "filters" {\n}\nresource "confluent_group_mapping" "a" {\n  for_each     = var.filters\n  display_name = each.key\n  filter       = each.value\n}\n';
    fc.assert(
      fc.property(literal, literal, literal, fc.nat(), (key, filter, newText, from) => {
        const values = JSON.stringify({ filters: { [key]: filter } });
        const read = (text: string) => setOf(services, { 'main.tf': main, 'terraform.tfvars.json': text }).groupMappings[0];
        const mapping = read(values);
        expect([mapping?.displayName, mapping?.filter?.value]).toEqual([key, filter]);
        const at = from % (filter.length + 1);
        const edit = { range: { start: at, end: at }, newText };
        const edits = mapping?.filter?.encodeEdits([edit]);
        const wanted = applyEdits(filter, [edit]);
        if (edits && !/\p{Cs}/u.test(wanted)) expect(read(applyEdits(values, edits))?.filter?.value).toBe(wanted.normalize('NFC'));
      }),
      { numRuns: 200 },
    );
  });

  it("reads literal strings as HashiCorp's parser reads templates of the same characters", async () => {
    const token = fc.constantFrom('$', '%', '{', '}', 'a', '${', '$${', '%{', '%%{', '~');
    const sources = [...new Set(fc.sample(fc.array(token, { minLength: 1, maxLength: 9 }), 800).map((tokens) => tokens.join('')))];
    const wrong: unknown[] = [];
    let compared = 0;
    for (const source of sources) {
      let oracle: unknown;
      try {
        oracle = (await hashiCorp.parse('main.tf', `a = <<EOT\n${source}\nEOT\n`))['a'];
      } catch {
        continue; // Not a template at all.
      }
      if (typeof oracle !== 'string' || /(?<!\$)\$\{|(?<!%)%\{/.test(oracle)) continue;
      compared++;
      const set = setOf(services, documentOf([{ display_name: source, filter: 'true' }]));
      const name = set.groupMappings[0]?.displayName;
      if (`${asOracleWrites(name ?? '')}\n` !== oracle) wrong.push({ source, oracle, ours: name });
    }
    expect(compared).toBeGreaterThan(150);
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
