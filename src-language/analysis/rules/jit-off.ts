import { listed } from '../../text/quoted-name.js';
import type { Place } from '../../mapping-set/mapping-set.js';
import type { SetContext, SetRule } from './rule.js';

/** First sign-ins where nobody's account is created. */
export const jitOff: SetRule = {
  code: 'jit-off',
  severity: 'information',
  kind: 'set',
  summary: 'JIT provisioning is off while a sample user signs in for the first time.',
  explanation:
    'Without just-in-time provisioning a user needs an account before the first sign-in with SSO. It is on by default, except in organizations from the Azure ' +
    'Marketplace; an OrganizationAdmin turns it on with the `jit_enabled` field of the organization (docs.confluent.io, "JIT user provisioning").',
  example: 'yaml',
  bad: `organization: { jit_enabled: false }
users:
  - name: ana@acme.example
    account: new
    groups: []
`,
  good: `organization: { jit_enabled: true }
users:
  - name: ana@acme.example
    account: new
    groups: []
`,
  *check({ set, settings, signIns }) {
    if (settings.jitEnabled) return;
    const newcomers = set.users.filter((user, index) => user.account === 'new' && signIns?.signIn[index] !== 'denied_by_identity_provider');
    const first = newcomers[0];
    if (!first) return;
    const { file, range } = placeOfSetting(set) ?? first.name;
    const why = settings.jitFrom === 'default' ? 'off (the default for Azure Marketplace organizations)' : 'off';
    const names = newcomers.map((user) => user.name.value);
    yield {
      code: 'jit-off',
      message: `JIT provisioning is ${why}, so no account is created for ${listed(names)} at the first sign-in. Turn it on, or create the ${names.length > 1 ? 'accounts' : 'account'} first.`,
      file,
      range,
      fixes: [],
      related: newcomers.slice(0, 10).map(({ name }) => ({ file: name.file, range: name.range, message: 'Signs in for the first time.' })),
    };
  },
};

function placeOfSetting(set: SetContext['set']): Place | undefined {
  return set.organization.jit_enabled ?? set.organization.marketplace;
}
