import { buildFilterMatcher } from './filter-matcher.js';
import { type GroupFunction, isAlwaysFalse } from './group-function.js';
import { GroupSpace } from './group-space.js';
import { MembershipFunction, primeImplicants } from './membership-function.js';
import { relateFunctions } from './relate-functions.js';

/** How many ways into a function are tried one by one before two functions are compared as a whole. */
const triedWays = 64;

/**
 * For each function the places of the others that hold wherever it does, ascending: all pairs at once, in little more than the time that
 * the functions take to read. Nothing is said of a null, nor of a function that never holds.
 *
 * A function implies another when each of its minimal group sets satisfies the other; one of them rules out nearly every other already.
 */
export function findImplied(functions: readonly (GroupFunction | null)[]): readonly (readonly number[])[] {
  const memberships = asMemberships(functions);
  const matcher = buildFilterMatcher(memberships, () => 'unknown');
  return memberships.map((membership, place) => {
    const first = membership && firstWayInto(membership);
    if (!first) return [];
    let implied: number[] = [];
    // Bytes by their places: this is what all pairs come down to.
    const verdicts = matcher.match(first);
    for (let other = 0; other < verdicts.length; other++) if (verdicts[other] === 1 && other !== place) implied.push(other);
    if (implied.length === 0) return implied;
    const { sets, truncated } = primeImplicants(membership, triedWays);
    for (const set of sets) {
      if (implied.length === 0) break;
      const satisfied = matcher.match(set);
      implied = implied.filter((other) => satisfied[other] === 1);
    }
    if (!truncated) return implied;
    return implied.filter((other) => {
      const { relation } = relateFunctions(membership, memberships[other] ?? membership);
      return relation === 'equivalent' || relation === 'narrower';
    });
  });
}

const firstWays = new WeakMap<MembershipFunction, readonly string[] | null>();

/** A smallest group set that satisfies a function; kept as long as the function is, so that a keystroke elsewhere costs nothing. */
function firstWayInto(membership: MembershipFunction): readonly string[] | null {
  let way = firstWays.get(membership);
  if (way === undefined) firstWays.set(membership, (way = primeImplicants(membership, 1).sets[0] ?? null));
  return way;
}

/** The functions as ones of memberships, with a group for each kind of name that tests tell apart; null for one that never holds. */
function asMemberships(functions: readonly (GroupFunction | null)[]): readonly (MembershipFunction | null)[] {
  const known = functions.filter((fn) => fn !== null);
  const space = known.every((fn) => fn instanceof MembershipFunction) ? null : new GroupSpace(known, { combined: false });
  return functions.map((fn) => {
    if (!fn || isAlwaysFalse(fn)) return null;
    return fn instanceof MembershipFunction ? fn : (space?.membershipOf(fn) ?? null);
  });
}
