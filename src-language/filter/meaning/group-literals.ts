import type { GroupLiteral } from '../analysed-filter.js';
import { childrenOf, withoutParens, type Expression, type StringLiteral } from '../expression.js';
import { isMacroCall, macroVariable } from '../operators.js';

/** The names that stand for one group: variables of macros over `groups`. */
interface Scope {
  readonly name: string;
  readonly isGroup: boolean;
  readonly outer: Scope | null;
}

/** Each text of a filter that is a group, or part of one, in text order. Also of broken filters, as far as the tree goes. */
export function collectGroupLiterals(root: Expression): readonly GroupLiteral[] {
  const found: GroupLiteral[] = [];
  const stack: { readonly node: Expression; readonly scope: Scope | null }[] = [{ node: root, scope: null }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { node, scope } = at;
    addLiterals(node, scope, found);
    const children = childrenOf(node);
    const macro = macroScope(node, scope);
    for (const child of children) {
      const isRange = node.kind === 'call' && child === node.target;
      stack.push({ node: child, scope: macro && !isRange ? macro : scope });
    }
  }
  return found.sort((a, b) => a.literal.start - b.literal.start);
}

function macroScope(node: Expression, scope: Scope | null): Scope | null {
  const variable = macroVariable(node);
  if (!variable || !isMacroCall(node)) return null;
  return { name: variable.name, isGroup: isGroups(node.target, scope), outer: scope };
}

function addLiterals(node: Expression, scope: Scope | null, found: GroupLiteral[]): void {
  const add = (part: Expression, use: GroupLiteral['use']): void => {
    for (const literal of literalsOf(part)) found.push({ group: literal.value, literal, use });
  };
  if (node.kind === 'binary') {
    if (node.operator === 'in') {
      if (isGroups(node.right, scope)) add(node.left, 'member');
      else if (isOneGroup(node.left, scope)) add(node.right, 'element');
    } else if (node.operator === '==' || node.operator === '!=') {
      for (const [group, text] of [
        [node.left, node.right],
        [node.right, node.left],
      ] as const) {
        if (isOneGroup(group, scope)) add(text, 'element');
        else if (isGroups(group, scope)) add(text, 'member');
      }
    }
  } else if (node.kind === 'call' && node.target) {
    const argument = node.args[0];
    if (!argument) return;
    const isAffix = node.name === 'startsWith' || node.name === 'endsWith';
    if (isAffix && (isOneGroup(node.target, scope) || isGroups(node.target, scope))) add(argument, 'affix');
    else if (isGroups(node.target, scope) && membershipCalls.has(node.name)) add(argument, 'member');
  }
}

/** What people write instead of `in`: `groups.contains("a")` and the like. */
export const membershipCalls: ReadonlySet<string> = new Set([
  'contains',
  'has',
  'includes',
  'include',
  'indexOf',
  'hasAny',
  'any',
  'exists',
]);

/** A text, or the texts of a list literal. */
function literalsOf(part: Expression): readonly StringLiteral[] {
  const inner = withoutParens(part);
  if (inner.kind === 'string') return [inner];
  if (inner.kind !== 'list') return [];
  return inner.elements.map(withoutParens).filter((element) => element.kind === 'string');
}

function isGroups(node: Expression, scope: Scope | null): boolean {
  const inner = withoutParens(node);
  return inner.kind === 'identifier' && inner.name === 'groups' && (inner.isGlobal || lookUp('groups', scope) === null);
}

function isOneGroup(node: Expression, scope: Scope | null): boolean {
  const inner = withoutParens(node);
  if (inner.kind === 'index') return isGroups(inner.operand, scope);
  return inner.kind === 'identifier' && !inner.isGlobal && lookUp(inner.name, scope)?.isGroup === true;
}

function lookUp(name: string, scope: Scope | null): Scope | null {
  for (let at = scope; at; at = at.outer) if (at.name === name) return at;
  return null;
}
