import { Argument, type Command } from 'commander';
import { exportFormats, exportSet, type ExportFormat } from '../../src-language/exchange/export/export-set.js';
import { addExamples, type CommandContext, type RunBody } from '../command.js';
import { exitCode, worstExitCode, type ExitCode } from '../command-io.js';
import { printable } from '../display-text.js';
import { loadMappingSets } from '../files/load-mapping-sets.js';
import { reportSetErrors } from './set-errors.js';

export function registerExport(program: Command, run: RunBody): void {
  const command = program
    .command('export')
    .summary('write a mapping set as Terraform, commands, REST requests or YAML')
    .description(
      'Writes a mapping set in another form, on standard output. All paths together are one set. Nothing is run and nothing is sent.',
    )
    .addArgument(new Argument('<format>', 'what to write').choices(exportFormats))
    .argument('<path...>', 'directories or files')
    .action((format: ExportFormat, paths: string[]) => run((context) => exportPaths(format, paths, context)));
  addExamples(
    command,
    [
      ['groupmap export terraform . > group-mappings.tf', 'resources, and import blocks for mappings with an id'],
      ['groupmap export cli .', 'commands of the Confluent command line'],
      ['groupmap export api .', 'requests of the REST API, with curl'],
      ['groupmap export yaml mappings.json', 'one mapping file, whatever the set is kept in'],
    ],
    `
Formats:
  terraform  confluent_group_mapping, confluent_role_binding and confluent_kafka_acl, in the style of
             terraform fmt; a mapping with an id comes with an import block
  cli        confluent iam group-mapping create or update, always with --filter: left out, the
             command line sends "true", which maps everyone
  api        POST for a mapping without an id, PATCH for one with; credentials are shell variables
  yaml       every section of the set in one file

What is not known (a filter that Terraform computes, say) is left out and named on standard error
and in the output; nothing is guessed. A literal group becomes the filter that means the same.

Exit codes: 0 everything is exported, 1 something was left out, or the set has errors, 2 wrong usage,
3 something could not be read.`,
  );
}

async function exportPaths(format: ExportFormat, paths: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { io, services } = context;
  const loaded = await loadMappingSets(paths, 'one-set', io, services);
  const [one] = loaded.sets;
  if (!one || one.files.length === 0) return worstExitCode(loaded.exitCode, exitCode.usage);
  const { text, remarks, leftOut } = exportSet(one.set, format);
  const setCode = await reportSetErrors(one, context);
  for (const line of [...remarks, ...leftOut]) await io.stderr.write(`groupmap: ${printable(line)}\n`);
  await io.stdout.write(text);
  return worstExitCode(loaded.exitCode, setCode, leftOut.length > 0 ? exitCode.findings : exitCode.fine);
}
