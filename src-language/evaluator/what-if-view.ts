import { createEditingContext, type EditingContext } from '../editing/editing-context.js';
import type { Outcome } from '../provisioning/outcome.js';
import type { Person } from '../provisioning/person.js';
import { counted, sentenceList } from '../provisioning/wording.js';
import { refusalOf } from './evaluator-set.js';
import { commandForPerson } from './export-sign-in.js';
import { signInView, type SignInView } from './sign-in-view.js';
import { applyChanges, type AppliedChanges, type Tried, type WhatIfChanges, type WhatIfControls } from './what-if-changes.js';
import { suggestName } from './what-if-save.js';
import { differenceOf, type ComparedRole, type WhatIfDifference } from './what-if-difference.js';

/** Everything that the What if page shows: a sign-in as it is, as it would be, and what differs. */
export interface WhatIfView {
  readonly controls: WhatIfControls;
  /** Whether anything is tried out that is not so already. */
  readonly hasChanges: boolean;
  readonly outcome: Tried<Outcome>;
  readonly difference: WhatIfDifference;
  readonly effect: EffectView;
  /** What becomes of user API keys, in a sentence. */
  readonly apiKeys: string;
  /** The command line that prints what is tried out; null where that takes more than another person, since settings stand in the files. */
  readonly command: string | null;
  /** A name to save the person by, which nobody has. */
  readonly suggestedName: string;
}

/** The difference in a heading, a sentence and at most one alert. */
export interface EffectView {
  /** `none`: nothing is tried out, or nothing comes of it. */
  readonly tone: 'none' | 'gain' | 'loss' | 'nothing' | 'refused' | 'unknown' | 'administrator';
  readonly heading: string;
  readonly sentence: string;
  readonly alert: { readonly kind: 'administrator' | 'uncertain' | 'warning'; readonly lead: string; readonly text: string } | null;
}

/** Tries out changes on somebody without touching any file. */
export function whatIfView(context: EditingContext, person: Person, changes: WhatIfChanges): WhatIfView {
  const applied = applyChanges(context.set, person, changes);
  const changed = applied.set === context.set ? context : createEditingContext(applied.set, context.services);
  const views = { now: signInView(context, person), whatIf: signInView(changed, applied.person) };
  const difference = differenceOf(views);
  return {
    controls: applied.controls,
    hasChanges: applied.inWords.length > 0,
    outcome: { now: views.now.outcome, whatIf: views.whatIf.outcome },
    difference,
    effect: effectOf(views, difference, applied),
    command: applied.set === context.set ? commandForPerson(context.set, applied.person) : null,
    suggestedName: suggestName(context, person),
    apiKeys:
      refusalOf(views.whatIf.outcome) === null
        ? 'API keys are not affected: they carry only roles assigned by hand.'
        : 'API keys are not affected: a refused sign-in changes nothing about keys that exist.',
  };
}

function effectOf(views: Tried<SignInView>, difference: WhatIfDifference, applied: AppliedChanges): EffectView {
  const { inWords, isPersonal, person } = applied;
  if (inWords.length === 0)
    return {
      tone: 'none',
      heading: 'Nothing is changed yet',
      sentence: 'Change a group or a setting to see what comes of it.',
      alert: null,
    };
  const whose = isPersonal && person.name !== '' ? ` to ${person.name}` : '';
  const count = changeCount(applied);
  const alert = alertOf(views, difference);
  return {
    tone: toneOf(views, difference, alert),
    heading: headingOf(views, difference),
    sentence: `${counted(count, 'change')}${whose}: ${inWords.join(', ')}. ${signInSentence(difference)}`,
    alert,
  };
}

/** Each group counts, and each setting. */
function changeCount({ controls }: AppliedChanges): number {
  const { account, jitEnabled, azureMarketplace, assignmentRequired, assignedByName } = controls;
  const settings: readonly Tried<unknown>[] = [account, jitEnabled, azureMarketplace, assignmentRequired, assignedByName];
  return controls.groups.filter(({ state }) => state !== 'kept').length + settings.filter(({ now, whatIf }) => now !== whatIf).length;
}

const those = <T extends { readonly change: string }>(rows: readonly T[], change: T['change']) =>
  rows.filter((row) => row.change === change);

function headingOf({ whatIf }: Tried<SignInView>, difference: WhatIfDifference): string {
  const { signIn, roles, acls } = difference;
  if (signIn.whatIf !== 'allowed')
    return signIn.now === signIn.whatIf ? `Still ${lowerFirst(whatIf.verdict.heading)}` : whatIf.verdict.heading;
  if (signIn.now !== 'allowed') return whatIf.verdict.heading;
  const parts = (change: 'gained' | 'lost' | 'unclear') =>
    [[those(roles, change).length, 'role'] as const, [those(acls, change).length, 'ACL'] as const].flatMap(([count, noun]) =>
      count > 0 ? [counted(count, noun)] : [],
    );
  const gained = parts('gained').join(' and ');
  const lost = parts('lost').join(' and ');
  const unclear = parts('unclear').join(' and ');
  // "Gains 2 roles, loses 1": the noun once, where it is the same.
  const isSameNoun = acls.every(({ change }) => change === 'same');
  const losesWords = isSameNoun && gained ? lost.replace(/ roles?$/, '') : lost;
  const certain = [...(gained ? [`gains ${gained}`] : []), ...(lost ? [`loses ${losesWords}`] : [])];
  if (certain.length === 0) return unclear ? `Not certain: ${unclear} may change` : 'Access stays the same';
  return upperFirst(certain.join(', ')) + (unclear ? `, ${unclear} not certain` : '');
}

function signInSentence({ signIn, account, roles, mappings, groups }: WhatIfDifference): string {
  if (signIn.whatIf !== 'allowed') return signIn.now === 'allowed' ? 'No longer signs in.' : 'Still does not sign in.';
  if (signIn.now !== 'allowed') return account.whatIf === 'created' ? 'Now signs in, with a new account.' : 'Now signs in.';
  const still =
    account.now === account.whatIf
      ? 'Still signs in'
      : account.whatIf === 'created'
        ? 'Still signs in, now with a new account'
        : 'Still signs in, now with an account that exists';
  const differing = [
    [groups.filter(({ change }) => change !== 'same').length, 'group'] as const,
    [mappings.filter(({ change }) => change !== 'same').length, 'mapping'] as const,
  ].flatMap(([count, noun]) => (count > 0 ? [counted(count, noun)] : []));
  const total =
    differing.length > 0 && roles.every(({ change }) => change === 'same')
      ? `; ${differing.join(' and ')} ${differing.length === 1 && differing[0]?.startsWith('1 ') ? 'differs' : 'differ'}`
      : '';
  return `${still}${total}.`;
}

/** One line: an administrator role that is gained before one that might be, what is not certain, no role at all, and one that is lost. */
function alertOf({ now, whatIf }: Tried<SignInView>, { roles, signIn, mappings }: WhatIfDifference): EffectView['alert'] {
  const administrators = roles.filter((row) => row.isAdministrator);
  const gained = those(administrators, 'gained');
  if (gained.length > 0)
    return administratorAlert(
      gained.length === 1 ? 'Gains an administrator role:' : `Gains ${gained.length} administrator roles:`,
      gained,
      'whatIf',
    );
  const possible = administrators.filter((row) => row.held.whatIf === 'possible' && row.held.now === 'none');
  if (possible.length > 0) return { ...administratorAlert('Might gain an administrator role:', possible, 'whatIf'), kind: 'uncertain' };
  const unclear = those(mappings, 'unclear').filter((row) => row.view.whatIf?.result === 'unknown');
  if (unclear.length > 0)
    return {
      kind: 'uncertain',
      lead: 'Not certain:',
      text: `${sentenceList(
        unclear.map((row) => row.displayName),
        nameOf,
      )} ${unclear.length === 1 ? 'is' : 'are'} unknown with these changes.`,
    };
  if (signIn.whatIf === 'allowed' && whatIf.verdict.tone === 'nothing' && now.verdict.tone !== 'nothing')
    return { kind: 'warning', lead: 'No role:', text: 'signs in, and can do nothing that a role is needed for.' };
  const lost = those(administrators, 'lost');
  if (lost.length > 0)
    return {
      ...administratorAlert(lost.length === 1 ? 'Loses an administrator role:' : `Loses ${lost.length} administrator roles:`, lost, 'now'),
      kind: 'warning',
    };
  return null;
}

const nameOf = (name: string) => name || 'a mapping without a name';

/** How many administrator roles an alert spells out. */
const shownRoles = 3;

function administratorAlert(lead: string, rows: readonly ComparedRole[], side: keyof Tried<unknown>): NonNullable<EffectView['alert']> {
  const shown = rows.slice(0, shownRoles).map(({ roleName, scope, through }) => {
    const { isAssignedByHand, mappings } = through[side];
    const by = isAssignedByHand ? ', assigned by hand' : mappings.length > 0 ? `, through ${sentenceList(mappings, nameOf)}` : '';
    return `${roleName} on ${scope.phrase}${by}`;
  });
  const rest = rows.length - shown.length;
  return { kind: 'administrator', lead, text: `${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.` };
}

function toneOf({ whatIf }: Tried<SignInView>, { signIn, roles, acls }: WhatIfDifference, alert: EffectView['alert']): EffectView['tone'] {
  if (alert?.kind === 'administrator') return 'administrator';
  if (signIn.whatIf !== 'allowed') return 'refused';
  if (alert?.kind === 'uncertain') return 'unknown';
  if (whatIf.verdict.tone === 'nothing') return 'nothing';
  const rows = [...roles, ...acls];
  if (rows.some(({ change }) => change === 'unclear')) return 'unknown';
  if (rows.some(({ change }) => change === 'gained')) return 'gain';
  return rows.some(({ change }) => change === 'lost') ? 'loss' : 'none';
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
