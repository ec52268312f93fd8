import { asBoolean, asNumber } from '../as-primitive.js';
import { asText, booleanValue, firstUnknown, listOf, mapOf, nameOfKind, nullValue, numberValue, type Value } from '../value.js';
import { withList, withMap, type FunctionCall, type FunctionDefinition } from './function-definition.js';
import { makeSet } from './make-set.js';
import { unifyValues } from './unify-values.js';

function converting(convert: (value: Value, call: FunctionCall) => Value): FunctionDefinition {
  return {
    least: 1,
    call: ([value = nullValue], call) => (value.kind === 'null' ? value : convert(value, call)),
  };
}

/** Terraform's conversions of types. */
export const conversionFunctions: Readonly<Record<string, FunctionDefinition>> = {
  tostring: converting((value, call) => asText(value) ?? call.mistake(`${nameOfKind(value)} is no text`)),
  tonumber: converting((value, call) => {
    const number = asNumber(value);
    return number === null ? (firstUnknown(value) ?? call.mistake(`${nameOfKind(value)} is no number`)) : numberValue(number);
  }),
  tobool: converting((value, call) => {
    const boolean = asBoolean(value);
    return typeof boolean === 'boolean'
      ? booleanValue(boolean)
      : (boolean ?? call.mistake(`${nameOfKind(value)} is neither true nor false`));
  }),
  tolist: converting((value, call) =>
    withList(value, call, ({ items }) => {
      const unified = unifyValues(items);
      return unified ? listOf(unified) : call.mistake('the elements of a list are of one type, and these are not');
    }),
  ),
  toset: converting((value, call) => withList(value, call, ({ items }) => makeSet(items, call.mistake))),
  tomap: converting((value, call) =>
    withMap(value, call, ({ entries }) => {
      const unified = unifyValues([...entries.values()].map((entry) => entry.value));
      if (!unified) return call.mistake('the values of a map are of one type, and these are not');
      return mapOf([...entries.values()].map(({ key }, index) => ({ key, value: unified[index] ?? nullValue })));
    }),
  ),
  sensitive: converting((value) => value),
  nonsensitive: converting((value) => value),
};
