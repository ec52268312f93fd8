import type { ReportedRule } from './rule.js';

/** What the parser and the checker of filters report, in the order in which the first wins on one range. */
export const syntax: ReportedRule = {
  code: 'syntax',
  severity: 'error',
  kind: 'reported',
  summary: 'A filter is not a CEL expression; the message names the likely mistake.',
  explanation:
    'Filters are written in the Common Expression Language: `&&` and `||` (not `and`, `or`), straight quotes around every group, `in` in lower case (CEL langdef, "Syntax"). ' +
    'Whether a mapping with such a filter applies is unknown.',
  example: 'filter',
  bad: '"data-science" in groups or "engineering" in groups',
  good: '"data-science" in groups || "engineering" in groups',
};

export const unknownVariable: ReportedRule = {
  code: 'unknown-variable',
  severity: 'error',
  kind: 'reported',
  summary: 'A filter names a variable other than `groups`.',
  explanation:
    "`groups` is the only variable that Confluent's documentation gives a filter. `claims.group` is left over from the preview: it is still in some examples and no longer right. " +
    'A group name without quotes is read as a variable, too.',
  example: 'filter',
  bad: '"engineering" in claims.group',
  good: '"engineering" in groups',
};

export const type: ReportedRule = {
  code: 'type',
  severity: 'error',
  kind: 'reported',
  summary: 'A filter does not yield true or false, or calls something with operands that CEL has no such operation for.',
  explanation:
    '`groups` is a list of strings: a group is tested with `"GROUP" in groups`, the value on the left of `in`. Functions are those of CEL ' +
    '(langdef, "List of Standard Definitions"), which has no `includes` or `has` for lists.',
  example: 'filter',
  bad: 'groups.contains("data-science")',
  good: '"data-science" in groups',
};

export const undocumentedOperator: ReportedRule = {
  code: 'undocumented-operator',
  severity: 'error',
  kind: 'reported',
  summary: "A filter is valid CEL and uses an operator or function outside Confluent's documented ones.",
  explanation:
    'Confluent documents `in`, `&&`, `||`, `startsWith` and `endsWith` for filters, and the filter `true`. What Confluent Cloud answers to other CEL is not established; that it is an ' +
    'error here is our choice. The simulator evaluates it as CEL says.',
  example: 'filter',
  bad: '"data-science" in groups && !("contractors" in groups)',
  good: '"data-science" in groups && "employees" in groups',
};

export const unverifiedOperator: ReportedRule = {
  code: 'unverified-operator',
  severity: 'information',
  kind: 'reported',
  summary: 'A filter uses `startsWith` or `endsWith`, whose exact form in Confluent Cloud could not be verified.',
  explanation:
    'The release notes of July 9, 2025 add `startsWith` and `endsWith` to the operators of group mapping filters. The page with the form of the call could not be read; standard CEL ' +
    'needs `groups.exists(g, g.startsWith("eng-"))`, since `startsWith` is a function of strings and `groups` is a list. Try it out in Confluent Cloud before you rely on it.',
  example: 'filter',
  bad: 'groups.exists(g, g.startsWith("eng-"))',
  good: '"eng-platform" in groups || "eng-data" in groups',
};

export const filterEmpty: ReportedRule = {
  code: 'filter-empty',
  severity: 'error',
  kind: 'reported',
  summary: 'A filter is empty, blank or only a comment.',
  explanation:
    'A filter has to be an expression that yields true or false (CEL langdef, "Syntax"). What Confluent Cloud answers to an empty one is not documented, so whether such a mapping applies is unknown.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Data science
    filter: ""
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
  good: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: FlinkDeveloper, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
`,
};
