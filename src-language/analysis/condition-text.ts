import type { AnalysedFilter } from '../filter/analysed-filter.js';
import { filterOfGroup } from '../filter/string-literal.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';

/**
 * A mapping's condition as an operand of `||`, as it is written. Null for one that is broken, that no filter can say, or that has
 * comments, which would be lost.
 */
export function operandOf({ filter, group }: GroupMapping, analyse: (filter: string) => AnalysedFilter): string | null {
  if (!filter) return group ? filterOfGroup(group.value) : null;
  const { parsed, fatal } = analyse(filter.value);
  const { expression } = parsed;
  if (!expression || !parsed.isComplete || fatal || parsed.tokens.some(({ kind }) => kind === 'comment')) return null;
  const source = filter.value.slice(expression.start, expression.end);
  // Without parentheses && would bind as it should, and people would wonder; ? : would take in what follows.
  const needsParentheses = (expression.kind === 'logical' && expression.operator === '&&') || expression.kind === 'conditional';
  return needsParentheses ? `(${source})` : source;
}
