import { fixOf, nameOfMapping, otherMapping, placeOfMapping, relatedMapping, someoneIn } from '../mapping-place.js';
import type { KnownMapping } from '../mapping-relations.js';
import { smallestGroupsOf } from '../smallest-groups.js';
import type { SetRule } from './rule.js';

/** Two mappings with one condition. */
export const mappingDuplicate: SetRule = {
  code: 'mapping-duplicate',
  severity: 'warning',
  kind: 'set',
  summary: 'Two group mappings match the same users.',
  explanation:
    'Their filters are equivalent, however they are written: proved for every set of groups that anybody can have. Permissions of all matching mappings add up, so one ' +
    'mapping with the role bindings of both gives the same access and leaves room within the limit of mappings; two can drift apart unnoticed.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups || "research" in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
  - display_name: Research
    filter: '"research" in groups || "data-science" in groups'
    role_bindings: [{ role_name: DeveloperWrite, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `group_mappings:
  - display_name: Data science and research
    filter: '"data-science" in groups || "research" in groups'
    role_bindings:
      - { role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }
      - { role_name: DeveloperWrite, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }
`,
  *check({ mappings, edits }) {
    for (const known of mappings) {
      const first = known.firstEqual;
      if (first === known) continue;
      const { mapping } = known;
      const { file, range } = placeOfMapping(mapping);
      const witness = smallestGroupsOf(known.fn);
      const addsNothing = grantsAllOf(first, known);
      const advice = addsNothing
        ? 'It grants nothing that the other does not: remove it.'
        : 'Give one of them the role bindings of both, and remove the other.';
      yield {
        code: 'mapping-duplicate',
        message: `${nameOfMapping(mapping)} matches the same users as ${otherMapping(first.mapping, mapping)}${witness ? `, ${someoneIn(witness)} for example` : ''}. ${advice}`,
        file,
        range,
        fixes: [],
        offerFixes: () => {
          const name = otherMapping(first.mapping, mapping);
          const merged = edits?.mergeGrants(first.mapping, mapping);
          return fixOf(addsNothing ? `Remove it: ${name} grants the same` : `Give ${name} its role bindings too, and remove it`, merged);
        },
        related: [relatedMapping(first.mapping, 'This mapping matches the same users.')],
        ...(witness && { witness }),
      };
    }
  },
};

function grantsAllOf({ grants }: KnownMapping, other: KnownMapping): boolean {
  return grants !== null && other.grants !== null && [...other.grants].every((key) => grants.has(key));
}
