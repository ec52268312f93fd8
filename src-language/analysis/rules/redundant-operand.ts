import { type Expression, type Logical, membershipOf, type Paren, walk, withoutParens } from '../../filter/expression.js';
import type { ParsedFilter } from '../../filter/parsed-filter.js';
import type { OffsetRange, TextEdit } from '../../text/range.js';
import { redundantOperands } from '../redundant-operands.js';
import type { TextRule } from './rule.js';

/** A part of a filter that makes no difference to anyone. */
export const redundantOperand: TextRule = {
  code: 'redundant-operand',
  severity: 'warning',
  kind: 'text',
  summary: 'An operand of `&&` or `||` whose removal changes nothing.',
  explanation:
    'Filters of memberships, `&&` and `||` are monotone boolean functions, so this is proved, not guessed: with and without the operand the filter gives the same answer for ' +
    'every set of groups. Of two equal operands the later is reported. What makes no difference uses up the length limit and misleads whoever reads it.',
  example: 'filter',
  bad: '"data-science" in groups || "data-science" in groups && "engineering" in groups',
  good: '"data-science" in groups',
  *check({ filter, groupFunction }) {
    const { text, expression } = filter.parsed;
    if (!expression || !groupFunction) return;
    const found = new Set(redundantOperands(expression));
    if (found.size === 0) return;
    for (const { chain, parens } of chainsOf(expression)) {
      const firstKept = chain.operands.findIndex((operand) => !found.has(operand));
      const earlierTests = new Set<string>();
      for (const [index, operand] of chain.operands.entries()) {
        const test = membershipOf(operand)?.group;
        if (found.has(operand)) {
          yield {
            code: 'redundant-operand',
            message: `Without this part the filter means the same. ${reasonFor(chain, operand, test !== undefined && earlierTests.has(test))}`,
            range: { start: operand.start, end: operand.end },
            fixes: [
              {
                title: 'Remove the part that changes nothing',
                isPreferred: true,
                edits: removeOperand(text, chain, index, parens, index === 0 || index < firstKept),
              },
            ],
          };
        }
        if (test !== undefined) earlierTests.add(test);
      }
    }
  },
};

/** The edits that take out every operand that changes nothing, together. */
export function redundantOperandEdits({ text, expression }: ParsedFilter): readonly TextEdit[] {
  const found = new Set(expression ? redundantOperands(expression) : []);
  if (!expression || found.size === 0) return [];
  return Array.from(chainsOf(expression)).flatMap(({ chain, parens }) => {
    const firstKept = chain.operands.findIndex((operand) => !found.has(operand));
    return chain.operands.flatMap((operand, index) =>
      found.has(operand) ? removeOperand(text, chain, index, parens, index === 0 || index < firstKept) : [],
    );
  });
}

function reasonFor(chain: Logical, operand: Expression, isRepeated: boolean): string {
  const inner = withoutParens(operand);
  if (inner.kind === 'bool') return `${inner.value} changes nothing beside ${chain.operator}.`;
  if (isRepeated) return 'It repeats an earlier test.';
  return chain.operator === '||'
    ? 'Whoever satisfies it satisfies the rest of the filter anyway.'
    : 'Whoever satisfies the rest of the filter satisfies it anyway.';
}

/** Every chain with the parentheses right around it. */
function* chainsOf(expression: Expression): Generator<{ chain: Logical; parens: Paren | null }> {
  let parens: Paren | null = null;
  // Parents come before their children, so a chain right after a pair of parentheses is what they enclose.
  for (const node of walk(expression)) {
    if (node.kind === 'logical') yield { chain: node, parens: parens?.inner === node ? parens : null };
    parens = node.kind === 'paren' ? node : null;
  }
}

/**
 * Takes an operand out together with one operator and the blanks between; comments of other operands stay. Edits for several operands of
 * one chain do not overlap: leading ones, before the first that stays, go with the operator after them, the others with the one before.
 */
function removeOperand(text: string, chain: Logical, index: number, parens: Paren | null, isLeading: boolean): TextEdit[] {
  const operand = chain.operands[index];
  const operator = chain.operatorRanges[isLeading ? index : index - 1];
  if (!operand || !operator) return [];
  const range: OffsetRange = isLeading
    ? { start: operand.start, end: skipBlanksAfter(text, operator.end) }
    : { start: skipBlanksBefore(text, operator.start), end: operand.end };
  const edits: TextEdit[] = [{ range, newText: '' }];
  const rest = chain.operands.length === 2 ? chain.operands[1 - index] : undefined;
  if (parens && rest && withoutParens(rest).kind !== 'logical') edits.push(...unwrap(text, parens, chain));
  return edits;
}

/** Takes away parentheses that would enclose a single test. */
function unwrap(text: string, parens: Paren, chain: Logical): TextEdit[] {
  const opening = { start: parens.start, end: chain.start };
  const closing = { start: chain.end, end: parens.end };
  const holdsComment = [opening, closing].some(({ start, end }) => text.slice(start, end).includes('//'));
  return holdsComment ? [] : [opening, closing].map((range) => ({ range, newText: '' }));
}

function skipBlanksAfter(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text[at])) at++;
  return at;
}

/** Stops after a line with a comment: what follows has to stay on its own line. */
function skipBlanksBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isBlank(text[at - 1])) at--;
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return line.includes('//') ? offset : at;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r' || character === '\f';
}
