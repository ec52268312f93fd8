import type { Command } from 'commander';
import { Option } from 'commander';
import type { GroupFilterServices } from '../src-language/group-filter-services.js';
import type { CommandIo, ExitCode } from './command-io.js';
import type { Paint } from './paint.js';

/** What a command works with. */
export interface CommandContext {
  readonly io: CommandIo;
  readonly services: GroupFilterServices;
  readonly paint: Paint;
}

/** Runs a command's body with a fresh context and keeps the exit code it comes to. */
export type RunBody = (body: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;

/** `--format`, with the choices a command has; the first is the default. */
export function formatOption(formats: readonly [string, ...string[]], description: string): Option {
  return new Option('--format <format>', description).choices(formats).default(formats[0]);
}

/** Gathers the values of an option that may be given more than once. */
export function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Help that teaches: what follows the list of options. */
export function addExamples(command: Command, examples: readonly (readonly [string, string])[], notes: string): void {
  const column = Math.min(44, Math.max(...examples.map(([line]) => line.length)));
  const shown = examples.map(([line, says]) =>
    line.length > column ? `  ${line}\n  ${' '.repeat(column)}   ${says}` : `  ${line.padEnd(column)}   ${says}`,
  );
  command.addHelpText('after', `\nExamples:\n${shown.join('\n')}\n\n${notes.trim()}`);
}
