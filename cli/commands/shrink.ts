import { InvalidArgumentError, type Command } from 'commander';
import { shrinkFilter, type ShrunkFilter } from '../../src-language/analysis/shrink/shrink-filter.js';
import { addExamples, formatOption, type CommandContext, type RunBody } from '../command.js';
import { exitCode, type ExitCode } from '../command-io.js';
import { counted, printable, toJson } from '../display-text.js';
import type { Paint } from '../paint.js';

interface ShrinkCommandOptions {
  readonly limit?: number;
  readonly parentheses: boolean;
  readonly format: 'text' | 'json';
}

/** Confluent's default; an organization may have another. */
const defaultLimit = 300;

export function registerShrink(program: Command, run: RunBody): void {
  const command = program
    .command('shrink')
    .summary('write a filter shorter')
    .description(
      'Writes a filter as short as it gets with the same meaning, proved for every set of groups. Lengths are in Unicode characters.',
    )
    .argument('<filter>', 'the filter')
    .option('-l, --limit <number>', 'stop at the most readable form of at most so many characters', readLimit)
    .option('--no-parentheses', 'add no parentheses: they are standard CEL, but in none of Confluent’s examples')
    .addOption(formatOption(['text', 'json'], 'how to print the result'))
    .action((filter: string, options: ShrinkCommandOptions) => run((context) => shrink(filter, options, context)));
  addExamples(
    command,
    [
      [`groupmap shrink '"a" in groups && "b" in groups || "a" in groups'`, '"a"in groups'],
      [`groupmap shrink --limit 300 "$(cat long.groupfilter)"`, 'no shorter than it needs to be'],
    ],
    `
The filter alone is on standard output, what was saved on standard error. Operands that change nothing go, what is common is factored
out, and blanks and comments that CEL does not need go last. The order stays where that costs nothing. A filter that uses other operators
than in, &&, || and tests of how names begin and end loses blanks and comments only.
Quote the filter for your shell: single quotes around it keep its double quotes. Put -- before one that begins with a dash.

Exit codes: 0 fits, 1 does not fit the limit (${defaultLimit} unless --limit says otherwise), or the filter is in error, 2 wrong usage.`,
  );
}

function readLimit(value: string): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) === 0) throw new InvalidArgumentError('It is a number of characters, 1 or more.');
  return Number(value);
}

async function shrink(filter: string, options: ShrinkCommandOptions, { io, services, paint }: CommandContext): Promise<ExitCode> {
  const shrunk = shrinkFilter(filter, services, { limit: options.limit, allowsParentheses: options.parentheses });
  const limit = options.limit ?? defaultLimit;
  const fits = shrunk.after.length <= limit;
  const isBroken = services.analyse(filter).fatal !== null;
  if (options.format === 'json') await io.stdout.write(renderJson(shrunk, fits));
  else {
    await io.stdout.write(`${shrunk.after.filter}\n`);
    await io.stderr.write(describe(shrunk, limit, paint));
  }
  return fits && !isBroken ? exitCode.fine : exitCode.findings;
}

function renderJson({ before, after, addsParentheses, reason }: ShrunkFilter, fits: boolean): string {
  return `${toJson({ version: 1, before, after, fits, adds_parentheses: addsParentheses, ...(reason !== null && { reason }) })}\n`;
}

function describe({ before, after, addsParentheses, reason }: ShrunkFilter, limit: number, paint: Paint): string {
  const saved = before.length - after.length;
  const lines = [
    saved > 0
      ? `groupmap: ${before.length} → ${counted(after.length, 'character')}`
      : `groupmap: ${counted(after.length, 'character')}, as it was`,
  ];
  if (after.length > limit) lines.push(paint('red', `groupmap: that is ${after.length - limit} more than the limit of ${limit}`));
  if (addsParentheses)
    lines.push('groupmap: parentheses were added: standard CEL, but in none of Confluent’s examples; --no-parentheses does without');
  if (reason !== null) lines.push(`groupmap: ${printable(reason)}`);
  return `${lines.join('\n')}\n`;
}
