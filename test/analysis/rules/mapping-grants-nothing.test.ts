import { describe, expect, it } from 'vitest';
import { expectInFile, findingsOf } from './rule-cases.js';

const code = 'mapping-grants-nothing';
const acl =
  '{ kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: orders, pattern_type: PREFIXED, operation: READ, permission: ALLOW, host: "*" }';

describe(code, () => {
  it.each([
    ['no keys', 'group_mappings: [{ display_name: <|A|>, group: eng }]\n'],
    ['empty lists', 'group_mappings: [{ display_name: <|A|>, group: eng, role_bindings: [], acls: [] }]\n'],
  ])('reports %s', (_what, text) => expectInFile(code, text));
  it.each([
    ['a role binding', 'group_mappings: [{ display_name: A, group: eng, role_bindings: [{ role_name: R, crn_pattern: "crn://c" }] }]\n'],
    ['an ACL', `group_mappings: [{ display_name: A, group: eng, acls: [${acl}] }]\n`],
  ])('not with %s', (_what, text) => expectInFile(code, text));
  it('says nothing of an exported list, which does not tell what is granted', () => {
    const list = JSON.stringify([{ id: 'group-1', name: 'A', filter: '"a" in groups' }]);
    expect(findingsOf({ 'a.group-mappings.json': list }).map((finding) => finding.code)).not.toContain(code);
  });
  it('stands at the mapping where it has no name', () => expectInFile(code, 'group_mappings:\n  - <|{ display_name: "", group: eng }|>\n'));
});
