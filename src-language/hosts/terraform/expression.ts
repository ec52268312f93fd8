import type { OffsetRange } from '../../text/range.js';
import type { Origin } from './origin.js';

/**
 * A Terraform expression as a tree. Offsets are UTF-16, zero-based, in the text that the expression was read from (its *origin*): the
 * source of one attribute's value, so that equal sources share one tree wherever they stand.
 */
export type Expression =
  | LiteralExpression
  | TemplateExpression
  | VariableExpression
  | AttributeExpression
  | IndexExpression
  | SplatExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | TupleExpression
  | ObjectExpression
  | ForExpression
  | UnreadableExpression;

/** A number, `true`, `false` or `null`. */
export interface LiteralExpression extends OffsetRange {
  readonly kind: 'literal';
  readonly value: number | boolean | null;
}

/** A quoted string or a heredoc. */
export interface TemplateExpression extends OffsetRange {
  readonly kind: 'template';
  readonly form: TemplateForm;
  readonly parts: readonly TemplatePart[];
}
/** How a template is written, which decides about its escapes: only quoted ones have those with a backslash, and a verbatim text has none. */
export type TemplateForm = 'quoted' | 'heredoc' | 'bare' | 'verbatim';

export type TemplatePart = TemplateText | TemplateInterpolation | TemplateCondition | TemplateLoop;
/** Literal characters: the stretches of source that are left after indentation and trimmed blanks are gone, still with their escapes. */
export interface TemplateText {
  readonly kind: 'text';
  readonly stretches: readonly OffsetRange[];
}
/** `${…}`. */
export interface TemplateInterpolation extends OffsetRange {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}
/** `%{ if … }…%{ else }…%{ endif }`. */
export interface TemplateCondition {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[];
}
/** `%{ for … }…%{ endfor }`. */
export interface TemplateLoop {
  readonly kind: 'for';
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
}

/** The root of a reference: `local`, `var`, `each`, a resource type, a loop's name. */
export interface VariableExpression extends OffsetRange {
  readonly kind: 'variable';
  readonly name: string;
}
/** `OF.NAME`. */
export interface AttributeExpression extends OffsetRange {
  readonly kind: 'attribute';
  readonly of: Expression;
  readonly name: string;
}
/** `OF[KEY]`. */
export interface IndexExpression extends OffsetRange {
  readonly kind: 'index';
  readonly of: Expression;
  readonly key: Expression;
}
/** `OF[*]…` or `OF.*…`: `each` is what is taken of every element, in terms of the variable `*`. */
export interface SplatExpression extends OffsetRange {
  readonly kind: 'splat';
  readonly of: Expression;
  readonly each: Expression;
}
export interface CallExpression extends OffsetRange {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly PlacedExpression[];
  /** `...` after the last argument: its elements are the last arguments. */
  readonly expandsLast: boolean;
}
export interface UnaryExpression extends OffsetRange {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
}
export interface BinaryExpression extends OffsetRange {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';
export interface ConditionalExpression extends OffsetRange {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** An expression that was read from part of its parent's source: its own offsets count from `at`, or it has an origin of its own. */
export interface PlacedExpression {
  readonly kind?: never;
  readonly expression: Expression;
  readonly at: number;
  readonly origin?: Origin;
}

export interface TupleExpression extends OffsetRange {
  readonly kind: 'tuple';
  readonly items: readonly PlacedExpression[];
}
export interface ObjectExpression extends OffsetRange {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
}
export interface ObjectEntry {
  readonly key: PlacedExpression | ObjectName;
  readonly value: PlacedExpression;
}
/** A bare name in front of `=`: a text, not a reference. Its offsets are the parent's. */
export interface ObjectName extends OffsetRange {
  readonly kind: 'name';
  readonly name: string;
}
/** `[for …]` or `{for …}`. */
export interface ForExpression extends OffsetRange {
  readonly kind: 'for';
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
  /** Of `{for …}`: what comes before `=>`. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly condition: Expression | null;
  /** `...` after the value: values of one key become a list. */
  readonly isGrouped: boolean;
}

/** What does not parse, with a sentence that says why. */
export interface UnreadableExpression extends OffsetRange {
  readonly kind: 'unreadable';
  readonly message: string;
}
