import type { OffsetRange } from '../text/range.js';
import { withoutParens, type Call, type Expression } from './expression.js';
import type * as Ast from './generated/ast.js';
import type { LexedToken } from './lex-filter.js';
import { readNumber } from './read-number.js';
import { joinLoosely, meantOperator, resolvePrecedence, validOperators, type Operator } from './resolve-precedence.js';
import { decodeStringLiteral, literalBytes } from './string-literal.js';
import type { LiteralFault } from './string-literal.js';

/** Why a text is not CEL although the lenient grammar let it through; whoever words a message looks at the text around it. */
export type SyntaxFault = OffsetRange &
  (
    | { readonly kind: 'parser' }
    | { readonly kind: 'token' }
    | { readonly kind: 'operator' }
    | { readonly kind: 'missing-operand' }
    | { readonly kind: 'missing-operator' }
    | { readonly kind: 'separator' }
    | { readonly kind: 'empty-parentheses' }
    | { readonly kind: 'nested-conditional' }
    | { readonly kind: 'struct-type' }
    | { readonly kind: 'escape'; readonly escape: LiteralFault['kind'] }
    | { readonly kind: 'number' }
    | { readonly kind: 'reserved'; readonly name: string }
    | { readonly kind: 'macro'; readonly name: string }
  );

export interface BuiltExpression {
  readonly expression: Expression | null;
  readonly faults: readonly SyntaxFault[];
}

/** Names that CEL keeps for itself (langdef, "Syntax", RESERVED): legal after a dot, nowhere else. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);

/**
 * Turns the flat tree of the lenient grammar into an expression with operator precedence resolved, and lists what CEL would not
 * accept. Recursive: the caller bounds the nesting of what it hands in.
 */
export function buildExpression(filter: Ast.Filter, tokens: readonly LexedToken[]): BuiltExpression {
  const builder = new ExpressionBuilder(tokens);
  const expression = builder.filter(filter);
  return { expression, faults: builder.faults };
}

class ExpressionBuilder {
  readonly faults: SyntaxFault[] = [];

  constructor(private readonly tokens: readonly LexedToken[]) {}

  filter(node: Ast.Filter): Expression | null {
    const first = node.expr ? this.expression(node.expr) : null;
    const separators = this.tokens.filter((token) => token.type === ';');
    // A comma at the top level is only known by its place: the first token after the expression before it.
    const parts: Expression[] = first ? [first] : [];
    const between: OffsetRange[] = [];
    for (const rest of node.rest) {
      const part = this.expression(rest);
      const before = parts.at(-1);
      if (before) {
        const separator = this.tokenFrom(before.end);
        between.push({ start: separator?.start ?? before.end, end: separator?.end ?? before.end });
      }
      parts.push(part);
    }
    for (const range of between) this.faults.push({ kind: 'separator', ...range });
    if (node.junk.length > between.length) {
      const last = separators.at(-1) ?? this.tokenFrom(parts.at(-1)?.end ?? 0);
      this.faults.push({ kind: 'separator', start: last?.start ?? 0, end: last?.end ?? 0 });
    }
    return parts.length < 2 ? first : joinLoosely(parts, between);
  }

  private expression(node: Ast.Expr): Expression {
    switch (node.$type) {
      case 'Chain':
        return this.chain(node);
      case 'Conditional':
        return this.conditional(node);
      case 'Unary':
        return this.unary(node);
      case 'Paren':
        return this.paren(node);
      case 'Ident':
        return this.identifier(node);
      case 'Select':
        return this.select(node);
      case 'Index':
        return this.index(node);
      case 'Struct':
        return this.struct(node);
      case 'List':
        return { kind: 'list', ...rangeOf(node), elements: node.elements.map((element) => this.expression(element)) };
      case 'MapLit':
        return {
          kind: 'map',
          ...rangeOf(node),
          entries: node.entries.map((entry) => {
            const key = this.operand(entry.key, rangeOf(entry).start);
            return { key, value: this.operand(entry.value, rangeOf(entry).end), colonOffset: this.tokenFrom(key.end)?.start ?? key.end };
          }),
        };
      case 'BoolLit':
        return { kind: 'bool', ...rangeOf(node), value: node.value };
      case 'NullLit':
        return { kind: 'null', ...rangeOf(node) };
      case 'StringLit':
      case 'BytesLit':
        return this.text(node);
      case 'NumberLit':
        return this.number(node);
    }
  }

  /** An operand that recovery may have left out. */
  private operand(node: Ast.Expr | undefined, at: number): Expression {
    if (node) return this.expression(node);
    this.faults.push({ kind: 'missing-operand', start: at, end: at });
    return { kind: 'missing', start: at, end: at };
  }

  private chain(node: Ast.Chain): Expression {
    const operands: Expression[] = [];
    const operators: Operator[] = [];
    let awaitsOperand = true;
    for (const item of node.items) {
      if (item.$type === 'Op') {
        const range = rangeOf(item);
        if (awaitsOperand) operands.push(this.missing(operators.at(-1) ?? range, range.start));
        const meant = meantOperator(item.text);
        if (!validOperators.has(item.text)) this.faults.push({ kind: 'operator', ...range });
        operators.push({ operator: meant, ...range });
        awaitsOperand = true;
      } else {
        const operand = this.expression(item);
        const before = operands.at(-1);
        if (!awaitsOperand && before) {
          this.faults.push({ kind: 'missing-operator', start: operand.start, end: operand.end });
          operators.push({ operator: '||', start: before.end, end: before.end });
        }
        operands.push(operand);
        awaitsOperand = false;
      }
    }
    const last = operators.at(-1);
    if (awaitsOperand && last) operands.push(this.missing(last, last.end));
    return resolvePrecedence(operands, operators);
  }

  private missing(operator: OffsetRange, at: number): Expression {
    this.faults.push({ kind: 'missing-operand', start: operator.start, end: operator.end });
    return { kind: 'missing', start: at, end: at };
  }

  private conditional(node: Ast.Conditional): Expression {
    const range = rangeOf(node);
    const condition = this.operand(node.condition, range.start);
    const question = this.tokenFrom(condition.end);
    if (node.then?.$type === 'Conditional') this.faults.push({ kind: 'nested-conditional', ...rangeOf(node.then) });
    const then = this.operand(node.then, question?.end ?? condition.end);
    return {
      kind: 'conditional',
      ...range,
      condition,
      questionRange: { start: question?.start ?? condition.end, end: question?.end ?? condition.end },
      then,
      otherwise: this.operand(node.otherwise, range.end),
    };
  }

  private unary(node: Ast.Unary): Expression {
    const range = rangeOf(node);
    const first = this.tokenIndexFrom(range.start);
    const last = this.tokens[first + node.operators.length - 1];
    for (let index = first; index < first + node.operators.length; index++) {
      const token = this.tokens[index];
      if (token?.type === 'WORD_NOT') this.faults.push({ kind: 'operator', start: token.start, end: token.end });
    }
    const operatorRange = { start: range.start, end: last?.end ?? range.start };
    const operand = this.operand(node.operand, operatorRange.end);
    const operator = node.operators[0] === '-' ? '-' : '!';
    return { kind: 'unary', ...range, operator, count: node.operators.length, operatorRange, operand };
  }

  private paren(node: Ast.Paren): Expression {
    const range = rangeOf(node);
    if (!node.expr) {
      this.faults.push({ kind: 'empty-parentheses', ...range });
      return { kind: 'paren', ...range, inner: { kind: 'missing', start: range.start + 1, end: range.start + 1 } };
    }
    const parts = [this.expression(node.expr)];
    const between: OffsetRange[] = [];
    for (const rest of node.rest ?? []) {
      const comma = this.tokenFrom(parts.at(-1)?.end ?? 0);
      between.push({ start: comma?.start ?? 0, end: comma?.end ?? 0 });
      this.faults.push({ kind: 'separator', start: comma?.start ?? 0, end: comma?.end ?? 0 });
      parts.push(this.expression(rest));
    }
    return { kind: 'paren', ...range, inner: joinLoosely(parts, between) };
  }

  private identifier(node: Ast.Ident): Expression {
    const range = rangeOf(node);
    const first = this.tokenIndexFrom(range.start);
    const name = this.tokens[node.global ? first + 1 : first];
    const nameRange = { start: name?.start ?? range.start, end: name?.end ?? range.end };
    if (RESERVED_NAMES.has(node.name)) this.faults.push({ kind: 'reserved', name: node.name, ...nameRange });
    if (!node.call) return { kind: 'identifier', ...range, name: node.name, isGlobal: node.global };
    const call: Call = {
      kind: 'call',
      ...range,
      target: null,
      name: node.name,
      nameRange,
      args: node.args.map((argument) => this.expression(argument)),
      parenOffset: this.tokenFrom(nameRange.end)?.start ?? nameRange.end,
    };
    this.checkMacro(call);
    return call;
  }

  private select(node: Ast.Select): Expression {
    const range = rangeOf(node);
    const operand = this.operand(node.target as Ast.Expr, range.start);
    const dot = this.tokenIndexFrom(operand.end);
    const name = this.tokens[dot + 1];
    const nameRange = { start: name?.start ?? range.end, end: name?.end ?? range.end };
    if (!node.call) return { kind: 'select', ...range, operand, field: node.member, fieldRange: nameRange };
    const call: Call = {
      kind: 'call',
      ...range,
      target: operand,
      name: node.member,
      nameRange,
      args: node.args.map((argument) => this.expression(argument)),
      parenOffset: this.tokens[dot + 2]?.start ?? nameRange.end,
    };
    this.checkMacro(call);
    return call;
  }

  private index(node: Ast.Index): Expression {
    const range = rangeOf(node);
    const operand = this.operand(node.target as Ast.Expr, range.start);
    const bracket = this.tokenFrom(operand.end);
    const bracketRange = { start: bracket?.start ?? operand.end, end: range.end };
    return { kind: 'index', ...range, operand, index: this.operand(node.index, bracketRange.end), bracketRange };
  }

  private struct(node: Ast.Struct): Expression {
    const range = rangeOf(node);
    const type = this.operand(node.type as Ast.Expr, range.start);
    if (!isTypeName(type)) this.faults.push({ kind: 'struct-type', start: type.end, end: range.end });
    return {
      kind: 'struct',
      ...range,
      type,
      fields: node.fields.map((field) => {
        const { start, end } = rangeOf(field);
        return {
          name: field.name,
          nameRange: { start, end: this.tokenFrom(start)?.end ?? start },
          value: this.operand(field.value, end),
        };
      }),
    };
  }

  private text(node: Ast.StringLit | Ast.BytesLit): Expression {
    const range = rangeOf(node);
    if (node.raw === undefined) return { kind: 'missing', ...range };
    const token = this.tokenFrom(range.start);
    if (token?.type === 'SMART_STRING') {
      this.faults.push({ kind: 'token', ...range });
      return { kind: 'string', ...range, value: withoutSmartQuotes(token.text), opening: token.text.slice(0, 1) };
    }
    const decoded = decodeStringLiteral(node.raw);
    if (token?.type === 'UNTERMINATED') this.faults.push({ kind: 'token', ...range });
    else
      for (const fault of decoded.faults)
        this.faults.push({ kind: 'escape', escape: fault.kind, start: range.start + fault.start, end: range.start + fault.end });
    return decoded.kind === 'bytes'
      ? { kind: 'bytes', ...range, value: literalBytes(decoded) }
      : { kind: 'string', ...range, value: decoded.value, opening: decoded.opening };
  }

  private number(node: Ast.NumberLit): Expression {
    const range = rangeOf(node);
    if (node.raw === undefined) return { kind: 'missing', ...range };
    const literal = readNumber(node.raw, node.isNegative, range);
    if (!literal) {
      this.faults.push({ kind: 'number', ...range });
      return { kind: 'int', ...range, value: 0n };
    }
    return literal;
  }

  /** The macros of cel-go expand while parsing, so what is wrong in their form is a syntax error there. */
  private checkMacro(call: Call): void {
    const [first, second] = call.args;
    if (!first) return;
    if (!call.target) {
      if (call.name === 'has' && call.args.length === 1 && withoutParens(first).kind !== 'select')
        this.faults.push({ kind: 'macro', name: call.name, start: first.start, end: first.end });
      return;
    }
    const expected = COMPREHENSION_ARGUMENTS[call.name];
    if (!expected?.includes(call.args.length) || !second) return;
    const variable = withoutParens(first);
    if (variable.kind !== 'identifier' || variable.name === '__result__')
      this.faults.push({ kind: 'macro', name: call.name, start: first.start, end: first.end });
  }

  private tokenFrom(offset: number): LexedToken | undefined {
    return this.tokens[this.tokenIndexFrom(offset)];
  }

  /** Index of the first token that starts at `offset` or later. */
  private tokenIndexFrom(offset: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.tokens[middle]?.start ?? Infinity) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const COMPREHENSION_ARGUMENTS: Readonly<Record<string, readonly number[]>> = {
  all: [2],
  exists: [2],
  exists_one: [2],
  existsOne: [2],
  filter: [2],
  map: [2, 3],
};

function isTypeName(node: Expression): boolean {
  let inner = node;
  while (inner.kind === 'select') inner = inner.operand;
  return inner.kind === 'identifier';
}

function rangeOf(node: { readonly $cstNode?: { readonly offset: number; readonly end: number } }): OffsetRange {
  return { start: node.$cstNode?.offset ?? 0, end: node.$cstNode?.end ?? 0 };
}

function withoutSmartQuotes(text: string): string {
  const isClosed = text.length > 1 && /[\u2018-\u201f\u00ab\u00bb\uff02\uff07\u2032\u2033\u00b4\u2039\u203a"'`]$/.test(text);
  return text.slice(1, isClosed ? -1 : undefined);
}
