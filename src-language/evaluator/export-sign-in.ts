import { quoteShell, singleQuoted } from '../exchange/export/quote-shell.js';
import type { MappingSet } from '../mapping-set/mapping-set.js';
import { outcomesAsMarkdown } from '../provisioning/outcome-markdown.js';
import type { SimulationResult } from '../provisioning/outcome.js';
import type { Person } from '../provisioning/person.js';
import { organizationOf, type Simulator } from '../provisioning/simulator.js';
import { createTally } from '../provisioning/tally.js';
import { csvText } from '../text/csv.js';
import { directoryArgument, type ExportedText, type ExportFormat } from './exported-text.js';
import { printable } from '../text/printable.js';

/** Writes one person's sign-in in a format of the command line's. */
export function exportSignIn(simulator: Simulator, person: Person, isSampleUser: boolean, format: ExportFormat): ExportedText {
  const name = `sign-in-${person.name || 'person'}`;
  switch (format) {
    case 'markdown':
      return { name: `${name}.md`, text: asMarkdown(simulator, person) };
    case 'csv':
      return { name: `${name}.csv`, text: asCsv(simulator, person) };
    case 'json':
      return { name: `${name}.json`, text: `${JSON.stringify(asResult(simulator, person), null, 2)}\n` };
    case 'command':
      return { name: `${name}.sh`, text: asCommand(simulator.set, person, isSampleUser) };
  }
}

function asResult(simulator: Simulator, person: Person): SimulationResult {
  const tally = createTally(simulator);
  tally.add(person, simulator.decide(person));
  return {
    version: 1,
    organization: organizationOf(simulator),
    outcomes: [simulator.simulate(person)],
    summary: tally.report().summary,
  };
}

function asMarkdown(simulator: Simulator, person: Person): string {
  const markdown = outcomesAsMarkdown(simulator);
  const tally = createTally(simulator);
  tally.add(person, simulator.decide(person));
  return markdown.begin() + markdown.outcome(simulator.simulate(person)) + markdown.end(tally.report());
}

/** A line a role: the SSO session's, then roles that only an unknown mapping would bring. */
function asCsv(simulator: Simulator, person: Person): string {
  const outcome = simulator.simulate(person);
  const inKeys = new Set(outcome.access.api_keys.map(({ role_name, crn_pattern }) => JSON.stringify([role_name, crn_pattern])));
  const rows = outcome.access.sso_session.map(({ role_name, crn_pattern, granted_by, direct }) => [
    outcome.user,
    role_name,
    crn_pattern,
    (direct ? ['assigned by hand', ...granted_by.slice(1)] : granted_by).join('; '),
    'yes',
    inKeys.has(JSON.stringify([role_name, crn_pattern])) ? 'yes' : 'no',
  ]);
  const possible = outcome.group_mappings.flatMap(({ result, display_name }, index) =>
    result !== 'unknown'
      ? []
      : (simulator.mappings[index]?.mapping.roleBindings ?? []).map(({ roleName, crnPattern }) => [
          outcome.user,
          roleName.value,
          crnPattern.value,
          display_name,
          'unknown',
          'no',
        ]),
  );
  const header = ['user', 'role_name', 'crn_pattern', 'granted_by', 'sso_session', 'api_keys'];
  return csvText([header, ...rows, ...possible]);
}

/**
 * The command that prints the same outcome, on one line. Whoever is in no file is piped in; so is a sample user whom no argument can name: one
 * who shares the name with another, or whose name holds what a terminal or an argument cannot.
 */
function asCommand(set: MappingSet, person: Person, isSampleUser: boolean): string {
  const simulate = `groupmap simulate ${directoryArgument(set.files.map(({ source }) => source.path))}`;
  const namesakes = set.users.filter(({ name }) => name.value === person.name);
  if (isSampleUser && namesakes.length === 1 && printable(person.name) === person.name)
    return `${simulate} --user ${quoteShell(person.name)} --format json\n`;
  return commandForPerson(set, person);
}

/** The command that prints the outcome of somebody who need not be in any file: the person is piped in. */
export function commandForPerson(set: MappingSet, person: Person): string {
  const simulate = `groupmap simulate ${directoryArgument(set.files.map(({ source }) => source.path))}`;
  const { name, account, claim } = person;
  const byHand = person.roleBindings.map(({ role_name, crn_pattern }) => ({ role_name, crn_pattern }));
  const groups = !claim
    ? {}
    : claim.from === 'attributes'
      ? { attributes: Object.fromEntries(claim.attributes) }
      : { [claim.from]: claim.values };
  const line = JSON.stringify({ name, account, ...groups, ...(byHand.length > 0 && { role_bindings: byHand }) });
  // JSON may write any character as an escape, those too that a terminal would obey.
  return `printf '%s\\n' ${singleQuoted(printable(line))} | ${simulate} --users - --format json\n`;
}
