import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src-language/text/range.js';
import { findingsOf, setOf } from './rule-cases.js';

const code = 'principal-prefix';
const path = 'a.group-mappings.json';
const exported = (principal: string) =>
  `[{"principal": "${principal}", "role_name": "OrganizationAdmin", "crn_pattern": "crn://confluent.cloud/organization=o"}]`;
const found = (principal: string) => findingsOf({ [path]: exported(principal) }).filter((finding) => finding.code === code);

describe(code, () => {
  it.each([
    ['group-abc1', 'User:group-abc1'],
    ['user:group-abc1', 'User:group-abc1'],
    [' Users:group-abc1', null],
    ['pool-abc', 'User:pool-abc'],
  ])('%s', (principal, meant) => {
    const text = exported(principal);
    const [finding] = found(principal);
    expect(text.slice(finding?.range.start, finding?.range.end)).toBe(`"${principal}"`);
    const [fix] = finding?.fixes ?? [];
    if (meant !== null) expect(applyEdits(text, fix?.edits ?? [])).toBe(exported(meant));
  });

  it.each(['User:', ''])('has nothing to offer for %j', (principal) => {
    expect(found(principal).map(({ fixes }) => fixes)).toEqual([[]]);
  });

  it.each(['User:group-abc1', 'User:u-1', 'Group:ldap', 'User:*'])('leaves %s alone', (principal) => {
    expect(found(principal)).toEqual([]);
  });

  it('gives the binding to its mapping once it is mended', () => {
    const mapping = '{"id": "group-abc1", "name": "M", "filter": "true"}';
    const roles = (principal: string) =>
      setOf({ [path]: `[${mapping}, ${exported(principal).slice(1)}` }).groupMappings.map(({ roleBindings }) => roleBindings.length);
    expect(roles('group-abc1')).toEqual([0]);
    expect(roles('User:group-abc1')).toEqual([1]);
  });
});
