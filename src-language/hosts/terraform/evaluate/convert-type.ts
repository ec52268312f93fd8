import type { Expression, PlacedExpression } from '../expression.js';
import { originAt, type Origin } from '../origin.js';
import { asBoolean, asNumber } from './as-primitive.js';
import { makeSet } from './functions/make-set.js';
import { unifyValues } from './functions/unify-values.js';
import { mistake, type ReferencePlace } from './scope.js';
import {
  asText,
  booleanValue,
  firstUnknown,
  listOf,
  mapOf,
  nameOfKind,
  nullValue,
  numberValue,
  type MapEntry,
  type Value,
} from './value.js';

/** What a type constraint of a variable is read with. */
export interface TypeContext {
  readonly origin: Origin;
  /** Where the value stands, for what is wrong with it. */
  readonly place: ReferencePlace;
  /** A default value in the type. */
  evaluate(expression: Expression, origin: Origin): Value;
}

/**
 * A value converted to a type constraint (`map(object({ filter = string, roles = optional(list(string), []) }))`), as Terraform converts what
 * a variable is given: texts from numbers, sets from lists, defaults for what is left out, and no attributes that the type does not name.
 */
export function convertToType(value: Value, type: Expression, context: TypeContext): Value {
  if (value.kind === 'null' || value.kind === 'unknown') return value;
  if (type.kind === 'variable') return convertToNamed(value, type.name, context);
  if (type.kind !== 'call') return value;
  const argument = type.args[0]?.expression;
  const inner = { ...context, origin: originAt(context.origin, type.args[0]?.at ?? 0) };
  switch (type.name) {
    case 'optional':
      return argument ? convertToType(value, argument, inner) : value;
    case 'list':
    case 'set': {
      if (value.kind !== 'sequence') return wrong(value, 'a list', context);
      const items = convertElements(value.items, argument, inner);
      return type.name === 'set' ? makeSet(items, (reason) => mistake(reason, context.place)) : listOf(items);
    }
    case 'map': {
      if (value.kind !== 'map') return wrong(value, 'a map', context);
      const entries = [...value.entries.values()];
      const items = convertElements(
        entries.map((entry) => entry.value),
        argument,
        inner,
      );
      return mapOf(entries.map(({ key, value: item }, index) => ({ key, value: items[index] ?? item })));
    }
    case 'tuple':
      if (value.kind !== 'sequence') return wrong(value, 'a list', context);
      return argument?.kind === 'tuple'
        ? listOf(value.items.map((item, index) => convertToItem(item, argument.items[index], inner)))
        : value;
    case 'object':
      if (value.kind !== 'map') return wrong(value, 'an object', context);
      return argument?.kind === 'object' ? convertToObject(value.entries, argument, inner) : value;
    default:
      return value;
  }
}

/** Elements of a list, set or map. Those of `any` become one type, which is found from all of them; what has none is left to Terraform to refuse. */
function convertElements(items: readonly Value[], type: Expression | undefined, context: TypeContext): readonly Value[] {
  if (!type || (type.kind === 'variable' && type.name === 'any')) return unifyValues(items) ?? items;
  return items.map((item) => convertToType(item, type, context));
}

function convertToItem(value: Value, type: PlacedExpression | undefined, context: TypeContext): Value {
  return type ? convertToType(value, type.expression, { ...context, origin: originAt(context.origin, type.at) }) : value;
}

function convertToNamed(value: Value, name: string, context: TypeContext): Value {
  switch (name) {
    case 'string':
      return asText(value) ?? wrong(value, 'a text', context);
    case 'number': {
      const number = asNumber(value);
      return number === null ? (firstUnknown(value) ?? wrong(value, 'a number', context)) : numberValue(number);
    }
    case 'bool': {
      const boolean = asBoolean(value);
      return typeof boolean === 'boolean' ? booleanValue(boolean) : (boolean ?? wrong(value, 'true or false', context));
    }
    default:
      return value;
  }
}

function convertToObject(
  entries: ReadonlyMap<string, MapEntry>,
  type: Extract<Expression, { kind: 'object' }>,
  context: TypeContext,
): Value {
  const results: MapEntry[] = [];
  for (const { key, value: typed } of type.entries) {
    if (key.kind !== 'name') continue;
    const { expression, at } = typed;
    const inner = { ...context, origin: originAt(context.origin, at) };
    const given = entries.get(key.name);
    const isOptional = expression.kind === 'call' && expression.name === 'optional';
    const name = given?.key ?? { kind: 'text' as const, parts: [{ kind: 'known' as const, text: key.name, source: null }] };
    if (given && given.value.kind !== 'null') results.push({ key: name, value: convertToType(given.value, expression, inner) });
    else if (isOptional) {
      const [wanted, otherwise] = expression.args;
      const value = otherwise ? inner.evaluate(otherwise.expression, originAt(inner.origin, otherwise.at)) : nullValue;
      results.push({ key: name, value: convertToItem(value, wanted, inner) });
    } else if (given) results.push(given);
    else return mistake(`an object lacks \`${key.name}\`, which its type requires`, context.place);
  }
  return mapOf(results);
}

function wrong(value: Value, wanted: string, { place }: TypeContext): Value {
  return mistake(`it must be ${wanted}, and is ${nameOfKind(value)}`, place);
}
