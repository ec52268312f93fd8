import type { Rule, RuleDoc } from './rule.js';

const languages: Record<RuleDoc['example'], string> = { filter: 'cel', yaml: 'yaml', json: 'jsonc', export: 'json', shell: 'sh' };

/** The reference of diagnostics as Markdown: an overview, then a section for each rule. Generated, so that it always says what the rules do. */
export function renderReferencePage(rules: readonly Rule[]): string {
  return `${introduction}\n${overview(rules)}\n${rules.map(section).join('\n')}`;
}

const introduction = `<!-- Generated from src-language/analysis/rules by "npm run generate"; edit the rules instead. -->

# Diagnostics

Every finding has a code. Its severity can be set in a mapping file, for the editor and the command line alike; \`off\` silences it:

\`\`\`yaml
settings:
  severity: { mixed-and-or: warning, group-unmapped: off }
\`\`\`

A comment on the line above silences codes for the next item only:

\`\`\`yaml
group_mappings:
  # groupmap-ignore group-unknown, group-case
  - display_name: Data science
\`\`\`
`;

function overview(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => `| [\`${rule.code}\`](#${rule.code}) | ${rule.severity} | ${rule.summary.replaceAll('|', '\\|')} |`);
  return ['| code | default | when |', '|---|---|---|', ...rows, ''].join('\n');
}

function section(rule: Rule): string {
  return `## ${rule.code}

${rule.summary} Default severity: ${rule.severity}.

${rule.explanation}

Reported:

${fenced(rule.bad, rule.example)}

Fine:

${fenced(rule.good, rule.example)}
`;
}

/** A fence longer than any run of backticks inside. */
function fenced(text: string, example: RuleDoc['example']): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${languages[example]}\n${text.trimEnd()}\n${fence}`;
}
