import type { Fix } from '../../text/problem.js';
import type { OffsetRange, TextEdit } from '../../text/range.js';
import { withoutParens, type Binary, type Expression } from '../expression.js';
import { quoteGroup } from '../string-literal.js';
import { explainPath, explainUnquoted, renameToGroups } from './explain-name.js';
import type { FilterContext } from './filter-context.js';
import { isGroups, pathOf } from './filter-context.js';
import { isMeantAsGroups, isUnquotedName, readGroupTexts, readOneGroup, type IntendedTest } from './intended-test.js';
import { fixesFor, rangeOf, replaceRange, replaceTest, shorten, undocumentedNote, type Explanation, type Mistake } from './mistake.js';

/** A test with `in` whose sides do not fit. */
export const explainMembership: Explanation = (test, _errors, context) => {
  if (test.kind !== 'binary' || test.operator !== 'in') return null;
  const left = withoutParens(test.left);
  const right = withoutParens(test.right);
  return (
    explainNegated(test, left, context) ??
    explainChain(test, left, context) ??
    explainSwapped(test, left, right, context) ??
    explainSides(test, left, right, context) ??
    explainNames(test, right, context)
  );
};

/** `!"a" in groups`: the `!` takes the text and not the test. */
function explainNegated(test: Binary, left: Expression, context: FilterContext): Mistake | null {
  if (left.kind !== 'unary' || left.operator !== '!') return null;
  const texts = readGroupTexts(left.operand, context);
  if (!texts) return null;
  const isName = isUnquotedName(left.operand, context);
  const operand = withoutParens(left.operand);
  return {
    code: isName ? 'unknown-variable' : 'type',
    message: isName
      ? explainUnquoted(operand, context)
      : '! binds tighter than in, so it negates the text and not the test. Put the test in parentheses.',
    range: isName ? rangeOf(operand) : rangeOf(left.operatorRange),
    fixes: fixesFor({ ...texts, isNegated: true }, test, context),
    covers: test,
    family: 'negated text',
  };
}

/** `"a" in "b" in groups`, `"a" in groups == "b" in groups`, `true == "a" in groups`. */
function explainChain(test: Binary, left: Expression, context: FilterContext): Mistake | null {
  if (left.kind !== 'binary' || !isMeantAsGroups(test.right)) return null;
  if (left.operator === 'in') {
    const literals: string[] = [];
    let first: Binary = left;
    for (let at: Expression = left; at.kind === 'binary' && at.operator === 'in'; at = at.left) {
      first = at;
      const literal = readOneGroup(at.right, context);
      if (literal !== null) literals.unshift(literal);
    }
    const start = readOneGroup(first.left, context);
    if (start !== null) literals.unshift(start);
    if (literals.length === 0) return null;
    return {
      code: 'type',
      message: 'in tests one group at a time and cannot be chained. Write a test for each group.',
      range: rangeOf(first.operatorRange),
      fixes: fixesFor({ literals: unique(literals), choice: 'either', isNegated: false }, test, context),
      covers: test,
      family: 'chained in',
    };
  }
  if (left.operator !== '==' && left.operator !== '!=') return null;
  const compared = withoutParens(left.left);
  const literal = readOneGroup(left.right, context);
  if (literal === null) return null;
  const message = `${left.operator} and in bind equally tight, from left to right. Put the test on the right in parentheses, or leave the comparison away.`;
  const base = { code: 'type', message, range: rangeOf(left.operatorRange), covers: test, family: 'compared test' } as const;
  if (compared.kind === 'bool') {
    const isNegated = compared.value !== (left.operator === '==');
    return { ...base, fixes: fixesFor({ literals: [literal], choice: 'any', isNegated }, test, context) };
  }
  if (context.typeOf(compared) === 'bool') {
    const edit: TextEdit = { range: { start: left.right.start, end: test.end }, newText: `(${literal} in groups)` };
    return { ...base, fixes: [{ title: `Put ${shorten(`${literal} in groups`)} in parentheses`, edits: [edit], isPreferred: true }] };
  }
  const other = readOneGroup(compared, context);
  if (other === null) return null;
  return { ...base, fixes: fixesFor({ literals: [other, literal], choice: 'either', isNegated: false }, test, context) };
}

/** `groups in "a"`, `groups in ["a", "b"]`: the sides are the wrong way round. */
function explainSwapped(test: Binary, left: Expression, right: Expression, context: FilterContext): Mistake | null {
  if (!isMeantAsGroups(left) || isMeantAsGroups(right)) return null;
  const texts = readGroupTexts(right, context);
  if (!texts) return null;
  const isUnknown = !isGroups(left) && pathOf(left)?.first !== 'groups';
  const isList = right.kind === 'list' && texts.literals.length > 1;
  return {
    code: isUnknown ? 'unknown-variable' : 'type',
    message: isUnknown
      ? explainPath(pathOf(left)?.text ?? 'This name')
      : `The group stands to the left of in and groups to its right${isList ? ', and in tests one group at a time' : ''}.`,
    range: isUnknown ? rangeOf(left) : rangeOf(test.operatorRange),
    fixes: fixesFor({ ...texts, isNegated: false }, test, context),
    covers: test,
    family: 'swapped',
  };
}

/** One side of `in`, or each of them, is not what it has to be. */
function explainSides(test: Binary, left: Expression, right: Expression, context: FilterContext): Mistake | null {
  const texts = readGroupTexts(left, context) ?? readNumberSum(left, context);
  const isLeftFine = context.typeOf(test.left) === 'string';
  if (!texts && !isLeftFine) {
    if (!isMeantAsGroups(left) || !isMeantAsGroups(right)) return null;
    return placeholder(
      test,
      'groups cannot be in itself. Write the group that a user has to be in to the left of in.',
      test.operatorRange,
      test,
    );
  }
  const isVariable = left.kind === 'identifier' && context.variablesAt(left).includes(left.name);
  if (isVariable && right.kind === 'string') return explainVariableIn(test, left, right, context);
  const isRightFine = isGroups(right) || (isLeftFine && right.kind === 'list');
  const rightPath = pathOf(right);
  if (isLeftFine && !isRightFine && rightPath && isUnknownPath(right, context)) return renameToGroups(right);
  if (right.kind === 'list' && !isMeantAsGroups(left)) return null;
  const problem = isLeftFine ? describeRight(test, right, context) : describeLeft(left, context);
  return {
    ...problem,
    fixes: texts && !isLeftFine ? fixLeft(test, left, right, texts, context) : [fixRight(right, context)],
    covers: isLeftFine ? test.right : test,
    family:
      problem.code === 'unknown-variable' ? 'unquoted' : `side ${isLeftFine ? 'right' : 'left'} ${isLeftFine ? right.kind : left.kind}`,
  };
}

/** `g in "admins"` inside a macro: a text is compared with `==`. */
function explainVariableIn(test: Binary, left: Expression, right: Expression, context: FilterContext): Mistake {
  const text = `${context.sourceOf(left)} == ${context.sourceOf(right)}`;
  return {
    code: 'type',
    message: `in looks into a list, and ${shorten(context.sourceOf(right))} is a text. Compare the two with ==.`,
    range: rangeOf(test.operatorRange),
    fixes: [{ title: `Replace with ${shorten(text)} ${undocumentedNote}`, edits: [replaceTest(test, text, context)], isPreferred: true }],
    covers: test,
    family: 'variable in text',
  };
}

/** `"a" in [admins, devs]`: names without quotes in a list. */
function explainNames(test: Binary, right: Expression, context: FilterContext): Mistake | null {
  if (right.kind !== 'list') return null;
  const names = right.elements.filter((element) => isUnquotedName(element, context));
  const first = names[0];
  if (!first) return null;
  const edits = names.flatMap((name) => quoteEdit(name, context));
  return {
    code: 'unknown-variable',
    message: explainUnquoted(first, context),
    range: rangeOf(first),
    fixes: [{ title: 'Put the names in quotes', edits, isPreferred: true }],
    covers: test,
    family: 'unquoted list',
  };
}

function fixLeft(test: Binary, left: Expression, right: Expression, texts: Omit<IntendedTest, 'isNegated'>, context: FilterContext): Fix[] {
  const [only] = texts.literals;
  if (texts.literals.length > 1 || only === undefined) return fixesFor({ ...texts, isNegated: false }, test, context);
  const edits = [replaceRange(left, only)];
  const isAlsoRight = !isGroups(right) && right.kind !== 'list';
  if (isAlsoRight) edits.push(replaceRange(right, 'groups'));
  const title =
    left.kind === 'bytes'
      ? `Remove the b before the quotes`
      : left.kind === 'list'
        ? `Replace with ${shorten(only)}`
        : `Write ${shorten(only)} in quotes`;
  return [{ title: isAlsoRight ? `Replace with ${shorten(only)} in groups` : title, edits, isPreferred: true }];
}

function fixRight(right: Expression, context: FilterContext): Fix {
  return { title: `Replace ${shorten(context.sourceOf(right))} with groups`, edits: [replaceRange(right, 'groups')], isPreferred: true };
}

type Description = Pick<Mistake, 'code' | 'message' | 'range'>;

function describeLeft(left: Expression, context: FilterContext): Description {
  const range = rangeOf(left);
  if (isUnquotedName(left, context)) return { code: 'unknown-variable', message: explainUnquoted(left, context), range };
  switch (left.kind) {
    case 'bytes':
      return { code: 'type', message: 'The b before the quotes makes this bytes, and a group is text. Remove the b.', range };
    case 'list':
      return {
        code: 'type',
        message: 'in tests one group at a time: a list is never one of the groups. Write a test for each group.',
        range,
      };
    case 'logical':
      return { code: 'type', message: `${left.operator} joins tests, not texts. Write a test for each group.`, range };
    case 'null':
      return { code: 'type', message: 'null is not a group. Groups are text in quotes.', range };
    default:
      return { code: 'type', message: `${shorten(context.sourceOf(left))} is not text, and groups are. Put it in quotes.`, range };
  }
}

function describeRight(test: Binary, right: Expression, context: FilterContext): Description {
  const source = shorten(context.sourceOf(right));
  const range = rangeOf(right);
  const end = right.end;
  switch (right.kind) {
    case 'string':
      if (/^\s*\.?groups?\s*$/i.test(right.value))
        return { code: 'type', message: 'groups is a variable, not a text: write it without quotes.', range };
      return {
        code: 'type',
        message: `To the right of in stands groups, the list of the user's groups, and not a text.`,
        range: rangeOf(test.operatorRange),
      };
    case 'select':
      if (isMeantAsGroups(right.operand))
        return {
          code: 'type',
          message: `groups is a list of texts and has no field ${right.field}.`,
          range: { start: right.operand.end, end },
        };
      break;
    case 'index':
      return {
        code: 'type',
        message: `${source} is one group, and in looks into a list. Write groups.`,
        range: rangeOf(right.bracketRange),
      };
    case 'call':
      return {
        code: 'type',
        message: `To the right of in stands groups alone. CEL has no ${right.name}() that would fit here.`,
        range: rangeOf(right.nameRange),
      };
  }
  return { code: 'type', message: `To the right of in stands groups, the list of the user's groups, and not ${source}.`, range };
}

function isUnknownPath(node: Expression, context: FilterContext): boolean {
  const path = pathOf(node);
  return path !== null && path.first !== 'groups' && !context.variablesAt(node).includes(path.first);
}

function quoteEdit(name: Expression, context: FilterContext): TextEdit[] {
  const literal = readOneGroup(name, context) ?? quoteGroup(context.sourceOf(name));
  return literal === null ? [] : [replaceRange(withoutParens(name), literal)];
}

/** `"team-" + 1`: a text and numbers added up, which was meant as one text. */
function readNumberSum(left: Expression, context: FilterContext): Omit<IntendedTest, 'isNegated'> | null {
  if (left.kind !== 'binary' || left.operator !== '+') return null;
  const parts = [withoutParens(left.left), withoutParens(left.right)];
  const text = parts.map((part) => (part.kind === 'string' ? part.value : part.kind === 'int' ? context.sourceOf(part) : null));
  const literal = text.every((part) => part !== null) ? quoteGroup(text.join('')) : null;
  return literal === null ? null : { literals: [literal], choice: 'any' };
}

/** A test with a group still to be filled in, for filters that name none. */
export function placeholder(test: Expression, message: string, range: OffsetRange, covers: Expression, context?: FilterContext): Mistake {
  const text = '"GROUP" in groups';
  const edit = context ? replaceTest(test, text, context) : replaceRange(test, text);
  return {
    code: 'type',
    message,
    range: rangeOf(range),
    fixes: [{ title: `Replace with ${text}, and put the group's name in`, edits: [edit] }],
    covers,
    family: 'placeholder',
  };
}

function unique(literals: readonly string[]): string[] {
  return [...new Set(literals)];
}
