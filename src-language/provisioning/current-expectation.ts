import { asExpected, compareOutcome, covers, type ExpectationKey, type ExpectationValues } from './expectations.js';
import type { Outcome } from './outcome.js';
import type { Simulator } from './simulator.js';
import { distinct } from './wording.js';

/** What a sign-in comes to now, as an expectation that holds. */
export interface CurrentExpectation {
  readonly values: ExpectationValues;
  /** The keys that are left out, since an unknown mapping could change them. */
  readonly uncertain: readonly { readonly key: ExpectationKey; readonly message: string }[];
}

/**
 * What an outcome of this simulator comes to, as an expectation: role bindings in the form that `like` has them, by name if it has none,
 * and of its `not_role_bindings` those that are not there. Whatever is uncertain is left out.
 */
export function currentExpectation(outcome: Outcome, simulator: Simulator, like: ExpectationValues = {}): CurrentExpectation {
  const session = outcome.access.sso_session;
  const values: ExpectationValues = {
    sign_in: outcome.sign_in,
    account: outcome.account,
    group_mappings: distinct(outcome.group_mappings.filter(({ result }) => result === 'match').map((mapping) => mapping.display_name)),
    role_bindings: asExpected(session, like.role_bindings ?? []),
    ...(like.not_role_bindings && {
      not_role_bindings: like.not_role_bindings.filter(
        (item) => !session.some((binding) => !binding.partly_known && covers(item, binding)),
      ),
    }),
  };
  const uncertain = compareOutcome(values, outcome, simulator);
  const left = new Set<string>(uncertain.map(({ key }) => key));
  return {
    values: Object.fromEntries(Object.entries(values).filter(([key]) => !left.has(key))),
    uncertain: uncertain.map(({ key, message }) => ({ key, message })),
  };
}
