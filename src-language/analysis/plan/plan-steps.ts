import { isAlwaysFalse } from '../group-function.js';
import { called, type Draft, granting } from './draft-mapping.js';
import type { PlanStep } from './plan-set.js';

/** The step that drops one of some drafts, which others cover. */
export function stepOfDrop(draft: Draft, drafts: readonly Draft[]): PlanStep {
  const { fn, from, grants } = draft;
  const covering = new Set([...grants.keys()].flatMap((key) => granting(key, drafts, [draft])));
  const names = [...covering].slice(0, 3).flatMap((other) => other.from.slice(0, 1).map(called));
  const reason =
    fn && isAlwaysFalse(fn)
      ? 'It can never match.'
      : grants.size === 0
        ? 'It grants nothing.'
        : `Whoever matches it is granted the same by ${names.join(', ')}${covering.size > 3 ? ' and others' : ''}.`;
  return { action: 'drop', mappings: from, reason };
}

export function stepOfMerge(one: Draft, other: Draft): PlanStep {
  const isAlike = one.grants.size === other.grants.size && [...one.grants.keys()].every((key) => other.grants.has(key));
  const reason = isAlike
    ? 'They grant the same, and one filter matches the users of both.'
    : 'With one filter for both nobody gains or loses anything: what differs is granted to the same users already.';
  return { action: 'merge', mappings: [...one.from, ...other.from], reason };
}
