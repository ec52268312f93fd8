import { isGroups, type FilterContext } from './filter-context.js';
import { membershipOf, withoutParens, type Binary, type Call, type Expression } from '../expression.js';
import { quoteGroup } from '../string-literal.js';

/** A condition made of `in`, `&&`, `||`, `true`, `false` and parentheses alone. `top` is the operator that parentheses may be needed around. */
export interface DocumentedForm {
  readonly text: string;
  readonly top: '&&' | '||' | null;
}

/** Chains deeper than this are left as they are. */
const deepest = 200;

/**
 * Finds for a condition the documented one that means the same for every list of groups. Documented conditions
 * never fail at run time, so that the absorption of errors plays no part. Never makes a `true` that is not written.
 */
export class DocumentedForms {
  private readonly known = new Map<Expression, DocumentedForm | null>();

  constructor(private readonly context: FilterContext) {}

  /** The documented form of a condition, or null where there is none that is known. */
  formOf(node: Expression, depth = 0): DocumentedForm | null {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const form = depth > deepest ? null : this.translate(node, depth + 1);
    this.known.set(node, form);
    return form;
  }

  private translate(node: Expression, depth: number): DocumentedForm | null {
    switch (node.kind) {
      case 'bool':
        return { text: String(node.value), top: null };
      case 'paren':
        // Put around it again where they are needed.
        return this.formOf(node.inner, depth);
      case 'logical': {
        const parts = node.operands.map((operand) => this.formOf(operand, depth));
        return parts.every((part) => part !== null) ? join(parts, node.operator) : null;
      }
      case 'unary':
        return node.operator === '!' ? this.negate(node.operand, node.count, depth) : null;
      case 'conditional':
        return this.choose(node.condition, node.then, node.otherwise, depth);
      case 'binary':
        return this.member(node) ?? this.compared(node, depth) ?? this.counted(node);
      case 'call':
        return this.quantified(node);
      default:
        return null;
    }
  }

  /** `"a" in groups`, with the text put together where it is in parts. */
  private member(node: Binary): DocumentedForm | null {
    if (node.operator !== 'in' || !isGroups(node.right)) return null;
    const membership = membershipOf(node);
    const literal = membership ? this.context.sourceOf(membership.literal) : this.joinedText(node.left);
    return literal === null ? null : { text: `${literal} in groups`, top: null };
  }

  /** `"team-" + "a"` as one literal. */
  private joinedText(node: Expression): string | null {
    const parts: string[] = [];
    let at = withoutParens(node);
    while (at.kind === 'binary' && at.operator === '+') {
      const right = withoutParens(at.right);
      if (right.kind !== 'string') return null;
      parts.unshift(right.value);
      at = withoutParens(at.left);
    }
    return at.kind === 'string' && parts.length > 0 ? quoteGroup([at.value, ...parts].join('')) : null;
  }

  private negate(operand: Expression, count: number, depth: number): DocumentedForm | null {
    if (count % 2 === 0) return this.formOf(operand, depth);
    const inner = withoutParens(operand);
    if (inner.kind === 'unary' && inner.operator === '!' && inner.count % 2 === 1) return this.formOf(inner.operand, depth);
    return inner.kind === 'bool' && inner.value ? { text: 'false', top: null } : null;
  }

  private choose(condition: Expression, then: Expression, otherwise: Expression, depth: number): DocumentedForm | null {
    const test = this.formOf(condition, depth);
    if (!test) return null;
    const first = withoutParens(then);
    const second = withoutParens(otherwise);
    if (test.text === 'true') return this.formOf(then, depth);
    if (test.text === 'false') return this.formOf(otherwise, depth);
    if (first.kind === 'bool' && first.value) {
      if (second.kind === 'bool') return second.value ? null : test;
      const rest = this.formOf(otherwise, depth);
      return rest && join([test, rest], '||');
    }
    if (second.kind !== 'bool' || second.value) return null;
    const rest = this.formOf(then, depth);
    return rest && join([test, rest], '&&');
  }

  /** `x == true`, `false != x`. */
  private compared(node: Binary, depth: number): DocumentedForm | null {
    if (node.operator !== '==' && node.operator !== '!=') return null;
    for (const [side, other] of [
      [node.left, node.right],
      [node.right, node.left],
    ] as const) {
      const literal = withoutParens(side);
      if (literal.kind === 'bool' && literal.value === (node.operator === '==')) return this.formOf(other, depth);
    }
    return null;
  }

  /** `groups.filter(g, g == "a").size() > 0`. */
  private counted(node: Binary): DocumentedForm | null {
    const left = withoutParens(node.left);
    const right = withoutParens(node.right);
    const isAny =
      (isNumber(right, 0n) && (node.operator === '>' || node.operator === '!=')) || (isNumber(right, 1n) && node.operator === '>=');
    if (!isAny || left.kind !== 'call' || left.name !== 'size') return null;
    const counted = left.target ?? left.args[0];
    const filter = counted && withoutParens(counted);
    return filter?.kind === 'call' && filter.name === 'filter' ? this.quantified({ ...filter, name: 'exists' }) : null;
  }

  /** `groups.exists(g, g == "a")`, `["a", "b"].all(x, x in groups)`. */
  private quantified(node: Call): DocumentedForm | null {
    const [variable, condition] = node.args;
    if (!node.target || node.args.length !== 2 || variable?.kind !== 'identifier' || !condition || variable.name === 'groups') return null;
    const range = withoutParens(node.target);
    if (isGroups(range)) {
      const literals = node.name === 'exists' ? this.equalTo(condition, variable.name) : null;
      return literals && membershipsOf(literals, '||');
    }
    if (range.kind !== 'list' || (node.name !== 'exists' && node.name !== 'all')) return null;
    const elements = range.elements.map(withoutParens);
    const test = withoutParens(condition);
    const isMember = test.kind === 'binary' && test.operator === 'in' && isVariable(test.left, variable.name) && isGroups(test.right);
    if (!isMember || elements.length === 0 || !elements.every((element) => element.kind === 'string')) return null;
    return membershipsOf(
      elements.map((element) => this.context.sourceOf(element)),
      node.name === 'exists' ? '||' : '&&',
    );
  }

  /** The texts that a condition on one group allows, when it says no more than that: `g == "a" || g in ["b", "c"]`. */
  private equalTo(condition: Expression, variable: string): string[] | null {
    const node = withoutParens(condition);
    if (node.kind === 'logical' && node.operator === '||') {
      const parts = node.operands.map((operand) => (withoutParens(operand).kind === 'logical' ? null : this.equalTo(operand, variable)));
      return parts.every((part) => part !== null) ? parts.flat() : null;
    }
    if (node.kind !== 'binary') return null;
    if (node.operator === '==') {
      const text = [node.left, node.right].map(withoutParens).find((side) => side.kind === 'string');
      const isOfVariable = isVariable(node.left, variable) || isVariable(node.right, variable);
      return text && isOfVariable ? [this.context.sourceOf(text)] : null;
    }
    const list = withoutParens(node.right);
    if (node.operator !== 'in' || !isVariable(node.left, variable) || list.kind !== 'list' || list.elements.length === 0) return null;
    const elements = list.elements.map(withoutParens);
    return elements.every((element) => element.kind === 'string') ? elements.map((element) => this.context.sourceOf(element)) : null;
  }
}

function join(parts: readonly DocumentedForm[], operator: '&&' | '||'): DocumentedForm {
  const texts = parts.map((part) => (part.top && part.top !== operator ? `(${part.text})` : part.text));
  return { text: texts.join(` ${operator} `), top: operator };
}

function membershipsOf(literals: readonly string[], operator: '&&' | '||'): DocumentedForm {
  const unique = [...new Set(literals)];
  return { text: unique.map((literal) => `${literal} in groups`).join(` ${operator} `), top: unique.length > 1 ? operator : null };
}

function isVariable(node: Expression, name: string): boolean {
  const inner = withoutParens(node);
  return inner.kind === 'identifier' && inner.name === name && !inner.isGlobal;
}

function isNumber(node: Expression, value: bigint): boolean {
  return node.kind === 'int' && node.value === value;
}
