import { describe, expect, it } from 'vitest';
import { expectInFile, findingsOf, fixedFiles } from './rule-cases.js';

const code = 'crn-invalid';
const bound = (crn: string) =>
  `group_mappings:\n  - { display_name: M, group: g, role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: ${crn} }] }\n`;
const whole = 'crn://confluent.cloud/organization=o/environment=env-1';

describe(code, () => {
  it.each([
    'organization=o/environment=env-1',
    '/organization=o/environment=env-1',
    'confluent.cloud/organization=o/environment=env-1',
    'crn:/confluent.cloud/organization=o/environment=env-1',
    'crn:confluent.cloud/organization=o/environment=env-1',
    'CRN://confluent.cloud/organization=o/environment=env-1',
    '" crn://confluent.cloud/organization=o/environment=env-1"',
  ])('completes %s', (crn) => {
    const text = bound(crn);
    expectInFile(code, bound(`<|${crn}|>`));
    expect(fixedFiles(code, text)).toEqual([bound(crn.startsWith('"') ? `"${whole}"` : whole)]);
  });

  it.each(['env-1', "''", 'crn://', 'https://confluent.cloud/organization=o'])('has no completion for %s', (crn) => {
    expectInFile(code, bound(`<|${crn}|>`));
    expect(fixedFiles(code, bound(crn))).toEqual([]);
  });

  it('is the only finding about such a resource', () => {
    expect(findingsOf(bound('env-1')).map((finding) => finding.code)).toEqual([code]);
    expectInFile(code, bound('crn://anything'));
  });

  it('judges the resources of users and of bindings that belong to no mapping', () => {
    expectInFile(code, 'users: [{ name: a, groups: [], role_bindings: [{ role_name: Operator, crn_pattern: <|x|> }] }]\n');
    const loose = '[{"principal": "User:u-1", "role_name": "Operator", "crn_pattern": "x"}]';
    expect(findingsOf({ 'a.group-mappings.json': loose }).map((finding) => finding.code)).toEqual([code]);
  });
});
