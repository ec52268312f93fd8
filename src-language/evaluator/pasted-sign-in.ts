import type { EditingContext } from '../editing/editing-context.js';
import { readSignIn } from '../exchange/sign-in/read-sign-in.js';
import type { SignIn } from '../exchange/sign-in/sign-in.js';
import type { GroupLabel } from '../provisioning/outcome-wording.js';
import { groupLabeller } from '../provisioning/outcome-wording.js';
import { compileSignInRules } from '../provisioning/sign-in-rules.js';
import { counted } from '../provisioning/wording.js';
import { findPerson, type EvaluatedWho } from './evaluated-person.js';
import { refusalOf } from './evaluator-set.js';
import { grantsOf } from './evaluator-set.js';
import { grantWriter } from './grant-words.js';

/** What was pasted of a sign-in, value by value: as sent, as what the set knows it, and what it leads to. Nothing of it is kept. */
export interface PastedSignInView {
  /** What was recognised; null when nothing could be read. */
  readonly form: string | null;
  /** Remarks, or why nothing could be read, in sentences. */
  readonly problems: readonly Pick<SignIn['problems'][number], 'severity' | 'message'>[];
  /** Empty when the identity provider does not say it. */
  readonly name: string;
  readonly attributes: readonly PastedAttribute[];
  /** Place of the attribute that probably carries the groups: the designated one where it is there. */
  readonly likely: number;
}

export interface PastedAttribute {
  readonly name: string;
  /** The end of a name that is an address. */
  readonly shortName: string;
  readonly isDesignated: boolean;
  readonly values: readonly PastedValue[];
  /** More values than `values` holds. */
  readonly moreValues: number;
  /** Who signs in when this attribute carries the groups. */
  readonly who: EvaluatedWho & { readonly kind: 'person' };
  /** What comes of that, in a few words. */
  readonly result: string;
}

export interface PastedValue {
  /** Exactly as sent. */
  readonly label: GroupLabel;
  readonly isKnown: boolean;
  readonly isAssigned: boolean;
  /** The mappings that match because of it, each with the other groups that takes. */
  readonly leadsTo: readonly { readonly mapping: string; readonly isAdministrator: boolean; readonly with: readonly GroupLabel[] }[];
}

/** Values of one attribute beyond these are counted only. */
const shownValues = 200;

/** Reads a pasted SAML response or ID token against a set. Never throws. */
export function pastedSignIn(context: EditingContext, text: string): PastedSignInView {
  const signIn = readSignIn(text);
  const problems = signIn.problems.map(({ severity, message }) => ({ severity, message }));
  const name = signIn.name ?? '';
  const attributes = [...signIn.attributes].map(([attribute, values]) => attributeView(context, signIn, attribute, values));
  const designated = attributes.findIndex(({ isDesignated }) => isDesignated);
  const withKnown = attributes.findIndex(({ values }) => values.some(({ isKnown }) => isKnown));
  const named = attributes.findIndex(({ shortName }) => /^(?:groups?|memberOf|roles?)$/i.test(shortName));
  return {
    form: signIn.kind === null ? null : signIn.form,
    problems,
    name,
    attributes,
    likely: [designated, withKnown, named, 0].find((index) => index >= 0) ?? 0,
  };
}

function attributeView(context: EditingContext, signIn: SignIn, name: string, values: readonly string[]): PastedAttribute {
  const { set, settings, simulator } = context;
  const label = groupLabeller(simulator);
  const rules = compileSignInRules(set);
  const isDesignated = settings.groupAttribute === name;
  const who: PastedAttribute['who'] = {
    kind: 'person',
    name: signIn.name || 'Somebody',
    account: 'new',
    claim: isDesignated ? { from: 'attributes', attributes: Object.fromEntries(signIn.attributes) } : { from: 'groups', values },
  };
  const person = findPerson(set, who);
  const outcome = person && simulator.simulate(person);
  const writer = grantWriter(set);
  const matching = (outcome?.group_mappings ?? []).flatMap((entry, index) => {
    const mapping = set.groupMappings[index];
    return entry.result === 'match' && mapping
      ? [{ entry, isAdministrator: grantsOf(mapping, writer).some((grant) => grant.isAdministrator) }]
      : [];
  });
  const leadsTo = (value: string): PastedValue['leadsTo'] =>
    matching.flatMap(({ entry, isAdministrator }) => {
      const smallest = entry.because?.find((groups) => groups.includes(value));
      if (!smallest) return [];
      return [{ mapping: entry.display_name, isAdministrator, with: smallest.filter((group) => group !== value).map(label) }];
    });
  const distinct = [...new Set(values)];
  return {
    name,
    shortName: /[^/:#]+$/.exec(name)?.[0] ?? name,
    isDesignated,
    values: distinct.slice(0, shownValues).map((value) => ({
      label: label(value),
      isKnown: rules.knownGroups.has(value),
      isAssigned: rules.assignedGroups.has(value),
      leadsTo: leadsTo(value),
    })),
    moreValues: Math.max(0, distinct.length - shownValues),
    who,
    result:
      (outcome && refusalOf(outcome)) ??
      `${matching.length} of ${counted(set.groupMappings.length, 'mapping')} ${matching.length === 1 ? 'matches' : 'match'}`,
  };
}
