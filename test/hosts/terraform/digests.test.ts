import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64, textOfUtf8, utf8 } from '../../../src-language/hosts/terraform/evaluate/functions/bytes.js';
import type { GroupFilterServices } from '../../../src-language/group-filter-services.js';
import { createTerraformServices, setOf } from '../../support/read-terraform.js';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 50, max: 70 }).map((length) => new Uint8Array(length).fill(length)),
);
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

describe('bytes', () => {
  it("are Node's UTF-8 and Base64", () => {
    fc.assert(
      fc.property(text, bytes, (word, data) => {
        expect(Buffer.from(utf8(word)).equals(Buffer.from(word))).toBe(true);
        expect(textOfUtf8(utf8(word))).toBe(word);
        expect(encodeBase64(data)).toBe(Buffer.from(data).toString('base64'));
        expect(decodeBase64(encodeBase64(data))).toEqual(data);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['a', 'YQ', 'YQ=', 'YQ===', 'Y-Q=', 'YQ==YQ==', ' YQ=='])('are not had of %j', (encoded) =>
    expect(decodeBase64(encoded)).toBeNull(),
  );
  it('are had of Base64 with line breaks', () => expect(decodeBase64('Y\r\nQ==\n')).toEqual(Uint8Array.of(97)));
  it('that are no UTF-8 are no text', () =>
    expect([textOfUtf8(Uint8Array.of(0xff)), textOfUtf8(Uint8Array.of(0xed, 0xa0, 0x80))]).toEqual([null, null]));
});

describe('in a filter,', () => {
  let services: GroupFilterServices;
  beforeAll(async () => {
    services = await createTerraformServices();
  });
  const read = (expression: string) => {
    const [mapping] = setOf(services, {
      'main.tf': `resource "confluent_group_mapping" "a" {\n  display_name = "A"\n  filter = ${expression}\n}\n`,
    }).groupMappings;
    return mapping?.partlyKnown?.reason ?? mapping?.shapeProblem?.message ?? mapping?.filter?.value;
  };

  it('a decoded text is one', () => expect(read('base64decode("ImEiIGluIGdyb3Vwcw==")')).toBe('"a" in groups'));

  it.each(['md5', 'sha1', 'sha256', 'sha512'])('%s is that of the composed text', (name) => {
    const hash = (word: string) => createHash(name).update(word.normalize('NFC'));
    for (const word of ['', 'cc-admins', 'caf\u0065\u0301 🚀']) expect(read(`${name}("${word}")`)).toBe(hash(word).digest('hex'));
    if (/^sha\d{3}$/.test(name)) expect(read(`base64${name}("cc-admins")`)).toBe(hash('cc-admins').digest('base64'));
  });

  it('a day of the week is that of the calendar', () => {
    const days = fc.sample(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), 200);
    for (const day of days) {
      const name = day.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' });
      expect(read(`formatdate("EEEE", "${day.toISOString().slice(0, 19)}Z")`)).toBe(name);
    }
  });

  it.each([
    ['base64decode("%%")', /no Base64/],
    ['base64decode("/w==")', /decodes to no text/],
    ['md5(uuid())', /only when Terraform runs/],
    ['bcrypt("a")', /only when Terraform runs/],
    ['formatdate("YYYY", timestamp())', /only when Terraform runs/],
    ['formatdate("YYYY", "2023-02-29T00:00:00Z")', /takes a timestamp such as/],
    ['formatdate("YYYY-Q", "2023-02-28T00:00:00Z")', /knows no Q/],
    [`formatdate("'YYYY", "2023-02-28T00:00:00Z")`, /quote that is not closed/],
    ['yamlencode({})', /yamlencode\(\) is not evaluated here/],
    ['base64encode()', /takes 1 argument/],
  ])('%s is not known', (expression, reason) => expect(read(expression)).toMatch(reason));
});
