import type { Command } from 'commander';
import { compareFilters, type ComparedFilters } from '../../src-language/analysis/compare-filters.js';
import { addExamples, formatOption, type CommandContext, type RunBody } from '../command.js';
import { exitCode, type ExitCode } from '../command-io.js';
import { nameInRow, printable, toJson } from '../display-text.js';
import type { Paint } from '../paint.js';

export function registerCompare(program: Command, run: RunBody): void {
  const command = program
    .command('compare')
    .summary('compare what two filters mean')
    .description(
      'Tells how those whom filter A matches stand to those whom filter B matches, whatever groups there are: proved, not tried out.',
    )
    .argument('<filter-a>', 'a filter')
    .argument('<filter-b>', 'another one')
    .addOption(formatOption(['text', 'json'], 'how to print the result'))
    .action((a: string, b: string, options: { format: 'text' | 'json' }) => run((context) => compare(a, b, options.format, context)));
  addExamples(
    command,
    [
      [`groupmap compare '"a" in groups && "b" in groups' '"a" in groups'`, 'narrower: B also matches users in a alone'],
      [`groupmap compare --format json "$(git show HEAD:f)" "$(cat f)"`, 'what a change to a filter comes to'],
    ],
    `
The first that holds is said of A relative to B: equivalent, narrower, wider or overlapping. Where one matches users whom the other does
not, a smallest set of groups of such a user is given.
unknown: one of them is in error, or uses operators whose effect is not analysed; the reason says which.
Quote the filters for your shell: single quotes around them keep their double quotes. Put -- before one that begins with a dash.

Exit codes: 0 compared, whatever the result, 2 wrong usage.`,
  );
}

async function compare(a: string, b: string, format: 'text' | 'json', { io, services, paint }: CommandContext): Promise<ExitCode> {
  const compared = compareFilters(a, b, services);
  await io.stdout.write(format === 'json' ? renderJson(compared) : renderText(compared, paint));
  return exitCode.fine;
}

function renderJson({ relation, onlyA, onlyB, reason }: ComparedFilters): string {
  return `${toJson({ version: 1, relation, only_a: onlyA, only_b: onlyB, ...(reason !== null && { reason }) })}\n`;
}

function renderText({ relation, onlyA, onlyB, reason }: ComparedFilters, paint: Paint): string {
  const lines = [
    paint(relation === 'unknown' ? 'yellow' : 'bold', relation),
    ...(reason === null ? [sentences[relation]] : [printable(reason)]),
  ];
  if (onlyA) lines.push(`Only A: ${someone(onlyA)}`);
  if (onlyB) lines.push(`Only B: ${someone(onlyB)}`);
  return `${lines.join('\n')}\n`;
}

const sentences: Readonly<Record<ComparedFilters['relation'], string>> = {
  equivalent: 'A and B match the same users.',
  narrower: 'Whoever matches A matches B, and not the other way round.',
  wider: 'Whoever matches B matches A, and not the other way round.',
  overlapping: 'Some users match A alone, and some B alone.',
  unknown: '',
};

function someone(groups: readonly string[]): string {
  return groups.length === 0 ? 'a user without any group' : `a user in ${groups.map(nameInRow).join(' and ')}`;
}
