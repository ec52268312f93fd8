import { isAlwaysFalse } from '../group-function.js';
import type { TextRule } from './rule.js';

/** A filter that nobody satisfies. */
export const alwaysFalse: TextRule = {
  code: 'always-false',
  severity: 'warning',
  kind: 'text',
  summary: 'A filter can never match.',
  explanation:
    'Whatever groups a user has, the filter is false, so the mapping gives nobody anything. Confluent Cloud has no switch for a mapping: its documentation says to delete one that is no longer wanted.',
  example: 'filter',
  bad: '"data-science" in groups && false',
  good: '"data-science" in groups',
  *check({ filter, groupFunction }) {
    const { expression } = filter.parsed;
    if (!expression || !groupFunction || !isAlwaysFalse(groupFunction)) return;
    yield {
      code: 'always-false',
      message: 'This filter can never match, whatever groups a user has. Change what decides it, or remove the mapping.',
      range: { start: expression.start, end: expression.end },
      fixes: [],
    };
  },
};
