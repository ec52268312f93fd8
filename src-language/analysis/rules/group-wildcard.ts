import { quoted } from '../../text/quoted-name.js';
import type { GroupAffix, GroupRepair, GroupRule } from './rule.js';

/** A `*` in a group, where nothing reads it as a wildcard. */
export const groupWildcard: GroupRule = {
  code: 'group-wildcard',
  severity: 'warning',
  kind: 'group',
  summary: 'A group holds `*` and is not a known group: `in` knows no wildcards.',
  explanation:
    '`in` on a list tests for an equal element (CEL langdef, "List of Standard Definitions"), so `*` stands for itself. Confluent Cloud documents ' +
    '`startsWith` and `endsWith` for filters since July 2025; the exact form of the call could not be verified, and `unverified-operator` says so where it is used.',
  example: 'filter',
  bad: '"eng-*" in groups',
  good: '"eng-platform" in groups || "eng-data" in groups',
  check({ group, use, vocabulary }) {
    if (!group.includes('*') || vocabulary.knownNames.has(group)) return null;
    if (use === 'affix') return null;
    const tests = use === 'member' ? affixTestsFor(group) : [];
    const everyone = /^\**$/.test(group) ? ' The filter true matches every SSO user.' : '';
    const advice =
      use === 'literal'
        ? 'A literal group mapping compares the whole value: name one group exactly, or use a filter.'
        : tests.length > 0
          ? 'Name the groups one by one, or test how their names start or end.'
          : 'Name the groups one by one.';
    return {
      message: `${quoted(group)} holds "*", and groups are compared exactly: there are no wildcards, so this only matches a group that is spelt with "*".${everyone || ` ${advice}`}`,
      repairs: tests.map((affix): GroupRepair => ({
        title: `Replace with groups.exists(g, g.${affix.operator}(${quoted(affix.value)}))`,
        affix,
        isPreferred: tests.length === 1,
      })),
    };
  },
};

/** Tests for what the author of `eng-*` or `*-eng` wanted; of `eng-.*` both readings, as a pattern and as a regular expression. */
function affixTestsFor(group: string): GroupAffix[] {
  let start = 0;
  let end = group.length;
  while (start < end && group[start] === '*') start++;
  while (end > start && group[end - 1] === '*') end--;
  const core = group.slice(start, end);
  const [isLeading, isTrailing] = [start > 0, end < group.length];
  if (core === '' || core.includes('*') || isLeading === isTrailing) return [];
  if (isLeading) return [{ operator: 'endsWith', value: core }];
  const prefixes = core.endsWith('.') && core.length > 1 ? [core, core.slice(0, -1)] : [core];
  return prefixes.map((value) => ({ operator: 'startsWith', value }));
}
