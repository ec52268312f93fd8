import type { Problem } from '../../text/problem.js';
import type { TextEdit } from '../../text/range.js';
import { checkFilter, mayBeBool, operatorRangeOf, type CheckError } from '../check-filter.js';
import { withoutParens, type Expression } from '../expression.js';
import { explainCall, explainUnknownFunction } from './explain-call.js';
import { explainComparison } from './explain-comparison.js';
import { explainCondition, explainValue } from './explain-condition.js';
import { explainLogicalCall } from './explain-logical-call.js';
import { explainMembership } from './explain-membership.js';
import { explainUnknownName, renameToGroups } from './explain-name.js';
import { explainVariables } from './explain-variables.js';
import { keepsTexts } from './kept-texts.js';
import { contains, FilterContext, pathOf } from './filter-context.js';
import { looksLikeGroups } from './intended-test.js';
import { rangeOf, shorten, type Mistake } from './mistake.js';
import { findUndocumented } from './find-undocumented.js';

/**
 * What is wrong with the meaning of a filter that parses, one problem per mistake: names and types first, then operators that
 * Confluent does not document, except where a mistake explains them.
 */
export function findMeaningProblems(expression: Expression, text: string): readonly Problem[] {
  const checked = checkFilter(expression);
  const context = new FilterContext(expression, text, checked);
  const mistakes = findMistakes(context);
  const mistaken = mistakes.map((mistake) => mistake.covers);
  const kept = mistakes.map((mistake) => ({ ...mistake, fixes: mistake.fixes.filter((fix) => keepsTexts(mistake, fix, context)) }));
  return [...joinRepeated(kept).map(toProblem), ...findUndocumented(context, mistaken)];
}

function findMistakes(context: FilterContext): Mistake[] {
  const byTest = new Map<Expression, CheckError[]>();
  for (const error of context.checked.errors) {
    const test = mistakenTest(error.node, context);
    const errors = byTest.get(test);
    if (errors) errors.push(error);
    else byTest.set(test, [error]);
  }
  if (context.checked.errors.length === 0 && !mayBeBool(context.checked.type)) byTest.set(withoutParens(context.root), []);
  const tests = [...byTest].sort(([a], [b]) => a.start - b.start || b.end - a.end);
  const mistakes: Mistake[] = [];
  let covered: Expression | null = null;
  for (const [test, errors] of tests) {
    // A test inside one that is explained whole is part of the same mistake.
    if (covered && contains(covered, test)) continue;
    const mistake = explain(test, errors, context);
    mistakes.push(mistake);
    covered = mistake.covers;
  }
  return mistakes;
}

/** The test that an error belongs to; for `("a" || "b") in groups` the whole of it, since `||` stands where a text should. */
function mistakenTest(node: Expression, context: FilterContext): Expression {
  for (let test = context.testAround(node); ;) {
    const connective = context.parentOf(context.withParens(test));
    if (connective?.kind !== 'logical' && connective?.kind !== 'unary') return test;
    const user = context.parentOf(context.withParens(connective));
    if (user?.kind !== 'binary' || (user.operator !== 'in' && user.operator !== '==' && user.operator !== '!=')) return test;
    if (
      user.operator !== 'in' &&
      connective.kind === 'logical' &&
      !connective.operands.every((operand) => withoutParens(operand).kind === 'string')
    )
      return test;
    test = context.testAround(user);
  }
}

function explain(test: Expression, errors: readonly CheckError[], context: FilterContext): Mistake {
  const node = test.kind === 'unary' && test.operator === '!' ? withoutParens(test.operand) : test;
  const hasInnerErrors = errors.some((error) => error.node !== test && withoutParens(error.node) !== node);
  return (
    explainVariables(node, errors, context) ??
    explainMembership(node, errors, context) ??
    explainComparison(node, errors, context) ??
    explainLogicalCall(node, errors, context) ??
    explainCall(node, errors, context) ??
    explainCondition(node, context) ??
    explainWithin(node, errors, context) ??
    (hasInnerErrors ? null : explainValue(node, context)) ??
    explainFirst(test, errors, context)
  );
}

/** A wrong name inside a test that is otherwise of a known form: `Groups.exists(…)`, `groups.exists(g, h == "a")`. */
function explainWithin(test: Expression, errors: readonly CheckError[], context: FilterContext): Mistake | null {
  const [error] = errors;
  if (!error || error.node === test)
    return error?.kind === 'unknown-function' && error.node.kind === 'call' ? explainUnknownFunction(error.node, context) : null;
  if (error.kind === 'unknown-variable' && error.node.kind === 'identifier') return explainUnknownPath(error.node, context);
  if (error.kind === 'unknown-function' && error.node.kind === 'call') return explainUnknownFunction(error.node, context);
  return null;
}

/** An unknown name with the fields after it, where the whole was meant to be `groups`. */
function explainUnknownPath(node: Expression & { kind: 'identifier' }, context: FilterContext): Mistake {
  let whole: Expression = node;
  for (let parent = context.parentOf(whole); parent && isStep(whole, parent); parent = context.parentOf(whole)) whole = parent;
  const path = pathOf(whole);
  const isMeant =
    path !== null &&
    (looksLikeGroups(path.last) || looksLikeGroups(path.first)) &&
    context.variablesAt(node).every((name) => !looksLikeGroups(name));
  if (!isMeant) {
    const mistake = explainUnknownName(node, context);
    return mistake.fixes.length > 0 ? mistake : { ...mistake, covers: context.testAround(node) };
  }
  const mistake = renameToGroups(whole);
  return isMendedByGroups(whole, context) ? mistake : { ...mistake, fixes: [] };
}

/** The longest filter in which a new name is tried. */
const TRIED_LENGTH = 2000;

/** Whether the test around a part has right types when the part is `groups`: `Groups.contains("x", "a", 10)` has not. */
function isMendedByGroups(part: Expression, context: FilterContext): boolean {
  if (context.text.length > TRIED_LENGTH) return true;
  const groups: Expression = { kind: 'identifier', start: part.start, end: part.end, name: 'groups', isGlobal: false };
  const isInside = ({ node }: CheckError): boolean => contains(node, part) && node.kind === 'call';
  return !checkFilter(substitute(context.testAround(part), part, groups)).errors.some(isInside);
}

/** A copy of a tree with another part in place of one. */
function substitute<Node>(node: Node, part: Expression, by: Expression): Node {
  if ((node as unknown) === part) return by as Node;
  if (Array.isArray(node)) return node.map((child: unknown) => substitute(child, part, by)) as Node;
  if (typeof node !== 'object' || node === null || node instanceof Uint8Array) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, substitute(value as unknown, part, by)])) as Node;
}

/** A field, or a text in brackets, after a name: `user.groups`, `claims["groups"]`. */
function isStep(node: Expression, parent: Expression): boolean {
  if (parent.kind === 'select') return parent.operand === node;
  return parent.kind === 'index' && parent.operand === node && parent.index.kind === 'string';
}

/** What the checker says, where no mistake of a known kind is recognised. */
function explainFirst(test: Expression, errors: readonly CheckError[], context: FilterContext): Mistake {
  const [error] = errors;
  const node = error?.node ?? test;
  if (error?.kind === 'unknown-variable' && node.kind === 'identifier') return explainUnknownPath(node, context);
  const types = (error?.types ?? []).map(shorten).join(' and ');
  const name = context.sourceOf(operatorRangeOf(node));
  const messages: Readonly<Record<CheckError['kind'], string>> = {
    'unknown-variable': `${name} is not known here: the only variable of a group mapping is groups.`,
    'unknown-function': `CEL has no ${name}() for ${types || 'these operands'}.`,
    overload: `${name} cannot be applied to ${types}.`,
    'not-bool': `This has to be true or false, and it is ${types || 'not'}.`,
    field: `A value of type ${types} has no fields.`,
    range: `Only lists and maps can be gone through, and this is ${types}.`,
  };
  return {
    code: error?.kind === 'unknown-variable' ? 'unknown-variable' : 'type',
    message: error ? messages[error.kind] : 'A filter has to be true or false.',
    range: rangeOf(operatorRangeOf(node)),
    fixes: [],
    covers: test,
    family: 'other',
  };
}

/**
 * Makes one mistake of a slip that is repeated, such as one misspelt variable, with a fix that mends it everywhere; and gives
 * the first of several mistakes of one family a further fix that mends them all.
 */
function joinRepeated(found: readonly Mistake[]): Mistake[] {
  const mistakes = groupBy(found, (mistake) => mistake.slip).map((slips) => {
    const [first, ...others] = slips;
    const [fix, ...otherFixes] = first.fixes;
    if (others.length === 0 || !fix) return first;
    return { ...first, fixes: [{ ...fix, edits: slips.flatMap((one) => one.fixes[0]?.edits ?? []) }, ...otherFixes] };
  });
  const [first, ...others] = mistakes;
  if (!first || others.length === 0 || mistakes.some((one) => one.fixes[0] === undefined || one.family === 'placeholder')) return mistakes;
  const kind = mistakes.every((one) => one.family === first.family) ? ' of this kind' : '';
  const edits: TextEdit[] = mistakes.flatMap((one) => one.fixes[0]?.edits ?? []);
  return [{ ...first, fixes: [...first.fixes, { title: `Mend all ${String(mistakes.length)} mistakes${kind}`, edits }] }, ...others];
}

/** Those with equal keys together; each without a key alone. In the order of the first ones. */
function groupBy(mistakes: readonly Mistake[], keyOf: (mistake: Mistake) => string | undefined): [Mistake, ...Mistake[]][] {
  const groups: [Mistake, ...Mistake[]][] = [];
  const byKey = new Map<string, [Mistake, ...Mistake[]]>();
  for (const mistake of mistakes) {
    const key = keyOf(mistake);
    const group = key === undefined ? undefined : byKey.get(key);
    if (group) {
      group.push(mistake);
      continue;
    }
    const started: [Mistake, ...Mistake[]] = [mistake];
    groups.push(started);
    if (key !== undefined) byKey.set(key, started);
  }
  return groups;
}

function toProblem({ code, message, range, fixes }: Mistake): Problem {
  return { code, message, range, fixes };
}
