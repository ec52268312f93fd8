import type { Fix } from '../../text/problem.js';
import type { OffsetRange, TextEdit } from '../../text/range.js';
import { withoutParens, type Binary, type Expression } from '../expression.js';
import { quoteGroup } from '../string-literal.js';
import { explainChain } from './explain-chain.js';
import { explainPath, explainUnquoted, renameToGroups } from './explain-name.js';
import type { FilterContext } from './filter-context.js';
import { isGroups, pathOf } from './filter-context.js';
import { isMeantAsGroups, isUnquotedName, readGroupTexts, readOneGroup, type IntendedTest } from './intended-test.js';
import { readMembershipName } from './membership-names.js';
import { fixesFor, rangeOf, replaceRange, replaceTest, shorten, undocumentedNote, type Explanation, type Mistake } from './mistake.js';

/** A test with `in` whose sides do not fit. */
export const explainMembership: Explanation = (test, _errors, context) => {
  if (test.kind !== 'binary' || test.operator !== 'in') return null;
  const left = withoutParens(test.left);
  const right = withoutParens(test.right);
  return (
    explainNegated(test, left, context) ??
    explainComment(test, right, context) ??
    explainChain(test, left, context) ??
    explainSwapped(test, left, right, context) ??
    explainMissingOperator(test, right, context) ??
    explainSides(test, left, right, context) ??
    explainNames(test, right, context)
  );
};

/** `!"a" in groups`: the `!` takes the text and not the test. */
function explainNegated(test: Binary, left: Expression, context: FilterContext): Mistake | null {
  if (left.kind !== 'unary') return null;
  const texts = readGroupTexts(left.operand, context);
  if (!texts) return null;
  if (left.operator === '-') {
    if (left.operand.kind !== 'string') return null;
    return {
      code: 'type',
      message: 'The dash before the group does not belong to the filter.',
      range: rangeOf(left.operatorRange),
      fixes: [{ title: 'Remove the dash', edits: [replaceRange(left, context.sourceOf(left.operand))], isPreferred: true }],
      covers: test,
      family: 'dash',
    };
  }
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

/** `"a" in groups ("b" in groups)`: without an operator between, CEL reads the second test as what `groups(…)` is called with. */
function explainMissingOperator(test: Binary, right: Expression, context: FilterContext): Mistake | null {
  if (right.kind !== 'call' || right.target !== null || right.name !== 'groups' || right.args.length !== 1) return null;
  const [argument] = right.args;
  if (!argument || context.typeOf(argument) !== 'bool') return null;
  const between = { start: right.nameRange.end, end: right.parenOffset };
  return {
    code: 'type',
    message: 'Nothing joins this test to the one before. Write || (any of them) or && (all of them) between them.',
    range: { start: right.parenOffset, end: right.parenOffset + 1 },
    fixes: ['||', '&&'].map((operator) => ({ title: `Insert ${operator}`, edits: [{ range: between, newText: ` ${operator} ` }] })),
    covers: test,
    family: 'missing operator',
  };
}

/** One side of `in`, or each of them, is not what it has to be. */
function explainSides(test: Binary, left: Expression, right: Expression, context: FilterContext): Mistake | null {
  const texts = readGroupTexts(left, context) ?? readNumberSum(left, context) ?? readCallTexts(left, context);
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
  const person = explainPerson(test, left, right, context);
  if (person) return person;
  const isVariable = left.kind === 'identifier' && context.variablesAt(left).includes(left.name);
  if (isVariable && right.kind === 'string') return explainVariableIn(test, left, right, context);
  const isRightFine = isGroups(right) || (isLeftFine && right.kind === 'list' && !isListOfGroups(right));
  const rightPath = pathOf(right);
  if (isLeftFine && !isRightFine && rightPath && isUnknownPath(right, context)) return renameToGroups(right);
  if (right.kind === 'list' && !isMeantAsGroups(left) && !isListOfGroups(right)) return null;
  const problem = isLeftFine ? describeRight(test, right, context) : describeLeft(left, context);
  return {
    ...problem,
    fixes: texts && !isLeftFine ? fixLeft(test, left, right, texts, context) : [fixRight(right, context)],
    covers: isLeftFine ? test.right : test,
    family:
      problem.code === 'unknown-variable' ? 'unquoted' : `side ${isLeftFine ? 'right' : 'left'} ${isLeftFine ? right.kind : left.kind}`,
  };
}

/** `user in "a"`, `"a" in "b"`: the text on the right is a group, and what stands on the left is the person, or a group too. */
function explainPerson(test: Binary, left: Expression, right: Expression, context: FilterContext): Mistake | null {
  if (right.kind !== 'string' || /^\W*groups?\W*$/i.test(right.value)) return null;
  if (left.kind === 'identifier' && context.variablesAt(left).includes(left.name)) return null;
  const literal = context.sourceOf(right);
  const isPerson = left.kind === 'identifier' || left.kind === 'select';
  const other = isPerson ? null : readOneGroup(left, context);
  if (!isPerson && other === null) return null;
  return {
    code: isPerson ? 'unknown-variable' : 'type',
    message: isPerson
      ? `${shorten(context.sourceOf(left))} is not known here: the user is not named. The group stands to the left of in and groups to its right: ${literal} in groups.`
      : "To the right of in stands groups, the list of the user's groups, and not a text.",
    range: isPerson ? rangeOf(left) : rangeOf(test.operatorRange),
    fixes: fixesFor({ literals: other === null ? [literal] : [other, literal], choice: 'either', isNegated: false }, test, context),
    covers: test,
    family: 'text on the right',
  };
}

/** `"a" in [groups]`. */
function isListOfGroups(node: Expression): boolean {
  return node.kind === 'list' && node.elements.length === 1 && node.elements.every((element) => isMeantAsGroups(element));
}

/** `"a" in groups -- admins`: two dashes begin a comment elsewhere. */
function explainComment(test: Binary, right: Expression, context: FilterContext): Mistake | null {
  if (right.kind !== 'binary' || right.operator !== '-' || !isMeantAsGroups(right.left)) return null;
  const written = context.sourceOf({ start: right.operatorRange.start, end: right.end });
  if (!/^--/.test(written) || test.right.kind === 'paren') return null;
  const start = right.left.end;
  return {
    code: 'type',
    message: '-- does not begin a comment in CEL: comments begin with // and run to the end of the line.',
    range: { start: right.operatorRange.start, end: right.end },
    fixes: [{ title: `Remove the comment ${shorten(written)}`, edits: [replaceRange({ start, end: right.end }, '')], isPreferred: true }],
    covers: test,
    family: 'comment',
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
  if (isAlsoRight) edits.push(replaceWithGroups(right, context));
  const title =
    left.kind === 'bytes'
      ? `Remove the b before the quotes`
      : left.kind === 'list'
        ? `Replace with ${shorten(only)}`
        : `Write ${shorten(only)} in quotes`;
  return [{ title: isAlsoRight ? `Replace with ${shorten(only)} in groups` : title, edits, isPreferred: true }];
}

function fixRight(right: Expression, context: FilterContext): Fix {
  return {
    title: `Replace ${shorten(context.sourceOf(right))} with groups`,
    edits: [replaceWithGroups(right, context)],
    isPreferred: true,
  };
}

/** Quotes and brackets may touch what stands beside them, `"a"in"groups"`; a name may not. */
function replaceWithGroups(node: Expression, context: FilterContext): TextEdit {
  const isGlued = (start: number): boolean => /\w/.test(context.sourceOf({ start, end: start + 1 }));
  return replaceRange(node, `${isGlued(node.start - 1) ? ' ' : ''}groups${isGlued(node.end) ? ' ' : ''}`);
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
    case 'call':
      return { code: 'type', message: `CEL has no ${left.name}(). Write a test for each group.`, range: rangeOf(left.nameRange) };
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
    case 'list':
      return { code: 'type', message: `groups is a list itself, and takes no brackets around it.`, range };
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

/** `any("a", "b") in groups`. */
function readCallTexts(left: Expression, context: FilterContext): Omit<IntendedTest, 'isNegated'> | null {
  const name = left.kind === 'call' && left.target === null && left.args.length > 0 ? readMembershipName(left.name) : null;
  if (left.kind !== 'call' || !name || name.isNegated || name.choice === 'either') return null;
  const parts = left.args.map((argument) => readGroupTexts(argument, context));
  if (!parts.every((part) => part !== null)) return null;
  return { literals: parts.flatMap((part) => part.literals), choice: name.choice };
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
