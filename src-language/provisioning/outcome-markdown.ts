import type { SampleUser } from '../mapping-set/mapping-set.js';
import { markdownCode, markdownText } from '../text/escape-markdown.js';
import type { GrantedRole, Outcome } from './outcome.js';
import {
  aclGrantedByOf,
  describeAcl,
  grantedByOf,
  groupWriter,
  groupsOf,
  notesToShow,
  reasonOf,
  summaryOf,
  verdictOf,
  withheldLines,
} from './outcome-wording.js';
import { organizationOf, personOf, type Simulator } from './simulator.js';
import { createTally, type SummaryReport } from './tally.js';

const signs = { match: '✓ match', 'no-match': '✗ no match', unknown: '? unknown' } as const;

/** Writes outcomes as Markdown while they come, so that none is kept. */
export interface OutcomeMarkdown {
  begin(): string;
  outcome(outcome: Outcome): string;
  end(report: SummaryReport): string;
}

/** Outcomes for a comment on a pull request: a section a user, tables inside, the counts at the end. */
export function outcomesAsMarkdown(simulator: Simulator): OutcomeMarkdown {
  const { display_name, jit_enabled, jit_from } = organizationOf(simulator);
  const title = display_name === null ? 'Simulated sign-ins' : `Simulated sign-ins: ${markdownText(display_name)}`;
  const writeGroup = groupWriter(simulator, markdownCode);
  return {
    begin: () => `## ${title}\n\nJIT provisioning is ${jit_enabled ? 'on' : 'off'}${jit_from === 'default' ? ' (the default)' : ''}.\n\n`,
    outcome: (outcome) => `${section(outcome, writeGroup).join('\n')}\n\n`,
    end: (report) => `${report.summary.users === 0 ? 'No sample users.' : `**${summaryOf(report)}**`}\n`,
  };
}

/** What comes of the sign-ins of the set's sample users, or those of them that are given, as one Markdown document. */
export function simulationAsMarkdown(simulator: Simulator, users: readonly SampleUser[] = simulator.set.users): string {
  const markdown = outcomesAsMarkdown(simulator);
  const tally = createTally(simulator);
  let document = markdown.begin();
  for (const user of users) {
    const person = personOf(user);
    tally.add(person, simulator.decide(person));
    document += markdown.outcome(simulator.simulate(person));
  }
  return document + markdown.end(tally.report());
}

function section(outcome: Outcome, writeGroup: (group: string) => string): string[] {
  const isAllowed = outcome.sign_in === 'allowed';
  const lines = [`### ${isAllowed ? '✓' : '✗'} ${markdownCode(outcome.user)}: ${verdictOf(outcome)}`, ''];
  if (!isAllowed) return [...lines, markdownText(outcome.steps.at(-1)?.message ?? '')];
  lines.push(`Groups: ${groupsOf(outcome, writeGroup)}`);
  for (const line of withheldLines(outcome, writeGroup)) lines.push('', `Withheld: ${line}`);
  if (outcome.group_mappings.length > 0) {
    lines.push('', '| Group mapping | Result | Why |', '|---|---|---|');
    for (const mapping of outcome.group_mappings) {
      const why = mapping.result === 'unknown' ? markdownText(reasonOf(mapping, String)) : reasonOf(mapping, writeGroup);
      lines.push(`| ${markdownText(mapping.display_name || '(no name)')} | ${signs[mapping.result]} | ${why} |`);
    }
  }
  lines.push('', ...roleTable('SSO session', outcome.access.sso_session, 'No role in the SSO session.'));
  if (outcome.access.acls.length > 0) {
    lines.push('', '| ACL | Granted |', '|---|---|');
    for (const acl of outcome.access.acls) lines.push(`| ${markdownCode(describeAcl(acl))} | ${aclGrantedByOf(acl, markdownText)} |`);
  }
  lines.push(
    '',
    ...roleTable('User API keys', outcome.access.api_keys, 'User API keys carry nothing: only what is assigned by hand counts for them.'),
  );
  if (outcome.notes.length > 0)
    lines.push('', ...notesToShow(outcome.notes).map((note) => `- ${markdownCode(note.code)}: ${markdownText(note.message)}`));
  return lines;
}

function roleTable(title: string, roles: readonly GrantedRole[], none: string): string[] {
  if (roles.length === 0) return [none];
  const rows = roles.map(
    (role) => `| ${markdownCode(role.role_name)} | ${markdownCode(role.crn_pattern)} | ${grantedByOf(role, markdownText)} |`,
  );
  return [`| ${title} | Resource | Granted |`, '|---|---|---|', ...rows];
}
