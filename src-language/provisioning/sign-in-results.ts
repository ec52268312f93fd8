import type { MatchResult, SignInResults } from '../analysis/rules/rule.js';
import { personOf, type Simulator } from './simulator.js';

/** What the rules of a mapping set ask of the simulator: each sample user's sign-in and which mappings match, without explanations. */
export function signInResultsOf(simulator: Simulator): SignInResults {
  const decisions = simulator.set.users.map((user) => simulator.decide(personOf(user)));
  return {
    signIn: decisions.map((decision) => decision.sign_in),
    matches: decisions.map(({ sign_in, matching, unknown }) => {
      if (sign_in !== 'allowed') return [];
      const row = new Array<MatchResult>(simulator.mappings.length).fill('no-match');
      for (const index of matching) row[index] = 'match';
      for (const index of unknown) row[index] = 'unknown';
      return row;
    }),
  };
}
