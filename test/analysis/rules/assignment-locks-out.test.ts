import { describe, it } from 'vitest';
import { expectInFile } from './rule-cases.js';

const code = 'assignment-locks-out';
const assigned = 'sso: { application: { assignment_required: true, assigned_users: [ben], assigned_groups: [cc-users] } }\n';

describe(code, () => {
  it('reports an existing user who is refused', () =>
    expectInFile(
      code,
      `${assigned}users:
  - { name: <|ana|>, account: existing, member_of: [eng] }
  - { name: ben, account: existing, member_of: [eng] }
  - { name: cid, account: existing, member_of: [cc-users] }
  - { name: dee, account: new, member_of: [eng] }
`,
    ));
  const ana = 'users: [{ name: ana, account: existing, member_of: [eng] }]\n';
  it('leaves people alone where no assignment is required', () => expectInFile(code, ana));
  it('does not blame the assignment where sign-in is disabled for all', () =>
    expectInFile(code, `sso: { application: { assignment_required: true, enabled_for_users_to_sign_in: false } }\n${ana}`));
  it('compares by the other spelling of a known group', () => {
    const known = 'known_groups: [{ id: 9efc, display_name: eng }]\n';
    expectInFile(code, `${known}sso: { application: { assignment_required: true, assigned_groups: [9efc] } }\n${ana}`);
  });
});
