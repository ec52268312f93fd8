import type { SampleUser } from '../../mapping-set/mapping-set.js';
import { currentExpectation } from '../../provisioning/current-expectation.js';
import { compareOutcome, expectationValues, type ExpectationKey, type ExpectationValues } from '../../provisioning/expectations.js';
import { quoted } from '../../text/quoted-name.js';
import type { EditingContext } from '../editing-context.js';
import { proposeExpectation } from './expectation.js';
import type { Proposed } from './source-proposal.js';

/** The keys of a user's expectations that fail and that a certain outcome could take the place of. */
export function replaceableKeys(context: EditingContext, user: SampleUser): readonly ExpectationKey[] {
  if (!user.expect) return [];
  const expected = expectationValues(user.expect);
  const { values } = currentExpectation(context.outcomeOf(user), context.simulator, expected);
  return compareOutcome(expected, context.outcomeOf(user), context.simulator).flatMap(({ key }) =>
    values[key] === undefined ? [] : [key],
  );
}

/**
 * Proposes to expect of a user what the sign-in comes to now: these keys, else those that fail, else, where nothing is expected yet,
 * everything. What an unknown mapping could change is left out.
 */
export function proposeCurrentExpectation(context: EditingContext, user: SampleUser, keys?: readonly ExpectationKey[]): Proposed {
  const expected = user.expect ? expectationValues(user.expect) : {};
  const { values, uncertain } = currentExpectation(context.outcomeOf(user), context.simulator, expected);
  const isEmpty = Object.values(expected).every((value) => value === undefined);
  const wanted = keys ?? (isEmpty ? null : replaceableKeys(context, user));
  const chosen: ExpectationValues = wanted
    ? Object.fromEntries(wanted.flatMap((key) => (key in values ? [[key, values[key]]] : [])))
    : values;
  if (Object.keys(chosen).length > 0) return proposeExpectation(context, user, chosen);
  const doubt = uncertain.find(({ key }) => !wanted || wanted.length === 0 || wanted.includes(key));
  return { problem: doubt?.message ?? `The sign-in of ${quoted(user.name.value)} comes to what is expected: there is nothing to change.` };
}
