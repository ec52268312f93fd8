import type { OffsetRange } from '../../text/range.js';
import type { CheckedFilter } from '../check-filter.js';
import { childrenOf, walk, withoutParens, type Call, type Expression } from '../expression.js';
import { isMacroCall, macroVariable } from '../operators.js';

/** A filter with what the explanations need to know of it: the text, the types, and what each part belongs to. */
export class FilterContext {
  private readonly parents = new Map<Expression, Expression>();
  /** The innermost macro whose variable a part can see. */
  private readonly macros = new Map<Expression, Call>();
  private readonly tests = new Map<Expression, Expression>();

  constructor(
    readonly root: Expression,
    readonly text: string,
    readonly checked: CheckedFilter,
  ) {
    for (const node of walk(root)) {
      const outer = this.macros.get(node);
      for (const child of childrenOf(node)) {
        this.parents.set(child, node);
        const macro = node.kind === 'call' && isMacroCall(node) && child !== node.target ? node : outer;
        if (macro) this.macros.set(child, macro);
      }
    }
  }

  parentOf(node: Expression): Expression | undefined {
    return this.parents.get(node);
  }

  /** The text of a part, as written. */
  sourceOf(range: OffsetRange): string {
    return this.text.slice(range.start, range.end);
  }

  /** The kind of a part's type, `error` where the checker could not tell. */
  typeOf(node: Expression): string {
    return this.checked.types.get(node)?.kind ?? 'error';
  }

  /**
   * The whole test that a part belongs to: its outermost ancestor below `&&`, `||`, `!`, `? :` or the condition of a macro. What
   * is wrong in one test is mended as one mistake.
   */
  testAround(node: Expression): Expression {
    const passed: Expression[] = [];
    let at = node;
    for (;;) {
      const known = this.tests.get(at);
      const parent = this.parentOf(at);
      if (!known && parent && !this.isCondition(at, parent)) {
        passed.push(at);
        at = parent;
        continue;
      }
      const test = known ?? withoutParens(at);
      // Remembered for all that was passed, so that a long chain is climbed once.
      for (const part of passed) this.tests.set(part, test);
      return test;
    }
  }

  /** The outermost of the parentheses around a part, or the part. */
  withParens(node: Expression): Expression {
    let at = node;
    for (let parent = this.parentOf(at); parent?.kind === 'paren'; parent = this.parentOf(at)) at = parent;
    return at;
  }

  /** The names of macro variables that a part can see, the innermost first. */
  variablesAt(node: Expression): string[] {
    const names: string[] = [];
    for (let macro = this.macros.get(node); macro; macro = this.macros.get(macro)) {
      const variable = macroVariable(macro);
      if (variable) names.push(variable.name);
    }
    return names;
  }

  /** True when a part stands where true or false is wanted. */
  private isCondition(node: Expression, parent: Expression): boolean {
    switch (parent.kind) {
      case 'logical':
      case 'conditional':
        return true;
      case 'unary':
        return parent.operator === '!';
      case 'call':
        return (
          isMacroCall(parent) && node !== parent.target && node !== parent.args[0] && (parent.name !== 'map' || parent.args.length === 3)
        );
      default:
        return false;
    }
  }
}

/** `groups` or `.groups`, in parentheses or not. */
export function isGroups(node: Expression): boolean {
  const inner = withoutParens(node);
  return inner.kind === 'identifier' && inner.name === 'groups';
}

export function contains(outer: OffsetRange, inner: OffsetRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * A path that starts with a name that CEL does not know: `Groups`, `claims.groups`, `user["groups"]`, `$.get().groups`; null
 * when it starts with anything else.
 */
export function pathOf(node: Expression): { readonly first: string; readonly last: string; readonly text: string } | null {
  const names: string[] = [];
  let at = withoutParens(node);
  for (;;) {
    if (at.kind === 'select') {
      names.push(at.field);
      at = at.operand;
    } else if (at.kind === 'index') {
      const index = withoutParens(at.index);
      if (index.kind === 'string') names.push(index.value);
      at = at.operand;
    } else if (at.kind === 'call' && at.target && at.args.length === 0) {
      names.push(at.name);
      at = at.target;
    } else break;
    at = withoutParens(at);
  }
  if (at.kind !== 'identifier') return null;
  names.push(at.name);
  return { first: at.name, last: names[0] ?? at.name, text: names.reverse().join('.') };
}
