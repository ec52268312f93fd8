import { quoted } from '../text/quoted-name.js';
import { documentationPages } from './documentation-pages.js';
import type { Step } from './outcome.js';
import type { Person } from './person.js';
import { membershipsOf, type SignInRules } from './sign-in-rules.js';

/** Whether the identity provider's own gate lets someone through to Confluent Cloud, and by which rule. */
export type Admission =
  | { readonly admitted: true; readonly by: 'no-assignment' | 'user' }
  | { readonly admitted: true; readonly by: 'group'; readonly group: string }
  | { readonly admitted: false; readonly because: 'sign-in-disabled' | 'not-assigned' };

/** A sign-in that is refused does not reach Confluent Cloud, so it changes nothing there. */
export const keysUnaffected = 'A refused sign-in does not affect API keys that an existing user already has.';

const open: Admission = { admitted: true, by: 'no-assignment' };
const byUser: Admission = { admitted: true, by: 'user' };
const disabled: Admission = { admitted: false, because: 'sign-in-disabled' };
const notAssigned: Admission = { admitted: false, because: 'not-assigned' };

/** Sign-in must be enabled; where assignment is required the user is looked for first, then one of the user's groups. */
export function admit(rules: SignInRules, person: Person): Admission {
  const { settings } = rules;
  if (!settings.enabledForUsersToSignIn) return disabled;
  if (!settings.assignmentRequired) return open;
  if (rules.assignedUsers.has(person.name)) return byUser;
  for (const group of membershipsOf(rules, person)) if (rules.assignedGroups.has(group)) return { admitted: true, by: 'group', group };
  return notAssigned;
}

export function identityProviderStep(rules: SignInRules, person: Person, admission: Admission): Step {
  const { settings } = rules;
  const isGated = !settings.enabledForUsersToSignIn || settings.assignmentRequired;
  const isOurs = isGated && settings.identityProvider !== 'entra';
  return {
    step: 'identity_provider',
    result: admission.admitted ? 'passed' : 'denied',
    message: messageOf(person, admission),
    rule:
      'The identity provider decides first who may use the Confluent Cloud application: sign-in has to be enabled for users and, where ' +
      'assignment is required, the user or one of the user’s groups has to be assigned to it.' +
      (isOurs ? ' These are the settings of the Azure portal; Groupmap applies them to every identity provider.' : ''),
    basis: isOurs ? 'our-choice' : 'documented',
    source: isOurs ? null : documentationPages.jitProvisioning,
  };
}

function messageOf(person: Person, admission: Admission): string {
  if (admission.admitted) {
    switch (admission.by) {
      case 'no-assignment':
        return 'Passes the identity provider: the application requires no assignment.';
      case 'user':
        return `Passes the identity provider: ${person.name} is assigned to the application by name.`;
      case 'group':
        return `Passes the identity provider: the group ${quoted(admission.group)} is assigned to the application.`;
    }
  }
  switch (admission.because) {
    case 'sign-in-disabled':
      return (
        'Refused by the identity provider: "Enabled for users to sign-in?" is No, so nobody can sign in. ' +
        `An administrator of the identity provider sets it to Yes (enabled_for_users_to_sign_in: true). ${keysUnaffected}`
      );
    case 'not-assigned':
      return (
        `Refused by the identity provider: assignment is required, and neither ${person.name} nor one of the user’s groups is assigned ` +
        'to the application. An administrator of the identity provider assigns the user (assigned_users) or a group of theirs ' +
        `(assigned_groups). ${keysUnaffected}`
      );
  }
}
