import { createEditingContext, type EditingContext } from '../editing/editing-context.js';
import { proposeExpectation } from '../editing/save/expectation.js';
import { proposeSampleUser } from '../editing/save/sample-user.js';
import type { Proposed } from '../editing/save/source-proposal.js';
import { currentExpectation, type CurrentExpectation } from '../provisioning/current-expectation.js';
import { compareOutcome, expectationValues } from '../provisioning/expectations.js';
import type { Person } from '../provisioning/person.js';
import { quoted } from '../text/quoted-name.js';
import { findPerson, type EvaluatedWho } from './evaluated-person.js';
import { shownProposal, type ShownProposal } from './shown-edits.js';
import { applyChanges, type WhatIfChanges } from './what-if-changes.js';

/** What is to be saved of a sign-in that was tried out. */
export type SaveWish =
  /** What is expected of the sample user: what the sign-in comes to as the files are, or with the changes. */
  | { readonly kind: 'expectation'; readonly of: 'now' | 'whatIf' }
  /** The person, as changed, as a sample user of this name. */
  | { readonly kind: 'user'; readonly name: string; readonly withExpectation: boolean };

/** The lines that would be written, and what to know before they are; or why nothing can be. */
export interface WhatIfSaveView {
  readonly proposal: ShownProposal | null;
  /** Why there is no proposal, and what to do instead. */
  readonly problem: string | null;
  /** What is left out of the expectation since it is not certain, and why. */
  readonly leftOut: readonly string[];
  /** Where the expectation does not hold with the files as they are, in sentences. */
  readonly doesNotHold: readonly string[];
}

/** Proposes to save what was tried out. No file is touched. */
export function whatIfSaveView(context: EditingContext, who: EvaluatedWho, changes: WhatIfChanges, wish: SaveWish): WhatIfSaveView | null {
  const person = findPerson(context.set, who);
  if (!person) return null;
  const applied = applyChanges(context.set, person, changes);
  const changed = applied.set === context.set ? context : createEditingContext(applied.set, context.services);
  if (wish.kind === 'user') {
    const named: Person = { ...applied.person, name: wish.name };
    const expected = wish.withExpectation ? expectationOf(changed, named) : null;
    const proposed = proposeSampleUser(context, { person: named, expect: expected?.values }, fileOf(context, who));
    return viewOf(context, proposed, expected, named);
  }
  const user = who.kind === 'user' ? context.set.users.find(({ name }) => name.value === who.name) : undefined;
  if (!user)
    return {
      proposal: null,
      problem: `${person.name === '' ? 'This person' : quoted(person.name)} is in no file, so nothing can be expected of them. Save them as a sample user; that can have an expectation.`,
      leftOut: [],
      doesNotHold: [],
    };
  const like = user.expect ? expectationValues(user.expect) : {};
  const isNow = wish.of === 'now';
  const expected = expectationOf(isNow ? context : changed, isNow ? person : applied.person, like);
  return viewOf(context, proposeExpectation(context, user, expected.values), expected, person);
}

function expectationOf({ simulator }: EditingContext, person: Person, like = {}): CurrentExpectation {
  return currentExpectation(simulator.simulate(person), simulator, like);
}

/** `written`: the person as the files have them once the lines are written. */
function viewOf(context: EditingContext, proposed: Proposed, expected: CurrentExpectation | null, written: Person): WhatIfSaveView {
  const { simulator, set } = context;
  return {
    proposal: 'proposal' in proposed ? shownProposal(set, proposed.proposal) : null,
    problem: 'problem' in proposed ? proposed.problem : null,
    leftOut: expected?.uncertain.map(({ key, message }) => `${key}: ${message}`) ?? [],
    doesNotHold: expected ? compareOutcome(expected.values, simulator.simulate(written), simulator).map(({ message }) => message) : [],
  };
}

function fileOf({ set }: EditingContext, who: EvaluatedWho): string | undefined {
  return who.kind === 'user' ? set.users.find(({ name }) => name.value === who.name)?.file : undefined;
}

/** A name for somebody who was made from another: close to it, and nobody's yet. */
export function suggestName(context: EditingContext, person: Person): string {
  const taken = new Set(context.set.users.map(({ name }) => name.value));
  const [local = '', ...rest] = (person.name || 'somebody').split('@');
  const domain = rest.length > 0 ? `@${rest.join('@')}` : '';
  for (let number = 1; ; number++) {
    const name = `${local}-what-if${number === 1 ? '' : `-${number}`}${domain}`;
    if (!taken.has(name)) return name;
  }
}
