import { expect, test } from 'vitest';
import { signInResultsOf } from '../../src-language/provisioning/sign-in-results.js';
import { simulatorOf } from './simulate-yaml.js';

test('each user’s sign-in and a row of results, empty for who is refused', () => {
  expect(
    signInResultsOf(
      simulatorOf(`
organization: { jit_enabled: false }
group_mappings: [{ display_name: A, group: a }, { display_name: Broken, filter: groups }, { display_name: B, group: b }]
users: [{ name: one, account: existing, groups: [b] }, { name: two, groups: [a] }]
`),
    ),
  ).toEqual({ signIn: ['allowed', 'denied_no_account'], matches: [['no-match', 'unknown', 'match'], []] });
});
