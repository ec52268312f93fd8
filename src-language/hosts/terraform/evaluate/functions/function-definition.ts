import type { ReferencePlace } from '../scope.js';
import {
  asText,
  firstUnknown,
  knownText,
  nameOfKind,
  type MapValue,
  type SequenceValue,
  type UnknownValue,
  type Value,
  withoutIdentity,
} from '../value.js';
import { asNumber } from '../as-primitive.js';

/** What functions take of the world: files of the set's directory, as texts. */
export interface FunctionContext {
  /** The text of a file by its path relative to the directory, with its name in the set; a sentence's end when it is not to be had. */
  readFile(path: string): { readonly file: string; readonly text: string } | { readonly reason: string };
  /** A template file's text with these names in it. */
  renderTemplate(text: string, file: string, names: MapValue, place: ReferencePlace): Value;
}

/** One call: its place, and how to say that it gives no value. */
export interface FunctionCall {
  readonly name: string;
  readonly place: ReferencePlace;
  readonly context: FunctionContext;
  mistake(reason: string): UnknownValue;
  unknown(reason: string): UnknownValue;
}

/** One of Terraform's functions. */
export interface FunctionDefinition {
  readonly least: number;
  /** `least` when left out. */
  readonly most?: number;
  /** It is called also with arguments that are not known as a whole. */
  readonly seesUnknown?: boolean;
  call(args: readonly Value[], call: FunctionCall): Value;
}

/** What a function makes of something that is not known: no longer the id that it may have been. */
export function madeOf(value: UnknownValue, name: string): UnknownValue {
  if (value.idOf === undefined) return value;
  return { ...withoutIdentity(value), reason: `what ${name}() makes of it is not known, since ${value.reason}` };
}

/** The arguments as texts that are wholly known, or why they are not. */
export function withTexts(args: readonly Value[], call: FunctionCall, use: (...texts: string[]) => Value): Value {
  const texts: string[] = [];
  for (const argument of args) {
    const text = asText(argument);
    if (!text) return call.mistake(`${call.name} takes texts, not ${nameOfKind(argument)}`);
    const known = knownText(text);
    if (known === null) return madeOf(firstUnknown(text) ?? call.unknown('a text is not known'), call.name);
    texts.push(known);
  }
  return use(...texts);
}

export function withNumbers(args: readonly Value[], call: FunctionCall, use: (...numbers: number[]) => Value): Value {
  const numbers: number[] = [];
  for (const argument of args) {
    const number = asNumber(argument);
    if (number === null) return firstUnknown(argument) ?? call.mistake(`${call.name} takes numbers, not ${nameOfKind(argument)}`);
    numbers.push(number);
  }
  return use(...numbers);
}

export function withList(value: Value | undefined, call: FunctionCall, use: (list: SequenceValue) => Value): Value {
  if (value?.kind === 'unknown') return value;
  return value?.kind === 'sequence' ? use(value) : call.mistake(`${call.name} takes a list, not ${value ? nameOfKind(value) : 'nothing'}`);
}

/** A list whose elements have indices, which those of a set have not. */
export function withIndices(value: Value | undefined, call: FunctionCall, use: (list: SequenceValue) => Value): Value {
  return withList(value, call, (list) =>
    list.isSet ? call.mistake(`${call.name} takes a list, not a set: wrap it in tolist()`) : use(list),
  );
}

export function withMap(value: Value | undefined, call: FunctionCall, use: (map: MapValue) => Value): Value {
  if (value?.kind === 'unknown') return value;
  if (value?.kind === 'instance') return call.unknown(`${value.address} has attributes that are known only when Terraform runs`);
  return value?.kind === 'map' ? use(value) : call.mistake(`${call.name} takes a map, not ${value ? nameOfKind(value) : 'nothing'}`);
}
