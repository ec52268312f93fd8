import type { GrantedRole, MappingOutcome, Outcome } from '../../src-language/provisioning/outcome.js';
import { organizationOf } from '../../src-language/provisioning/simulator.js';
import { displayWidth, nameInRow, padEnd, printable, wrapText } from '../display-text.js';
import type { Paint, Style } from '../paint.js';
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
} from '../../src-language/provisioning/outcome-wording.js';
import type { CreateSimulationWriter } from './simulation-format.js';

/** Column at which the content of a row begins: its label stands before. */
const contentColumn = 15;
/** A display name longer than this pushes its reason to the next line. */
const widestName = 28;

const signs: Readonly<Record<MappingOutcome['result'], readonly [string, Style]>> = {
  match: ['✓', 'green'],
  'no-match': ['✗', 'dim'],
  unknown: ['?', 'yellow'],
};

/** Outcomes for reading: one block a user, verdict first. */
export const simulateAsTable: CreateSimulationWriter = (simulator, { paint, columns }) => {
  const width = Math.max(60, Math.min(columns, 120));
  const { display_name, jit_enabled, jit_from } = organizationOf(simulator);
  const name = display_name === null ? 'Organization' : printable(display_name);
  const writeGroup = groupWriter(simulator, nameInRow);
  return {
    begin: () =>
      `${paint('bold', name)}: JIT provisioning is ${jit_enabled ? 'on' : 'off'}${jit_from === 'default' ? ' (the default)' : ''}\n\n`,
    outcome: (outcome) => `${block(outcome, paint, width, writeGroup).join('\n')}\n\n`,
    end: (report) =>
      report.summary.users === 0 ? 'No sample users: add them under users:, or give a file with --users.\n' : `${summaryOf(report)}\n`,
  };
};

function block(outcome: Outcome, paint: Paint, width: number, writeGroup: (group: string) => string): string[] {
  const room = width - contentColumn;
  const style: Style = outcome.sign_in !== 'allowed' ? 'red' : outcome.notes.some((note) => note.code === 'no-access') ? 'yellow' : 'green';
  const lines = [`${paint('bold', printable(outcome.user) || '(no name)')}: ${paint(style, verdictOf(outcome))}`];
  const row = (label: string, content: readonly string[]): void => {
    content.forEach((line, index) => lines.push(`  ${paint('dim', padEnd(index === 0 ? label : '', contentColumn - 3))} ${line}`));
  };
  if (outcome.sign_in !== 'allowed') {
    row('Why', wrapText(printable(outcome.steps.at(-1)?.message ?? ''), room));
    return lines;
  }
  row('Groups', wrapText(groupsOf(outcome, writeGroup), room));
  row(
    'Withheld',
    withheldLines(outcome, writeGroup).flatMap((line) => hang(line, room)),
  );
  row(
    'Mappings',
    outcome.group_mappings.length === 0 ? ['none in the set'] : mappingLines(outcome.group_mappings, paint, room, writeGroup),
  );
  row('SSO session', roleLines(outcome.access.sso_session, paint, room));
  row(
    'ACLs',
    outcome.access.acls.flatMap((acl) => wrapText(printable(`${describeAcl(acl)}, ${aclGrantedByOf(acl, String)}`), room)),
  );
  row('API keys', roleLines(outcome.access.api_keys, paint, room, 'nothing: keys carry only what is assigned by hand'));
  row(
    'Notes',
    notesToShow(outcome.notes).flatMap((note) => hang(`${note.code}: ${printable(note.message)}`, room)),
  );
  return lines;
}

function mappingLines(mappings: readonly MappingOutcome[], paint: Paint, room: number, writeGroup: (group: string) => string): string[] {
  const nameWidth = Math.min(widestName, Math.max(...mappings.map((mapping) => displayWidth(nameOf(mapping)))));
  return mappings.flatMap((mapping) => {
    const [sign, style] = signs[mapping.result];
    const name = nameOf(mapping);
    const reason = wrapText(printable(reasonOf(mapping, writeGroup)), Math.max(20, room - nameWidth - 4));
    const head = `${paint(style, sign)} ${padEnd(name, nameWidth)}`;
    const indent = ' '.repeat(nameWidth + 4);
    const look = (text: string): string => (mapping.result === 'no-match' ? paint('dim', text) : text);
    if (displayWidth(name) > nameWidth) return [head, ...reason.map((line) => indent + look(line))];
    return reason.map((line, index) => (index === 0 ? `${head}  ` : indent) + look(line));
  });
}

function nameOf(mapping: MappingOutcome): string {
  return mapping.display_name === '' ? '(no name)' : printable(mapping.display_name);
}

function roleLines(roles: readonly GrantedRole[], paint: Paint, room: number, none = 'no role'): string[] {
  if (roles.length === 0) return [paint('dim', none)];
  return roles.flatMap((role) => [
    ...wrapText(`${paint('bold', printable(role.role_name))}  ${printable(grantedByOf(role, (name) => name))}`, Math.max(room, 40)),
    ...breakCrn(printable(role.crn_pattern), room - 2).map((line) => `  ${line}`),
  ]);
}

/** A CRN on several lines, broken after slashes: it is read by its segments. */
function breakCrn(crn: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const segment of crn.split(/(?<=\/)/)) {
    if (line !== '' && displayWidth(line) + displayWidth(segment) > room) {
      lines.push(line);
      line = '';
    }
    line += segment;
  }
  return [...lines, line];
}

/** Wrapped lines whose second and later ones are indented. */
function hang(text: string, room: number): string[] {
  return wrapText(text, room - 2).map((line, index) => (index === 0 ? line : `  ${line}`));
}
