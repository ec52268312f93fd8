import { areEqual, firstUnknown, listOf, nullValue, type SequenceValue, type Value } from '../value.js';
import { withList, type FunctionCall, type FunctionDefinition } from './function-definition.js';
import { makeSet } from './make-set.js';
import { unifyValues } from './unify-values.js';

/** More combinations than this are not made. */
const largestProduct = 100_000;

function ofSets(least: number, most: number, combine: (sets: readonly SequenceValue[], call: FunctionCall) => Value): FunctionDefinition {
  return {
    least,
    most,
    call(args, call) {
      const sets: SequenceValue[] = [];
      for (const argument of args) {
        const wrong = withList(argument, call, (list) => {
          sets.push(list);
          return firstUnknown(list) ?? nullValue;
        });
        if (wrong.kind !== 'null') return wrong;
      }
      return combine(sets, call);
    },
  };
}

function has({ items }: SequenceValue, wanted: Value): boolean {
  return items.some((item) => areEqual(item, wanted) === true);
}

/** The lists with elements of one type, as sets; what `combine` makes of them is one. */
function combining(least: number, most: number, combine: (sets: readonly SequenceValue[]) => readonly Value[]): FunctionDefinition {
  return ofSets(least, most, (sets, call) => {
    const unified = unifyValues(sets.map((set): Value => ({ ...set, isSet: true })));
    const lists = unified?.flatMap((set) => (set.kind === 'sequence' ? [set] : []));
    return lists ? makeSet(combine(lists), call.mistake) : call.mistake(`${call.name} takes sets of one type of element`);
  });
}

/** Terraform's functions on sets. */
export const setFunctions: Readonly<Record<string, FunctionDefinition>> = {
  setunion: combining(1, Infinity, (sets) => sets.flatMap(({ items }) => items)),
  setintersection: combining(
    1,
    Infinity,
    ([first, ...others]) => first?.items.filter((item) => others.every((other) => has(other, item))) ?? [],
  ),
  setsubtract: combining(2, 2, ([from, without]) => from?.items.filter((item) => !without || !has(without, item)) ?? []),
  setproduct: ofSets(1, Infinity, (sets, call) => {
    const size = sets.reduce((product, { items }) => product * items.length, 1);
    if (size > largestProduct) return call.mistake('setproduct makes too many combinations');
    const combinations = sets
      .reduce<Value[][]>((rows, { items }) => rows.flatMap((row) => items.map((item) => [...row, item])), [[]])
      .map(listOf);
    return sets.some(({ isSet }) => isSet) ? makeSet(combinations, call.mistake) : listOf(combinations);
  }),
};
