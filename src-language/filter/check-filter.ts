import type { OffsetRange } from '../text/range.js';
import { boolType, dynType, errorType, formatType, listOf, mapOf, stringType, TypeUnifier, type CelType } from './cel-type.js';
import { withoutParens, type Binary, type Call, type Expression, type Identifier, type Logical, type Select } from './expression.js';
import { findCall, findOperator, instantiate, isMacroCall, macroVariable, typeNames, type OperatorEntry } from './operators.js';

/** What the checker has against a part of a filter. Of several, the others may follow from the first. */
export interface CheckError {
  /**
   * `unknown-variable`, `unknown-function`: a name that CEL does not know here. `overload`: operands of types that the operator or
   * function does not take. `not-bool`: an operand of `&&` or `||`, a condition, or the whole filter is not bool. `field`: a
   * field of something without fields. `range`: a macro over something that is neither list nor map.
   */
  readonly kind: 'unknown-variable' | 'unknown-function' | 'overload' | 'not-bool' | 'field' | 'range';
  /** The part that is at fault: the call, the operation, the name. */
  readonly node: Expression;
  /** Where the reference implementation reports it, UTF-16: an operator, a call's parenthesis, the dot of a field, a name. */
  readonly offset: number;
  /** Types of the operands (`overload`) or of the part itself, as an author reads them. */
  readonly types: readonly string[];
}

export interface CheckedFilter {
  /** The type of the whole filter, `dyn` where only run time can tell. */
  readonly type: CelType;
  /** In the order in which the parts are checked, operands before operations. A result that is not bool is not among them. */
  readonly errors: readonly CheckError[];
  /** The type of each part. */
  readonly types: ReadonlyMap<Expression, CelType>;
}

/**
 * Checks types as the reference implementation does in its standard environment without extensions, with the one variable
 * `groups: list(string)` (cel-spec, langdef "Gradual Type Checking"). Takes time in proportion to the length of the filter.
 */
export function checkFilter(expression: Expression): CheckedFilter {
  const checker = new Checker();
  const type = checker.check(expression, null);
  return { type: checker.resolve(type), errors: checker.errors, types: checker.types };
}

/** Whether a filter of this type may yield a bool: `dyn` may, and only run time tells. */
export function mayBeBool(type: CelType): boolean {
  return type.kind === 'bool' || type.kind === 'dyn' || type.kind === 'error';
}

/** A macro's variable, visible in its later arguments. */
interface Scope {
  readonly name: string;
  readonly type: CelType;
  readonly outer: Scope | null;
}

class Checker {
  readonly errors: CheckError[] = [];
  readonly types = new Map<Expression, CelType>();
  private readonly unifier = new TypeUnifier();

  resolve(type: CelType): CelType {
    return this.unifier.substitute(type, true);
  }

  check(node: Expression, scope: Scope | null): CelType {
    const type = this.checkNode(node, scope);
    this.types.set(node, type);
    return type;
  }

  private checkNode(node: Expression, scope: Scope | null): CelType {
    switch (node.kind) {
      case 'string':
      case 'bytes':
      case 'int':
      case 'uint':
      case 'double':
      case 'bool':
      case 'null':
        return { kind: node.kind };
      case 'identifier':
        return this.checkIdentifier(node, scope);
      case 'select':
        return this.checkSelect(node, scope);
      case 'index': {
        const operands = [this.check(node.operand, scope), this.check(node.index, scope)];
        return this.apply(findOperator('[ ]', 2), operands, node, node.bracketRange.start);
      }
      case 'call':
        return this.checkCall(node, scope);
      case 'list': {
        let element: CelType | null = null;
        for (const part of node.elements) element = this.unifier.join(element, this.check(part, scope));
        return listOf(element ?? this.unifier.newParameter());
      }
      case 'map': {
        let key: CelType | null = null;
        let value: CelType | null = null;
        for (const entry of node.entries) {
          key = this.unifier.join(key, this.check(entry.key, scope));
          value = this.unifier.join(value, this.check(entry.value, scope));
        }
        return mapOf(key ?? this.unifier.newParameter(), value ?? this.unifier.newParameter());
      }
      case 'struct':
        this.report('unknown-variable', node, node.start);
        return errorType;
      case 'unary': {
        const operand = this.check(node.operand, scope);
        // The reference implementation drops pairs of `!` and of `-` before it checks.
        if (node.count % 2 === 0) return operand;
        return this.apply(findOperator(node.operator, 1), [operand], node, node.operatorRange.start);
      }
      case 'binary':
        return this.checkBinary(node, scope);
      case 'logical':
        return this.checkLogical(node, scope);
      case 'conditional': {
        const operands = [node.condition, node.then, node.otherwise].map((part) => this.check(part, scope));
        return this.apply(findOperator('? :', 3), operands, node, node.questionRange.start);
      }
      case 'paren':
        return this.check(node.inner, scope);
      case 'missing':
        return errorType;
    }
  }

  /** Walks a chain such as `a + b + c …` in a loop, since it may be thousands of operations deep. */
  private checkBinary(node: Binary, scope: Scope | null): CelType {
    const spine: Binary[] = [];
    let first: Expression = node;
    for (; first.kind === 'binary'; first = first.left) spine.push(first);
    let left = this.check(first, scope);
    for (const operation of spine.reverse()) {
      const right = this.check(operation.right, scope);
      left = this.apply(findOperator(operation.operator, 2), [left, right], operation, operation.operatorRange.start);
      this.types.set(operation, left);
    }
    return left;
  }

  private checkLogical(node: Logical, scope: Scope | null): CelType {
    let isFine = true;
    for (const operand of node.operands) {
      const type = this.check(operand, scope);
      if (this.unifier.isAssignable(type, boolType)) continue;
      isFine = false;
      this.report('not-bool', operand, operationOffset(operand), [type]);
    }
    return isFine ? boolType : errorType;
  }

  private checkIdentifier(node: Identifier, scope: Scope | null): CelType {
    const type = this.lookUp(node.name, node.isGlobal ? null : scope);
    if (type) return type;
    this.report('unknown-variable', node, node.start);
    return errorType;
  }

  private lookUp(name: string, scope: Scope | null): CelType | undefined {
    for (let at = scope; at; at = at.outer) if (at.name === name) return at.type;
    return name === 'groups' ? listOf(stringType) : typeNames.get(name);
  }

  private checkSelect(node: Select, scope: Scope | null): CelType {
    const qualified = qualifiedName(node);
    if (qualified !== null && typeNames.has(qualified)) return typeNames.get(qualified) ?? dynType;
    const operand = this.unifier.substitute(this.check(node.operand, scope));
    switch (operand.kind) {
      case 'map':
        return operand.value;
      case 'dyn':
      case 'error':
        return dynType;
      case 'parameter':
        this.unifier.isAssignable(dynType, operand);
        return dynType;
      default:
        this.report('field', node, node.operand.end, [operand]);
        return dynType;
    }
  }

  private checkCall(node: Call, scope: Scope | null): CelType {
    if (node.target === null && node.name === 'has' && node.args.length === 1) return this.checkHas(node, scope);
    if (isMacroCall(node)) return this.checkMacro(node, node.target, scope);
    const args = node.args.map((argument) => this.check(argument, scope));
    const operands = node.target ? [this.check(node.target, scope), ...args] : args;
    const entry = findCall(node.target ? 'method' : 'function', node.name);
    if (entry) return this.apply(entry, operands, node, node.parenOffset);
    // A name that exists in the other form only is known, and fits nothing.
    const isKnown = findCall('function', node.name) ?? findCall('method', node.name);
    this.report(isKnown ? 'overload' : 'unknown-function', node, node.parenOffset, operands);
    return errorType;
  }

  private checkHas(node: Call, scope: Scope | null): CelType {
    const field = node.args[0] && withoutParens(node.args[0]);
    if (field?.kind !== 'select') {
      this.report('overload', node, node.parenOffset);
      if (field) this.check(field, scope);
      return errorType;
    }
    this.check(field, scope);
    return boolType;
  }

  private checkMacro(node: Call, target: Expression, scope: Scope | null): CelType {
    const [, ...rest] = node.args;
    const variable = macroVariable(node);
    const range = this.unifier.substitute(this.check(target, scope));
    if (!variable) {
      this.report('overload', node, node.parenOffset);
      return errorType;
    }
    let element: CelType = dynType;
    if (range.kind === 'list') element = range.element;
    else if (range.kind === 'map') element = range.key;
    else if (range.kind === 'parameter') this.unifier.isAssignable(dynType, range);
    else if (range.kind !== 'dyn' && range.kind !== 'error') {
      this.report('range', node, operationOffset(target), [range]);
      element = errorType;
    }
    this.types.set(variable, element);
    const inner: Scope = { name: variable.name, type: element, outer: scope };
    const kinds = rest.map((argument) => this.check(argument, inner));
    const last = kinds[kinds.length - 1] ?? dynType;
    if (node.name === 'map') {
      if (kinds.length === 2) this.expectBool(rest[0], kinds[0]);
      return listOf(last);
    }
    this.expectBool(rest[rest.length - 1], last);
    return node.name === 'filter' ? listOf(element) : boolType;
  }

  private expectBool(node: Expression | undefined, type: CelType | undefined): void {
    if (!node || !type || this.unifier.isAssignable(type, boolType)) return;
    this.report('not-bool', node, operationOffset(node), [type]);
  }

  /** The result type of the first signature that fits, `dyn` when several with different results do; reports when none does. */
  private apply(entry: OperatorEntry | undefined, operands: readonly CelType[], node: Expression, offset: number): CelType {
    let result: CelType | null = null;
    for (const signature of entry?.signatures ?? []) {
      const candidate = instantiate(signature, this.unifier);
      if (!this.unifier.areAssignable(operands, candidate.operands)) continue;
      const type = this.unifier.substitute(candidate.result);
      if (!result) result = type;
      else if (result.kind !== 'dyn' && formatType(result) !== formatType(type)) result = dynType;
    }
    if (result) return result;
    this.report('overload', node, offset, operands);
    return errorType;
  }

  private report(kind: CheckError['kind'], node: Expression, offset: number, types: readonly CelType[] = []): void {
    this.errors.push({ kind, node, offset, types: types.map((type) => formatType(this.resolve(type))) });
  }
}

/** `a.b.c` as one name, or null when it is not made of names alone. */
export function qualifiedName(node: Expression): string | null {
  const fields: string[] = [];
  let at = node;
  for (; at.kind === 'select'; at = at.operand) fields.push(at.field);
  return at.kind === 'identifier' ? [at.name, ...fields.reverse()].join('.') : null;
}

/** Where the reference implementation places a part: at its operator, parenthesis, bracket or dot; otherwise at its start. */
export function operationOffset(node: Expression): number {
  switch (node.kind) {
    case 'binary':
      return node.operatorRange.start;
    case 'logical':
      return node.operatorRanges[0]?.start ?? node.start;
    case 'conditional':
      return node.questionRange.start;
    case 'call':
      return node.parenOffset;
    case 'index':
      return node.bracketRange.start;
    case 'select':
      return node.operand.end;
    case 'paren':
      return operationOffset(node.inner);
    default:
      return node.start;
  }
}

/** The range of the name or operator that an operation is known by: where a finding about it belongs. */
export function operatorRangeOf(node: Expression): OffsetRange {
  switch (node.kind) {
    case 'binary':
    case 'unary':
      return node.operatorRange;
    case 'conditional':
      return node.questionRange;
    case 'call':
      return node.nameRange;
    case 'index':
      return node.bracketRange;
    case 'select':
      return node.fieldRange;
    default:
      return node;
  }
}
