import type { Command } from 'commander';
import { jitRequest } from '../../src-language/exchange/export/jit-request.js';
import { addExamples, type CommandContext, type RunBody } from '../command.js';
import { exitCode, UsageError, worstExitCode, type ExitCode } from '../command-io.js';
import { printable } from '../display-text.js';
import { loadMappingSets } from '../files/load-mapping-sets.js';
import { reportSetErrors } from './set-errors.js';

interface JitOptions {
  readonly enable?: true;
  readonly disable?: true;
}

export function registerJit(program: Command, run: RunBody): void {
  const command = program
    .command('jit')
    .summary('print the request that switches just-in-time provisioning on or off')
    .description(
      "Prints the request that switches just-in-time provisioning on or off for a set's organization, as a curl command without credentials. " +
        'Nothing is sent.',
    )
    .argument('<path...>', 'directories or files: one mapping set')
    .option('--enable', 'new SSO users get an account when they first sign in')
    .option('--disable', 'new SSO users are refused until they are invited')
    .action((paths: string[], options: JitOptions) => {
      if ((options.enable ?? false) === (options.disable ?? false)) throw new UsageError('say which: either --enable or --disable');
      return run((context) => printRequest(paths, options.enable ?? false, context));
    });
  addExamples(
    command,
    [
      ['groupmap jit . --enable', 'to be read, and sent by an OrganizationAdmin'],
      ['groupmap jit . --disable', 'the other way'],
    ],
    `
The request is PATCH /org/v2/organizations/ID with jit_enabled. It acts at once, for later sign-ins; accounts
that exist stay. Set jit_enabled in the mapping files too, so that simulations agree. The organization's id
comes from organization.id; the credentials from CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET.

Exit codes: 0 printed, 1 the set has errors, 2 wrong usage, 3 something could not be read.`,
  );
}

async function printRequest(paths: readonly string[], isEnabled: boolean, context: CommandContext): Promise<ExitCode> {
  const { io, services } = context;
  const loaded = await loadMappingSets(paths, 'one-set', io, services);
  const [one] = loaded.sets;
  if (!one || one.files.length === 0) return worstExitCode(loaded.exitCode, exitCode.usage);
  const { text, remarks } = jitRequest(one.set, isEnabled);
  const setCode = await reportSetErrors(one, context);
  for (const remark of remarks) await io.stderr.write(`groupmap: ${printable(remark)}\n`);
  await io.stdout.write(text);
  return worstExitCode(loaded.exitCode, setCode);
}
