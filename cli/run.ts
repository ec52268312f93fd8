import { Command, CommanderError } from 'commander';
import { loadHclParserFrom } from '../src-language/hosts/terraform/hcl-parser.js';
import { createGroupFilterServices } from '../src-language/group-filter-services.js';
import type { CommandContext, RunBody } from './command.js';
import { exitCode, UsageError, type CommandIo, type ExitCode } from './command-io.js';
import { registerCheck } from './commands/check.js';
import { registerCompare } from './commands/compare.js';
import { registerDiff } from './commands/diff.js';
import { registerEval } from './commands/eval.js';
import { registerExplain } from './commands/explain.js';
import { registerExport } from './commands/export.js';
import { registerFmt } from './commands/fmt.js';
import { registerImport } from './commands/import.js';
import { registerJit } from './commands/jit.js';
import { registerPlan } from './commands/plan.js';
import { registerShrink } from './commands/shrink.js';
import { registerSimulate } from './commands/simulate.js';
import { registerTest } from './commands/test.js';
import { printable, printableLines } from './display-text.js';
import { describeSystemError } from './files/read-text-file.js';
import { createPaint } from './paint.js';
import { groupmapVersion } from './version.js';

const about = `Write, check and try out the SSO group mappings of Confluent Cloud before they touch production.

A mapping set is what one organization would be given: the *.groupmap.yaml (or .yml) and
*.groupmap.json files of a directory, with the Terraform (*.tf, *.tf.json) and the exports
(*.group-mappings.json or .yaml) beside them.`;

const exitCodes = `Exit codes:
  0  fine
  1  findings of error severity, a failed expectation, a met --fail-on, files that fmt --check would change,
     nothing to import, or what export had to leave out
  2  wrong usage: an unknown command, option or user, or a path without a file to read
  3  a path is missing, or nothing of a file could be read

Run groupmap COMMAND --help for the options, formats and examples of a command.`;

/** In the order of the help. */
const commands = [
  registerCheck,
  registerSimulate,
  registerTest,
  registerExplain,
  registerDiff,
  registerEval,
  registerCompare,
  registerShrink,
  registerPlan,
  registerFmt,
  registerImport,
  registerExport,
  registerJit,
];

/**
 * The command line in one call: parses the arguments, runs the command in the given world and tells the exit code. Never rejects: a fault of
 * Groupmap's own is one line on standard error.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  let code: ExitCode = exitCode.fine;
  // What commander prints is gathered here, so that it goes through the same ports as everything else.
  let results = '';
  let complaints = '';
  const program = new Command('groupmap')
    .description(about)
    .version(groupmapVersion, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .option('--no-color', 'no colour, even on a terminal (as NO_COLOR does)')
    .addHelpText('after', `\n${exitCodes}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => (results += text),
      writeErr: (text) => (complaints += text),
      outputError: (text, write) => write(`groupmap: ${text.replace(/^error: /, '')}`),
      getOutHelpWidth: () => Math.min(io.stdout.columns, 100),
      getErrHelpWidth: () => Math.min(io.stderr.columns, 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  const runBody: RunBody = async (body) => {
    const context: CommandContext = {
      io,
      services: createGroupFilterServices({ loadHclParser: () => loadHclParserFrom((name) => io.readProgramFile(name)) }),
      paint: createPaint(io, { color: program.opts<{ color: boolean }>().color }),
    };
    code = await body(context);
  };
  for (const register of commands) register(program, runBody);

  try {
    await program.parseAsync(withoutVainHelp(argv, program), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) code = error.exitCode === 0 ? exitCode.fine : exitCode.usage;
    else {
      complaints += `groupmap: ${describe(error)}\n`;
      code = error instanceof UsageError ? exitCode.usage : exitCode.unreadable;
    }
  }
  await io.stdout.write(results);
  await io.stderr.write(printableLines(complaints));
  return code;
}

/** Help for a command that there is not is that unknown command: what was probably meant is told, not everything. */
function withoutVainHelp(argv: readonly string[], program: Command): readonly string[] {
  const name = argv[0] === 'help' ? argv[1] : argv[0];
  const isKnown = name === undefined || /^-|^help$/.test(name) || program.commands.some((command) => command.name() === name);
  return isKnown ? argv : [name];
}

/** What the user is told of an error that reached the top: wrong usage and the system's refusals in words, anything else as a fault of ours. */
function describe(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const { syscall, path } = error as NodeJS.ErrnoException;
  if (syscall !== undefined) return `${path === undefined ? 'standard input or output' : printable(path)} ${describeSystemError(error)}`;
  const message = error instanceof Error ? error.message : String(error);
  return `this should not happen (${message.split('\n')[0]}): please report it with the command and its files`;
}
