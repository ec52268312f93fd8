import { expect, test } from 'vitest';
import { personOf } from '../../src-language/provisioning/simulator.js';
import { createTally } from '../../src-language/provisioning/tally.js';
import { simulatorOf } from './simulate-yaml.js';

const summaryOf = (yaml: string) => {
  const simulator = simulatorOf(yaml);
  const tally = createTally(simulator);
  for (const user of simulator.set.users) {
    const person = personOf(user);
    tally.add(person, simulator.decide(person));
  }
  return tally.report();
};

test('counts sign-ins, matches and role bindings, those of nobody included', () => {
  expect(
    summaryOf(`
sso: { application: { assignment_required: true, assigned_users: [one, two, three, four] } }
group_mappings:
  - { display_name: A, group: a, role_bindings: [{ role_name: R, crn_pattern: crn://1 }, { role_name: R, crn_pattern: crn://1 }] }
  - { display_name: B, group: b, role_bindings: [{ role_name: S, crn_pattern: crn://1 }, { role_name: R, crn_pattern: crn://1 }] }
  - { display_name: C, group: c, role_bindings: [{ role_name: T, crn_pattern: crn://1 }] }
  - { display_name: Broken, filter: '"a" in' }
users:
  - { name: one, groups: [a, b] }
  - { name: two, groups: [a, a], account: existing, role_bindings: [{ role_name: R, crn_pattern: crn://1 }, { role_name: Q, crn_pattern: crn://2 }] }
  - { name: three, groups: [] }
  - { name: four, groups: [x], role_bindings: [{ role_name: T, crn_pattern: crn://1 }] }
  - { name: five, groups: [a, b, c], role_bindings: [{ role_name: P, crn_pattern: crn://3 }] }
`),
  ).toEqual({
    version: 1,
    summary: { users: 5, allowed: 4, denied: 1, accounts_created: 3, without_access: 1, uncertain: 4 },
    group_mappings: [
      { display_name: 'A', matches: 2, unknown: 0 },
      { display_name: 'B', matches: 1, unknown: 0 },
      { display_name: 'C', matches: 0, unknown: 0 },
      { display_name: 'Broken', matches: 0, unknown: 4 },
    ],
    role_bindings: [
      { role_name: 'R', crn_pattern: 'crn://1', users: 2 },
      { role_name: 'S', crn_pattern: 'crn://1', users: 1 },
      { role_name: 'T', crn_pattern: 'crn://1', users: 1 },
      { role_name: 'Q', crn_pattern: 'crn://2', users: 1 },
    ],
  });
});

test('nobody signs in: every mapping and binding is there with 0', () => {
  expect(
    summaryOf('group_mappings: [{ display_name: A, group: a, role_bindings: [{ role_name: R, crn_pattern: crn://1 }] }]'),
  ).toMatchObject({
    group_mappings: [{ display_name: 'A', matches: 0, unknown: 0 }],
    role_bindings: [{ role_name: 'R', crn_pattern: 'crn://1', users: 0 }],
  });
});
