import { nearestName } from '../../../text/nearest-name.js';
import { quoted } from '../../../text/quoted-name.js';
import type { BinaryExpression, Expression, ForExpression, ObjectExpression, PlacedExpression } from '../expression.js';
import { ExpressionPlace, originAt, type Origin } from '../origin.js';
import { ObjectValue, shapeOf } from './object-value.js';
import { literalValue, NameValue } from './written-text.js';
import { callFunction, type FunctionContext } from './call-function.js';
import { TemplateEvaluator } from './evaluate-template.js';
import { elementsOf, withElement } from './loop-elements.js';
import { applyOperator } from './apply-operator.js';
import { asBoolean, asNumber } from './as-primitive.js';
import { hasFewDigits, numberOf } from './calculate.js';
import { unifyValues } from './functions/unify-values.js';
import { findName, mistake, unknown, withName, type ModuleNames, type ReferencePlace, type Scope } from './scope.js';
import {
  areEqual,
  asText,
  booleanValue,
  firstMistake,
  knownText,
  listOf,
  mapOf,
  nameOfKind,
  nullValue,
  numberValue,
  type MapEntry,
  type TextValue,
  type UnknownValue,
  type Value,
  unknownPart,
  withoutIdentity,
} from './value.js';

/** Steps that one evaluation may take: far more than any module needs, and soon over. */
const stepLimit = 2_000_000;

/**
 * Evaluates expressions of one module as far as the files tell. Never throws: what is not known, or not valid, is an unknown value with
 * the reason and the place.
 */
export class ExpressionEvaluator {
  private steps = 0;
  private readonly templates = new TemplateEvaluator((expression, origin, scope) => this.evaluate(expression, origin, scope));

  constructor(
    private readonly module: ModuleNames,
    private readonly functions: FunctionContext,
  ) {}

  evaluate(expression: Expression, origin: Origin, scope: Scope): Value {
    if (++this.steps > stepLimit) return unknown('it takes too many steps to evaluate', this.placeOf(expression, origin));
    switch (expression.kind) {
      case 'literal':
        if (expression.value === null) return nullValue;
        if (typeof expression.value === 'boolean') return booleanValue(expression.value);
        return numberOf(expression.value, hasFewDigits(expression.value), this.placeOf(expression, origin));
      case 'template':
        return this.templates.evaluate(expression, origin, scope);
      case 'variable':
      case 'attribute':
      case 'index':
        return this.reference(expression, origin, scope);
      case 'splat':
        return this.splat(expression, origin, scope);
      case 'call':
        return callFunction(expression, this.placeOf(expression, origin), this.functions, (argument) =>
          this.placed(argument, origin, scope),
        );
      case 'unary':
        return this.unary(expression.operator, this.evaluate(expression.operand, origin, scope), this.placeOf(expression, origin));
      case 'binary':
        return this.binary(expression, origin, scope);
      case 'conditional': {
        const condition = asBoolean(this.evaluate(expression.condition, origin, scope));
        if (condition === undefined) return mistake('a condition is neither true nor false', this.placeOf(expression.condition, origin));
        if (typeof condition !== 'boolean') return withoutIdentity(condition);
        const chosen = this.evaluate(condition ? expression.whenTrue : expression.whenFalse, origin, scope);
        if (chosen.kind === 'unknown' || chosen.kind === 'text') return chosen;
        const other = this.evaluate(condition ? expression.whenFalse : expression.whenTrue, origin, scope);
        if (firstMistake(other)) return chosen;
        const [unified] = unifyValues([chosen, other]) ?? [];
        if (unified || chosen.kind === other.kind) return unified ?? chosen;
        return mistake(
          `one side of the condition is ${nameOfKind(chosen)}, the other ${nameOfKind(other)}`,
          this.placeOf(expression, origin),
        );
      }
      case 'tuple':
        return listOf(expression.items.map((item) => this.placed(item, origin, scope)));
      case 'object':
        return this.object(expression, origin, scope);
      case 'for':
        return this.loop(expression, origin, scope);
      case 'unreadable':
        return unknown('it cannot be read', this.placeOf(expression, origin), { isUnreadable: true });
    }
  }

  /** An expression's place and characters. */
  placeOf(expression: Expression, origin: Origin): ReferencePlace {
    return new ExpressionPlace(origin, expression);
  }

  private placed({ expression, at, origin: own }: PlacedExpression, origin: Origin, scope: Scope): Value {
    if (own) return this.evaluate(expression, own, scope);
    return literalValue(expression, origin, at) ?? this.evaluate(expression, originAt(origin, at), scope);
  }

  private reference(expression: Expression, origin: Origin, scope: Scope): Value {
    const names = namesOf(expression);
    const [root] = names;
    if (root === undefined) return this.step(expression, origin, scope);
    const local = findName(scope, root);
    if (local) return entryAt(local, names) ?? this.step(expression, origin, scope);
    const { value, taken } = this.module.resolve(names, this.placeOf(expression, origin));
    return taken >= names.length ? value : this.attributes(value, names.slice(taken), expression, origin);
  }

  /** One attribute or element of what comes before it. */
  private step(expression: Expression, origin: Origin, scope: Scope): Value {
    if (expression.kind === 'attribute')
      return this.attributes(this.evaluate(expression.of, origin, scope), [expression.name], expression, origin);
    if (expression.kind !== 'index') return mistake('nothing has this name', this.placeOf(expression, origin));
    const of = this.evaluate(expression.of, origin, scope);
    const key = this.evaluate(expression.key, origin, scope);
    return this.element(of, key, expression, origin);
  }

  private attributes(from: Value, names: readonly string[], expression: Expression, origin: Origin): Value {
    let value = from;
    for (const name of names) value = this.attribute(value, name, expression, origin);
    return value;
  }

  private attribute(of: Value, name: string, expression: Expression, origin: Origin): Value {
    switch (of.kind) {
      case 'unknown':
        if (of.idOf !== undefined) return mistake('an id has no attributes', this.placeOf(expression, origin));
        return of.instancesOf !== undefined && name === 'id' ? { ...of, idOf: of.instancesOf } : of;
      case 'instance':
        return of.attribute(name, this.placeOf(expression, origin));
      case 'map': {
        const value = of.get(name);
        if (value) return value;
        const meant = nearestName(name, [...of.entries.keys()].slice(0, 200));
        const advice = meant === undefined ? '' : `, but ${quoted(meant)}`;
        return mistake(`there is no ${quoted(name)} in it${advice}`, this.placeOf(expression, origin));
      }
      default:
        return mistake(`${nameOfKind(of)} has no attribute ${quoted(name)}`, this.placeOf(expression, origin));
    }
  }

  private element(of: Value, key: Value, expression: Expression, origin: Origin): Value {
    const place = this.placeOf(expression, origin);
    if (of.kind === 'unknown') return of;
    if (key.kind === 'unknown') return withoutIdentity(key);
    if (of.kind === 'sequence' && !of.isSet) {
      const index = asNumber(key);
      const item = index === null ? undefined : of.items[index];
      return item ?? mistake(`the list has ${of.items.length} elements, and none with this index`, place);
    }
    const name = asText(key);
    if (of.kind === 'map' && name) {
      const text = knownText(name);
      return text === null ? (unknownPart(name) ?? nullValue) : this.attribute(of, text, expression, origin);
    }
    if (of.kind === 'instance' && name) return of.attribute(knownText(name) ?? '', place);
    return mistake(`${nameOfKind(of)} has no elements with a key`, place);
  }

  private splat(expression: Extract<Expression, { kind: 'splat' }>, origin: Origin, scope: Scope): Value {
    const of = this.evaluate(expression.of, origin, scope);
    if (of.kind === 'unknown') return of;
    const items = of.kind === 'sequence' ? of.items : of.kind === 'null' ? [] : [of];
    return listOf(items.map((item) => this.evaluate(expression.each, origin, withName(scope, '*', item))));
  }

  private object(expression: ObjectExpression, origin: Origin, scope: Scope): Value {
    const shape = shapeOf(expression);
    if (shape) {
      const values: Value[] = [];
      for (const { value } of expression.entries) values.push(this.placed(value, origin, scope));
      return new ObjectValue(shape, origin, values);
    }
    const entries: MapEntry[] = [];
    for (const { key, value } of expression.entries) {
      const name = key.kind === 'name' ? new NameValue(key, origin) : this.objectKey(key, origin, scope);
      if (name.kind === 'unknown') return name;
      entries.push({ key: name, value: this.placed(value, origin, scope) });
    }
    return mapOf(entries);
  }

  private objectKey(key: PlacedExpression, origin: Origin, scope: Scope): TextValue | UnknownValue {
    return keyText(this.placed(key, origin, scope), this.placeOf(key.expression, key.origin ?? originAt(origin, key.at)));
  }

  private loop(expression: ForExpression, origin: Origin, scope: Scope): Value {
    const collection = this.evaluate(expression.collection, origin, scope);
    const elements = elementsOf(collection, this.placeOf(expression.collection, origin));
    if (!Array.isArray(elements)) return elements;
    const items: Value[] = [];
    const entries: MapEntry[] = [];
    const groups = new Map<string, { readonly key: TextValue; readonly values: Value[] }>();
    for (const [key, value] of elements) {
      const inner = withElement(scope, expression, key, value);
      if (expression.condition) {
        const condition = asBoolean(this.evaluate(expression.condition, origin, inner));
        if (condition === undefined) return mistake('a condition is neither true nor false', this.placeOf(expression.condition, origin));
        if (typeof condition !== 'boolean') return withoutIdentity(condition);
        if (!condition) continue;
      }
      const result = this.evaluate(expression.value, origin, inner);
      if (!expression.key) {
        items.push(result);
        continue;
      }
      const name = keyText(this.evaluate(expression.key, origin, inner), this.placeOf(expression.key, origin));
      if (name.kind === 'unknown') return name;
      const text = knownText(name) ?? '';
      const group = groups.get(text);
      if (group && !expression.isGrouped)
        return mistake(`two elements have the key ${quoted(text)}; Terraform wants each key once`, this.placeOf(expression.key, origin));
      if (group) group.values.push(result);
      else groups.set(text, { key: name, values: [result] });
    }
    if (!expression.key) return listOf(items);
    for (const { key, values } of groups.values())
      entries.push({ key, value: expression.isGrouped ? listOf(values) : (values[0] ?? nullValue) });
    return mapOf(entries);
  }

  private unary(operator: '!' | '-', operand: Value, place: ReferencePlace): Value {
    if (operand.kind === 'unknown') return withoutIdentity(operand);
    if (operator === '!') {
      const value = asBoolean(operand);
      if (typeof value === 'boolean') return booleanValue(!value);
      return value ?? mistake(`${nameOfKind(operand)} is neither true nor false`, place);
    }
    const value = asNumber(operand);
    if (value === null) return mistake(`${nameOfKind(operand)} is no number`, place);
    return operand.kind === 'number' ? { ...operand, value: -value } : numberValue(-value);
  }

  private binary(expression: BinaryExpression, origin: Origin, scope: Scope): Value {
    const { operator } = expression;
    const place = this.placeOf(expression, origin);
    const left = this.evaluate(expression.left, origin, scope);
    const right = this.evaluate(expression.right, origin, scope);
    const isEquality = operator === '==' || operator === '!=';
    if (isEquality && areEqual(left, right) && !areOfOneType(expression, left)) return unknown(notOfOneType, place);
    return applyOperator(operator, left, right, place);
  }
}

const notOfOneType =
  'Terraform takes a list and a tuple, or a map and an object, for different even if they hold the same, and which of them these are is not worked out here: compare what length() gives, or the elements';

/** Whether the sides, which hold the same, are of one type for certain: what is written out is a tuple or an object, what functions and variables give may be a list or map. */
function areOfOneType({ left, right }: BinaryExpression, value: Value): boolean {
  if (value.kind !== 'map' && (value.kind !== 'sequence' || value.isSet)) return true;
  return isWrittenOut(left) && isWrittenOut(right);
}

function isWrittenOut(expression: Expression): boolean {
  if (expression.kind === 'splat') return isWrittenOut(expression.of);
  return expression.kind === 'tuple' || expression.kind === 'object' || expression.kind === 'for';
}

/** The names of a reference that is nothing but names and constant text keys in front of the first other step; empty for anything else. */
function namesOf(expression: Expression): readonly string[] {
  if (expression.kind !== 'variable' && expression.kind !== 'attribute') return noPath;
  let names = knownNames.get(expression);
  if (!names) knownNames.set(expression, (names = readNames(expression)));
  return names;
}

const noPath: readonly string[] = [];
const knownNames = new WeakMap<Expression, readonly string[]>();

function readNames(expression: Expression): readonly string[] {
  if (expression.kind === 'variable') return [expression.name];
  if (expression.kind !== 'attribute') return noPath;
  const names = readNames(expression.of);
  return names.length === 0 ? noPath : [...names, expression.name];
}

/** What stands behind names within maps, the first of which is the map's own; undefined where it takes a closer look. */
function entryAt(map: Value, names: readonly string[]): Value | undefined {
  let value: Value | undefined = map;
  for (let at = 1; at < names.length && value; at++) value = value.kind === 'map' ? value.get(names[at] ?? '') : undefined;
  return value;
}

function keyText(value: Value, place: ReferencePlace): TextValue | UnknownValue {
  const text = asText(value);
  if (!text) return mistake(`${nameOfKind(value)} cannot be a key`, place);
  return unknownPart(text) ?? text;
}
