import { compareCodePoints } from '../text/compare-code-points.js';
import { combineTrees, type MonotoneTree, replaceAtoms } from './boolean/monotone-tree.js';
import { MembershipFunction } from './membership-function.js';
import { type AffixTest, type GroupFunction, type GroupTest, keyOf } from './group-function.js';

/** Kinds of names that are made of a beginning and an end, at most; beyond it only those that one test asks for are made. */
const combinationLimit = 4096;

/**
 * The groups that matter to some functions: as many as it takes for these to tell whatever any groups would tell.
 *
 * A test of one group depends on that group alone. A test of affixes is satisfied by every group of those names; of the other groups that
 * satisfy it one stands for all, since a name that begins and ends as it should and is like no other name in the middle satisfies
 * that test, those that it implies, and no more. So each test is the sum of the groups that satisfy it, these are free of each other, and
 * the functions are monotone functions of memberships again.
 */
export class GroupSpace {
  /** The groups by code points: their places are the atoms of `treeOf`. */
  readonly groups: readonly string[];
  private readonly ranks: ReadonlyMap<string, number>;
  private readonly affixTrees = new Map<string, MonotoneTree>();

  /**
   * With `combined` there is also a group for the beginning that one test asks for with the end that another does, so that a smallest set
   * of these groups is one of the smallest sets of any groups; without, implications are told all the same.
   */
  constructor(functions: readonly GroupFunction[], { combined }: { readonly combined: boolean }) {
    const named = new Set<string>();
    const affixes = new Map<string, AffixTest>();
    for (const { atoms } of functions)
      for (const test of atoms)
        if (typeof test === 'string') named.add(test);
        else affixes.set(keyOf(test), test);
    const tests = [...affixes.values()];
    const examples = exampleNames(tests, named, combined);
    this.groups = [...named, ...examples].sort(compareCodePoints);
    this.ranks = new Map(this.groups.map((group, rank) => [group, rank]));
    for (const test of tests) this.affixTrees.set(keyOf(test), this.sumOf(test));
  }

  /** A function as one of memberships in the groups of this space. */
  treeOf({ tree, atoms }: GroupFunction): MonotoneTree {
    const hasAffixes = atoms.some((test) => typeof test !== 'string');
    const ranked = (test: GroupTest | undefined): number | false => (typeof test === 'string' ? (this.ranks.get(test) ?? false) : false);
    if (!hasAffixes) return replaceAtoms(tree, (atom) => ranked(atoms[atom]));
    const expand = (part: MonotoneTree): MonotoneTree => {
      if (part.kind === 'constant') return part;
      if (part.kind !== 'atom') return combineTrees(part.kind, part.parts.map(expand));
      const test = atoms[part.atom];
      if (typeof test === 'object') return this.affixTrees.get(keyOf(test)) ?? this.sumOf(test);
      return replaceAtoms(part, () => ranked(test));
    };
    return expand(tree);
  }

  /** The same with only the groups that matter to it. */
  membershipOf(fn: GroupFunction): MembershipFunction {
    const places = new Map<number, number>();
    const tree = replaceAtoms(this.treeOf(fn), (atom) => {
      const place = places.get(atom) ?? places.size;
      places.set(atom, place);
      return place;
    });
    return new MembershipFunction(this.named(places.keys()), tree);
  }

  /** The groups that satisfy a test, any one of them. */
  groupsOf(test: GroupTest): readonly string[] {
    return typeof test === 'string' ? [test] : this.groups.filter((group) => satisfies(group, test));
  }

  /** The names of places. */
  named(places: Iterable<number>): string[] {
    return Array.from(places, (place) => this.groups[place] ?? '');
  }

  private sumOf(test: AffixTest): MonotoneTree {
    const atoms: MonotoneTree[] = [];
    this.groups.forEach((group, atom) => {
      if (satisfies(group, test)) atoms.push({ kind: 'atom', atom });
    });
    return combineTrees('any', atoms);
  }
}

/** Whether a group's name begins and ends as a test asks. */
export function satisfies(group: string, { prefix, suffix }: AffixTest): boolean {
  return group.startsWith(prefix) && group.endsWith(suffix);
}

/** A name for each kind of name that affix tests tell apart, none of them a name that a filter asks for itself. */
function exampleNames(tests: readonly AffixTest[], named: ReadonlySet<string>, combined: boolean): string[] {
  const kinds = new Map<string, AffixTest>(tests.map((test) => [keyOf(test), test]));
  if (combined) for (const kind of combinationsOf(tests)) kinds.set(keyOf(kind), kind);
  const examples = new Map<string, string>();
  // Shorter ones first, so that of two kinds that satisfy the same tests the plainer one is shown.
  const sorted = [...kinds.values()].sort(
    (a, b) => a.prefix.length + a.suffix.length - b.prefix.length - b.suffix.length || compareCodePoints(keyOf(a), keyOf(b)),
  );
  for (const kind of sorted) {
    const satisfied = tests
      .filter((test) => implies(kind, test))
      .map(keyOf)
      .join(' ');
    if (!examples.has(satisfied)) examples.set(satisfied, exampleName(kind, tests, named));
  }
  return [...examples.values()];
}

function combinationsOf(tests: readonly AffixTest[]): AffixTest[] {
  const prefixes = new Set(tests.map(({ prefix }) => prefix));
  const suffixes = new Set(tests.map(({ suffix }) => suffix));
  if (prefixes.size * suffixes.size > combinationLimit) return [];
  return [...prefixes].flatMap((prefix) => [...suffixes].map((suffix) => ({ prefix, suffix })));
}

/** Whether every name of the one kind satisfies the other test. */
function implies(kind: AffixTest, test: AffixTest): boolean {
  return kind.prefix.startsWith(test.prefix) && kind.suffix.endsWith(test.suffix);
}

/** A name of a kind that satisfies no test but those that all names of the kind satisfy, and reads like a name where that can be. */
function exampleName(kind: AffixTest, tests: readonly AffixTest[], named: ReadonlySet<string>): string {
  const isFit = (name: string): boolean =>
    satisfies(name, kind) && !named.has(name) && tests.every((test) => !satisfies(name, test) || implies(kind, test));
  const { prefix, suffix } = kind;
  if (prefix !== '' && suffix !== '') {
    for (let overlap = Math.min(prefix.length, suffix.length); overlap >= 0; overlap--) {
      const name = prefix + suffix.slice(overlap);
      if (isFit(name)) return name;
    }
  }
  for (const middle of 'abcdefghijklmnopqrstuvwxyz') if (isFit(prefix + middle + suffix)) return prefix + middle + suffix;
  return prefix + unusedCharacter(tests, named) + suffix;
}

/** A letter or sign that no test and no name has: next to it nothing can begin or end as another test asks. */
function unusedCharacter(tests: readonly AffixTest[], named: ReadonlySet<string>): string {
  const used = new Set([...named, ...tests.flatMap(({ prefix, suffix }) => [prefix, suffix])].join(''));
  let code = 0x30;
  while (used.has(String.fromCodePoint(code))) code++;
  return String.fromCodePoint(code);
}
