import { expect, test } from 'vitest';
import { noteCodes, outcomeOf } from './simulate-yaml.js';

const acl = (permission: string, resource = 'orders') =>
  `{ kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: ${resource}, pattern_type: LITERAL, operation: READ, permission: ${permission}, host: '*' }`;

test('a mapping without bindings matches and grants nothing', () => {
  const outcome = outcomeOf('group_mappings: [{ display_name: M, group: a }]\nusers: [{ name: ana, groups: [a] }]');
  expect(outcome.group_mappings[0]?.result).toBe('match');
  expect(outcome.steps.at(-1)).toMatchObject({ step: 'access', result: 'nothing' });
  expect(noteCodes(outcome)).toEqual(['no-access']);
});

test('an ALLOW ACL is access, a DENY alone is not', () => {
  const notes = (permission: string) =>
    noteCodes(
      outcomeOf(`group_mappings: [{ display_name: M, group: a, acls: [${acl(permission)}] }]\nusers: [{ name: ana, groups: [a] }]`),
    );
  expect(notes('ALLOW')).toEqual([]);
  expect(notes('DENY')).toEqual(['acl-deny', 'no-access']);
});

test('a hand-assigned role is access', () => {
  const outcome = outcomeOf('users: [{ name: ana, role_bindings: [{ role_name: Operator, crn_pattern: crn://a }] }]');
  expect(outcome.steps.at(-1)?.result).toBe('granted');
  expect(noteCodes(outcome)).toEqual(['attribute-missing']);
});

test('equal ACLs are one, granted by all mappings that bring them', () => {
  const outcome = outcomeOf(`
group_mappings:
  - { display_name: A, group: a, acls: [${acl('ALLOW')}, ${acl('ALLOW')}, ${acl('ALLOW', 'other')}] }
  - { display_name: B, group: a, acls: [{ permission: ALLOW, operation: READ, pattern_type: LITERAL, resource_name: orders, resource_type: TOPIC, kafka_cluster: lkc-1, host: '*' }] }
  - { display_name: C, group: c, acls: [${acl('ALLOW')}] }
users: [{ name: ana, groups: [a] }]
`);
  expect(outcome.access.acls.map((entry) => [entry['resource_name'], entry.granted_by])).toEqual([
    ['orders', ['A', 'B']],
    ['other', ['A']],
  ]);
});

test('role bindings differ by CRN, text by text', () => {
  const outcome = outcomeOf(`
group_mappings:
  - { display_name: A, group: a, role_bindings: [{ role_name: R, crn_pattern: crn://x }, { role_name: R, crn_pattern: crn://x/ }, { role_name: r, crn_pattern: crn://x }] }
  - { display_name: A, group: a, role_bindings: [{ role_name: R, crn_pattern: crn://x }, { role_name: R, crn_pattern: crn://x }] }
users: [{ name: ana, groups: [a] }]
`);
  expect(outcome.access.sso_session.map(({ role_name, crn_pattern, granted_by }) => [role_name, crn_pattern, granted_by])).toEqual([
    ['R', 'crn://x', ['A', 'A']],
    ['R', 'crn://x/', ['A']],
    ['r', 'crn://x', ['A']],
  ]);
});

test('a mapping that is called direct is no hand-assignment', () => {
  const outcome = outcomeOf(`
group_mappings: [{ display_name: direct, group: a, role_bindings: [{ role_name: R, crn_pattern: crn://x }] }]
users: [{ name: ana, groups: [a] }]
`);
  expect(outcome.access.sso_session).toEqual([{ role_name: 'R', crn_pattern: 'crn://x', granted_by: ['direct'], direct: false }]);
  expect(outcome.access.api_keys).toEqual([]);
});

test('no-access tells of the default mapping unless the set has it', () => {
  const message = (mappings: string) => outcomeOf(`${mappings}\nusers: [{ name: ana, groups: [] }]`).notes.at(-1)?.message;
  expect(message('')).toContain('all-sso-users');
  expect(message('')).toContain('FlinkDeveloper');
  expect(message("group_mappings: [{ display_name: all-sso-users, filter: 'false' }]")).not.toContain('FlinkDeveloper');
});
