import { InvalidArgumentError, type Command } from 'commander';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { predefinedRoles } from '../../src-language/mapping-set/predefined-roles.js';
import { roleBindingsOfSet } from '../../src-language/mapping-set/set-role-bindings.js';
import { diffAsMarkdown } from '../../src-language/review/diff-markdown.js';
import { viewOfDiff } from '../../src-language/review/diff-view.js';
import { failuresOf, readFailCondition, type FailCondition } from '../../src-language/review/fail-conditions.js';
import { nearestName } from '../../src-language/text/nearest-name.js';
import { addExamples, formatOption, type CommandContext, type RunBody } from '../command.js';
import { exitCode, worstExitCode, type ExitCode } from '../command-io.js';
import { printable, toJson } from '../display-text.js';
import { loadSide } from '../files/load-side.js';
import { renderDiffText } from '../formats/diff-text.js';
import { reportSetErrors } from './set-errors.js';

interface DiffOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly failOn?: readonly FailCondition[];
  readonly allowMissing?: boolean;
  readonly allowBaseErrors?: boolean;
}

export function registerDiff(program: Command, run: RunBody): void {
  const command = program
    .command('diff')
    .summary('show who gains and loses what between two mapping sets')
    .description(
      'Compares what two mapping sets grant, by meaning: for the sample users of HEAD on both sides, and for anyone, whatever their groups.\n' +
        'Each side is a directory, a file, or git:REV[:PATH]: a git revision, and a path in it (the working directory when left out).\n' +
        'Renaming, reordering, rewriting and moving to another format change nothing, so that it also tells whether two places have drifted apart.',
    )
    .argument('<base>', 'the mapping set before: a path, or git:REV[:PATH]')
    .argument('<head>', 'the mapping set after: likewise')
    .addOption(formatOption(['text', 'json', 'markdown'], 'how to print the difference'))
    .option(
      '--fail-on <change>',
      'exit with 1 when anyone gains, or loses, access: gain, loss, gain:ROLE or loss:ROLE; may be given more than once',
      gatherConditions,
    )
    .option('--allow-missing', 'a side that does not exist, or has no mapping file, counts as a set without mappings')
    .option('--allow-base-errors', 'errors that only BASE has are told and do not count: the change may be their repair')
    .action((base: string, head: string, options: DiffOptions) => run((context) => diff(base, head, options, context)));
  addExamples(
    command,
    [
      ['groupmap diff git:HEAD .', 'what the changes in the working directory would do'],
      ['groupmap diff git:main:mappings mappings', 'one directory against a branch'],
      ['groupmap diff mappings terraform', 'has one drifted from the other?'],
      ['groupmap diff git:main . --fail-on gain:OrganizationAdmin', 'nobody may become an OrganizationAdmin'],
      ['groupmap diff git:main . --format markdown', 'for a comment on a pull request'],
    ],
    `
Formats:
  text      the answer, what changes for anyone with the filters behind it, what changes for the sample users
  json      one document: users, users_added, users_removed, role_bindings, acls, group_mappings, summary
  markdown  for a comment on a pull request

A change for anyone is wider, narrower, changed, added, removed or unknown, with a smallest set of groups that proves it.
What is unknown is never guessed; --fail-on counts it, since a gain or a loss cannot be ruled out.

Exit codes: 0 compared, whatever changes; 1 a --fail-on is met, or a side has errors; 2 wrong usage; 3 a side could not be read.`,
  );
}

function gatherConditions(text: string, before: readonly FailCondition[] = []): readonly FailCondition[] {
  const condition = readFailCondition(text);
  if (!condition) throw new InvalidArgumentError('It is gain, loss, gain:ROLE or loss:ROLE.');
  return [...before, condition];
}

/** As many reasons as one wants to read on standard error. */
const shownFailures = 10;

async function diff(basePath: string, headPath: string, options: DiffOptions, context: CommandContext): Promise<ExitCode> {
  const { io, services, paint } = context;
  const from = { allowMissing: options.allowMissing ?? false };
  const base = await loadSide(basePath, from, io, services);
  const head = await loadSide(headPath, from, io, services);
  let code = worstExitCode(base.exitCode, head.exitCode);
  if (!base.set || !head.set) return code;
  const baseErrors = await reportSetErrors({ set: base.set }, context);
  const isForgiven = baseErrors === exitCode.findings && options.allowBaseErrors === true;
  code = worstExitCode(code, isForgiven ? exitCode.fine : baseErrors, await reportSetErrors({ set: head.set }, context));
  const result = services.diff(base.set, head.set);
  if (options.format === 'json') await io.stdout.write(`${toJson(result)}\n`);
  else {
    const view = viewOfDiff(result, base.set, head.set);
    await io.stdout.write(options.format === 'markdown' ? diffAsMarkdown(view) : renderDiffText(view, paint, io.stdout.columns));
  }
  await warnOfUnknownRoles(options.failOn ?? [], [base.set, head.set], context);
  const failures = failuresOf(result, options.failOn ?? []);
  if (failures.length === 0) return code;
  for (const failure of failures.slice(0, shownFailures)) await io.stderr.write(`groupmap: --fail-on: ${printable(failure)}\n`);
  if (failures.length > shownFailures) await io.stderr.write(`groupmap: --fail-on: and ${failures.length - shownFailures} more\n`);
  return worstExitCode(code, exitCode.findings);
}

/** A condition on a role that neither side nor Confluent's documentation knows would never be met: it is probably misspelt. */
async function warnOfUnknownRoles(
  conditions: readonly FailCondition[],
  sets: readonly MappingSet[],
  { io }: CommandContext,
): Promise<void> {
  const known = new Set([
    ...sets.flatMap((set) => [...roleBindingsOfSet(set)].map(({ roleName }) => roleName.value)),
    ...sets.flatMap((set) => set.settings.roles.map(({ name }) => name)),
    ...predefinedRoles.map(({ name }) => name),
  ]);
  for (const roleName of new Set(conditions.flatMap((condition) => condition.roleName ?? []))) {
    if (known.has(roleName)) continue;
    const meant = nearestName(roleName, known);
    const hint = meant === undefined ? '' : `; did you mean ${printable(meant)}?`;
    await io.stderr.write(`groupmap: --fail-on: no role ${printable(roleName)} is known${hint}\n`);
  }
}
