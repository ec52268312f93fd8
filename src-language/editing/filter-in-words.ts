import { isAlwaysFalse, isAlwaysTrue } from '../analysis/group-function.js';
import { alternativeLimit, primeImplicants, type MembershipFunction } from '../analysis/membership-function.js';
import { membershipOf, withoutParens, type Expression } from '../filter/expression.js';

/** How many ways into a filter are told before the rest is a number. */
const shownWays = 8;
/** A sentence with more groups than this is no easier to read than the filter. */
const longestList = 12;

/**
 * What a filter means, as a sentence or as lines of Markdown: `Anyone in A, or in both B and C.`. `write` gives a group its look. Null
 * for a filter that is more than tests of groups, `&&` and `||`.
 */
export function filterInWords(
  expression: Expression,
  membership: MembershipFunction | null,
  write: (group: string) => string,
): string | null {
  if (membership && isAlwaysTrue(membership)) return 'Everyone who signs in by SSO.';
  if (membership && isAlwaysFalse(membership)) return 'Nobody.';
  const phrase = phraseOf(expression, write, 2);
  if (phrase !== null) return `Anyone ${phrase.text}.`;
  return membership && waysInWords(membership, write);
}

interface Phrase {
  readonly text: string;
  /** The group of a plain membership, for lists such as "in both A and B". */
  readonly group: string | null;
}

/** Null where the words would need brackets: more than `depth` levels of operators, long lists, `true` and `false`, other tests. */
function phraseOf(expression: Expression, write: (group: string) => string, depth: number): Phrase | null {
  const node = withoutParens(expression);
  const membership = membershipOf(node);
  if (membership) return { text: `in ${write(membership.group)}`, group: write(membership.group) };
  if (node.kind !== 'logical') {
    const text = testInWords(node, write);
    return text === null ? null : { text, group: null };
  }
  if (depth === 0 || node.operands.length > longestList) return null;
  const parts: Phrase[] = [];
  for (const operand of node.operands) {
    const part = phraseOf(operand, write, depth - 1);
    if (!part) return null;
    parts.push(part);
  }
  const groups = parts.flatMap(({ group }) => group ?? []);
  const isAll = node.operator === '&&';
  if (groups.length < parts.length) return { text: parts.map(({ text }) => text).join(isAll ? ', and ' : ', or '), group: null };
  const [first = '', second = ''] = groups;
  if (groups.length === 2) {
    // Inside of another test, "either" keeps the two together.
    const any = depth === 2 ? `in ${first} or ${second}` : `in either ${first} or ${second}`;
    return { text: isAll ? `in both ${first} and ${second}` : any, group: null };
  }
  return { text: `in ${isAll ? 'all' : 'any'} of ${groups.slice(0, -1).join(', ')} and ${groups.at(-1) ?? ''}`, group: null };
}

/** Tests that Confluent does not document, or documents without their form, as far as they are about one group. */
function testInWords(node: Expression, write: (group: string) => string): string | null {
  if (node.kind === 'unary' && node.operator === '!' && node.count === 1) {
    const negated = membershipOf(node.operand);
    return negated && `not in ${write(negated.group)}`;
  }
  if (node.kind !== 'call' || node.name !== 'exists' || node.args.length !== 2) return null;
  const [variable, condition] = node.args.map(withoutParens);
  if (node.target?.kind !== 'identifier' || node.target.name !== 'groups' || variable?.kind !== 'identifier') return null;
  if (condition?.kind !== 'call' || condition.args.length !== 1 || condition.target?.kind !== 'identifier') return null;
  const part = condition.args[0] && withoutParens(condition.args[0]);
  if (condition.target.name !== variable.name || part?.kind !== 'string') return null;
  const verb = condition.name === 'startsWith' ? 'begins' : condition.name === 'endsWith' ? 'ends' : null;
  return verb && `in a group whose name ${verb} with ${write(part.value)}`;
}

/** The shortest ways into a filter whose own structure is too deep for a sentence. */
function waysInWords(membership: MembershipFunction, write: (group: string) => string): string {
  const { sets, truncated } = primeImplicants(membership, alternativeLimit);
  const [only] = sets;
  if (only && sets.length === 1 && !truncated) return `Anyone ${groupsInWords(only.map(write))}.`;
  const lines = sets.slice(0, shownWays).map((groups) => `- ${groupsInWords(groups.map(write))}`);
  const hidden = sets.length - lines.length;
  if (hidden > 0) lines.push(`- or one of ${hidden}${truncated ? ' or more' : ''} other ways`);
  return `Anyone who is\n${lines.join('\n')}`;
}

function groupsInWords(groups: readonly string[]): string {
  if (groups.length < 2) return `in ${groups[0] ?? ''}`;
  if (groups.length > longestList) return `in all of ${groups.slice(0, longestList).join(', ')} and ${groups.length - longestList} more`;
  return `in ${groups.length === 2 ? 'both' : 'all of'} ${groups.slice(0, -1).join(', ')} and ${groups.at(-1) ?? ''}`;
}
