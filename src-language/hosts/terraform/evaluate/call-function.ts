import { nearestName } from '../../../text/nearest-name.js';
import { quoted } from '../../../text/quoted-name.js';
import type { CallExpression, PlacedExpression } from '../expression.js';
import { collectionFunctions } from './functions/collection-functions.js';
import { conversionFunctions } from './functions/conversion-functions.js';
import { digestFunctions } from './functions/digest-functions.js';
import { encodingFunctions } from './functions/encoding-functions.js';
import { madeOf, type FunctionCall, type FunctionContext, type FunctionDefinition } from './functions/function-definition.js';
import { numberFunctions } from './functions/number-functions.js';
import { setFunctions } from './functions/set-functions.js';
import { namesOfOtherFunctions, whyNotEvaluated } from './functions/other-functions.js';
import { textFunctions } from './functions/text-functions.js';
import { mistake, unknown, type ReferencePlace } from './scope.js';
import { booleanValue, firstMistake, nullValue, type Value } from './value.js';

export type { FunctionContext } from './functions/function-definition.js';

/** Every function that is evaluated, by Terraform's name of it. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  [textFunctions, collectionFunctions, setFunctions, conversionFunctions, encodingFunctions, digestFunctions, numberFunctions].flatMap(
    (table) => Object.entries(table),
  ),
);

/** Functions that give an argument back as it is; every other makes something else of it. */
const givesBack: ReadonlySet<string> = new Set(['tostring', 'sensitive', 'nonsensitive', 'coalesce']);

/** Calls a function of Terraform's; a value that is not known where the files do not tell what it would be. */
export function callFunction(
  { name, args, expandsLast }: CallExpression,
  place: ReferencePlace,
  context: FunctionContext,
  evaluate: (argument: PlacedExpression) => Value,
): Value {
  if (name === 'try' || name === 'can') return tryArguments(name, args, place, evaluate);
  const definition = functions.get(name);
  if (!definition) return mistakeOrUnknown(name, place);
  const values = args.map(evaluate);
  if (expandsLast) {
    const last = values.pop();
    if (last?.kind === 'unknown') return last;
    if (last?.kind !== 'sequence') return mistake(`what comes before ... in ${name} is no list`, place);
    values.push(...last.items);
  }
  const { least, most = least } = definition;
  if (values.length < least || values.length > most)
    return mistake(`${name} takes ${countOfArguments(least, most)}, not ${values.length}`, place);
  if (!definition.seesUnknown) {
    const first = values.find((value) => value.kind === 'unknown');
    if (first) return givesBack.has(name) ? first : madeOf(first, name);
  }
  const call: FunctionCall = {
    name,
    place,
    context,
    mistake: (reason) => mistake(reason, place),
    unknown: (reason) => unknown(reason, place),
  };
  return definition.call(values, call);
}

/** `try`: the first argument that Terraform would not refuse. `can`: whether it would not refuse the one. */
function tryArguments(
  name: 'try' | 'can',
  args: readonly PlacedExpression[],
  place: ReferencePlace,
  evaluate: (argument: PlacedExpression) => Value,
): Value {
  for (const argument of args) {
    const value = evaluate(argument);
    const isRefused = firstMistake(value) !== null;
    if (name === 'can') return value.kind === 'unknown' && !isRefused ? value : booleanValue(!isRefused);
    if (!isRefused) return value;
  }
  return name === 'can' ? nullValue : mistake('try has no argument that is valid', place);
}

function mistakeOrUnknown(name: string, place: ReferencePlace): Value {
  if (namesOfOtherFunctions.has(name) || name.includes('::')) return unknown(whyNotEvaluated(name), place);
  const meant = nearestName(name, [...functions.keys(), ...namesOfOtherFunctions, 'try', 'can']);
  return mistake(`Terraform has no function ${quoted(name)}${meant === undefined ? '' : `; ${meant} is one`}`, place);
}

function countOfArguments(least: number, most: number): string {
  const counted = (count: number): string => `${count} argument${count === 1 ? '' : 's'}`;
  if (most === Infinity) return `at least ${counted(least)}`;
  return least === most ? counted(least) : `${least} to ${counted(most)}`;
}
