import { fixOf, nameOfMapping, otherMapping, placeOfMapping, relatedMapping, someoneIn } from '../mapping-place.js';
import type { KnownMapping } from '../mapping-relations.js';
import { smallestGroupsOf } from '../smallest-groups.js';
import type { SetRule } from './rule.js';

/** A mapping that gives nobody anything more. */
export const mappingShadowed: SetRule = {
  code: 'mapping-shadowed',
  severity: 'warning',
  kind: 'set',
  summary: 'Everything that a group mapping grants is granted by wider ones already.',
  explanation:
    'Whoever matches the mapping also matches others that grant the same: proved for every set of groups that anybody can have. Permissions of all matching mappings add ' +
    'up, so without it everybody has the access that they have with it. Often it was meant to narrow something down, which a further mapping cannot do.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Engineering
    filter: '"engineering" in groups || "research" in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
  - display_name: Research leads
    filter: '"research" in groups && "leads" in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `group_mappings:
  - display_name: Engineering
    filter: '"engineering" in groups || "research" in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  *check({ mappings, edits }) {
    for (const known of mappings) {
      const shadows = shadowsOf(known);
      const [first, ...others] = shadows;
      if (!first) continue;
      const { mapping } = known;
      const { file, range } = placeOfMapping(mapping);
      const witness = smallestGroupsOf(known.fn);
      const wider = [first, ...others].map((shadow) => otherMapping(shadow.mapping, mapping));
      const example = witness ? `, ${someoneIn(witness)} for example` : '';
      yield {
        code: 'mapping-shadowed',
        message:
          `${nameOfMapping(mapping)} gives nobody anything more: whoever matches it${example}, also matches ${wider.join(' and ')}, which ` +
          `${wider.length === 1 ? 'grants' : 'grant between them'} the same. Remove it, or narrow the wider ${wider.length === 1 ? 'one' : 'ones'}.`,
        file,
        range,
        fixes: [],
        offerFixes: () => fixOf('Remove the group mapping, which changes nobody’s access', edits?.remove(mapping)),
        related: shadows.map((shadow) =>
          relatedMapping(shadow.mapping, 'This mapping matches the same users and more, and grants it too.'),
        ),
        ...(witness && { witness }),
      };
    }
  },
};

/** Wider mappings that grant between them all that a mapping does: one if it can be, the first that do. Empty when there are none. */
export function shadowsOf({ grants, wider }: KnownMapping): readonly KnownMapping[] {
  if (!grants || grants.size === 0) return [];
  const granting = (key: string) => wider.find((other) => other.grants?.has(key));
  const alone = wider.find((other) => [...grants].every((key) => other.grants?.has(key)));
  if (alone) return [alone];
  const needed = [...grants].map(granting);
  return needed.every((other) => other !== undefined) ? [...new Set(needed)] : [];
}
