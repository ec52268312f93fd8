import { compareCodePoints } from '../../../../text/compare-code-points.js';
import { quoted } from '../../../../text/quoted-name.js';
import { asBoolean } from '../as-primitive.js';
import {
  areEqual,
  asText,
  booleanValue,
  firstUnknown,
  knownText,
  listOf,
  mapOf,
  nameOfKind,
  nullValue,
  numberValue,
  type MapEntry,
  type TextValue,
  type Value,
} from '../value.js';
import { withIndices, withList, withMap, withNumbers, type FunctionCall, type FunctionDefinition } from './function-definition.js';
import { graphemes } from './graphemes.js';
import { distinctOf } from './make-set.js';
import { unifyValues } from './unify-values.js';

/** Longer lists than this are not made: nobody maps that many groups, and a slip must not exhaust the memory. */
const longestList = 1_000_000;

function ofList(call: (items: readonly Value[], call: FunctionCall) => Value): FunctionDefinition {
  return { least: 1, call: (args, context) => withList(args[0], context, ({ items }) => call(items, context)) };
}

function lists(call: (lists: readonly (readonly Value[])[], call: FunctionCall) => Value): FunctionDefinition {
  return {
    least: 1,
    most: Infinity,
    call(args, context) {
      const all: (readonly Value[])[] = [];
      for (const argument of args) {
        if (argument.kind !== 'sequence' || argument.isSet)
          return context.mistake(`${context.name} takes lists, not ${nameOfKind(argument)}`);
        all.push(argument.items);
      }
      return call(all, context);
    },
  };
}

function flattened(items: readonly Value[]): Value {
  const results: Value[] = [];
  const add = (values: readonly Value[]): void => {
    for (const value of values) {
      if (value.kind === 'sequence') add(value.items);
      else results.push(value);
    }
  };
  add(items);
  // How many elements an unknown one stands for is not known.
  return results.find(({ kind }) => kind === 'unknown') ?? listOf(results);
}

function merged(args: readonly Value[], call: FunctionCall): Value {
  const entries: MapEntry[] = [];
  for (const argument of args) {
    if (argument.kind === 'null') continue;
    if (argument.kind !== 'map') return call.mistake(`merge takes maps, not ${nameOfKind(argument)}`);
    entries.push(...argument.entries.values());
  }
  return mapOf(entries);
}

function lookedUp(args: readonly Value[], call: FunctionCall): Value {
  const [map, key, otherwise] = args;
  if (map?.kind === 'unknown') return map;
  if (key?.kind === 'unknown') return key;
  return withMap(map, call, ({ entries }) => {
    const text = key && asText(key);
    const name = text && knownText(text);
    if (!text || name === null || name === undefined) return (text && firstUnknown(text)) ?? call.mistake('lookup takes a text as its key');
    return entries.get(name)?.value ?? otherwise ?? call.mistake(`the map has no key ${quoted(name)}`);
  });
}

function contained(args: readonly Value[], call: FunctionCall): Value {
  if (args[1]?.kind === 'null') return call.mistake('contains takes no null');
  return withList(args[0], call, ({ items }) => {
    const results = items.map((item) => areEqual(item, args[1] ?? nullValue));
    if (results.includes(true)) return booleanValue(true);
    const undecided = results.indexOf(null);
    const item = items[undecided];
    return item ? (firstUnknown(item) ?? firstUnknown(args[1] ?? nullValue) ?? booleanValue(false)) : booleanValue(false);
  });
}

function firstNeither(args: readonly Value[], call: FunctionCall, isNothing: (value: Value) => boolean): Value {
  for (const argument of unifyValues(args) ?? args) {
    if (argument.kind === 'unknown') return argument;
    if (!isNothing(argument)) return argument;
  }
  return call.mistake(`${call.name} has no argument that is something`);
}

function isEmptyText(value: Value): boolean {
  return value.kind === 'text' && knownText(value) === '';
}

function sortedTexts(items: readonly Value[], call: FunctionCall): Value {
  const texts: [string, TextValue][] = [];
  for (const item of items) {
    const text = asText(item);
    const known = text && knownText(text);
    if (!text || known === null) return (text && firstUnknown(text)) ?? call.mistake(`sort takes texts, and there is ${nameOfKind(item)}`);
    texts.push([known, text]);
  }
  return listOf(texts.sort(([a], [b]) => compareCodePoints(a, b)).map(([, text]) => text));
}

function allOf(items: readonly Value[], wanted: boolean, call: FunctionCall): Value {
  let undecided: Value | null = null;
  for (const item of items) {
    const value = item.kind === 'null' ? false : asBoolean(item);
    if (value === undefined) return call.mistake(`${call.name} takes true and false, and there is ${nameOfKind(item)}`);
    if (typeof value !== 'boolean') undecided ??= value;
    else if (value !== wanted) return booleanValue(!wanted);
  }
  return undecided ?? booleanValue(wanted);
}

function numbersFrom(numbers: readonly number[], call: FunctionCall): Value {
  const [first = 0, second, third] = numbers;
  const start = second === undefined ? 0 : first;
  const end = second ?? first;
  const step = third ?? (end < start ? -1 : 1);
  if (step === 0) return call.mistake('range has a step of zero');
  const count = Math.max(0, Math.ceil((end - start) / step));
  return count > longestList
    ? call.mistake('range makes too many numbers')
    : listOf(Array.from({ length: count }, (_, index) => numberValue(start + index * step)));
}

function transposed(args: readonly Value[], call: FunctionCall): Value {
  return withMap(args[0], call, ({ entries }) => {
    const results = new Map<string, { readonly key: TextValue; readonly values: Value[] }>();
    for (const { key, value } of entries.values()) {
      if (value.kind !== 'sequence') return call.mistake('transpose takes a map of lists of texts');
      for (const item of value.items) {
        const text = asText(item);
        const known = text && knownText(text);
        if (!text || known === null) return (text && firstUnknown(text)) ?? call.mistake('transpose takes a map of lists of texts');
        const group = results.get(known) ?? { key: text, values: [] };
        results.set(known, group);
        group.values.push(key);
      }
    }
    return mapOf([...results.values()].map(({ key, values }) => ({ key, value: listOf(values) })));
  });
}

/** Terraform's functions on lists and maps. */
export const collectionFunctions: Readonly<Record<string, FunctionDefinition>> = {
  flatten: ofList(flattened),
  reverse: ofList((items) => listOf([...items].reverse())),
  sort: ofList(sortedTexts),
  distinct: ofList((items) => {
    const results = distinctOf(items);
    return 'kind' in results ? results : listOf(results);
  }),
  compact: ofList((items, call) => {
    const texts = items.map((item) => (item.kind === 'null' || item.kind === 'unknown' ? item : asText(item)));
    if (texts.includes(null)) return call.mistake('compact takes texts');
    const known = texts.filter((text) => text !== null);
    return known.find(({ kind }) => kind === 'unknown') ?? listOf(known.filter((text) => text.kind !== 'null' && !isEmptyText(text)));
  }),
  alltrue: ofList((items, call) => allOf(items, true, call)),
  anytrue: ofList((items, call) => allOf(items, false, call)),
  one: ofList((items, call) => (items.length > 1 ? call.mistake('one takes a list of one element at most') : (items[0] ?? nullValue))),
  concat: lists((all) => listOf(all.flat())),
  coalescelist: lists((all, call) => {
    const first = all.find((items) => items.length > 0);
    return first ? listOf(first) : call.mistake('coalescelist has no list with something in it');
  }),
  merge: { least: 0, most: Infinity, call: merged },
  keys: { least: 1, call: (args, call) => withMap(args[0], call, ({ entries }) => listOf([...entries.values()].map(({ key }) => key))) },
  values: {
    least: 1,
    call: (args, call) => withMap(args[0], call, ({ entries }) => listOf([...entries.values()].map(({ value }) => value))),
  },
  lookup: { least: 2, most: 3, seesUnknown: true, call: lookedUp },
  contains: { least: 2, seesUnknown: true, call: contained },
  length: {
    least: 1,
    call([value = nullValue], call) {
      if (value.kind === 'sequence') return numberValue(value.items.length);
      if (value.kind === 'map') return numberValue(value.entries.size);
      const text = value.kind === 'text' ? knownText(value) : null;
      if (text !== null) return numberValue(graphemes(text).length);
      return firstUnknown(value) ?? call.mistake(`length takes a list, a map or a text, not ${nameOfKind(value)}`);
    },
  },
  element: {
    least: 2,
    call: ([list, at], call) =>
      withList(list, call, ({ items }) =>
        withNumbers(at ? [at] : [], call, (index = 0) => {
          if (!Number.isInteger(index)) return call.mistake('element takes a whole number');
          const wrapped = ((index % items.length) + items.length) % items.length;
          return items[wrapped] ?? call.mistake('element takes a list with something in it');
        }),
      ),
  },
  index: {
    least: 2,
    call: ([list, wanted = nullValue], call) =>
      withList(list, call, ({ items }) => {
        for (const [at, item] of items.entries()) {
          const isEqual = areEqual(item, wanted);
          if (isEqual === null) return firstUnknown(item) ?? firstUnknown(wanted) ?? nullValue;
          if (isEqual) return numberValue(at);
        }
        return call.mistake('the list does not have this element');
      }),
  },
  slice: {
    least: 3,
    call: ([list, from, to], call) =>
      withIndices(list, call, ({ items }) =>
        withNumbers(from && to ? [from, to] : [], call, (start = 0, end = 0) =>
          start < 0 || end < start || end > items.length ? call.mistake('slice reaches out of the list') : listOf(items.slice(start, end)),
        ),
      ),
  },
  chunklist: {
    least: 2,
    call: ([list, of], call) =>
      withList(list, call, ({ items }) =>
        withNumbers(of ? [of] : [], call, (size = 0) => {
          if (size < 1) return listOf(items.length > 0 ? [listOf(items)] : []);
          return listOf(Array.from({ length: Math.ceil(items.length / size) }, (_, at) => listOf(items.slice(at * size, (at + 1) * size))));
        }),
      ),
  },
  zipmap: {
    least: 2,
    call: ([names, values], call) =>
      withList(names, call, (keys) =>
        withList(values, call, ({ items }) => {
          if (keys.items.length !== items.length) return call.mistake('zipmap takes as many keys as values');
          const entries: MapEntry[] = [];
          for (const [at, name] of keys.items.entries()) {
            const key = asText(name);
            const unknown = key && firstUnknown(key);
            if (!key || unknown) return unknown ?? call.mistake('zipmap takes texts as keys');
            entries.push({ key, value: items[at] ?? nullValue });
          }
          return mapOf(entries);
        }),
      ),
  },
  matchkeys: {
    least: 3,
    call: ([values, keys, wanted], call) =>
      withList(values, call, ({ items }) =>
        withList(keys, call, (names) =>
          withList(wanted, call, (search) => {
            const unknown = firstUnknown(names) ?? firstUnknown(search);
            if (unknown) return unknown;
            if (items.length !== names.items.length) return call.mistake('matchkeys takes as many values as keys');
            return listOf(items.filter((_, at) => search.items.some((one) => areEqual(one, names.items[at] ?? nullValue) === true)));
          }),
        ),
      ),
  },
  coalesce: {
    least: 1,
    most: Infinity,
    seesUnknown: true,
    call: (args, call) => firstNeither(args, call, (value) => value.kind === 'null' || isEmptyText(value)),
  },
  range: { least: 1, most: 3, call: (args, call) => withNumbers(args, call, (...numbers) => numbersFrom(numbers, call)) },
  transpose: { least: 1, call: transposed },
};
