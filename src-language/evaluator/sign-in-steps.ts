import type { EditingContext } from '../editing/editing-context.js';
import type { Located, MappingSet, SampleUser } from '../mapping-set/mapping-set.js';
import { titleOfPage } from '../provisioning/documentation-pages.js';
import { admit } from '../provisioning/identity-provider-step.js';
import type { Outcome, Step, StepName } from '../provisioning/outcome.js';
import { groupLabeller } from '../provisioning/outcome-wording.js';
import type { Person } from '../provisioning/person.js';
import { compileSignInRules, type SignInRules } from '../provisioning/sign-in-rules.js';
import { counted } from '../provisioning/wording.js';
import { LineIndex } from '../text/line-index.js';
import type { AccessRow, MappingView } from './sign-in-view.js';
import { refusalRemedies, type Remedy } from './refusal-remedies.js';
import type { SourcePlace } from './source-place.js';

/** One of the five steps as the page shows it: what happened in a sentence, and below it the rule with where it comes from. */
export interface StepView {
  readonly step: StepName;
  /** Null for a step that a refused sign-in does not reach. */
  readonly reached: Step | null;
  readonly tone: 'ok' | 'attention' | 'refused' | 'unknown' | 'none';
  /** In a sentence; shorter than the outcome's message, since chips, mappings and roles stand below it. */
  readonly headline: string;
  /** The title of the page that the rule comes from; null for our own choices. */
  readonly sourceTitle: string | null;
  /** Where the set says what the rule was applied to. */
  readonly readFrom: readonly SourcePlace[];
  /** What can be done about a refusal; none for other steps. */
  readonly remedies: readonly Remedy[];
}

const stepNames: readonly StepName[] = ['identity_provider', 'account', 'group_claim', 'group_mappings', 'access'];

/** What the steps of a sign-in say, from the outcome and what the page shows of it. */
export function stepViews(
  context: EditingContext,
  person: Person,
  outcome: Outcome,
  shown: { readonly mappings: readonly MappingView[]; readonly access: readonly AccessRow[] },
): readonly StepView[] {
  const rules = compileSignInRules(context.set);
  return stepNames.map((step): StepView => {
    const reached = outcome.steps.find((candidate) => candidate.step === step) ?? null;
    if (!reached)
      return { step, reached, tone: 'none', headline: notReached(step, outcome), sourceTitle: null, readFrom: [], remedies: [] };
    return {
      step,
      reached,
      ...headlineOf(reached, { context, person, outcome, rules, ...shown }),
      sourceTitle: reached.source === null ? null : titleOfPage(reached.source),
      readFrom: placesOf(context.set, rules, step, person),
      remedies: reached.result === 'denied' ? refusalRemedies(rules, person, reached) : [],
    };
  });
}

function notReached(step: StepName, { account }: Outcome): string {
  return step === 'account' && account === 'existing' ? 'Not reached. The account exists.' : 'Not reached.';
}

interface Shown {
  readonly context: EditingContext;
  readonly person: Person;
  readonly outcome: Outcome;
  readonly rules: SignInRules;
  readonly mappings: readonly MappingView[];
  readonly access: readonly AccessRow[];
}

type Headline = Pick<StepView, 'tone' | 'headline'>;

function headlineOf(step: Step, shown: Shown): Headline {
  switch (step.step) {
    case 'identity_provider':
      return admissionHeadline(shown);
    case 'account':
      return accountHeadline(step);
    case 'group_claim':
      return claimHeadline(step, shown.outcome);
    case 'group_mappings':
      return mappingsHeadline(shown.mappings);
    case 'access':
      return accessHeadline(step, shown);
  }
}

function admissionHeadline({ context, person, rules }: Shown): Headline {
  const admission = admit(rules, person);
  if (!admission.admitted) {
    const headline =
      admission.because === 'sign-in-disabled'
        ? 'Sign-in to the application is disabled for everybody.'
        : `Assignment is required; ${person.name} is assigned neither by name nor through a group.`;
    return { tone: 'refused', headline };
  }
  switch (admission.by) {
    case 'no-assignment':
      return { tone: 'ok', headline: 'No assignment is required; sign-in is enabled.' };
    case 'user':
      return { tone: 'ok', headline: 'Assigned by name; sign-in is enabled.' };
    case 'group': {
      const { group, displayName } = groupLabeller(context.simulator)(admission.group);
      return { tone: 'ok', headline: `Assigned through ${displayName ?? group}; sign-in is enabled.` };
    }
  }
}

function accountHeadline({ result }: Step): Headline {
  if (result === 'existing') return { tone: 'ok', headline: 'Existing account, used as it is.' };
  if (result === 'created') return { tone: 'ok', headline: 'Created at first sign-in, with no predefined access.' };
  return { tone: 'refused', headline: 'No account, and JIT user provisioning is off.' };
}

function claimHeadline({ result, message }: Step, { groups, groups_withheld }: Outcome): Headline {
  if (result !== 'passed' && groups_withheld.length === 0) return { tone: 'attention', headline: message };
  if (result === 'overflow') return { tone: 'attention', headline: message };
  const seen = groups.length === 0 ? 'No group reaches' : groups.length === 1 ? '1 group reaches' : `${groups.length} groups reach`;
  const held = groups_withheld.length;
  const withheld = held === 0 ? '' : `, ${held} ${held === 1 ? 'is' : 'are'} held back`;
  return { tone: groups.length === 0 ? 'attention' : 'ok', headline: `${seen} Confluent Cloud${withheld}.` };
}

function mappingsHeadline(mappings: readonly MappingView[]): Headline {
  const count = (result: MappingView['result']): number => mappings.filter((mapping) => mapping.result === result).length;
  const matching = count('match');
  const unknown = count('unknown');
  if (mappings.length === 0) return { tone: 'attention', headline: 'There are no group mappings.' };
  const certain =
    matching === 0 ? `None of ${mappings.length} matches` : `${matching} of ${mappings.length} ${matching === 1 ? 'matches' : 'match'}`;
  const rest = unknown === 0 ? '' : `, ${unknown} ${unknown === 1 ? 'is' : 'are'} unknown`;
  return { tone: unknown > 0 ? 'unknown' : matching === 0 ? 'attention' : 'ok', headline: `${certain}${rest}.` };
}

function accessHeadline({ result }: Step, { outcome: { access }, access: rows }: Shown): Headline {
  const possible = rows.filter(({ session }) => session === null).length;
  const session = access.sso_session.length;
  const acls = access.acls.length === 0 ? '' : ` and ${counted(access.acls.length, 'ACL')}`;
  const tone = result === 'granted' ? 'ok' : 'attention';
  if (possible > 0) {
    const certain = session === 0 ? 'No role is certain' : `${counted(session, 'role')} ${session === 1 ? 'is' : 'are'} certain`;
    return { tone, headline: `${certain}${acls && `,${acls}`}; ${possible} ${possible === 1 ? 'is' : 'are'} possible.` };
  }
  if (session === 0 && access.acls.length === 0) return { tone, headline: 'No role and no ACL.' };
  const keys = access.api_keys.length;
  return { tone, headline: `${counted(session, 'role')}${acls} in the SSO session, ${keys === 0 ? 'none' : keys} in API keys.` };
}

/** Where the set says what a step was decided by: the keys that are there, and the user. */
function placesOf(set: MappingSet, rules: SignInRules, step: StepName, person: Person): readonly SourcePlace[] {
  const { sso, organization } = set;
  const user = (): SampleUser | undefined => set.users.find(({ name }) => name.value === person.name);
  const keys = ((): readonly (Located<unknown> | undefined)[] => {
    switch (step) {
      case 'identity_provider':
        if (!rules.settings.enabledForUsersToSignIn) return [sso.enabled_for_users_to_sign_in];
        return rules.settings.assignmentRequired
          ? [sso.assignment_required, sso.assigned_groups ?? sso.assigned_users]
          : [sso.assignment_required];
      case 'account':
        return person.account === 'existing' ? [user()?.name] : [organization.jit_enabled ?? organization.marketplace, user()?.name];
      case 'group_claim':
        if (person.claim?.from === 'member_of') return [sso.groups ?? sso.source_attribute ?? sso.identity_provider, sso.filter];
        return person.claim?.from === 'attributes' ? [sso.group_attribute] : [user()?.name];
      default:
        return [];
    }
  })();
  const places = keys.flatMap((key) => (key ? [placeOfKey(set, key)] : []));
  return places.filter(({ file, line }, index) => places.findIndex((other) => other.file === file && other.line === line) === index);
}

function placeOfKey(set: MappingSet, { file, range }: Located<unknown>): SourcePlace {
  const text = set.files.find(({ source }) => source.path === file)?.source.text ?? '';
  return { file, line: new LineIndex(text).positionAt(range.start).line + 1 };
}
