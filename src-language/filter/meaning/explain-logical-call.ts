import { childrenOf, withoutParens, type Call, type Expression } from '../expression.js';
import { readMembershipCall } from './explain-call.js';
import type { FilterContext } from './filter-context.js';
import { contains } from './filter-context.js';
import { isUnquotedName, renderTest } from './intended-test.js';
import { rangeOf, replaceTest, shorten, undocumentedNote, type Explanation } from './mistake.js';

type Connective = '!' | '&&' | '||' | 'none' | 'xor' | 'if';

const connectives: ReadonlyMap<string, Connective> = new Map<string, Connective>([
  ['not', '!'],
  ['isfalse', '!'],
  ...['and', 'all', 'allof', 'alltrue', 'every'].map((name) => [name, '&&'] as const),
  ...['or', 'any', 'anyof', 'anytrue', 'some', 'either'].map((name) => [name, '||'] as const),
  ...['none', 'noneof', 'nor', 'neither'].map((name) => [name, 'none'] as const),
  ['xor', 'xor'],
  ['if', 'if'],
  ['iif', 'if'],
]);

/** A condition as text, and what binds it together at the top. */
interface Rendered {
  readonly text: string;
  readonly top: '&&' | '||' | '? :' | null;
  /** Written anew somewhere inside. */
  readonly isNegated: boolean;
}

/** `not("a" in groups)`, `AND("a" in groups, NOT("b" in groups))`: operators that spreadsheets and policies write as functions. */
export const explainLogicalCall: Explanation = (test, errors, context) => {
  // `-not (…)`: the dash belongs to the word.
  const call = test.kind === 'unary' && test.operator === '-' ? withoutParens(test.operand) : test;
  const connective = call.kind === 'call' ? connectiveOf(call) : undefined;
  if (call.kind !== 'call' || !connective) return null;
  const nodes = errors.map((error) => error.node);
  const rendered = renderCall(call, connective, nodes, context, 0);
  if (!rendered) return null;
  const operator = connective === 'none' ? '! and ||' : connective === 'xor' ? '!=' : connective === 'if' ? '&& and ||' : connective;
  const note = rendered.isNegated ? ` ${undocumentedNote}` : '';
  return {
    code: 'type',
    message: `CEL has no ${call.name}(): it writes ${operator}. Here: ${shorten(rendered.text)}.`,
    range: rangeOf(call.nameRange),
    fixes: [
      { title: `Replace with ${shorten(rendered.text)}${note}`, edits: [replaceTest(test, rendered.text, context)], isPreferred: true },
    ],
    covers: test,
    family: 'logical call',
  };
};

function connectiveOf(call: Call): Connective | undefined {
  return call.target === null ? connectives.get(call.name.toLowerCase()) : undefined;
}

function render(node: Expression, errors: readonly Expression[], context: FilterContext, depth = 0): Rendered | null {
  const inner = withoutParens(node);
  if (depth > 20) return null;
  if (inner.kind === 'identifier' && /^(?:true|false)$/i.test(inner.name))
    return { text: inner.name.toLowerCase(), top: null, isNegated: false };
  if (inner.kind === 'call') {
    const connective = connectiveOf(inner);
    const rendered = connective ? renderCall(inner, connective, errors, context, depth) : null;
    if (rendered) return rendered;
    if (!errors.some((error) => contains(inner, error))) return plain(inner, context);
    const read = readMembershipCall(inner, context);
    const [only, other] = read ? renderTest(read.intended) : [];
    return only && !other
      ? { text: only.text, top: only.choice === null ? null : only.choice === 'all' ? '&&' : '||', isNegated: only.text.startsWith('!') }
      : null;
  }
  if (errors.some((error) => contains(inner, error))) return renderBroken(inner, context);
  return context.typeOf(inner) === 'bool' ? plain(inner, context) : null;
}

/** A test of a group without quotes. */
function renderBroken(inner: Expression, context: FilterContext): Rendered | null {
  if (inner.kind !== 'binary' || inner.operator !== 'in') return null;
  const [left, right] = [withoutParens(inner.left), withoutParens(inner.right)];
  if (right.kind !== 'identifier' || right.name !== 'groups' || !isUnquotedName(left, context)) return null;
  return { text: `"${context.sourceOf(left)}" in groups`, top: null, isNegated: false };
}

function plain(node: Expression, context: FilterContext): Rendered {
  const top = node.kind === 'logical' ? node.operator : node.kind === 'conditional' ? '? :' : null;
  return { text: context.sourceOf(node), top, isNegated: false };
}

function renderCall(
  call: Call,
  connective: Connective,
  errors: readonly Expression[],
  context: FilterContext,
  depth: number,
): Rendered | null {
  const [list] = call.args;
  const parts = call.args.length === 1 && list && withoutParens(list).kind === 'list' ? childrenOf(withoutParens(list)) : call.args;
  const rendered = parts.map((part) => render(part, errors, context, depth + 1));
  const [first, second, third] = rendered;
  if (!first || !rendered.every((part) => part !== null)) return null;
  const isNegated = rendered.some((part) => part.isNegated);
  switch (connective) {
    case '!':
      return rendered.length === 1 ? { text: `!(${first.text})`, top: null, isNegated: true } : null;
    case '&&':
    case '||':
      return { text: joined(rendered, connective), top: rendered.length > 1 ? connective : first.top, isNegated };
    case 'none':
      return { text: `!(${joined(rendered, '||')})`, top: null, isNegated: true };
    case 'xor':
      return second && rendered.length === 2 ? { text: `(${first.text}) != (${second.text})`, top: null, isNegated: true } : null;
    case 'if': {
      // IF(test, TRUE, FALSE): the test.
      if (rendered.length > 3 || second?.text !== 'true' || (third && third.text !== 'false')) return null;
      return first;
    }
  }
}

function joined(parts: readonly Rendered[], operator: '&&' | '||'): string {
  return parts
    .map((part) => (parts.length === 1 || part.top === null || part.top === operator ? part.text : `(${part.text})`))
    .join(` ${operator} `);
}
