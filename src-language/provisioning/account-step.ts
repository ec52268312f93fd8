import { documentationPages } from './documentation-pages.js';
import { jitRequest } from './jit-request.js';
import { keysUnaffected } from './identity-provider-step.js';
import type { Account, Step } from './outcome.js';
import type { Person } from './person.js';
import type { SignInRules } from './sign-in-rules.js';

/** The account that an admitted person signs in to; `none` when there is none and just-in-time provisioning does not create one. */
export function accountOf(rules: SignInRules, person: Person): Account {
  if (person.account === 'existing') return 'existing';
  return rules.settings.jitEnabled ? 'created' : 'none';
}

export function accountStep(rules: SignInRules, person: Person, account: Account): Step {
  const documented = { basis: 'documented', source: documentationPages.jitProvisioning } as const;
  switch (account) {
    case 'existing':
      return {
        step: 'account',
        result: 'existing',
        message: 'Uses the existing account.',
        rule: 'An account that exists is used as it is; just-in-time (JIT) user provisioning only creates the missing ones.',
        ...documented,
      };
    case 'created':
      return {
        step: 'account',
        result: 'created',
        message: 'Gets a new account, created just in time, with no predefined access.',
        rule:
          'With just-in-time (JIT) user provisioning on, Confluent Cloud creates the account at the first SSO sign-in, ' +
          'with no predefined access.',
        ...documented,
      };
    case 'none':
      return {
        step: 'account',
        result: 'denied',
        message: refusalOf(rules, person),
        rule:
          'With just-in-time (JIT) user provisioning off, no account is created at the first SSO sign-in; it is off by default for ' +
          'Azure Marketplace organizations only.',
        ...documented,
      };
  }
}

function refusalOf(rules: SignInRules, person: Person): string {
  const why =
    rules.settings.jitFrom === 'default'
      ? 'JIT user provisioning is off, as it is by default for Azure Marketplace organizations'
      : 'JIT user provisioning is off (jit_enabled: false)';
  const { method, path, body } = jitRequest(rules.organizationId);
  return (
    `Refused: ${person.name} has no account, and none is created, because ${why}. Create the account by hand, or enable JIT: ` +
    `an OrganizationAdmin sends ${method} ${path} with ${body}. ` +
    `What Confluent Cloud shows the user instead is not documented. ${keysUnaffected}`
  );
}
