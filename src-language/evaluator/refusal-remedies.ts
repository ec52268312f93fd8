import { keysUnaffected } from '../provisioning/identity-provider-step.js';
import { jitRequest, type JitRequest } from '../provisioning/jit-request.js';
import type { Step } from '../provisioning/outcome.js';
import type { Person } from '../provisioning/person.js';
import type { SignInRules } from '../provisioning/sign-in-rules.js';

/** One way out of a refusal: what it is called, what to do, and the request to send where it is one. */
export interface Remedy {
  /** Null for a remark. */
  readonly title: string | null;
  readonly text: string;
  readonly request: JitRequest | null;
}

/** Who can undo a refusal, and how. */
export function refusalRemedies(rules: SignInRules, person: Person, { step }: Step): readonly Remedy[] {
  const keys: readonly Remedy[] = person.account === 'existing' ? [{ title: null, text: keysUnaffected, request: null }] : [];
  if (step === 'account')
    return [
      {
        title: 'Either turn JIT on',
        text: 'An OrganizationAdmin sends this request. Groupmap sends nothing.',
        request: jitRequest(rules.organizationId),
      },
      {
        title: 'Or create the account by hand',
        text: `Then ${person.name || 'this person'} signs in as an existing user; group mappings apply the same way.`,
        request: null,
      },
    ];
  if (!rules.settings.enabledForUsersToSignIn)
    return [
      {
        title: 'To let anybody in',
        text: 'An administrator of the identity provider sets “Enabled for users to sign-in?” to Yes: enabled_for_users_to_sign_in: true.',
        request: null,
      },
      ...keys,
    ];
  return [
    {
      title: `To let ${person.name || 'this person'} in`,
      text: 'An administrator of the identity provider assigns the user (assigned_users) or one of the user’s groups (assigned_groups) to the application.',
      request: null,
    },
    ...keys,
  ];
}
