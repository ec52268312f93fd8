import { walk } from '../../filter/expression.js';
import type { TextRule } from './rule.js';

/** `&&` and `||` side by side, so that a reader has to know which binds tighter. */
export const mixedAndOr: TextRule = {
  code: 'mixed-and-or',
  severity: 'information',
  kind: 'text',
  summary: '`&&` and `||` are mixed without parentheses.',
  explanation:
    '`&&` binds tighter than `||` (CEL langdef, "Syntax"; Confluent lists its operators in the same order of precedence), so `a && b || c` is `(a && b) || c`. ' +
    "Parentheses say so without a rule to remember. They are standard CEL; none of Confluent's examples uses them.",
  example: 'filter',
  bad: '"kafka" in groups && "all" in groups || "everyone" in groups',
  good: '("kafka" in groups && "all" in groups) || "everyone" in groups',
  *check({ filter }) {
    if (!filter.parsed.expression) return;
    for (const node of walk(filter.parsed.expression)) {
      if (node.kind !== 'logical' || node.operator !== '||') continue;
      const mixed = node.operands.filter((operand) => operand.kind === 'logical');
      if (mixed.length === 0) continue;
      yield {
        code: 'mixed-and-or',
        message:
          '&& and || are mixed without parentheses. && binds tighter than ||: the tests joined by && belong together. Parentheses would show it.',
        range: { start: node.start, end: node.end },
        fixes: [
          {
            title: 'Add parentheses around the tests joined by &&',
            isPreferred: true,
            edits: mixed.flatMap(({ start, end }) => [
              { range: { start, end: start }, newText: '(' },
              { range: { start: end, end }, newText: ')' },
            ]),
          },
        ],
      };
    }
  },
};
