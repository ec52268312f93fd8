import type { OffsetRange } from '../../text/range.js';
import type { ShellCommand, ShellScript, ShellWord } from './scan-shell.js';

/** A `confluent iam group-mapping create` or `update` in a script. Offsets are those of the script's text. */
export interface GroupMappingCommand {
  readonly subcommand: 'create' | 'update';
  /** `unknown`: an expansion may bring it. */
  readonly hasFilter: boolean | 'unknown';
  /** From `confluent` to the subcommand. */
  readonly range: OffsetRange;
  /** Where a flag can be added. */
  readonly insertAt: number;
}

/** Flags whose value is the word after them (`confluent iam group-mapping create --help`). */
const flagsWithValue: ReadonlySet<string> = new Set(['--description', '--name', '--context', '--output', '-o']);
/** What only prints its words. */
const printers: ReadonlySet<string> = new Set(['echo', 'printf']);

/** The commands of a script that create or update group mappings. */
export function groupMappingCommands({ commands }: ShellScript): readonly GroupMappingCommand[] {
  return commands.flatMap((command) => readCommand(command) ?? []);
}

function readCommand(words: ShellCommand): GroupMappingCommand | null {
  const start = words.findIndex(({ text, expands }) => expands === 'none' && /(?:^|[\\/])confluent(?:\.exe)?$/.test(text));
  const first = words[start];
  if (!first || printers.has(words[0]?.text ?? '')) return null;
  let at = start + 1;
  const passes = (name: string): boolean => {
    while (words[at]?.text.startsWith('-')) at++;
    return words[at++]?.text === name;
  };
  if (!passes('iam') || !passes('group-mapping')) return null;
  while (words[at]?.text.startsWith('-')) at++;
  const last = words[at];
  if (last?.text !== 'create' && last?.text !== 'update') return null;
  const args = words.slice(at + 1);
  if (args.some(({ text }) => text === '--help' || text === '-h')) return null;
  const beforeRest = args.slice(0, args.findIndex(({ text }) => text === '--') >>> 0);
  return {
    subcommand: last.text,
    hasFilter: findFilter(
      args,
      words.slice(0, start).some(({ text }) => text === 'xargs' || text === 'parallel'),
    ),
    range: { start: first.range.start, end: last.range.end },
    insertAt: (beforeRest.at(-1) ?? last).range.end,
  };
}

function findFilter(args: readonly ShellWord[], takesInput: boolean): boolean | 'unknown' {
  let names = 0;
  let isCertain = true;
  for (let index = 0; index < args.length; index++) {
    const word = args[index];
    if (!word) break;
    const { text, expands } = word;
    if (text === '--filter' || text.startsWith('--filter=')) return true;
    if (expands === 'none' && flagsWithValue.has(text)) index++;
    else if (text.startsWith('-')) isCertain &&= expands === 'none' || text.includes('=');
    else if (names++ > 0 || !isOneName(word)) isCertain &&= expands === 'none';
  }
  // What such a program appends is not known where no place for it is given.
  if (takesInput && names === 0) isCertain = false;
  return isCertain ? false : 'unknown';
}

/** The word is the name or id that the command takes, and no flag, as far as that can be told. */
function isOneName({ expands, variable }: ShellWord): boolean {
  if (expands === 'list') return false;
  return expands !== 'words' || !/arg|opt|flag|param/i.test(variable);
}
