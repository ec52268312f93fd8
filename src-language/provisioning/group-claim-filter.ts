import type { GroupClaimFilter } from '../mapping-set/mapping-set.js';
import { compileGroupPattern } from './group-pattern.js';

/** Says of one value whether the identity provider's group filter lets it into the claim; an unusable pattern lets everything in. */
export interface GroupClaimTest {
  readonly passes: (value: string) => boolean;
  /** The filter in words, as in `starts with "cc-"`. */
  readonly description: string;
  /** Why the filter could not be applied; null when it is. */
  readonly problem: string | null;
}

/**
 * `group_claim.filter` as a test over the values sent. A regular expression is searched for anywhere in the value; where Okta
 * anchors it is not documented, so a careful pattern says `^` and `$`.
 */
export function compileGroupClaimFilter(filter: GroupClaimFilter): GroupClaimTest {
  const { kind, value: wanted } = filter;
  const test = (verb: string, passes: (value: string) => boolean): GroupClaimTest => ({
    passes,
    description: `${verb} "${wanted}"`,
    problem: null,
  });
  switch (kind) {
    case 'starts_with':
      return test('starts with', (value) => value.startsWith(wanted));
    case 'equals':
      return test('equals', (value) => value === wanted);
    case 'contains':
      return test('contains', (value) => value.includes(wanted));
    case 'matches': {
      const pattern = compileGroupPattern(wanted);
      if (pattern.matches) return test('matches', pattern.matches);
      return { passes: () => true, description: `matches "${wanted}"`, problem: pattern.problem };
    }
  }
}
