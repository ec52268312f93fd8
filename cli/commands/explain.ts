import type { Command } from 'commander';
import { predefinedRoles } from '../../src-language/mapping-set/predefined-roles.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { personOf } from '../../src-language/provisioning/simulator.js';
import { explanationAsMarkdown } from '../../src-language/review/explained-markdown.js';
import { viewOfExplanation, viewOfLookup, type ExplainedView } from '../../src-language/review/explained-view.js';
import { nearestName } from '../../src-language/text/nearest-name.js';
import { addExamples, formatOption, type CommandContext, type RunBody } from '../command.js';
import { exitCode, UsageError, worstExitCode, type ExitCode } from '../command-io.js';
import { printable, toJson } from '../display-text.js';
import { loadMappingSets } from '../files/load-mapping-sets.js';
import { renderExplainedText } from '../formats/explained-text.js';
import { reportSetErrors } from './set-errors.js';
import { unknownUsers } from './unknown-users.js';

interface ExplainOptions {
  readonly user?: string;
  readonly role?: string;
  readonly format: 'text' | 'json' | 'markdown';
}

export function registerExplain(program: Command, run: RunBody): void {
  const command = program
    .command('explain')
    .summary('show how somebody comes to a role, or how little is missing')
    .description(
      'Explains the access of one sample user: every way from a group to a role, the fewest groups whose loss takes a role away, and for each\n' +
        'role that the user has not, the fewest groups that would bring it. With --role alone it is the other way round: which groups lead\n' +
        'to the role, for anyone. All paths together are one mapping set.',
    )
    .argument('<path...>', 'directories or files')
    .option('-u, --user <name>', 'the sample user')
    .option('-r, --role <role>', 'only this role; without --user: which groups lead to it')
    .addOption(formatOption(['text', 'json', 'markdown'], 'how to print the explanation'))
    .action((paths: string[], options: ExplainOptions) => run((context) => explain(paths, options, context)));
  addExamples(
    command,
    [
      ['groupmap explain . --user ana@acme.example', 'why she has what she has, and what she is near to'],
      ['groupmap explain . --user ana@acme.example --role EnvironmentAdmin', 'one role only'],
      ['groupmap explain . --role OrganizationAdmin', 'which groups lead to the role'],
    ],
    `
Exit codes: 0 explained, 1 the set has errors, 2 wrong usage (an unknown --user too), 3 something could not be read.`,
  );
}

async function explain(paths: readonly string[], { user, role, format }: ExplainOptions, context: CommandContext): Promise<ExitCode> {
  const { io, services, paint } = context;
  if (user === undefined && role === undefined)
    throw new UsageError('explain needs --user NAME, or --role ROLE to tell which groups lead to a role');
  const loaded = await loadMappingSets(paths, 'one-set', io, services);
  const [one] = loaded.sets;
  if (!one || one.files.length === 0) return loaded.exitCode;
  const { set } = one;
  const sampleUser = set.users.find(({ name }) => name.value === user);
  if (user !== undefined && !sampleUser) {
    for (const line of unknownUsers(new Set([user]), set)) await io.stderr.write(`groupmap: ${line}\n`);
    return worstExitCode(loaded.exitCode, exitCode.usage);
  }
  const code = worstExitCode(loaded.exitCode, await reportSetErrors(one, context));
  if (role !== undefined) await hintAtRole(role, set, context);
  const print = async (json: unknown, view: () => ExplainedView): Promise<void> => {
    if (format === 'json') await io.stdout.write(`${toJson(json)}\n`);
    else if (format === 'markdown') await io.stdout.write(explanationAsMarkdown(view()));
    else await io.stdout.write(renderExplainedText(view(), paint, io.stdout.columns));
  };
  if (sampleUser) {
    const explained = services.explain(set, personOf(sampleUser), role ?? null);
    await print(explained, () => viewOfExplanation(explained, set, role ?? null));
  } else if (role !== undefined) {
    const lookup = services.lookUpRole(set, role);
    await print(lookup, () => viewOfLookup(lookup, set));
  }
  return code;
}

/** A role that nothing grants may be misspelt. */
async function hintAtRole(role: string, set: MappingSet, { io }: CommandContext): Promise<void> {
  const granted = new Set(
    [...set.groupMappings, ...set.users].flatMap(({ roleBindings }) => roleBindings.map(({ roleName }) => roleName.value)),
  );
  if (granted.has(role)) return;
  const near = nearestName(role, [...granted, ...predefinedRoles.map(({ name }) => name)]);
  const hint = near === undefined ? '' : `: did you mean ${printable(near)}?`;
  await io.stderr.write(`groupmap: nothing in the mapping set grants ${printable(role)}${hint}\n`);
}
