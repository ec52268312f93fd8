import { nameOfMapping } from '../mapping-place.js';
import type { SetRule } from './rule.js';

/** A filter that the host computes, and that the files alone do not decide. */
export const partlyKnown: SetRule = {
  code: 'partly-known',
  severity: 'information',
  kind: 'set',
  summary:
    'Something that counts is not in the files: what a filter is computed from, the principal of a planned role binding, the next page of a list.',
  explanation:
    'A filter may be put together by its host: from a variable without a value, or from what another system answers. Groupmap evaluates what is written in ' +
    'the files and says what is missing instead of guessing; whether such a mapping applies to a user stays unknown. ' +
    'The same holds for an export: a Terraform plan does not always tell to which mapping a role binding belongs, and a page of a REST list may name a next one ' +
    '(a warning: mappings are missing then).',
  example: 'filter',
  bad: '"${data.external.team.result.name}" in groups',
  good: '"data-science" in groups',
  *check({ set }) {
    for (const mapping of set.groupMappings) {
      if (!mapping.partlyKnown) continue;
      const { reason, place } = mapping.partlyKnown;
      yield {
        code: 'partly-known',
        message: `${nameOfMapping(mapping)} is known only in part: ${reason}. Whether it applies to a user is unknown.`,
        file: place.file,
        range: place.range,
        fixes: [],
      };
    }
  },
};
