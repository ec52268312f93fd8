import { filterParts, type FilterPart } from '../analysis/filter-parts.js';
import { hostRangeOf } from '../hosts/host-text.js';
import type { GroupMapping, Place, SampleUser } from '../mapping-set/mapping-set.js';
import type { EditingContext } from './editing-context.js';

/** One test of a filter, or the group of a literal mapping, and for how many people it was true and false. */
export interface CoveredOperand extends Place {
  readonly text: string;
  readonly trueFor: number;
  readonly falseFor: number;
}

/** What some sample users show of one group mapping. */
export interface MappingCoverage extends Place {
  readonly displayName: string;
  /** How many of them it matches. */
  readonly matching: number;
  readonly operands: readonly CoveredOperand[];
}

/**
 * What the sign-ins of these users exercise: each group mapping with the tests of its condition. A test that is true for nobody has never
 * been seen to grant, one that is false for nobody never to withhold. Whoever is refused meets no mapping. Mappings whose
 * condition is broken or not fully known have nothing to show.
 */
export function operandCoverage(context: EditingContext, users: readonly SampleUser[]): MappingCoverage[] {
  const people = peopleByGroups(context, users);
  return context.set.groupMappings.flatMap((mapping, index) => {
    const operands = operandsOf(context, mapping, people);
    if (!operands) return [];
    const matching = people.reduce((sum, { matching: indexes, count }) => sum + (indexes.has(index) ? count : 0), 0);
    const { file, displayName } = mapping;
    return [{ file, range: mapping.displayNameAt?.range ?? mapping.range, displayName, matching, operands }];
  });
}

/** People whom no mapping can tell apart. */
interface People {
  readonly groups: readonly string[];
  readonly held: ReadonlySet<string>;
  readonly matching: ReadonlySet<number>;
  count: number;
}

function peopleByGroups(context: EditingContext, users: readonly SampleUser[]): readonly People[] {
  const indexes = new Map(context.set.users.map((user, index) => [user, index]));
  const result = new Map<string, People>();
  for (const user of users) {
    const decision = context.decisions[indexes.get(user) ?? -1];
    if (decision?.sign_in !== 'allowed') continue;
    const groups = context.groupsSeenOf(user);
    const key = JSON.stringify([...groups].sort());
    const known = result.get(key);
    if (known) known.count++;
    else result.set(key, { groups, held: new Set(groups), matching: new Set(decision.matching), count: 1 });
  }
  return [...result.values()];
}

/** Null for a condition that cannot be evaluated. */
function operandsOf(context: EditingContext, mapping: GroupMapping, people: readonly People[]): CoveredOperand[] | null {
  if (mapping.shapeProblem || mapping.partlyKnown) return null;
  const { filter, group } = mapping;
  const countOf = (holds: (person: People) => boolean): number =>
    people.reduce((sum, person) => sum + (holds(person) ? person.count : 0), 0);
  if (!filter) {
    if (!group) return null;
    const trueFor = countOf(({ held }) => held.has(group.value));
    return [{ file: group.file, range: group.range, text: group.value, trueFor, falseFor: countOf(() => true) - trueFor }];
  }
  if (context.services.analyse(filter.value).fatal) return null;
  const parsed = context.services.parse(filter.value);
  const truths = people.map(({ groups, count }) => ({ parts: testsAmong(filterParts(parsed, groups)), count }));
  return testsAmong(filterParts(parsed, [])).map(({ text, start, end }, index) => {
    const counted = (value: boolean): number =>
      truths.reduce((sum, { parts, count }) => sum + (parts[index]?.value === value ? count : 0), 0);
    return { file: mapping.file, range: hostRangeOf(filter, { start, end }), text, trueFor: counted(true), falseFor: counted(false) };
  });
}

/** The parts that are made of no others, and that could be other than they are. */
function testsAmong(parts: readonly FilterPart[]): readonly FilterPart[] {
  return parts.filter(({ text, end }, index) => {
    const next = parts[index + 1];
    return (next === undefined || next.start >= end) && text !== 'true' && text !== 'false';
  });
}
