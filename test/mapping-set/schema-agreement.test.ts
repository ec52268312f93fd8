import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type AnySchema } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { compileClaimPattern } from '../../src-language/mapping-set/claim-pattern.js';
import { readMappingFile } from '../../src-language/mapping-set/read-mapping-file.js';
import { diagnosticCodes } from '../../src-language/text/problem.js';
import { everything } from './complete-file.js';

/*
 * The schema accepts a document exactly when the reader has no structural problem with it. What a schema cannot say, and is therefore
 * left out here: `duplicate-user` and `conflicting-sections` (they need more than one place), `duplicate-key` and `host-syntax` (a
 * parser's), and that `filter:` with nothing after it is an empty filter for the reader, where a schema sees null.
 */
const schemaPath = fileURLToPath(new URL('../../schemas/groupmap.schema.json', import.meta.url));
const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as AnySchema;
const ajv = new Ajv({ strict: false, allErrors: false });
ajv.addFormat('regex', (pattern) => compileClaimPattern(pattern) !== null);
const validate = ajv.compile(schema);

function problemsOf(document: unknown) {
  const json = readMappingFile({ path: 'a.groupmap.json', text: JSON.stringify(document, null, 1) }).problems;
  const yaml = readMappingFile({ path: 'a.groupmap.yaml', text: stringify(document, { aliasDuplicateObjects: false }) }).problems;
  expect(yaml.map(({ code }) => code)).toEqual(json.map(({ code }) => code));
  return json;
}

function expectAgreement(document: unknown): void {
  const inSchema = validate(document);
  const problems = problemsOf(document);
  const reader = problems.map(({ code, message }) => `${code}: ${message}`);
  expect(problems.length === 0, JSON.stringify({ document, schema: validate.errors, reader }, null, 1)).toBe(inSchema);
}

const good = parse(everything) as Json;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const mapping = (keys: object) => ({ group_mappings: [{ display_name: 'A', group: 'a', ...keys }] });
const user = (keys: object) => ({ users: [{ name: 'ana', ...keys }] });

const accepted: readonly unknown[] = [
  {},
  null,
  good,
  { 'x-anything': [1, { a: null }], organization: { 'x-y': 1 } },
  { organization: null, sso: null, known_groups: null, group_mappings: null, users: null, settings: null },
  { organization: { limits: null }, sso: { group_claim: null, application: null }, settings: { severity: null, roles: null } },
  { sso: { group_claim: { filter: null } } },
  { sso: { application: { assigned_users: null, assigned_groups: [] } } },
  { known_groups: ['a', {}, { id: 'b' }, { display_name: 'c' }, ''] },
  mapping({ display_name: '' }),
  mapping({ group: '' }),
  mapping({ role_bindings: null, acls: null }),
  mapping({ acls: [{}] }),
  { group_mappings: [{ display_name: '', filter: '' }] },
  { group_mappings: [{ display_name: '', filter: false }] },
  user({}),
  user({ name: '' }),
  user({ member_of: null }),
  user({ attributes: null }),
  user({ attributes: { a: null, b: 'b', c: ['c'], 'x-d': [] } }),
  user({ expect: null }),
  user({ expect: { role_bindings: ['A', { role_name: 'A', crn_pattern: 'b' }], not_role_bindings: null, group_mappings: null } }),
  { settings: { roles: [{}, { name: 'A', scopes: null }] } },
  { settings: { severity: Object.fromEntries(diagnosticCodes.map((code) => [code, 'hint'])) } },
  { organization: { limits: { filter_length: 300.0, group_mappings: 1e3 } } },
];

const refused: readonly unknown[] = [
  [],
  'text',
  1,
  true,
  { mappings: [] },
  { organization: [] },
  { organization: { name: 'Acme' } },
  { organization: { marketplace: 'Azure' } },
  { organization: { marketplace: null } },
  { organization: { jit_enabled: 'true' } },
  { organization: { jit_enabled: 1 } },
  { organization: { limits: { filter_length: '300' } } },
  { organization: { limits: { filter_length: 0 } } },
  { organization: { limits: { filter_length: 1.5 } } },
  { organization: { limits: { filter_length: null } } },
  { organization: { limits: 300 } },
  { organization: { id: 1 } },
  { sso: { identity_provider: 'azure' } },
  { sso: { protocol: 'SAML' } },
  { sso: { group_attribute: ['a'] } },
  { sso: { group_claim: { groups: 'some' } } },
  { sso: { group_claim: { filter: {} } } },
  { sso: { group_claim: { filter: { 'x-a': 1 } } } },
  { sso: { group_claim: { filter: { equals: 'a', contains: 'b' } } } },
  { sso: { group_claim: { filter: { equals: null } } } },
  { sso: { group_claim: { filter: { matches: '(' } } } },
  { sso: { application: { assigned_users: 'ana' } } },
  { sso: { application: { assigned_groups: [1] } } },
  { known_groups: 'a' },
  { known_groups: { id: 'a' } },
  { known_groups: [null] },
  { known_groups: [[]] },
  { known_groups: [{ id: null }] },
  { known_groups: [{ name: 'a' }] },
  { group_mappings: { display_name: 'A', group: 'a' } },
  { group_mappings: ['a'] },
  { group_mappings: [null] },
  { group_mappings: [{}] },
  { group_mappings: [{ group: 'a' }] },
  { group_mappings: [{ display_name: 'A' }] },
  mapping({ filter: 'true' }),
  mapping({ group: 123 }),
  mapping({ group: true }),
  mapping({ group: null }),
  mapping({ display_name: null }),
  mapping({ filters: 'a' }),
  mapping({ id: 1 }),
  mapping({ description: null }),
  mapping({ role_bindings: {} }),
  mapping({ role_bindings: ['A'] }),
  mapping({ role_bindings: [{ role_name: 'A' }] }),
  mapping({ role_bindings: [{ crn_pattern: 'A' }] }),
  mapping({ role_bindings: [{ role_name: 'A', crn_pattern: 1 }] }),
  mapping({ role_bindings: [{ role: 'A', crn_pattern: 'a' }] }),
  mapping({ acls: [{ permission: 'allow' }] }),
  mapping({ acls: [{ resource_type: 'topic' }] }),
  mapping({ acls: [{ pattern_type: 'PREFIX' }] }),
  mapping({ acls: [{ host: null }] }),
  mapping({ acls: [{ principal: 'a' }] }),
  mapping({ acls: [null] }),
  { group_mappings: [{ display_name: 'A', filter: 1 }] },
  { group_mappings: [{ display_name: 'A', filter: ['a'] }] },
  { users: [{}] },
  { users: { name: 'ana' } },
  user({ name: 1 }),
  user({ account: 'created' }),
  user({ groups: 'a' }),
  user({ groups: [null] }),
  user({ member_of: [], groups: [] }),
  user({ member_of: null, attributes: null }),
  user({ groups: [], attributes: {} }),
  user({ attributes: { a: 1 } }),
  user({ attributes: { a: [1] } }),
  user({ attributes: { a: {} } }),
  user({ attributes: [] }),
  user({ email: 'a' }),
  user({ role_bindings: ['A'] }),
  user({ expect: { sign_in: 'denied' } }),
  user({ expect: { account: 'new' } }),
  user({ expect: { group_mappings: 'A' } }),
  user({ expect: { role_bindings: [{ role_name: 'A' }] } }),
  user({ expect: { role_bindings: [[]] } }),
  user({ expect: { sign_in: null } }),
  user({ expect: [] }),
  { settings: { severity: { 'no-such-code': 'off' } } },
  { settings: { severity: { syntax: 'fatal' } } },
  { settings: { severity: { syntax: false } } },
  { settings: { severity: [] } },
  { settings: { roles: ['A'] } },
  { settings: { roles: [{ name: 1 }] } },
  { settings: { roles: [{ administrator: 'yes' }] } },
  { settings: { roles: [{ scopes: 'environment' }] } },
];

describe('the JSON Schema and the reader', () => {
  it.each(accepted.map((document) => [JSON.stringify(document).slice(0, 100), document]))('both accept %s', (_text, document) => {
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expectAgreement(document);
  });

  it.each(refused.map((document) => [JSON.stringify(document), document]))('both refuse %s', (_text, document) => {
    expect(validate(document)).toBe(false);
    expect(problemsOf(document)).not.toEqual([]);
  });

  it('agree on a good document with one or two places changed', () => {
    const paths = pathsOf(good);
    const replacement: fc.Arbitrary<Json | undefined> = fc.constantFrom<(Json | undefined)[]>(
      undefined,
      null,
      true,
      false,
      0,
      1,
      -1,
      2.5,
      '',
      'all',
      'azure',
      'existing',
      'allowed',
      'ALLOW',
      '(',
      [],
      ['a'],
      [1],
      [null],
      {},
      { id: 'a' },
      { name: 'a' },
      { role_name: 'a', crn_pattern: 'b' },
      { 'x-a': 1 },
      { equals: 'a' },
      { no_such_key: 'a' },
    );
    const change = fc.record({
      path: fc.constantFrom(...paths),
      to: replacement,
      key: fc.constantFrom('', 'x-a', 'no_such_key', 'name', 'filter', 'group', 'groups'),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        let document: Json = good;
        for (const { path, to, key } of changes) document = changed(document, key === '' ? path : [...path.slice(0, -1), key], to);
        expectAgreement(document);
      }),
      { numRuns: 600 },
    );
  });

  it('describe every key', () => {
    const undocumented: string[] = [];
    const visit = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (key === 'properties')
          for (const [name, property] of Object.entries(value as Record<string, Record<string, unknown>>))
            if (!('description' in property) && !('$ref' in property)) undocumented.push(`${path}/${name}`);
        visit(value, `${path}/${key}`);
      }
    };
    visit(schema, '');
    expect(undocumented).toEqual([]);
  });
});

type Path = readonly (string | number)[];

function pathsOf(node: Json): Path[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]): Path[] => {
    const step = Array.isArray(node) ? Number(key) : key;
    return [[step], ...pathsOf(value).map((rest) => [step, ...rest])];
  });
}

/** A copy with the value at `path` replaced, or removed for undefined; unchanged where the path leads nowhere. */
function changed(node: Json, path: Path, to: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined || typeof node !== 'object' || node === null) return node;
  const inner = rest.length === 0 ? to : changed((node as Record<string, Json>)[step] ?? null, rest, to);
  if (Array.isArray(node)) return node.flatMap((item, index) => (index !== step ? [item] : inner === undefined ? [] : [inner]));
  const entries = Object.entries(node).filter(([key]) => key !== String(step));
  return Object.fromEntries(inner === undefined ? entries : [...entries, [String(step), inner]]);
}
