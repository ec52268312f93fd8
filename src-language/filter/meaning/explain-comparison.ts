import { withoutParens, type Binary, type Expression } from '../expression.js';
import { isMacroCall } from '../operators.js';
import { readMembershipCall } from './explain-call.js';
import { explainBool, explainPath } from './explain-name.js';
import type { FilterContext } from './filter-context.js';
import { isGroups, pathOf } from './filter-context.js';
import {
  isMeantAsGroups,
  isUnquotedName,
  looksLikeGroups,
  readGroupTexts,
  readOneGroup,
  renderTest,
  type IntendedTest,
} from './intended-test.js';
import { fixesFor, rangeOf, replaceRange, replaceTest, shorten, undocumentedNote, type Explanation, type Mistake } from './mistake.js';

/** A test with a comparison whose sides do not fit. */
export const explainComparison: Explanation = (test, _errors, context) => {
  if (test.kind !== 'binary' || test.operator === 'in') return null;
  return (
    explainComparedCall(test, context) ??
    explainGroupsEquals(test, context) ??
    explainSize(test, context) ??
    explainTestEquals(test, context) ??
    explainSum(test, context)
  );
};

/** `groups == "a"`, `"a" != groups`, `claims.group == "a"`, `role == "a"`. */
function explainGroupsEquals(test: Binary, context: FilterContext): Mistake | null {
  if (test.operator !== '==' && test.operator !== '!=') return null;
  for (const [side, other] of sidesOf(test)) {
    const path = pathOf(side);
    if (!path || context.variablesAt(side).includes(path.first)) continue;
    const texts = readGroupTexts(other, context);
    if (!texts || isMeantAsGroups(other) || /^(?:null|undefined|none|nil)$/i.test(context.sourceOf(withoutParens(other)))) continue;
    // `True == …` asks about true.
    if (/^(?:true|false)$/i.test(path.text)) continue;
    // groups["a"] == true says nothing that could be kept.
    if (withoutParens(other).kind === 'bool' && withoutParens(side).kind !== 'identifier') continue;
    // `groups.length == 0` asks how many groups there are.
    const sideNode = withoutParens(side);
    if (sideNode.kind === 'select' && sizeNames.has(sideNode.field) && withoutParens(other).kind === 'int') continue;
    const isKnown = isGroups(side);
    if (withoutParens(other).kind === 'list' && !isKnown && isMeantAsGroups(side)) return renameSide(side);
    const isMeant = isMeantAsGroups(side);
    const isForeign = !isMeant && (path.first === 'claims' || (path.text !== path.first && !/group|role|team|member/i.test(path.last)));
    const intended: IntendedTest = { ...texts, isNegated: test.operator === '!=' };
    const fixes = isForeign ? [] : fixesFor(intended, test, context).map((fix) => (isMeant ? fix : { ...fix, isPreferred: false }));
    return {
      code: isKnown || path.first === 'groups' ? 'type' : 'unknown-variable',
      message:
        isKnown || path.first === 'groups'
          ? `groups is a list, and a list does not equal one text. Test whether the group is in it: ${renderTest({ ...intended, isNegated: false })[0]?.text ?? '"a" in groups'}.`
          : explainPath(path.text),
      range: isKnown || path.first === 'groups' ? rangeOf(test.operatorRange) : rangeOf(side),
      fixes,
      covers: test,
      family: 'groups equals',
    };
  }
  return null;
}

function renameSide(side: Expression): Mistake {
  const text = pathOf(side)?.text ?? 'This name';
  return {
    code: 'unknown-variable',
    message: explainPath(text),
    range: rangeOf(side),
    fixes: [{ title: `Replace ${text} with groups`, edits: [replaceRange(side, 'groups')], isPreferred: true }],
    covers: side,
    family: 'rename',
    slip: `rename ${text}`,
  };
}

/** `groups.indexOf("a") >= 0`, `groups.contains("a") == true`. */
function explainComparedCall(test: Binary, context: FilterContext): Mistake | null {
  for (const [side, other] of sidesOf(test)) {
    const call = withoutParens(side);
    if (call.kind !== 'call') continue;
    const read = readMembershipCall(call, context);
    const literal = withoutParens(other);
    if (!read || (literal.kind !== 'bool' && literal.kind !== 'int')) continue;
    const operator = side === test.left ? test.operator : (mirrored[test.operator] ?? test.operator);
    const isWanted = meansFound(operator, literal.value);
    if (isWanted === null) continue;
    return {
      ...read.problem,
      fixes: fixesFor({ ...read.intended, isNegated: read.intended.isNegated !== !isWanted }, test, context),
      covers: test,
      family: 'membership call',
    };
  }
  return null;
}

const mirrored: Readonly<Record<string, Binary['operator']>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** Whether a comparison of what `indexOf` or `contains` would give says that the group is there. */
function meansFound(operator: string, value: boolean | bigint | number): boolean | null {
  if (typeof value === 'boolean') return operator === '==' ? value : operator === '!=' ? !value : null;
  const number = Number(value);
  if (number === -1) return operator === '!=' || operator === '>' ? true : operator === '==' || operator === '<=' ? false : null;
  if (number === 0)
    return operator === '>=' || operator === '>' || operator === '!=' ? true : operator === '<' || operator === '==' ? false : null;
  return null;
}

/** `groups.size > 0`, `groups.length() > 0`, `len(groups) > 0`: how CEL writes it. */
function explainSize(test: Binary, context: FilterContext): Mistake | null {
  for (const [side] of sidesOf(test)) {
    const inner = withoutParens(side);
    const counted = inner.kind === 'select' ? inner.operand : inner.kind === 'call' && inner.args.length === 0 ? inner.target : null;
    const filter = counted && withoutParens(counted);
    if (filter?.kind === 'call' && isMacroCall(filter) && filter.name === 'filter' && context.typeOf(filter) === 'list')
      return explainSizeOf(inner, filter, test, context);
    const isField = inner.kind === 'select' && sizeNames.has(inner.field) && isMeantAsGroups(inner.operand);
    const isMethod =
      inner.kind === 'call' &&
      sizeNames.has(inner.name) &&
      inner.target !== null &&
      inner.args.length === 0 &&
      isMeantAsGroups(inner.target);
    const argument =
      inner.kind === 'call' && sizeNames.has(inner.name) && !inner.target && inner.args.length === 1 ? inner.args[0] : undefined;
    if (!isField && !isMethod && !(argument && isMeantAsGroups(argument))) continue;
    if (inner.kind !== 'select' && inner.kind !== 'call') continue;
    // `1u >= size(groups)`: the size is right, and the other side is not.
    if (inner.kind === 'call' && inner.name === 'size' && context.typeOf(inner) === 'int') continue;
    const name = inner.kind === 'select' ? inner.field : inner.name;
    return {
      code: 'type',
      message: `CEL has no ${name} here: the number of groups is size(groups).`,
      range: rangeOf(inner.kind === 'select' ? inner.fieldRange : inner.nameRange),
      fixes: [{ title: `Replace with size(groups) ${undocumentedNote}`, edits: [replaceRange(inner, 'size(groups)')], isPreferred: true }],
      covers: test,
      family: 'size',
    };
  }
  return null;
}

/** `groups.filter(g, g == "a").length > 0`. */
function explainSizeOf(inner: Expression, list: Expression, test: Binary, context: FilterContext): Mistake | null {
  const name = inner.kind === 'select' ? inner.field : inner.kind === 'call' ? inner.name : '';
  if (!sizeNames.has(name) || name === 'size') return null;
  const text = `size(${context.sourceOf(list)})`;
  return {
    code: 'type',
    message: `CEL has no ${name} here: the number of elements is size(…).`,
    range: rangeOf(inner.kind === 'select' ? inner.fieldRange : inner.kind === 'call' ? inner.nameRange : inner),
    fixes: [{ title: `Replace with ${shorten(text)} ${undocumentedNote}`, edits: [replaceRange(inner, text)], isPreferred: true }],
    covers: test,
    family: 'size',
  };
}

export const sizeNames: ReadonlySet<string> = new Set(['size', 'length', 'len', 'count', 'Size', 'Length', 'Count', 'Len']);

/** `"a" in groups == "b"`: a test compared with a text. */
function explainTestEquals(test: Binary, context: FilterContext): Mistake | null {
  const bool = context.typeOf(test.left) === 'bool' ? explainBool(withoutParens(test.right)) : null;
  if (bool && (test.operator === '==' || test.operator === '!=')) return bool;
  const literal = readOneGroup(test.right, context);
  if (literal === null || context.typeOf(test.left) !== 'bool' || withoutParens(test.right).kind === 'bool') return null;
  const left = context.sourceOf(test.left);
  const isRepeated = /^(["'])(?:true|yes)\1$/i.test(literal);
  const texts = isRepeated ? [left] : [`${left} || ${literal} in groups`, `${left} && ${literal} in groups`];
  return {
    code: 'type',
    message:
      test.operator === '==' || test.operator === '!='
        ? `A test is true or false, and cannot be compared with ${shorten(context.sourceOf(test.right))}.`
        : `${test.operator} does not join tests. Write || (any of them) or && (all of them).`,
    range: rangeOf(test.operatorRange),
    fixes: texts.map((text) => ({ title: `Replace with ${shorten(text)}`, edits: [replaceTest(test, text, context)] })),
    covers: test,
    family: 'test compared',
  };
}

/** `groups + "a"`: a calculation with groups where a test is wanted. */
function explainSum(test: Binary, context: FilterContext): Mistake | null {
  if (test.operator !== '+' || isUnquotedName(test, context)) return null;
  for (const [side, other] of sidesOf(test)) {
    const texts = isMeantAsGroups(side) && !isMeantAsGroups(other) ? readGroupTexts(other, context) : null;
    if (!texts) continue;
    const isUnknown = !isGroups(side) && looksLikeGroups(pathOf(side)?.first ?? '') && pathOf(side)?.first !== 'groups';
    return {
      code: isUnknown ? 'unknown-variable' : 'type',
      message: isUnknown
        ? explainPath(pathOf(side)?.text ?? 'This name')
        : `${test.operator} cannot be applied to groups and a text. Test whether the group is in groups.`,
      range: isUnknown ? rangeOf(side) : rangeOf(test.operatorRange),
      fixes: fixesFor({ ...texts, isNegated: false }, test, context),
      covers: test,
      family: 'calculation',
    };
  }
  return null;
}

function sidesOf(test: Binary): readonly (readonly [Expression, Expression])[] {
  return [
    [test.left, test.right],
    [test.right, test.left],
  ];
}
