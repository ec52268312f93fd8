import type { OffsetRange } from '../text/range.js';

/**
 * A filter as a tree with operator precedence resolved (CEL spec, langdef "Syntax"; `!` and `-` bind tightest, then
 * `* / %`, `+ -`, relations and `in`, `&&`, `||`, `?:`). Every node has its exact range in the filter text. A node's range
 * never includes the parentheses around it: those are a `paren` node, kept for formatting and for exact fixes.
 * Recovery leaves `missing` nodes (zero width) where an operand should stand; whoever evaluates first asks `ParsedFilter.isComplete`.
 */
export type Expression =
  | StringLiteral
  | BytesLiteral
  | NumberLiteral
  | BoolLiteral
  | NullLiteral
  | Identifier
  | Select
  | Index
  | Call
  | ListLiteral
  | MapLiteral
  | StructLiteral
  | Unary
  | Binary
  | Logical
  | Conditional
  | Paren
  | Missing;

export type ExpressionKind = Expression['kind'];

export interface StringLiteral extends OffsetRange {
  readonly kind: 'string';
  /** The decoded value: what the literal means. May hold lone surrogates only if the text does. */
  readonly value: string;
  /** Source form: the prefix and quotes that open it, e.g. `"`, `'`, `r"`, `"""`. */
  readonly opening: string;
}
export interface BytesLiteral extends OffsetRange {
  readonly kind: 'bytes';
  readonly value: Uint8Array;
}
export interface NumberLiteral extends OffsetRange {
  readonly kind: 'int' | 'uint' | 'double';
  /** bigint for int and uint, number for double. A negative literal such as `-1` is one `int` node, as in cel-go. */
  readonly value: bigint | number;
}
export interface BoolLiteral extends OffsetRange {
  readonly kind: 'bool';
  readonly value: boolean;
}
export interface NullLiteral extends OffsetRange {
  readonly kind: 'null';
}
export interface Identifier extends OffsetRange {
  readonly kind: 'identifier';
  readonly name: string;
  /** Written with a leading dot: `.groups`. */
  readonly isGlobal: boolean;
}
export interface Select extends OffsetRange {
  readonly kind: 'select';
  readonly operand: Expression;
  readonly field: string;
  readonly fieldRange: OffsetRange;
}
export interface Index extends OffsetRange {
  readonly kind: 'index';
  readonly operand: Expression;
  readonly index: Expression;
  /** The brackets and what is in them. */
  readonly bracketRange: OffsetRange;
}
/** `name(args)` or `target.name(args)`, macros (`exists`, `all`, `has`, …) included: they are expanded by whoever needs it. */
export interface Call extends OffsetRange {
  readonly kind: 'call';
  readonly target: Expression | null;
  readonly name: string;
  readonly nameRange: OffsetRange;
  readonly args: readonly Expression[];
  /** Of the opening parenthesis: where cel-go reports a call's errors. */
  readonly parenOffset: number;
}
export interface ListLiteral extends OffsetRange {
  readonly kind: 'list';
  readonly elements: readonly Expression[];
}
export interface MapLiteral extends OffsetRange {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: Expression; readonly value: Expression; readonly colonOffset: number }[];
}
/** `Type{field: value}`: valid CEL syntax, unknown to a filter. */
export interface StructLiteral extends OffsetRange {
  readonly kind: 'struct';
  readonly type: Expression;
  readonly fields: readonly { readonly name: string; readonly nameRange: OffsetRange; readonly value: Expression }[];
}
/** One or more `!` (or `-`) before an operand; `!!x` is one node with count 2. */
export interface Unary extends OffsetRange {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly count: number;
  readonly operatorRange: OffsetRange;
  readonly operand: Expression;
}
export type BinaryOperator = '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' | '+' | '-' | '*' | '/' | '%';
/** Left-associative chains are left-deep and may be thousands deep: walk the left spine in a loop, not by recursion. */
export interface Binary extends OffsetRange {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorRange: OffsetRange;
  readonly left: Expression;
  readonly right: Expression;
}
/** A whole chain of `&&` or of `||`: two or more operands, one operator range between each pair. Thousands are normal. */
export interface Logical extends OffsetRange {
  readonly kind: 'logical';
  readonly operator: '&&' | '||';
  readonly operands: readonly Expression[];
  readonly operatorRanges: readonly OffsetRange[];
}
export interface Conditional extends OffsetRange {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly questionRange: OffsetRange;
  readonly then: Expression;
  readonly otherwise: Expression;
}
export interface Paren extends OffsetRange {
  readonly kind: 'paren';
  readonly inner: Expression;
}
export interface Missing extends OffsetRange {
  readonly kind: 'missing';
}

/** The direct parts of a node, in text order. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'select':
      return [node.operand];
    case 'index':
      return [node.operand, node.index];
    case 'call':
      return node.target ? [node.target, ...node.args] : node.args;
    case 'list':
      return node.elements;
    case 'map':
      return node.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'struct':
      return [node.type, ...node.fields.map((field) => field.value)];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'logical':
      return node.operands;
    case 'conditional':
      return [node.condition, node.then, node.otherwise];
    case 'paren':
      return [node.inner];
    default:
      return [];
  }
}

/** Every node of the tree, parents before children, in text order, without recursion. */
export function* walk(root: Expression): Generator<Expression> {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) stack.push(child);
    }
  }
}

/** The node without the parentheses around it. */
export function withoutParens(node: Expression): Expression {
  let inner = node;
  while (inner.kind === 'paren') inner = inner.inner;
  return inner;
}

/** `"x" in groups` (also parenthesised, also `.groups`): the literal, or null. The atom of everything that is exact here. */
export function membershipOf(node: Expression): { readonly group: string; readonly literal: StringLiteral; readonly node: Binary } | null {
  const inner = withoutParens(node);
  if (inner.kind !== 'binary' || inner.operator !== 'in') return null;
  const left = withoutParens(inner.left);
  const right = withoutParens(inner.right);
  if (left.kind !== 'string' || right.kind !== 'identifier' || right.name !== 'groups') return null;
  return { group: left.value, literal: left, node: inner };
}
