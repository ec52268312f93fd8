import type { Command } from 'commander';
import type { PlanSize, SetPlan } from '../../src-language/analysis/plan/plan-set.js';
import { createEditingContext } from '../../src-language/editing/editing-context.js';
import { proposePlan, type ProposedPlan } from '../../src-language/editing/plan.js';
import { applyEdits } from '../../src-language/text/range.js';
import { addExamples, formatOption, type CommandContext, type RunBody } from '../command.js';
import { exitCode, worstExitCode, type ExitCode } from '../command-io.js';
import { counted, nameInRow, printable, toJson } from '../display-text.js';
import { loadMappingSets, type LoadedSet } from '../files/load-mapping-sets.js';
import { describeSystemError } from '../files/read-text-file.js';
import { writeTextFile } from '../files/write-text-file.js';
import type { Paint } from '../paint.js';

interface PlanCommandOptions {
  readonly write: boolean;
  readonly format: 'text' | 'json';
}

export function registerPlan(program: Command, run: RunBody): void {
  const command = program
    .command('plan')
    .summary('bring a mapping set within its quotas')
    .description(
      'Plans how a set fits its quotas, organization.limits.group_mappings and filter_length, without changing anybody’s access: what others grant\n' +
        'anyway goes, mappings with one condition or the same grants become one, too long filters are shrunk or split. Proved for every set of groups.\n' +
        'All paths together are one mapping set: the files directly in a directory, and files that are named.',
    )
    .argument('<path...>', 'directories or files')
    .option('--write', 'make the changes in the files', false)
    .addOption(formatOption(['text', 'json'], 'how to print the plan'))
    .action((paths: string[], options: PlanCommandOptions) => run((context) => plan(paths, options, context)));
  addExamples(
    command,
    [
      ['groupmap plan .', 'what would be done, and why'],
      ['groupmap plan . --write', 'do it; look at the result with groupmap diff git:HEAD .'],
    ],
    `
A set that is within its quotas stays as it is. Mappings of which it is not known whom they match stay too, and count.
A mapping that takes others in keeps its name and id; what sample users are expected to match changes with it.

Exit codes: 0 the set fits, or does with the plan, 1 no plan fits, or its changes cannot be written, 2 wrong usage,
3 something could not be read or written.`,
  );
}

async function plan(paths: readonly string[], options: PlanCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { io, services, paint } = context;
  const loaded = await loadMappingSets(paths, 'one-set', io, services);
  const [one] = loaded.sets;
  if (!one || one.files.length === 0) return worstExitCode(loaded.exitCode, exitCode.usage);
  const proposed = proposePlan(createEditingContext(one.set, services), services);
  await io.stdout.write(options.format === 'json' ? renderJson(proposed.plan) : renderText(proposed.plan, paint));
  const planCode = proposed.plan.fits ? exitCode.fine : exitCode.findings;
  const writeCode = options.write ? await write(proposed, one, context) : exitCode.fine;
  return worstExitCode(loaded.exitCode, planCode, writeCode);
}

/** Writes what fits, and nothing of a plan that does not. */
async function write(
  { plan: { fits, steps }, edits, problem }: ProposedPlan,
  { files }: LoadedSet,
  { io }: CommandContext,
): Promise<ExitCode> {
  if (!fits || steps.length === 0) return exitCode.fine;
  if (!edits) {
    await io.stderr.write(`groupmap: ${problem ?? ''}\n`);
    return exitCode.findings;
  }
  let code: ExitCode = exitCode.fine;
  for (const file of files) {
    const own = edits.filter((edit) => edit.file === file.content.source.path);
    if (own.length === 0) continue;
    try {
      await writeTextFile(file.absolutePath, (file.hasByteOrderMark ? '\ufeff' : '') + applyEdits(file.content.source.text, own));
      await io.stderr.write(`groupmap: ${printable(file.path)} written\n`);
    } catch (error) {
      await io.stderr.write(`groupmap: ${printable(file.path)} ${describeSystemError(error)}\n`);
      code = exitCode.unreadable;
    }
  }
  return code;
}

function renderJson({ fits, before, after, mappings, steps, obstacles }: SetPlan): string {
  const size = ({ groupMappings, longestFilter }: PlanSize) => ({ group_mappings: groupMappings, longest_filter: longestFilter });
  return `${toJson({
    version: 1,
    fits,
    before: size(before),
    after: size(after),
    group_mappings: mappings.map(({ displayName: display_name, filter, roleBindings, acls, from }) => ({
      display_name,
      filter,
      role_bindings: roleBindings.map(({ roleName, crnPattern }) => ({ role_name: roleName.value, crn_pattern: crnPattern.value })),
      ...(acls.length > 0 && { acls: acls.map(({ values }) => values) }),
      from: from.map(({ displayName }) => displayName),
    })),
    steps: steps.map(({ action, mappings: concerned, reason }) => ({
      action,
      mappings: concerned.map(({ displayName }) => displayName),
      reason,
    })),
    ...(obstacles.length > 0 && { reason: obstacles.join(' ') }),
  })}\n`;
}

function renderText({ fits, before, after, limits, steps, obstacles }: SetPlan, paint: Paint): string {
  const lines: string[] = [];
  for (const { action, mappings, reason } of steps)
    lines.push(
      `${paint('bold', action.padEnd(6))}  ${mappings.map(({ displayName }) => nameInRow(displayName)).join(' + ')}`,
      `        ${printable(reason)}`,
    );
  if (steps.length > 0) lines.push('');
  const size = ({ groupMappings, longestFilter }: PlanSize): string =>
    `${counted(groupMappings, 'group mapping')}, the longest filter ${counted(longestFilter, 'character')}`;
  if (steps.length > 0) lines.push(`Before  ${size(before)}`, `After   ${size(after)}`);
  else lines.push(`The set has ${size(before)}.`);
  lines.push(`Limits  ${counted(limits.groupMappings, 'group mapping')}, ${counted(limits.longestFilter, 'character')}`);
  if (fits && steps.length === 0) lines.push('', 'It is within its quotas: nothing is to be done.');
  else if (fits) lines.push('', paint('green', 'It fits, and everybody has the access that they have now.'));
  else lines.push('', paint('red', 'No plan fits.'), ...obstacles.map(printable));
  return `${lines.join('\n')}\n`;
}
