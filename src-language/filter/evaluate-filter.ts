import { operationOffset, qualifiedName } from './check-filter.js';
import { calculate, negate } from './evaluate/arithmetic.js';
import { callFunction } from './evaluate/call-function.js';
import { areEqual, compareValues, findInMap } from './evaluate/compare-values.js';
import { BudgetExceeded, EvaluationBudget } from './evaluate/evaluation-budget.js';
import { withoutParens, type Binary, type Call, type Expression, type Identifier, type Logical } from './expression.js';
import { findCall, isMacroCall, macroVariable, typeNames } from './operators.js';
import type { CelValue, EvaluationError, EvaluationResult } from './value.js';

export { celValueToJson, type JsonValue } from './value-to-json.js';

/** What one evaluation may cost (see `EvaluationBudget`): far beyond any real filter, and well under a second. */
const budgetLimit = 1_000_000;

/**
 * Evaluates a filter against a user's groups as CEL says (cel-spec, langdef "Evaluation"): texts are compared exactly, `&&`
 * and `||` give the answer that one side settles even when the other fails, and a failure is a value, never thrown. The expression should have passed
 * `checkFilter`; what the checker would have refused is a run-time error here.
 */
export function evaluateFilter(expression: Expression, groups: readonly string[]): EvaluationResult {
  try {
    return new Evaluator(groups).evaluate(expression, null);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    const message = 'This filter takes too many steps to evaluate. A macro inside a macro visits every group again for each group.';
    return { type: 'error', code: 'not-evaluated', message, offset: expression.start };
  }
}

interface Scope {
  readonly name: string;
  readonly value: CelValue;
  readonly outer: Scope | null;
}

const trueValue: CelValue = { type: 'bool', value: true };
const falseValue: CelValue = { type: 'bool', value: false };

class Evaluator {
  private readonly budget = new EvaluationBudget(budgetLimit);
  private groupSet: ReadonlySet<string> | undefined;
  private groupList: CelValue | undefined;

  constructor(private readonly groups: readonly string[]) {}

  evaluate(node: Expression, scope: Scope | null): EvaluationResult {
    this.budget.spend(1);
    switch (node.kind) {
      case 'string':
        return { type: 'string', value: node.value };
      case 'bytes':
        return { type: 'bytes', value: node.value };
      case 'int':
      case 'uint':
        return { type: node.kind, value: BigInt(node.value) };
      case 'double':
        return { type: 'double', value: Number(node.value) };
      case 'bool':
        return node.value ? trueValue : falseValue;
      case 'null':
        return { type: 'null' };
      case 'identifier':
        return this.evaluateIdentifier(node, scope);
      case 'select': {
        const qualified = qualifiedName(node);
        if (qualified !== null && typeNames.has(qualified)) return { type: 'type', name: qualified };
        const operand = this.evaluate(node.operand, scope);
        if (operand.type === 'error') return operand;
        const found = operand.type === 'map' ? findInMap(operand, { type: 'string', value: node.field }, this.budget) : undefined;
        return found ?? failure(node, operand.type === 'map' ? `The map has no key ${node.field}` : `${operand.type} has no fields`);
      }
      case 'index':
        return this.evaluateBoth(node.operand, node.index, scope, (operand, index) => this.indexInto(node, operand, index));
      case 'call':
        return this.evaluateCall(node, scope);
      case 'list': {
        const elements = this.evaluateAll(node.elements, scope);
        return Array.isArray(elements) ? { type: 'list', elements } : elements;
      }
      case 'map':
        return this.evaluateMap(node, scope);
      case 'struct':
        return failure(node, 'Filters have no message types');
      case 'unary': {
        const operand = this.evaluate(node.operand, scope);
        if (operand.type === 'error' || node.count % 2 === 0) return operand;
        if (node.operator === '-') return this.orFailure(node, negate(operand));
        return operand.type === 'bool' ? boolValue(!operand.value) : failure(node, `! cannot be applied to ${operand.type}`);
      }
      case 'binary':
        return this.evaluateBinary(node, scope);
      case 'logical':
        return this.evaluateLogical(node, scope);
      case 'conditional': {
        const condition = this.evaluate(node.condition, scope);
        if (condition.type === 'error') return condition;
        if (condition.type !== 'bool') return failure(node, `The condition before ? is ${condition.type}, not bool`);
        return this.evaluate(condition.value ? node.then : node.otherwise, scope);
      }
      case 'paren':
        return this.evaluate(node.inner, scope);
      case 'missing':
        return failure(node, 'Something is missing here');
    }
  }

  private evaluateIdentifier(node: Identifier, scope: Scope | null): EvaluationResult {
    if (!node.isGlobal) {
      for (let at = scope; at; at = at.outer) if (at.name === node.name) return at.value;
    }
    if (node.name === 'groups') {
      this.groupList ??= { type: 'list', elements: this.groups.map((value) => ({ type: 'string', value })) };
      return this.groupList;
    }
    return typeNames.has(node.name) ? { type: 'type', name: node.name } : failure(node, `Unknown variable ${node.name}`);
  }

  /** Walks a chain such as `a + b + c …` in a loop, since it may be thousands of operations deep. */
  private evaluateBinary(node: Binary, scope: Scope | null): EvaluationResult {
    const spine: Binary[] = [];
    let first: Expression = node;
    for (; first.kind === 'binary'; first = first.left) spine.push(first);
    let left = this.evaluate(first, scope);
    for (const operation of spine.reverse()) {
      this.budget.spend(1);
      if (left.type === 'error') return left;
      const quick = this.testMembership(operation, left, scope);
      if (quick) {
        left = quick;
        continue;
      }
      const right = this.evaluate(operation.right, scope);
      left = right.type === 'error' ? right : this.applyBinary(operation, left, right);
    }
    return left;
  }

  /** `"x" in groups`, the test that filters are made of, by a set instead of a walk through the list. */
  private testMembership(operation: Binary, left: CelValue, scope: Scope | null): CelValue | null {
    if (operation.operator !== 'in' || left.type !== 'string' || operation.right.kind !== 'identifier') return null;
    if (operation.right.name !== 'groups' || (scope && !operation.right.isGlobal)) return null;
    this.groupSet ??= new Set(this.groups);
    return boolValue(this.groupSet.has(left.value));
  }

  private applyBinary(node: Binary, left: CelValue, right: CelValue): EvaluationResult {
    switch (node.operator) {
      case '==':
        return boolValue(areEqual(left, right, this.budget));
      case '!=':
        return boolValue(!areEqual(left, right, this.budget));
      case 'in':
        if (right.type === 'list') return boolValue(right.elements.some((element) => areEqual(left, element, this.budget)));
        if (right.type === 'map') return boolValue(findInMap(right, left, this.budget) !== undefined);
        return failure(node, `${right.type} is not a list to look in`);
      case '<':
      case '<=':
      case '>':
      case '>=': {
        if (left.type === 'string') this.budget.spend(left.value.length >> 5);
        const difference = compareValues(left, right);
        if (difference === null) return failure(node, `${left.type} and ${right.type} have no order`);
        if (difference === undefined) return failure(node, 'NaN has no order');
        if (node.operator === '<') return boolValue(difference < 0);
        if (node.operator === '>') return boolValue(difference > 0);
        return boolValue(node.operator === '<=' ? difference <= 0 : difference >= 0);
      }
      default:
        return this.orFailure(node, calculate(node.operator, left, right, this.budget));
    }
  }

  /** An operand that settles the answer does so wherever it stands; otherwise the first failure is the answer. */
  private evaluateLogical(node: Logical, scope: Scope | null): EvaluationResult {
    const settling = node.operator === '||';
    let failed: EvaluationError | null = null;
    for (const operand of node.operands) {
      const value = this.evaluate(operand, scope);
      if (value.type === 'bool') {
        if (value.value === settling) return value;
      } else if (value.type === 'error') failed ??= value;
      else failed ??= failure(operand, `${node.operator} needs bool, and this is ${value.type}`);
    }
    return failed ?? boolValue(!settling);
  }

  private evaluateMap(node: Expression & { kind: 'map' }, scope: Scope | null): EvaluationResult {
    const entries: [CelValue, CelValue][] = [];
    // The reference implementation lets the last of equal keys win.
    const places = new Map<string, number>();
    for (const entry of node.entries) {
      const pair = this.evaluateAll([entry.key, entry.value], scope);
      if (!Array.isArray(pair)) return pair;
      const [key, value] = pair;
      if (!key || !value) continue;
      if (key.type !== 'string' && key.type !== 'bool' && key.type !== 'int' && key.type !== 'uint')
        return failure(entry.key, `${key.type} cannot be the key of a map`);
      const name = `${key.type} ${String(key.value)}`;
      const place = places.get(name);
      if (place === undefined) {
        places.set(name, entries.length);
        entries.push([key, value]);
      } else entries[place] = [key, value];
    }
    return { type: 'map', entries };
  }

  private indexInto(node: Expression, operand: CelValue, index: CelValue): EvaluationResult {
    if (operand.type === 'map') return findInMap(operand, index, this.budget) ?? failure(node, 'The map has no such key');
    if (operand.type !== 'list') return failure(node, `${operand.type} has no elements`);
    const place = index.type === 'int' || index.type === 'uint' || index.type === 'double' ? Number(index.value) : NaN;
    if (!Number.isInteger(place)) return failure(node, `The index is ${index.type}, not a whole number`);
    const size = operand.elements.length;
    return operand.elements[place] ?? failure(node, `Index ${String(place)} is out of range: the list has ${String(size)} elements`);
  }

  private evaluateCall(node: Call, scope: Scope | null): EvaluationResult {
    if (isMacroCall(node)) return this.evaluateMacro(node, node.target, scope);
    if (!node.target && node.name === 'has' && node.args.length === 1) return this.evaluateHas(node, scope);
    const operands = this.evaluateAll(node.target ? [node.target, ...node.args] : node.args, scope);
    if (!Array.isArray(operands)) return operands;
    const entry = findCall(node.target ? 'method' : 'function', node.name);
    if (!entry) return failure(node, `Unknown function ${node.name}`);
    const result = entry.isEvaluated ? callFunction(node.name, operands, this.budget) : undefined;
    if (result !== undefined) return this.orFailure(node, result);
    return { type: 'error', code: 'not-evaluated', message: `Groupmap does not evaluate ${node.name}().`, offset: node.nameRange.start };
  }

  private evaluateHas(node: Call, scope: Scope | null): EvaluationResult {
    const field = node.args[0] && withoutParens(node.args[0]);
    if (field?.kind !== 'select') return failure(node, 'has() takes a field of a map');
    const operand = this.evaluate(field.operand, scope);
    if (operand.type === 'error') return operand;
    if (operand.type !== 'map') return failure(node, `${operand.type} has no fields`);
    return boolValue(findInMap(operand, { type: 'string', value: field.field }, this.budget) !== undefined);
  }

  private evaluateMacro(node: Call, target: Expression, scope: Scope | null): EvaluationResult {
    const range = this.evaluate(target, scope);
    if (range.type === 'error') return range;
    if (range.type !== 'list' && range.type !== 'map') return failure(node, `${node.name} needs a list, and this is ${range.type}`);
    const [, condition, result] = node.args;
    const variable = macroVariable(node);
    if (!variable || !condition) return failure(node, `${node.name} needs a name and a condition`);
    const elements = range.type === 'list' ? range.elements : range.entries.map(([key]) => key);
    const inScope = (element: CelValue): Scope => ({ name: variable.name, value: element, outer: scope });
    switch (node.name) {
      case 'exists':
      case 'all':
        return this.quantify(elements, node.name === 'exists', (element) => this.evaluate(condition, inScope(element)), condition);
      case 'map':
        return this.collect(elements, result ? condition : null, result ?? condition, inScope);
      case 'filter':
        return this.collect(elements, condition, null, inScope);
      default: {
        const found = this.collect(elements, condition, null, inScope);
        return found.type === 'list' ? boolValue(found.elements.length === 1) : found;
      }
    }
  }

  /** `exists` and `all`: an element that settles the answer does so even where another one fails. */
  private quantify(
    elements: readonly CelValue[],
    settling: boolean,
    test: (element: CelValue) => EvaluationResult,
    condition: Expression,
  ): EvaluationResult {
    let failed: EvaluationError | null = null;
    for (const element of elements) {
      const value = test(element);
      if (value.type === 'bool') {
        if (value.value === settling) return value;
      } else if (value.type === 'error') failed ??= value;
      else failed ??= failure(condition, `The condition is ${value.type}, not bool`);
    }
    return failed ?? boolValue(!settling);
  }

  /** The elements for which `condition` holds, each as `result` makes it; any failure is the answer. */
  private collect(
    elements: readonly CelValue[],
    condition: Expression | null,
    result: Expression | null,
    inScope: (element: CelValue) => Scope,
  ): EvaluationResult {
    const collected: CelValue[] = [];
    for (const element of elements) {
      const scope = inScope(element);
      const isWanted = condition ? this.evaluate(condition, scope) : trueValue;
      if (isWanted.type === 'error') return isWanted;
      if (isWanted.type !== 'bool') return condition ? failure(condition, `The condition is ${isWanted.type}, not bool`) : isWanted;
      if (!isWanted.value) continue;
      const value = result ? this.evaluate(result, scope) : element;
      if (value.type === 'error') return value;
      collected.push(value);
    }
    return { type: 'list', elements: collected };
  }

  private evaluateBoth(
    first: Expression,
    second: Expression,
    scope: Scope | null,
    combine: (first: CelValue, second: CelValue) => EvaluationResult,
  ): EvaluationResult {
    const left = this.evaluate(first, scope);
    if (left.type === 'error') return left;
    const right = this.evaluate(second, scope);
    return right.type === 'error' ? right : combine(left, right);
  }

  private evaluateAll(nodes: readonly Expression[], scope: Scope | null): CelValue[] | EvaluationError {
    const values: CelValue[] = [];
    for (const node of nodes) {
      const value = this.evaluate(node, scope);
      if (value.type === 'error') return value;
      values.push(value);
    }
    return values;
  }

  private orFailure(node: Expression, result: CelValue | string): EvaluationResult {
    return typeof result === 'string' ? failure(node, result) : result;
  }
}

function boolValue(value: boolean): CelValue {
  return value ? trueValue : falseValue;
}

function failure(node: Expression, message: string): EvaluationError {
  return { type: 'error', code: 'evaluation-error', message: `${message}.`, offset: operationOffset(node) };
}
