import fc from 'fast-check';

/** What one group is asked in a random filter: its whole name, or how it begins and ends. */
export interface Question {
  readonly text: string;
  readonly holdsFor: (group: string) => boolean;
}

/** A random filter: its text, and what it means of what somebody's groups satisfy between them. */
export interface AffixFilter {
  readonly text: string;
  readonly questions: readonly Question[];
  readonly holds: (isSatisfied: (question: Question) => boolean) => boolean;
}

const names = ['a', 'b', 'ab', 'ba', 'acb', 'ac'];
const affixes = ['', 'a', 'b', 'ab', 'ac', 'abc'];

const named = fc.constantFrom(...names).map((name): Question => ({ text: `"${name}" in groups`, holdsFor: (group) => group === name }));
const prefix = fc.constantFrom(...affixes).map((affix): Question => ({
  text: `g.startsWith("${affix}")`,
  holdsFor: (group) => group.startsWith(affix),
}));
const suffix = fc.constantFrom(...affixes).map((affix): Question => ({
  text: `g.endsWith('${affix}')`,
  holdsFor: (group) => group.endsWith(affix),
}));
const joined = fc.tuple(fc.oneof(prefix, suffix), fc.oneof(prefix, suffix), fc.boolean()).map(([one, other, isAnd]): Question => ({
  text: `${one.text} ${isAnd ? '&&' : '||'} ${other.text}`,
  holdsFor: (group) => (isAnd ? one.holdsFor(group) && other.holdsFor(group) : one.holdsFor(group) || other.holdsFor(group)),
}));
const existing = fc
  .oneof({ weight: 2, arbitrary: prefix }, { weight: 2, arbitrary: suffix }, joined)
  .map(({ text, holdsFor }): Question => ({ text: `groups.exists(g, ${text})`, holdsFor }));

const leaf = fc
  .oneof({ weight: 2, arbitrary: named }, { weight: 3, arbitrary: existing })
  .map((question): AffixFilter => ({ text: question.text, questions: [question], holds: (isSatisfied) => isSatisfied(question) }));

/** Filters of a few tests of names, beginnings and ends, in chains and chains of chains. */
export const affixFilters: fc.Arbitrary<AffixFilter> = fc.letrec<{ filter: AffixFilter; chain: AffixFilter }>((tie) => ({
  filter: fc.oneof({ maxDepth: 2, depthSize: 'small' }, leaf, tie('chain')),
  chain: fc.tuple(fc.constantFrom('&&', '||'), fc.array(tie('filter'), { minLength: 2, maxLength: 3 })).map(([operator, parts]) => ({
    text: `(${parts.map(({ text }) => text).join(` ${operator} `)})`,
    questions: parts.flatMap(({ questions }) => questions),
    holds: (isSatisfied) =>
      operator === '&&' ? parts.every((part) => part.holds(isSatisfied)) : parts.some((part) => part.holds(isSatisfied)),
  })),
})).filter;

/** Every name of up to five letters; a c stands for whatever else there may be in a name. */
const allNames: string[] = [''];
for (const name of allNames) if (name.length < 5) allNames.push(...['a', 'b', 'c'].map((letter) => name + letter));

/**
 * What somebody's groups can satisfy between them, as the questions that hold, each with the fewest groups that it takes: found by adding
 * group after group.
 */
export function attainable(
  questions: readonly Question[],
): ReadonlyMap<string, { readonly groups: number; readonly holds: ReadonlySet<Question> }> {
  const keyOf = (holds: ReadonlySet<Question>) => questions.map((question) => (holds.has(question) ? '1' : '0')).join('');
  const kinds = new Map<string, ReadonlySet<Question>>();
  for (const name of allNames) {
    const holds = new Set(questions.filter((question) => question.holdsFor(name)));
    kinds.set(keyOf(holds), holds);
  }
  const nobody = new Set<Question>();
  const found = new Map([[keyOf(nobody), { groups: 0, holds: nobody as ReadonlySet<Question> }]]);
  for (const { groups, holds } of found.values())
    for (const kind of kinds.values()) {
      const both = new Set([...holds, ...kind]);
      const key = keyOf(both);
      // A map's values come in the order in which they are added, so the fewest groups come first.
      if (!found.has(key)) found.set(key, { groups: groups + 1, holds: both });
    }
  return found;
}
