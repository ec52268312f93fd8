import type { SampleUser } from '../../mapping-set/mapping-set.js';
import { personOf } from '../../provisioning/simulator.js';
import { counted } from '../../provisioning/wording.js';
import { explainAccess } from '../../review/explain-access.js';
import type { EditingContext } from '../editing-context.js';
import { codeList, codeSpan, paragraphs } from './code-span.js';
import { calledGroup } from './group-hover.js';

/** A sample user: what their sign-in comes to. */
export function describeUser(context: EditingContext, user: SampleUser): string {
  const { sign_in, account, groups, group_mappings, access } = context.outcomeOf(user);
  const title = `**Sample user** ${codeSpan(user.name.value)}`;
  if (sign_in === 'denied_by_identity_provider') return paragraphs([title, 'Refused by the identity provider.']);
  if (sign_in === 'denied_no_account') return paragraphs([title, 'Refused: there is no account, and just-in-time provisioning is off.']);
  const named = (result: string): string[] =>
    group_mappings.filter((mapping) => mapping.result === result).map((mapping) => mapping.display_name);
  const matching = named('match');
  const unknown = named('unknown');
  const shown = groups.slice(0, 5).map((group) => calledGroup(context, group));
  const more = groups.length > shown.length ? ` and ${groups.length - shown.length} more` : '';
  const has = [counted(access.sso_session.length, 'role binding'), access.acls.length > 0 && counted(access.acls.length, 'ACL')];
  return paragraphs([
    title,
    account === 'created' ? 'Signs in; an account is created.' : 'Signs in with the existing account.',
    [
      groups.length === 0
        ? 'Confluent Cloud sees no groups.'
        : `Confluent Cloud sees ${counted(groups.length, 'group')}: ${shown.join(', ')}${more}.`,
      matching.length === 0
        ? `None of ${counted(group_mappings.length, 'group mapping')} matches.`
        : `${matching.length} of ${counted(group_mappings.length, 'group mapping')} ${matching.length === 1 ? 'matches' : 'match'}: ${codeList(matching)}.`,
      unknown.length > 0 && `Unknown: ${codeList(unknown)}.`,
      `The SSO session has ${has.filter(Boolean).join(' and ')}.`,
      ...lossesOf(context, user),
    ]
      .filter(Boolean)
      .join('  \n'),
  ]);
}

const shownLosses = 3;

/** What the loss of few groups would take away: administrator roles first, then what hangs by the fewest. */
function lossesOf(context: EditingContext, user: SampleUser): string[] {
  const roles = explainAccess(context.simulator, personOf(user)).roles.filter(({ remove }) => remove !== null);
  return roles
    .sort((a, b) => Number(b.administrator) - Number(a.administrator) || (a.remove?.length ?? 0) - (b.remove?.length ?? 0))
    .slice(0, shownLosses)
    .map(
      ({ role_name, remove }) =>
        `Without ${(remove ?? []).map((group) => calledGroup(context, group)).join(' and ')}, ${codeSpan(role_name)} is gone.`,
    );
}
