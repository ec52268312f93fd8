import type { TextEdit, OffsetRange } from '../../text/range.js';
import { withoutParens, type Binary, type Expression } from '../expression.js';
import type { FilterContext } from './filter-context.js';
import { isMeantAsGroups, isUnquotedName, readOneGroup } from './intended-test.js';
import { fixesFor, rangeOf, shorten, type Mistake } from './mistake.js';

/** The groups that a chain names, and what stands where `&&` or `||` should. */
interface Chain {
  readonly literals: readonly string[];
  readonly joint: Binary;
}

const relations: ReadonlySet<string> = new Set(['in', '==', '!=', '<', '<=', '>', '>=']);
const calculations: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);

/** `"a" in "b" in groups`, `"a" in groups + "b" in groups`, `"a" in groups == "b" in groups`, `true == "a" in groups`, `"a" - "b" in groups`. */
export function explainChain(test: Binary, left: Expression, context: FilterContext): Mistake | null {
  const compared =
    left.kind === 'binary' && (left.operator === '==' || left.operator === '!=') ? explainCompared(test, left, context) : null;
  if (compared) return compared;
  const chain = readChain(test, context);
  if (!chain || chain.literals.length === 0 || (chain.literals.length === 1 && chain.joint.operator !== 'in')) return null;
  const { joint } = chain;
  return {
    code: 'type',
    message:
      joint.operator === 'in'
        ? 'in tests one group at a time and cannot be chained. Write a test for each group.'
        : `${joint.operator} does not join ${isMeantAsGroups(joint.left) || relations.has(joint.operator) ? 'tests' : 'groups'}. Write a test for each group, joined by || (any of them) or && (all of them).`,
    range: rangeOf(joint.operatorRange),
    fixes: fixesFor({ literals: [...new Set(chain.literals)], choice: 'either', isNegated: false }, test, context),
    covers: test,
    family: 'chained in',
  };
}

/** Reads a test as several that something else joins; null where any part of it says anything else, so that no group is lost. */
function readChain(test: Binary, context: FilterContext): Chain | null {
  const literals: { readonly start: number; readonly literal: string }[] = [];
  let joint: Binary | null = null;
  const add = (place: OffsetRange, literal: string): void => {
    literals.push({ start: place.start, literal });
  };
  /** A sum or the like of texts, and of groups at its left end. */
  const addSum = (node: Expression): boolean => {
    const literal = isMeantAsGroups(node) ? undefined : readOneGroup(node, context);
    if (literal === undefined) return true;
    const isSum = node.kind === 'binary' && calculations.has(node.operator);
    if (literal !== null && (!isSum || isUnquotedName(node, context))) {
      add(node, literal);
      return true;
    }
    if (!isSum) return false;
    joint = node;
    const inner = withoutParens(node.left);
    return addSum(withoutParens(node.right)) && addSum(inner);
  };
  let at: Expression = test;
  let relation: Binary | null = null;
  let first: Binary = test;
  let isChain = false;
  for (; at.kind === 'binary' && relations.has(at.operator); at = at.left) {
    first = at;
    isChain ||= at !== test;
    if (at.operator !== 'in') relation = at;
    if (!addSum(withoutParens(at.right))) return null;
  }
  const isPlainLeft = at.kind === 'string' || (at.kind !== 'paren' && isUnquotedName(at, context));
  if (!isPlainLeft && !(at.kind === 'binary' && calculations.has(at.operator) && at.operator !== '+')) return null;
  if (!addSum(at)) return null;
  if (!isChain && !joint) return null;
  const sorted = [...literals].sort((a, b) => a.start - b.start).map(({ literal }) => literal);
  return { literals: sorted, joint: joint ?? relation ?? first };
}

/** `true == "a" in groups`, `"a" in groups == "b" in groups`: the comparison takes the text and not the test. */
function explainCompared(test: Binary, left: Binary, context: FilterContext): Mistake | null {
  const compared = withoutParens(left.left);
  const literal = readOneGroup(left.right, context);
  if (literal === null || !isMeantAsGroups(test.right)) return null;
  const message = `${left.operator} and in bind equally tight, from left to right. Put the test on the right in parentheses, or leave the comparison away.`;
  const base = { code: 'type', message, range: rangeOf(left.operatorRange), covers: test, family: 'compared test' } as const;
  const bool =
    compared.kind === 'bool'
      ? compared.value
      : compared.kind === 'identifier' && /^(?:true|false)$/i.test(compared.name)
        ? /^true$/i.test(compared.name)
        : null;
  if (bool !== null) {
    const isNegated = bool !== (left.operator === '==');
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
