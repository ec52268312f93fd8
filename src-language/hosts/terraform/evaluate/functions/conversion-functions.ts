import { asBoolean, asNumber } from '../evaluate-expression.js';
import { asText, booleanValue, firstUnknown, listOf, nameOfKind, nullValue, numberValue, type Value } from '../value.js';
import { withList, withMap, type FunctionCall, type FunctionDefinition } from './function-definition.js';
import { makeSet, unifyElements } from './make-set.js';

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
  tolist: converting((value, call) => withList(value, call, ({ items }) => listOf(unifyElements(items)))),
  toset: converting((value, call) => withList(value, call, ({ items }) => makeSet(items))),
  tomap: converting((value, call) => withMap(value, call, (map) => map)),
  sensitive: converting((value) => value),
  nonsensitive: converting((value) => value),
};
