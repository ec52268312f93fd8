import { expect, test } from 'vitest';
import { signInResultsOf } from '../../src-language/provisioning/sign-in-results.js';
import { simulatorOf } from './simulate-yaml.js';

test('each user’s sign-in, and what every mapping comes to over those that get as far as mappings', () => {
  expect(
    signInResultsOf(
      simulatorOf(`
organization: { jit_enabled: false }
group_mappings:
  - { display_name: A, group: a }
  - { display_name: Broken, filter: groups }
  - { display_name: B, group: b }
  - { display_name: Either, filter: '"b" in groups || (size(groups) / 0 == 1)' }
users:
  - { name: one, account: existing, groups: [b] }
  - { name: two, groups: [a] }
  - { name: three, account: existing, groups: [c] }
`),
    ),
  ).toEqual({
    signIn: ['allowed', 'denied_no_account', 'allowed'],
    evaluated: 2,
    // Unknown for one of them, and a match for the other, is a match.
    matches: ['no-match', 'unknown', 'match', 'match'],
  });
});
