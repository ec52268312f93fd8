import { Option, type Command } from 'commander';
import { because, missing } from '../../src-language/analysis/membership-function.js';
import { filterParts } from '../../src-language/analysis/filter-parts.js';
import { evaluateFilterText, type Dialect } from '../../src-language/filter/evaluate-text.js';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import { addExamples, formatOption, gather, type CommandContext, type RunBody } from '../command.js';
import { exitCode, UsageError, type CommandIo, type ExitCode } from '../command-io.js';
import { readStandardInput } from '../files/read-input.js';
import { renderEvaluationJson, renderEvaluationText, type FilterEvaluation } from '../formats/evaluation.js';
import { answerLines } from './eval-lines.js';

interface EvalOptions {
  readonly group?: readonly string[];
  readonly jsonl?: true;
  readonly dialect: Dialect;
  readonly format?: 'text' | 'json';
}

export function registerEval(program: Command, run: RunBody): void {
  const command = program
    .command('eval')
    .summary('evaluate one filter against groups')
    .description('Evaluates one filter against the groups of somebody: its value, the truth of each part, and why.')
    .argument('[filter]', "the filter; '-' reads it from standard input")
    .option('-g, --group <group>', 'a group that the user has; may be given more than once', gather)
    .option('--jsonl', 'answer {"filter": …, "groups": […]} lines from standard input, one line each')
    .addOption(
      new Option('--dialect <dialect>', 'confluent: the result has to be true or false; cel: any result, as JSON')
        .choices(['confluent', 'cel'])
        .default('confluent'),
    )
    .addOption(formatOption(['text', 'json'], 'how to print the result'))
    .action((filter: string | undefined, options: EvalOptions) => {
      const isFormatGiven = command.getOptionValueSource('format') === 'cli';
      return run((context) => evaluate(filter, options, isFormatGiven, context));
    });
  addExamples(
    command,
    [
      [`groupmap eval '"ops" in groups || "dev" in groups' -g dev`, 'true, because of dev'],
      [`groupmap eval --format json - < filter.groupfilter`, 'a filter from a file, nobody’s groups'],
      [`groupmap eval --jsonl < cases.jsonl`, 'many at once, in order'],
    ],
    `
Quote the filter for your shell: single quotes around it keep its double quotes. Put -- before one that begins with a dash.
Undocumented operators are evaluated as CEL says; types are checked first, as a CEL checker does.

With --jsonl each line {"filter": "…", "groups": ["…"]} (no groups means none) is answered by exactly one line:
  {"ok":true,"value":true}
  {"ok":false,"kind":"syntax|type|eval|input","code":"…","message":"…","offset":N}
The offset is that of the first error in UTF-16 units, or null; input means that the line itself is malformed.

Exit codes: 0 evaluated (false too; always with --jsonl), 1 the filter is in error, 2 wrong usage, 3 standard input cannot be read.`,
  );
}

async function evaluate(
  filter: string | undefined,
  options: EvalOptions,
  isFormatGiven: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  const { io, services, paint } = context;
  if (options.jsonl) {
    if (filter !== undefined || options.group || isFormatGiven)
      throw new UsageError('--jsonl takes filters and groups from standard input: leave out the filter, --group and --format');
    await answerLines(io, services, options.dialect);
    return exitCode.fine;
  }
  if (filter === undefined) throw new UsageError('a filter is missing: name one, or use --jsonl to answer lines of standard input');
  const text = filter === '-' ? await readFilter(io) : filter;
  if (typeof text !== 'string') {
    await io.stderr.write(`groupmap: standard input ${text.reason}\n`);
    return exitCode.unreadable;
  }
  const evaluation = evaluateOne(text, options.group ?? [], options.dialect, services);
  await io.stdout.write(
    options.format === 'json' ? renderEvaluationJson(evaluation) : renderEvaluationText(evaluation, paint, io.stdout.columns),
  );
  return evaluation.ok ? exitCode.fine : exitCode.findings;
}

function evaluateOne(filter: string, groups: readonly string[], dialect: Dialect, services: GroupFilterServices): FilterEvaluation {
  const result = evaluateFilterText(services, filter, groups, { dialect });
  if (!result.ok) return { ...result, filter };
  const membership = services.membership(filter);
  const holds = result.value === true;
  // What Confluent documents is no measure where other CEL implementations are compared.
  const problems = dialect === 'confluent' ? services.analyse(filter).problems : [];
  return {
    ok: true,
    filter,
    value: result.value,
    because: membership && holds ? because(membership, groups) : null,
    missing: membership && !holds ? missing(membership, groups) : null,
    parts: filterParts(services.parse(filter), groups),
    remarks: problems.map((problem) => ({ code: problem.code, message: problem.message })),
  };
}

/** The filter on standard input, without the line break that ends it. */
async function readFilter(io: CommandIo): Promise<string | { readonly reason: string }> {
  const read = await readStandardInput(io);
  return read.ok ? read.text.replace(/\r?\n$/, '') : read;
}
