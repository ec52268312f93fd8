import { shrinkFilter } from '../shrink/shrink-filter.js';
import type { FilterRule } from './rule.js';

/** More characters than the organization's limit. */
export const filterTooLong: FilterRule = {
  code: 'filter-too-long',
  severity: 'error',
  kind: 'filter',
  summary: 'A filter has more characters than `organization.limits.filter_length` (300 unless it is set).',
  explanation:
    "Confluent's documentation and API description give a default limit of 300 characters. It is a limit of each tenant on the server's side, so an " +
    'organization may have another one. Whether the service counts characters or bytes is not established: Unicode characters (code points) are counted here.',
  example: 'yaml',
  bad: `organization: { limits: { filter_length: 20 } }
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `organization: { limits: { filter_length: 40 } }
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  *check({ filter, settings, services }) {
    const { text } = filter.parsed;
    const limit = settings.filterLengthLimit;
    if (text.length <= limit) return;
    const { length, limitOffset } = countCodePoints(text, limit);
    if (length <= limit) return;
    yield {
      code: 'filter-too-long',
      message:
        `The filter has ${length} characters, ${length - limit} more than the limit of ${limit}. The limit is each organization's own ` +
        '(set organization.limits.filter_length to yours); that it counts Unicode characters, not bytes, is our assumption. ' +
        'Shorten the filter, or split it at an || into several mappings with the same role bindings.',
      range: { start: limitOffset, end: text.length },
      fixes: [],
      offerFixes: () => {
        const { after, addsParentheses } = shrinkFilter(text, services, { limit });
        if (after.length > limit) return [];
        const title = `Shrink the filter to ${after.length} characters, with the same meaning${addsParentheses ? ' (adds parentheses)' : ''}`;
        return [{ title, edits: [{ range: { start: 0, end: text.length }, newText: after.filter }] }];
      },
    };
  },
};

/** The number of code points, and the UTF-16 offset after the first `limit` of them. */
function countCodePoints(text: string, limit: number): { length: number; limitOffset: number } {
  let length = 0;
  let offset = 0;
  let limitOffset = text.length;
  for (const character of text) {
    if (length === limit) limitOffset = offset;
    length++;
    offset += character.length;
  }
  return { length, limitOffset };
}
