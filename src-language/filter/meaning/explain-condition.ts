import type { Fix } from '../../text/problem.js';
import { withoutParens, type Expression } from '../expression.js';
import { isMacroCall, operatorTable } from '../operators.js';
import { quoteGroup } from '../string-literal.js';
import { sizeNames } from './explain-comparison.js';
import { explainEmptiness } from './explain-emptiness.js';
import { placeholder } from './explain-membership.js';
import { explainBool, explainPath, explainUnquoted } from './explain-name.js';
import type { FilterContext } from './filter-context.js';
import { isGroups, pathOf } from './filter-context.js';
import { isMeantAsGroups, isUnquotedName, readGroupTexts } from './intended-test.js';
import { readMembershipName } from './membership-names.js';
import { fixesFor, rangeOf, replaceRange, replaceTest, shorten, undocumentedNote, type Mistake } from './mistake.js';
import { readWrappedFilter } from './wrapped-filter.js';

/** What stands where true or false is wanted, and is neither: a text, a name, a list, a number. */
export function explainCondition(test: Expression, context: FilterContext): Mistake | null {
  const node = withoutParens(test);
  return (
    explainBool(node) ??
    explainWrapped(node, context) ??
    explainGuard(node, context) ??
    explainGroupsAlone(node, context) ??
    explainTexts(node, context)
  );
}

/** A value of another type where true or false is wanted, all of whose parts are right. */
export function explainValue(test: Expression, context: FilterContext): Mistake | null {
  const node = withoutParens(test);
  return (
    explainTextValue(node, context) ?? explainBranches(node, context) ?? explainListOfTests(node, context) ?? explainResult(node, context)
  );
}

/** A whole filter in quotes, where the quoting of another file format leaked in; or each of its tests in quotes. */
function explainWrapped(node: Expression, context: FilterContext): Mistake | null {
  const outer = connectiveAround(node, context);
  const connective = outer?.kind === 'logical' ? outer : undefined;
  if (node.kind !== 'string' || (withoutParens(context.root) !== node && !connective && outer?.kind !== 'unary')) return null;
  const whole = readWrappedFilter(node.value);
  const inner = whole ?? readUnquotedTest(node.value);
  if (inner === null) return null;
  return {
    code: 'type',
    message:
      whole === null || outer
        ? `The quotes go around the group alone, not around the test: ${shorten(inner)}.`
        : 'The whole filter is in quotes, so it is a text and not a condition. Remove the outer quotes and the escapes that belong to them.',
    range: rangeOf(node),
    fixes: [{ title: `Replace with ${shorten(inner)}`, edits: [replaceTest(node, inner, context)], isPreferred: true }],
    covers: node,
    family: 'wrapped',
    ...(connective ? { slip: `tests of ${String(connective.start)} to ${String(connective.end)}` } : {}),
  };
}

/** `admins in groups`, where the quotes went around the test and not around the group. */
function readUnquotedTest(text: string): string | null {
  const name = /^\s*([^"'\s](?:(?!\b(?:in|and|or)\b|&&|\|\|)[^"'\r\n])*?)\s+in\s+groups\s*$/.exec(text)?.[1];
  const literal = name === undefined ? null : quoteGroup(name);
  return literal === null ? null : `${literal} in groups`;
}

const nothing: ReadonlySet<string> = new Set(['null', 'undefined', 'none', 'nil']);

/** `groups && …`, `groups != null && …`, `Array.isArray(groups) && …`: a guard, where groups is never missing. */
function explainGuard(node: Expression, context: FilterContext): Mistake | null {
  const compared = node.kind === 'binary' && (node.operator === '==' || node.operator === '!=');
  const isNothing = (side: Expression): boolean => nothing.has(context.sourceOf(withoutParens(side)).toLowerCase());
  const isCompared =
    compared && ((isMeantAsGroups(node.left) && isNothing(node.right)) || (isMeantAsGroups(node.right) && isNothing(node.left)));
  const isAsked =
    node.kind === 'call' &&
    /^(?:isarray|islist|exists|defined|isdefined|isset|has|bool|boolean)$/i.test(node.name) &&
    node.args.length === 1 &&
    node.args.every(isMeantAsGroups);
  if (!isCompared && !isAsked && !isGroups(node)) return null;
  const operand = context.withParens(node);
  const connective = context.parentOf(operand);
  const isFirst = connective?.kind === 'logical' && connective.operator === '&&' && connective.operands[0] === operand;
  const next = isFirst ? connective.operands[1] : undefined;
  if (!next && !isCompared) return null;
  const fixes: Fix[] = next
    ? [
        {
          title: `Remove ${shorten(context.sourceOf(operand))} &&`,
          edits: [replaceRange({ start: operand.start, end: next.start }, '')],
          isPreferred: true,
        },
      ]
    : [];
  return {
    code: 'type',
    message: `groups is always a list, empty when the user is in no group: ${shorten(context.sourceOf(node))} says nothing.`,
    range: rangeOf(node),
    fixes,
    covers: node,
    family: 'guard',
  };
}

/** Bare `groups`, or what was meant to be. */
function explainGroupsAlone(node: Expression, context: FilterContext): Mistake | null {
  if (isGroups(node))
    return placeholder(node, 'groups is a list, and a filter has to be true or false. Test whether a group is in it.', node, node, context);
  if (node.kind === 'identifier' && /^\$?groups?$/i.test(node.name)) {
    return { ...placeholder(node, explainPath(node.name), node, node, context), code: 'unknown-variable' };
  }
  // `claims.groups`, `user.groups`.
  if (node.kind === 'select' && /^groups?$/i.test(node.field) && pathOf(node)?.text === context.sourceOf(node))
    return { ...placeholder(node, explainPath(context.sourceOf(node)), node, node, context), code: 'unknown-variable' };
  const emptiness = node.kind === 'select' ? explainEmptiness(node, node.operand, node.field, node.fieldRange, context) : null;
  if (emptiness) return emptiness;
  const isPart = (node.kind === 'index' || node.kind === 'select') && isMeantAsGroups(node.operand);
  if (!isPart && !(node.kind === 'call' && node.name === 'groups')) return null;
  const path = pathOf(node);
  const isUnknown = path !== null && path.first !== 'groups';
  const named = isUnknown ? null : readElementName(node, context);
  const message = isUnknown
    ? explainPath(path.text)
    : node.kind === 'select'
      ? `groups is a list of texts and has no field ${node.field}. Test whether a group is in it.`
      : `${shorten(context.sourceOf(node))} is not a condition. Test whether a group is in groups.`;
  const range = node.kind === 'select' && !isUnknown ? node.fieldRange : node;
  const mistake = placeholder(node, message, range, node, context);
  if (named)
    return { ...mistake, fixes: fixesFor({ literals: [named], choice: 'any', isNegated: false }, node, context), family: 'element' };
  return { ...mistake, code: isUnknown ? 'unknown-variable' : 'type' };
}

/** The group that `groups["a"]` or `groups.admins` names, as a literal. */
function readElementName(node: Expression, context: FilterContext): string | null {
  if (node.kind === 'index') return node.index.kind === 'string' ? context.sourceOf(node.index) : null;
  if (node.kind !== 'select' || !isGroups(node.operand) || sizeNames.has(node.field)) return null;
  // A method without its parentheses is no name of a group.
  if (operatorTable.some(({ name }) => name === node.field) || readMembershipName(node.field)) return null;
  return quoteGroup(node.field);
}

/** `"a"`, `admins`, `["a", "b"]`, `1`, or a text put together: the test is missing. */
function explainTexts(node: Expression, context: FilterContext): Mistake | null {
  const texts = nothing.has(context.sourceOf(node).toLowerCase()) ? null : readGroupTexts(node, context);
  const source = shorten(context.sourceOf(node));
  // In "a" || "b" || "c" in groups the author expects in to reach all of them: one slip.
  const connective = connectiveAround(node, context);
  if (isInList(node, context)) return null;
  if (texts && node.kind !== 'logical') {
    const isName = isUnquotedName(node, context);
    const message = isName
      ? explainUnquoted(node, context)
      : node.kind === 'list'
        ? 'A list is not a condition. Write a test for each group.'
        : `${source} alone is not a condition. Test whether it is one of the groups: ${texts.literals[0] ?? source} in groups.`;
    // In a macro over the groups the text is compared with its variable.
    const [variable] = context.variablesAt(node);
    if (variable !== undefined && node.kind === 'string') {
      const text = `${variable} == ${source}`;
      const fix = { title: `Replace with ${text} ${undocumentedNote}`, edits: [replaceTest(node, text, context)], isPreferred: true };
      return {
        code: 'type',
        message: `${source} alone is not a condition. Compare it: ${text}.`,
        range: rangeOf(node),
        fixes: [fix],
        covers: node,
        family: 'bare text',
      };
    }
    const isAppended = node.kind === 'string' || node.kind === 'binary';
    const fixes = fixesFor({ ...texts, isNegated: false }, node, context);
    return {
      code: isName ? 'unknown-variable' : 'type',
      message,
      range: rangeOf(node),
      fixes: isAppended && !isName ? fixes.map((fix) => ({ ...fix, title: 'Append in groups' })) : fixes,
      covers: node,
      family: isName ? 'unquoted' : 'bare text',
      ...(node.kind === 'string' && connective?.kind === 'logical'
        ? { slip: `texts of ${String(connective.start)} to ${String(connective.end)}` }
        : {}),
    };
  }
  return null;
}

/** Whether a part stands in a list, where a test would be no better than it. */
function isInList(node: Expression, context: FilterContext): boolean {
  for (let at = context.parentOf(node); at; at = context.parentOf(at)) if (at.kind === 'list') return true;
  return false;
}

/** The outermost `&&` or `||` that a part belongs to without parentheses between; undefined where there is none. */
function connectiveAround(node: Expression, context: FilterContext): Expression | undefined {
  let connective = context.parentOf(context.withParens(node));
  for (let at = connective; at?.kind === 'logical'; at = context.parentOf(at)) connective = at;
  return connective;
}

/** A text put together, as in `g + "-admins"`. */
function explainTextValue(node: Expression, context: FilterContext): Mistake | null {
  const source = shorten(context.sourceOf(node));
  if (context.typeOf(node) !== 'string' || node.kind === 'conditional' || node.kind === 'index') return null;
  const text = `${context.sourceOf(node)} in groups`;
  return {
    code: 'type',
    message: `${source} is a text and not a condition. Test whether it is one of the groups.`,
    range: rangeOf(node),
    fixes: [{ title: 'Append in groups', edits: [replaceTest(node, text, context)], isPreferred: true }],
    covers: node,
    family: 'bare text',
  };
}

/** `"a" in groups ? 1 : 0`: branches that are not conditions. */
function explainBranches(node: Expression, context: FilterContext): Mistake | null {
  if (node.kind !== 'conditional') return null;
  const isFine = (part: Expression): boolean => context.typeOf(part) === 'bool';
  if (!isFine(node.condition)) return null;
  const wrong = isFine(node.then) ? node.otherwise : node.then;
  const inner = isFine(node.then) !== isFine(node.otherwise) ? (explainCondition(wrong, context) ?? explainValue(wrong, context)) : null;
  if (inner) return { ...inner, covers: node };
  const text = context.sourceOf(node.condition);
  return {
    code: 'type',
    message: 'Both branches of ? : have to be true or false. The condition before the ? says it already.',
    range: rangeOf(wrong),
    fixes: [{ title: `Replace with ${shorten(text)}`, edits: [replaceTest(node, text, context)] }],
    covers: node,
    family: 'branches',
  };
}

/** `["a" in groups, "b" in groups]`: tests in a list. */
function explainListOfTests(node: Expression, context: FilterContext): Mistake | null {
  if (node.kind !== 'list' || node.elements.length === 0 || !node.elements.every((element) => isTest(element, context))) return null;
  const tests = node.elements.map((element) => context.sourceOf(element));
  const isJoined =
    node.elements.length > 1 && node.elements.some((element) => element.kind === 'logical' || element.kind === 'conditional');
  const whole = isJoined ? tests.map((test) => `(${test})`) : tests;
  const texts = whole.length > 1 ? [whole.join(' || '), whole.join(' && ')] : whole;
  return {
    code: 'type',
    message: 'A list is not a condition, and tests take no brackets around them. Join them by || (any of them) or && (all of them).',
    range: rangeOf(node),
    fixes: texts.map((text) => ({
      title: `Replace with ${shorten(text)}`,
      edits: [replaceTest(node, text, context)],
      ...(texts.length === 1 ? { isPreferred: true } : {}),
    })),
    covers: node,
    family: 'list of tests',
  };
}

/** `size(groups)`, `groups.filter(…)`: a result that a condition can be made of. */
function explainResult(node: Expression, context: FilterContext): Mistake | null {
  const type = context.typeOf(node);
  if (type === 'bool' || type === 'dyn' || type === 'error' || type === 'parameter') return null;
  const fixes: Fix[] = [];
  if (node.kind === 'call' && sizeNames.has(node.name) && type === 'int') {
    const text = `${context.sourceOf(node)} > 0`;
    fixes.push({
      title: `Replace with ${shorten(text)} ${undocumentedNote}`,
      edits: [replaceTest(node, text, context)],
      isPreferred: true,
    });
  } else if (
    node.kind === 'call' &&
    isMacroCall(node) &&
    (node.name === 'filter' || (node.name === 'map' && isTest(node.args[1], context)))
  ) {
    fixes.push({ title: `Replace ${node.name} with exists`, edits: [replaceRange(node.nameRange, 'exists')], isPreferred: true });
  }
  return {
    code: 'type',
    message: `A condition has to be true or false, and this is ${type === 'list' || type === 'map' ? `a ${type}` : type}.`,
    range: rangeOf(node),
    fixes,
    covers: node,
    family: 'result',
  };
}

function isTest(node: Expression | undefined, context: FilterContext): boolean {
  return node !== undefined && context.typeOf(node) === 'bool';
}
