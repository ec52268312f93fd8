import type { OffsetRange } from '../../text/range.js';
import type { Expression } from '../expression.js';
import type { FilterContext } from './filter-context.js';
import { isMeantAsGroups } from './intended-test.js';
import { rangeOf, replaceTest, undocumentedNote, type Mistake } from './mistake.js';

const EMPTY = /^(?:is_?)?(?:empty|blank)$/i;
const NOT_EMPTY = /^(?:is_?)?(?:not_?(?:empty|blank)|non_?empty)$/i;

/** `groups.isEmpty()`, `isEmpty(groups)`, `groups.empty`: whether there is any group; `name` at `nameRange` asks it of `operand`. */
export function explainEmptiness(
  test: Expression,
  operand: Expression | undefined,
  name: string,
  nameRange: OffsetRange,
  context: FilterContext,
): Mistake | null {
  const comparison = EMPTY.test(name) ? '== 0' : NOT_EMPTY.test(name) ? '> 0' : null;
  if (!operand || !isMeantAsGroups(operand) || comparison === null) return null;
  const text = `size(groups) ${comparison}`;
  return {
    code: 'type',
    message: `CEL has no ${name} here: the number of groups is size(groups).`,
    range: rangeOf(nameRange),
    fixes: [{ title: `Replace with ${text} ${undocumentedNote}`, edits: [replaceTest(test, text, context)], isPreferred: true }],
    covers: test,
    family: 'size',
  };
}
