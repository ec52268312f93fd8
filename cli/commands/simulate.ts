import { InvalidArgumentError, type Command } from 'commander';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import type { Person } from '../../src-language/provisioning/person.js';
import { personOf, type Simulator } from '../../src-language/provisioning/simulator.js';
import { createTally } from '../../src-language/provisioning/tally.js';
import { addExamples, formatOption, gather, type CommandContext, type RunBody } from '../command.js';
import { exitCode, UsageError, worstExitCode, type ExitCode } from '../command-io.js';
import { printable } from '../display-text.js';
import { loadMappingSets, reportUnreadable } from '../files/load-mapping-sets.js';
import { describeSystemError } from '../files/read-text-file.js';
import { simulationFormats, type SimulateFormat } from '../formats/simulation-format.js';
import type { UserEntry } from '../users/user-entry.js';
import { openUsersFile, type UsersFile } from '../users/users-file.js';
import { reportSetErrors } from './set-errors.js';
import { unknownUsers } from './unknown-users.js';

interface SimulateOptions {
  readonly user?: readonly string[];
  readonly users?: string;
  readonly format: SimulateFormat;
}

export function registerSimulate(program: Command, run: RunBody): void {
  const command = program
    .command('simulate')
    .summary('show what happens when the sample users sign in')
    .description(
      'Simulates sign-ins: for each sample user whether they get in, which account, which group mappings match and why, and which roles follow.\n' +
        'All paths together are one mapping set: the files directly in a directory, and files that are named.',
    )
    .argument('<path...>', 'directories or files')
    .option('-u, --user <name>', 'only this user; may be given more than once', gather)
    .option(
      '--users <file>',
      "take the users from a .jsonl, .ndjson, .json, .yaml or .csv file, or JSON Lines from '-', instead of the set's own",
      (value) => {
        if (value === '') throw new InvalidArgumentError('It is the name of a file, or - for standard input.');
        return value;
      },
    )
    .addOption(formatOption(['table', 'json', 'markdown', 'jsonl', 'summary'], 'how to print the outcomes'))
    .action((paths: string[], options: SimulateOptions) => run((context) => simulate(paths, options, context)));
  addExamples(
    command,
    [
      ['groupmap simulate .', 'every sample user of the set'],
      ['groupmap simulate . --user ana@acme.example', 'one of them'],
      ['groupmap simulate . --format markdown', 'for a pull request comment'],
      ['groupmap simulate . --users people.csv --format summary', 'what a whole directory would get'],
      ['zcat people.jsonl.gz | groupmap simulate . --users - --format jsonl', 'one outcome a line, in constant memory'],
    ],
    `
Formats:
  table     a block for each user, for reading
  json      one document: organization, outcomes, summary
  markdown  for a comment on a pull request
  jsonl     one outcome a line
  summary   one JSON document of counts: by mapping and by role binding

Users files: a line of .jsonl (or an entry of .json or .yaml) is a user as in a mapping file, without expect:
  {"name": "ana@acme.example", "account": "new", "groups": ["data-science"]}
CSV has a header with name, optionally account, and one of groups and member_of, values separated by ";".
A malformed line is reported with its number, the others go on, and the exit code is 1.

Exit codes: 0 fine, 1 the set has errors or a line is malformed, 2 wrong usage (an unknown --user too), 3 something could not be read.`,
  );
}

async function simulate(paths: readonly string[], options: SimulateOptions, context: CommandContext): Promise<ExitCode> {
  const { io, services } = context;
  const loaded = await loadMappingSets(paths, 'one-set', io, services);
  const [one] = loaded.sets;
  const isForReading = options.format === 'table' || options.format === 'markdown';
  if (!one) return worstExitCode(loaded.exitCode, exitCode.usage);
  if (one.files.length === 0) {
    // No file, or none that could be read, which standard error says. A program gets its document, without anybody; a reader would only
    // be misled by one.
    if (!isForReading)
      await simulatePeople(services.simulator(one.set), { path: '', batches: nobody() }, undefined, options.format, context);
    return loaded.exitCode;
  }

  const wanted = options.user && new Set(options.user);
  let users: UsersFile;
  if (options.users === undefined) {
    const unknown = unknownUsers(wanted ?? [], one.set);
    if (unknown.length > 0) {
      for (const line of unknown) await io.stderr.write(`groupmap: ${line}\n`);
      return worstExitCode(loaded.exitCode, exitCode.usage);
    }
    users = { path: '', batches: asBatch(one.set) };
  } else {
    try {
      users = await openUsersFile(options.users, io);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      await reportUnreadable({ path: options.users, reason: describeSystemError(error) }, io);
      return exitCode.unreadable;
    }
  }
  const setCode = await reportSetErrors(one, context);
  const peopleCode = await simulatePeople(services.simulator(one.set), users, wanted, options.format, context);
  return worstExitCode(loaded.exitCode, setCode, peopleCode);
}

async function* asBatch(set: MappingSet): AsyncGenerator<Iterable<UserEntry>> {
  yield set.users.map((user) => ({ line: user.line, user: personOf(user) }));
}

async function* nobody(): AsyncGenerator<Iterable<UserEntry>> {
  yield [];
}

/** Results that are gathered before they are written, in UTF-16 units: large enough to be fast, small enough not to matter. */
const outputChunk = 1 << 16;

/** Simulates people as they come and prints as it goes: in memory that does not grow with their number. */
async function simulatePeople(
  simulator: Simulator,
  users: UsersFile,
  wanted: ReadonlySet<string> | undefined,
  formatName: SimulateFormat,
  { io, paint }: CommandContext,
): Promise<ExitCode> {
  const format = simulationFormats[formatName](simulator, { paint, columns: io.stdout.columns });
  const tally = createTally(simulator);
  const missing = new Set(wanted);
  let code: ExitCode = exitCode.fine;
  let pending = format.begin();
  const flush = async (): Promise<void> => {
    const text = pending;
    pending = '';
    await io.stdout.write(text);
  };
  const take = (person: Person): void => {
    tally.add(person, simulator.decide(person));
    if (format.outcome) pending += format.outcome(simulator.simulate(person));
  };
  try {
    for await (const batch of users.batches) {
      for (const { line, user } of batch) {
        if ('mistake' in user) {
          code = exitCode.findings;
          await io.stderr.write(`groupmap: ${printable(users.path)}:${line}: ${printable(user.mistake)}\n`);
        } else if (wanted === undefined || wanted.has(user.name)) {
          missing.delete(user.name);
          take(user);
          if (pending.length > outputChunk) await flush();
        }
        if (io.stdout.isClosed) return code;
      }
      await flush();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    await reportUnreadable({ path: users.path, reason: describeSystemError(error) }, io);
    code = exitCode.unreadable;
  }
  pending += format.end(tally.report());
  await flush();
  for (const name of missing) await io.stderr.write(`groupmap: there is no user ${printable(name)} in ${printable(users.path)}\n`);
  return missing.size > 0 ? worstExitCode(code, exitCode.usage) : code;
}
