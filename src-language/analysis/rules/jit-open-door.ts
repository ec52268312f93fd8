import type { SetRule } from './rule.js';

/** Accounts for everyone whom the identity provider knows. */
export const jitOpenDoor: SetRule = {
  code: 'jit-open-door',
  severity: 'warning',
  kind: 'set',
  summary: 'JIT provisioning is on and `assignment_required: false` is written: everyone in the tenant gets an account.',
  explanation:
    'With just-in-time provisioning the first sign-in of anyone whom the identity provider lets through creates an account. The gate is then the ' +
    "identity provider's own: for Azure Marketplace organizations Confluent's documentation recommends Enabled for users to sign-in: Yes and Assignment required: Yes.",
  example: 'yaml',
  bad: `organization: { jit_enabled: true }
sso:
  application: { assignment_required: false }
`,
  good: `organization: { jit_enabled: true }
sso:
  application: { assignment_required: true }
`,
  *check({ set, settings }) {
    const written = set.sso.assignment_required;
    if (written?.value !== false || !settings.jitEnabled || !settings.enabledForUsersToSignIn) return;
    const advice =
      settings.marketplace === 'azure'
        ? 'For Azure Marketplace organizations Confluent recommends to require assignment.'
        : 'Require assignment, and assign the users or groups that may sign in.';
    yield {
      code: 'jit-open-door',
      message: `JIT provisioning is on and no assignment to the application is required, so everyone in the tenant of the identity provider gets an account at the first sign-in. ${advice}`,
      file: written.file,
      range: written.range,
      fixes: [
        {
          title: 'Set assignment_required to true',
          isPreferred: true,
          // Booleans are spelt the same in every host, and need no encoding.
          edits: [{ file: written.file, range: written.range, newText: 'true' }],
        },
      ],
    };
  },
};
