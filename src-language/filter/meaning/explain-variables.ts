import { withoutParens, type Binary, type Expression } from '../expression.js';
import { explainUnquoted } from './explain-name.js';
import type { FilterContext } from './filter-context.js';
import { isGroups } from './filter-context.js';
import { isUnquotedName, looksLikeGroups, readOneGroup } from './intended-test.js';
import { rangeOf, replaceRange, type Explanation, type Mistake } from './mistake.js';

/**
 * Names inside a macro, or beside a single group, where another name or a text was meant: `groups.exists(g, g == admins)` lacks quotes,
 * `groups.exists(g, h == "a")` names another variable.
 */
export const explainVariables: Explanation = (test, _errors, context) => {
  if (test.kind === 'binary' && (test.operator === '==' || test.operator === '!=')) {
    return explainSide(test, test.left, test.right, context) ?? explainSide(test, test.right, test.left, context);
  }
  if (test.kind === 'call' && test.target && test.args.length === 1 && test.args[0]) {
    const [argument] = test.args;
    const receiver = withoutParens(test.target);
    if (isOneText(receiver, context) && isUnquotedName(argument, context)) return quoteName(argument, test, context);
    return isText(argument) ? renameToVariable(receiver, context) : null;
  }
  return null;
};

function explainSide(test: Binary, side: Expression, other: Expression, context: FilterContext): Mistake | null {
  const inner = withoutParens(side);
  if (isOneText(inner, context) && isUnquotedName(other, context)) return quoteName(other, test, context);
  return isText(other) && test.kind === 'binary' ? renameToVariable(inner, context) : null;
}

function quoteName(node: Expression, test: Expression, context: FilterContext): Mistake | null {
  const inner = withoutParens(node);
  const literal = readOneGroup(inner, context);
  if (literal === null) return null;
  return {
    code: 'unknown-variable',
    message: explainUnquoted(inner, context),
    range: rangeOf(inner),
    fixes: [{ title: `Write ${literal} in quotes`, edits: [replaceRange(inner, literal)], isPreferred: true }],
    covers: test,
    family: 'unquoted',
  };
}

/** An unknown name where the variable of the macro around it belongs. */
function renameToVariable(node: Expression, context: FilterContext): Mistake | null {
  if (node.kind !== 'identifier' || isGroups(node) || looksLikeGroups(node.name)) return null;
  const [variable, ...others] = context.variablesAt(node);
  if (variable === undefined || [variable, ...others].includes(node.name) || context.typeOf(node) !== 'error') return null;
  return {
    code: 'unknown-variable',
    message: `${node.name} is not known here. The name that stands for one element is ${variable}.`,
    range: rangeOf(node),
    fixes: [{ title: `Replace ${node.name} with ${variable}`, edits: [replaceRange(node, variable)], isPreferred: true }],
    covers: node,
    family: 'variable',
    slip: `variable ${node.name}`,
  };
}

/** A macro variable, or an element such as `groups[0]`, that is text. */
function isOneText(node: Expression, context: FilterContext): boolean {
  return (node.kind === 'identifier' || node.kind === 'index') && context.typeOf(node) === 'string';
}

function isText(node: Expression): boolean {
  return withoutParens(node).kind === 'string';
}
