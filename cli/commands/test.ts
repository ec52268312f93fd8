import { posix } from 'node:path';
import type { Command } from 'commander';
import { testExpectations, type ExpectationResult } from '../../src-language/provisioning/expectations.js';
import { addExamples, formatOption, type CommandContext, type RunBody } from '../command.js';
import { exitCode, worstExitCode, type ExitCode } from '../command-io.js';
import { describeFault, loadMappingSets, reportUnreadable, type LoadedSet } from '../files/load-mapping-sets.js';
import { createExpectationReport } from '../formats/expectation-report.js';
import { renderTestJson } from '../formats/test-json.js';
import { renderTestJunit } from '../formats/test-junit.js';
import { renderTestText } from '../formats/test-text.js';
import { reportSetErrors } from './set-errors.js';

type TestFormat = 'text' | 'json' | 'junit';

export function registerTest(program: Command, run: RunBody): void {
  const command = program
    .command('test')
    .summary('run the expectations kept beside the sample users')
    .description(
      'Runs the expectations of the sample users: each user with expect: is simulated, and what comes is compared with what was expected.\n' +
        'Directories are walked; each is a mapping set of its own, and a file that is named is a set of one.',
    )
    .argument('<path...>', 'directories or files')
    .addOption(formatOption(['text', 'json', 'junit'], 'how to print the results'))
    .action((paths: string[], options: { format: TestFormat }) => run((context) => test(paths, options.format, context)));
  addExamples(
    command,
    [
      ['groupmap test .', 'every mapping set below the working directory'],
      ['groupmap test --format junit . > groupmap.xml', 'a report that CI systems show'],
    ],
    `
In a mapping file, every key of expect is optional:
  users:
    - name: ana@acme.example
      groups: [data-science]
      expect:
        sign_in: allowed                         # or denied_by_identity_provider, denied_no_account
        account: created                         # or existing, none
        group_mappings: [Data science]           # exactly these match
        role_bindings: [DeveloperWrite]          # exactly these in the SSO session
        not_role_bindings: [OrganizationAdmin]   # none of these

Exit codes: 0 all hold, 1 an expectation failed or the set has errors, 2 wrong usage, 3 something could not be read.`,
  );
}

async function test(paths: readonly string[], format: TestFormat, context: CommandContext): Promise<ExitCode> {
  const { io, services, paint } = context;
  const loaded = await loadMappingSets(paths, 'tree', io, services);
  const suites: { name: string; results: readonly ExpectationResult[] }[] = [];
  let code: ExitCode = loaded.exitCode;
  for (const one of loaded.sets) {
    try {
      suites.push({ name: nameOf(one), results: testExpectations(one.set, services.simulator(one.set)) });
      code = worstExitCode(code, await reportSetErrors(one, context));
    } catch (fault) {
      await reportUnreadable({ path: nameOf(one), reason: describeFault(fault) }, io);
      code = exitCode.unreadable;
    }
  }
  const report = createExpectationReport(suites);
  // A program gets its document also where there was no file, or none that could be read; a reader would only be misled by one.
  const nothingToSay = format === 'text' && suites.length === 0 && code !== exitCode.fine;
  if (!nothingToSay)
    await io.stdout.write(
      {
        text: () => renderTestText(report, paint),
        json: () => renderTestJson(report),
        junit: () => renderTestJunit(report),
      }[format](),
    );
  return worstExitCode(code, report.summary.failed > 0 ? exitCode.findings : exitCode.fine);
}

/** A set is called by its directory, or by its file where it has only one. */
function nameOf({ files }: LoadedSet): string {
  const path = files[0]?.path ?? '';
  return files.length === 1 ? path : posix.dirname(path);
}
