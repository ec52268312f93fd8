import { nearestName } from '../../text/nearest-name.js';
import { withoutParens, type Call, type Expression } from '../expression.js';
import { quoteGroup } from '../string-literal.js';
import type { FilterContext } from './filter-context.js';
import { isGroups, pathOf } from './filter-context.js';

/** Whether one of several groups is enough, all are needed, or the author has to say. */
export type Choice = 'any' | 'all' | 'either';

/** A test of membership that a wrong filter was probably meant to be. */
export interface IntendedTest {
  /** The groups as CEL literals; text that was in quotes stays as it was written. */
  readonly literals: readonly string[];
  readonly choice: Choice;
  readonly isNegated: boolean;
}

/** One way to write an intended test, with what sets it apart from the others. */
export interface Rendering {
  readonly text: string;
  /** Among several: `any` or `all`. */
  readonly choice: 'any' | 'all' | null;
}

/** The ways to write the test: two where the author has to say whether one group is enough. */
export function renderTest(intended: IntendedTest): readonly Rendering[] {
  const tests = intended.literals.map((literal) => `${literal} in groups`);
  const operators = intended.choice === 'either' && tests.length > 1 ? (['any', 'all'] as const) : ([intended.choice] as const);
  return operators.map((choice) => {
    const joined = tests.join(choice === 'all' ? ' && ' : ' || ');
    return { text: intended.isNegated ? `!(${joined})` : joined, choice: tests.length > 1 && choice !== 'either' ? choice : null };
  });
}

/**
 * What stands for one group or several, as CEL literals: a text, a name without quotes, a number or keyword, a list of those, or several joined by `||` or `&&`.
 * Null for anything else.
 */
export function readGroupTexts(node: Expression, context: FilterContext): Omit<IntendedTest, 'isNegated'> | null {
  const inner = withoutParens(node);
  if (inner.kind === 'list') {
    const parts = inner.elements.map((element) => readOneGroup(element, context));
    // A whole filter in quotes is no group.
    if (parts.some((part) => part !== null && /\bin\s+groups\b/.test(part))) return null;
    return parts.length > 0 && parts.every((part) => part !== null) ? { literals: parts, choice: 'either' } : null;
  }
  if (inner.kind === 'logical') {
    const parts = inner.operands.map((operand) => readOneGroup(operand, context));
    return parts.every((part) => part !== null) ? { literals: parts, choice: inner.operator === '||' ? 'any' : 'all' } : null;
  }
  const one = readOneGroup(inner, context);
  return one === null ? null : { literals: [one], choice: 'any' };
}

/** One group as a CEL literal: quotes are added where they are missing; null where no group is meant. */
export function readOneGroup(node: Expression, context: FilterContext): string | null {
  const inner = withoutParens(node);
  switch (inner.kind) {
    case 'string':
      return context.sourceOf(inner);
    case 'bytes':
      return context.sourceOf(inner).replace(/^([bB])([rR]?)/, '$2');
    case 'int':
    case 'uint':
    case 'double':
    case 'bool':
    case 'null':
      return quoteGroup(context.sourceOf(inner));
    default:
      return isUnquotedName(inner, context) ? quoteGroup(nameText(inner, context)) : null;
  }
}

/**
 * A group name that lacks its quotes, which CEL reads as something else: `admins`, `corp.admins`, `data-science` (a
 * subtraction), `team/eng` (a division).
 */
export function isUnquotedName(node: Expression, context: FilterContext): boolean {
  let holdsName = false;
  const pending = [withoutParens(node)];
  for (let at = pending.pop(); at; at = pending.pop()) {
    if (at.kind === 'identifier') {
      if (at.name === 'groups' && !at.isGlobal) return false;
      if (context.variablesAt(at).includes(at.name)) return false;
      holdsName = true;
    } else if (at.kind === 'select') pending.push(at.operand);
    else if (isNameWithParentheses(at, context)) pending.push(...at.args);
    else if (at.kind === 'binary' && arithmetic.has(at.operator)) pending.push(at.left, at.right);
    else if (at.kind === 'unary' && at.operator === '-') pending.push(at.operand);
    else if (at.kind === 'bool' || at.kind === 'null') holdsName ||= at !== withoutParens(node);
    else if (at.kind !== 'int' && at.kind !== 'double' && at.kind !== 'uint') return false;
  }
  // Numbers with dashes and no blanks, `12345678-1234-1234`, are an identifier.
  return holdsName || /^\d+(?:-\d+){2,}$/.test(context.sourceOf(withoutParens(node)));
}

/** `Sales (EMEA)`, which CEL reads as a call. */
function isNameWithParentheses(node: Expression, context: FilterContext): node is Call {
  if (node.kind !== 'call' || node.target !== null || node.args.length === 0 || node.name === 'groups') return false;
  return /\s$/.test(context.sourceOf({ start: node.nameRange.start, end: node.parenOffset }));
}

const arithmetic: ReadonlySet<string> = new Set(['-', '+', '/', '*', '%']);

/** The name as written; with spaces around its dashes or dots it is still one name. */
function nameText(node: Expression, context: FilterContext): string {
  return context.sourceOf(node).replace(/\s*\/\/[^\n]*\n\s*/g, ' ');
}

/** `groups`, or something that was meant to be: `Groups`, `claims.group`, `groups()`, `groups[0]`, `.groups`. */
export function isMeantAsGroups(node: Expression): boolean {
  if (isGroups(node)) return true;
  const path = pathOf(node);
  return (
    path !== null && (path.first === 'groups' || looksLikeGroups(path.last) || (path.text !== path.first && looksLikeGroups(path.first)))
  );
}

/** A name that holds "group", or is a slip away from `groups`. */
export function looksLikeGroups(name: string): boolean {
  const lower = name.toLowerCase();
  return /groups?$/.test(lower) || /^groups?/.test(lower) || nearestName(lower, ['groups', 'group']) !== undefined;
}
