import type { MatchResult, SignInResults } from '../analysis/rules/rule.js';
import type { Simulator } from './simulator.js';

/** What the rules of a mapping set ask of the simulator: how the sample users' sign-ins end and which mappings match any of them. */
export function signInResultsOf({ mappings, sampleDecisions }: Simulator): SignInResults {
  const matches = new Array<MatchResult>(mappings.length).fill('no-match');
  for (const { unknown } of sampleDecisions) for (const index of unknown) matches[index] = 'unknown';
  for (const { matching } of sampleDecisions) for (const index of matching) matches[index] = 'match';
  return {
    signIn: sampleDecisions.map(({ sign_in }) => sign_in),
    evaluated: sampleDecisions.filter(({ sign_in }) => sign_in === 'allowed').length,
    matches,
  };
}
