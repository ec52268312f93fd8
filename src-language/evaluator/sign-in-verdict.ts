import type { Outcome } from '../provisioning/outcome.js';
import { counted } from '../provisioning/wording.js';
import { refusalOf } from './evaluator-set.js';
import type { StepView } from './sign-in-steps.js';
import type { AccessRow, MappingView } from './sign-in-view.js';

/** The answer, then the danger: what the verdict box says before the steps prove it. */
export interface VerdictView {
  readonly tone: 'ok' | 'nothing' | 'refused' | 'unknown';
  readonly heading: string;
  readonly sentence: string;
  readonly alert: VerdictAlert | null;
}

/** The one line below the sentence: an administrator role before what is not certain before what is nearest. */
export type VerdictAlert =
  /** `rows`: places in the access table. */
  | { readonly kind: 'administrator'; readonly lead: string; readonly rows: readonly number[]; readonly rest: number }
  | { readonly kind: 'uncertain'; readonly lead: string; readonly text: string }
  /** `mapping`: the mapping that the fewest groups would make match. */
  | { readonly kind: 'nearest'; readonly lead: string; readonly mapping: number };

/** How many administrator roles are named before the rest is a number. */
const shownAdministrators = 3;

export function verdictInWords(
  outcome: Outcome,
  shown: { readonly mappings: readonly MappingView[]; readonly access: readonly AccessRow[]; readonly steps: readonly StepView[] },
): VerdictView {
  const { mappings, access } = shown;
  const refusal = refusalOf(outcome);
  if (refusal !== null) return { tone: 'refused', heading: refusal, sentence: refusalSentence(outcome, shown.steps), alert: null };
  const roles = outcome.access.sso_session.length;
  const unknown = mappings.filter(({ result }) => result === 'unknown');
  const possible = access.filter(({ session }) => session === null).length;
  const isCertain = unknown.length === 0;
  const tone = !isCertain ? 'unknown' : outcome.notes.some(({ code }) => code === 'no-access') ? 'nothing' : 'ok';
  return {
    tone,
    heading: headingOf(roles, isCertain),
    sentence: sentenceOf(outcome, unknown.length, possible),
    alert: alertOf(mappings, access, unknown),
  };
}

/** Who is refused, where. */
function refusalSentence({ user, sign_in }: Outcome, steps: readonly StepView[]): string {
  if (sign_in === 'denied_no_account') return `${user || 'This person'} has no account, and none is created: JIT user provisioning is off.`;
  return `${steps.find(({ tone }) => tone === 'refused')?.headline ?? ''} Confluent Cloud is never reached.`;
}

function headingOf(roles: number, isCertain: boolean): string {
  if (!isCertain) return roles === 0 ? 'Signs in, with no role that is certain' : `Signs in, with at least ${counted(roles, 'role')}`;
  return roles === 0 ? 'Signs in, with no role' : `Signs in, with ${counted(roles, 'role')}`;
}

function sentenceOf(outcome: Outcome, unknown: number, possible: number): string {
  const who = outcome.user === '' ? 'Whoever has these groups' : outcome.user;
  const account = outcome.account === 'created' ? 'gets a new account' : 'uses an existing account';
  const total = outcome.group_mappings.length;
  const matching = outcome.group_mappings.filter(({ result }) => result === 'match').length;
  const match = `${matching} of ${counted(total, 'mapping')} ${matching === 1 ? 'matches' : 'match'}`;
  const keys = outcome.access.api_keys.length;
  const rest =
    unknown > 0
      ? `; ${unknown} ${unknown === 1 ? 'is' : 'are'} unknown${possible === 0 ? '' : ` and could add ${counted(possible, 'role')}`}`
      : `; API keys ${keys === 0 ? 'keep no role' : `keep ${counted(keys, 'role')}`}`;
  return `${who} ${account}. ${total === 0 ? 'There are no mappings' : match}${rest}.`;
}

function alertOf(mappings: readonly MappingView[], access: readonly AccessRow[], unknown: readonly MappingView[]): VerdictAlert | null {
  const administrators = access.flatMap((row, index) => (row.isAdministrator && row.session === true ? [index] : []));
  if (administrators.length > 0) {
    const rows = administrators.slice(0, shownAdministrators);
    return {
      kind: 'administrator',
      lead: `${counted(administrators.length, 'administrator role')}:`,
      rows,
      rest: administrators.length - rows.length,
    };
  }
  if (unknown.length > 0) {
    const [first] = unknown;
    const text =
      unknown.length === 1
        ? `${first?.displayName || 'a mapping without a name'} cannot be evaluated until it is repaired.`
        : `${unknown.length} mappings cannot be evaluated until they are repaired.`;
    return { kind: 'uncertain', lead: 'Not certain:', text };
  }
  if (access.length > 0) return null;
  const nearest = mappings.findIndex((mapping, index) => isNearest(mapping, index, mappings));
  return nearest < 0 ? null : { kind: 'nearest', lead: 'Nearest:', mapping: nearest };
}

function isNearest({ missing }: MappingView, index: number, mappings: readonly MappingView[]): boolean {
  const size = missing?.[0]?.length;
  if (size === undefined) return false;
  return mappings.every((other, at) => {
    const otherSize = other.missing?.[0]?.length;
    return otherSize === undefined || otherSize > size || (otherSize === size && at >= index);
  });
}
