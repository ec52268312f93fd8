import { quoted } from '../../text/quoted-name.js';
import type { SetRule } from './rule.js';

/** People with an account whom the application no longer lets in. */
export const assignmentLocksOut: SetRule = {
  code: 'assignment-locks-out',
  severity: 'warning',
  kind: 'set',
  summary: "A sample user who has an account is refused by the application's assignment.",
  explanation:
    'Where the application requires assignment, the identity provider refuses whoever is neither assigned in person nor a member of an assigned group, also ' +
    'people who have worked with Confluent Cloud before. API keys they already have are not affected by a refused sign-in.',
  example: 'yaml',
  bad: `sso:
  application: { assignment_required: true, assigned_groups: [cc-users] }
users:
  - name: ana@acme.example
    account: existing
    member_of: [cc-data-science]
`,
  good: `sso:
  application: { assignment_required: true, assigned_groups: [cc-users] }
users:
  - name: ana@acme.example
    account: existing
    member_of: [cc-data-science, cc-users]
`,
  *check({ set, settings, signIns }) {
    // With sign-in disabled for everybody it is not the assignment that refuses.
    if (!settings.assignmentRequired || !settings.enabledForUsersToSignIn || !signIns) return;
    const at = set.sso.assignment_required;
    for (const [index, user] of set.users.entries()) {
      if (user.account !== 'existing' || signIns.signIn[index] !== 'denied_by_identity_provider') continue;
      yield {
        code: 'assignment-locks-out',
        message: `${quoted(user.name.value)} has an account, and the identity provider refuses the sign-in: neither the user nor one of the user's groups is assigned to the application. Add one of them to assigned_users or assigned_groups.`,
        file: user.name.file,
        range: user.name.range,
        fixes: [],
        related: at ? [{ file: at.file, range: at.range, message: 'Assignment is required here.' }] : undefined,
      };
    }
  },
};
