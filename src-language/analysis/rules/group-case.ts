import { quoted } from '../../text/quoted-name.js';
import { knownSpellingOf } from '../known-spelling.js';
import type { CaseCorrection } from '../../mapping-set/group-vocabulary.js';
import type { GroupRule } from './rule.js';

/** A name that is right but for upper and lower case. */
export const groupCase: GroupRule = {
  code: 'group-case',
  severity: 'warning',
  kind: 'group',
  summary: 'A group differs only in upper and lower case from a known group, or from another spelling in the set.',
  explanation:
    'Groups are case-sensitive: Confluent\'s documentation says so of literal groups, and string equality in CEL compares code points (langdef, "Equality"). ' +
    'The spelling of a known group counts as right, then that of the sample users, then the one that mappings use more often, or first.',
  example: 'yaml',
  bad: `known_groups: [data-science]
group_mappings:
  - display_name: Data science
    filter: '"Data-Science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `known_groups: [data-science]
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  check({ group, use, vocabulary }) {
    if (use === 'affix') return null;
    const correction = vocabulary.caseCorrection(group);
    if (!correction) return null;
    const right = knownSpellingOf(group, vocabulary) ?? correction.spelling;
    const inClaim = right === correction.spelling ? '' : `, which the group claim carries as ${quoted(right)}`;
    return {
      message: `${quoted(group)} differs only in case from ${origins[correction.from]} ${quoted(correction.spelling)}${inClaim}. Groups are compared exactly, so the two are not the same.`,
      repairs: [{ title: `Replace with ${quoted(right)}`, group: right, isPreferred: true }],
    };
  },
};

const origins: Record<CaseCorrection['from'], string> = {
  known: 'the known group',
  users: 'the group that sample users or assignments name,',
  mappings: 'the spelling elsewhere in the mappings,',
};
