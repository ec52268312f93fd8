import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { testExpectations } from '../../src-language/provisioning/expectations.js';
import { simulateSet } from '../../src-language/provisioning/simulator.js';
import { createTerraformServices } from '../support/read-terraform.js';

const root = fileURLToPath(new URL('../../examples/', import.meta.url));
const services = await createTerraformServices();

function readExample(folder: string) {
  const names = readdirSync(root + folder);
  const read = (pattern: RegExp) =>
    names.filter((name) => pattern.test(name)).map((path) => ({ path, text: readFileSync(`${root}${folder}/${path}`, 'utf8') }));
  const { files, companions } = services.readFiles(read(/\.groupmap\.yaml$|\.tf$/), read(/\.tfvars$/));
  return services.assemble([...files, ...companions]);
}

describe.each(['entra-azure-marketplace', 'entra-azure-marketplace/before-jit', 'okta', 'terraform'])('examples/%s', (folder) => {
  const set = readExample(folder);

  test('has no error and no warning', () => {
    const serious = services.findings(set).filter((finding) => finding.severity === 'error' || finding.severity === 'warning');
    expect(serious.map(({ file, code, message }) => `${file} ${code}: ${message}`)).toEqual([]);
  });

  test('does what its expectations say', () => {
    const results = testExpectations(set, services.simulator(set));
    expect(results.map((result) => result.user)).toEqual(set.users.map((user) => user.name.value));
    expect(results.flatMap((result) => result.failures)).toEqual([]);
  });
});

test('the examples show every kind of sign-in, and the notes that people meet', () => {
  const outcomes = ['entra-azure-marketplace', 'entra-azure-marketplace/before-jit', 'okta'].flatMap(
    (folder) => simulateSet(services.simulator(readExample(folder))).outcomes,
  );
  expect(new Set(outcomes.map((outcome) => outcome.sign_in))).toEqual(
    new Set(['allowed', 'denied_by_identity_provider', 'denied_no_account']),
  );
  const codes = new Set(outcomes.flatMap((outcome) => outcome.notes.map((note) => note.code)));
  for (const code of [
    'attribute-missing',
    'attribute-empty',
    'group-claim-overflow',
    'group-not-listed',
    'joined-group-value',
    'matches-everyone',
    'unverified-operator',
    'acl-deny',
    'no-access',
  ] as const)
    expect(codes).toContain(code);
  const reasons = new Set(outcomes.flatMap((outcome) => outcome.groups_withheld.map((entry) => entry.reason)));
  expect(reasons).toEqual(new Set(['not-assigned', 'filtered', 'overflow']));
});
