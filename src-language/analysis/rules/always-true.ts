import { withoutParens } from '../../filter/expression.js';
import { isAlwaysTrue } from '../group-function.js';
import type { TextRule } from './rule.js';

/** A filter that everyone satisfies, without saying so plainly. */
export const alwaysTrue: TextRule = {
  code: 'always-true',
  severity: 'warning',
  kind: 'text',
  summary: 'A filter other than `true` matches everyone.',
  explanation:
    'The literal filter `true` is documented: the mapping applies to all SSO users. A filter that comes to the same in another way looks as if it asked for a group, and does not.',
  example: 'filter',
  bad: '"data-science" in groups || true',
  good: '"data-science" in groups',
  *check({ filter, groupFunction }) {
    const { expression } = filter.parsed;
    if (!expression || !groupFunction || !isAlwaysTrue(groupFunction) || withoutParens(expression).kind === 'bool') return;
    yield {
      code: 'always-true',
      message:
        'This filter matches every SSO user, also one without any group. If that is meant, write just true; otherwise take out the true that decides it.',
      range: { start: expression.start, end: expression.end },
      fixes: [],
    };
  },
};
