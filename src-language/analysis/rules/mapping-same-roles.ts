import { countCodePoints } from '../../text/count-code-points.js';
import { operandOf } from '../condition-text.js';
import { fixOf, nameOfMapping, otherMapping, placeOfMapping, relatedMapping } from '../mapping-place.js';
import type { KnownMapping } from '../mapping-relations.js';
import { smallestGroupsOf } from '../smallest-groups.js';
import { shadowsOf } from './mapping-shadowed.js';
import type { SetContext, SetRule } from './rule.js';

/** Mappings that one filter could replace. */
export const mappingSameRoles: SetRule = {
  code: 'mapping-same-roles',
  severity: 'information',
  kind: 'set',
  summary: 'Group mappings have the same role bindings, and one filter joined by `||` fits the limit.',
  explanation:
    "Confluent's documentation advises to join groups that need the same roles in one filter by `||`: an organization may have few mappings. " +
    'Whoever matches one of the filters matches the joined one, and nobody else does. Only mappings whose role bindings and ACLs are the same are told, and only where the joined filter is short enough.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
  - display_name: Engineering
    filter: '"engineering" in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `group_mappings:
  - display_name: Data science and engineering
    filter: '"data-science" in groups || "engineering" in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  *check(context) {
    const limit = context.settings.filterLengthLimit;
    for (const { first, others, length } of joinable(context)) {
      for (const { mapping, fn } of others) {
        const { file, range } = placeOfMapping(mapping);
        const witness = smallestGroupsOf(fn);
        yield {
          code: 'mapping-same-roles',
          message:
            `${nameOfMapping(mapping)} grants the same as ${otherMapping(first.mapping, mapping)}: one mapping whose filter joins ` +
            `${others.length === 1 ? 'both' : `the ${others.length + 1} that do`} by || gives the same access, with ${length} of ${limit} characters.`,
          file,
          range,
          fixes: [],
          offerFixes: () => {
            const all = others.map((other) => other.mapping);
            const into = otherMapping(first.mapping, mapping);
            const alone = fixOf(`Join it to ${into}`, context.edits?.mergeConditions(first.mapping, [mapping]));
            if (all.length === 1) return alone;
            return [
              ...fixOf(
                `Join the ${all.length + 1} mappings that grant the same in ${into}`,
                context.edits?.mergeConditions(first.mapping, all),
              ),
              ...alone,
            ];
          },
          related: [relatedMapping(first.mapping, 'This mapping grants the same.')],
          ...(witness && { witness }),
        };
      }
    }
  },
};

/** Mappings that grant the same, as many as one filter can hold. */
interface Joinable {
  readonly first: KnownMapping;
  readonly others: KnownMapping[];
  /** Of the joined filter, in characters. */
  length: number;
}

const joint = ' || '.length;

/** In the set's order, each mapping with the first of those before it that it fits with. What may go altogether is told of elsewhere. */
function joinable({ mappings, analyse, settings }: SetContext): Joinable[] {
  const joined: Joinable[] = [];
  for (const alike of grantingTheSame(mappings)) {
    const inThese: Joinable[] = [];
    const met = new Set<KnownMapping>();
    for (const known of alike) {
      if (shadowsOf(known).length > 0 || met.has(known.firstEqual)) continue;
      met.add(known.firstEqual);
      const operand = operandOf(known.mapping, analyse);
      if (operand === null) continue;
      const length = countCodePoints(operand);
      const fitting = inThese.find((other) => other.length + joint + length <= settings.filterLengthLimit);
      if (!fitting) inThese.push({ first: known, others: [], length });
      else {
        fitting.others.push(known);
        fitting.length += joint + length;
      }
    }
    joined.push(...inThese.filter(({ others }) => others.length > 0));
  }
  return joined;
}

/** The mappings with role bindings, by what they grant; those whose grants no other has are left out. */
function grantingTheSame(mappings: readonly KnownMapping[]): KnownMapping[][] {
  const byGrants = new Map<string, KnownMapping[]>();
  for (const known of mappings) {
    if (!known.grants || known.mapping.roleBindings.length === 0) continue;
    const key = [...known.grants].sort().join('\u0000\u0000');
    const alike = byGrants.get(key);
    if (alike) alike.push(known);
    else byGrants.set(key, [known]);
  }
  return [...byGrants.values()].filter(({ length }) => length > 1);
}
