import type { Command } from 'commander';
import type { Finding } from '../../src-language/text/problem.js';
import { addExamples, formatOption, type CommandContext, type RunBody } from '../command.js';
import { exitCode, worstExitCode, type ExitCode } from '../command-io.js';
import { checkedFileChoice } from '../files/counting-files.js';
import type { Unreadable } from '../files/find-mapping-files.js';
import { describeFault, loadMappingSets, reportUnreadable } from '../files/load-mapping-sets.js';
import { withSettingsBeside } from '../files/settings-beside.js';
import { renderCheckGithub } from '../formats/check-github.js';
import { renderCheckJson } from '../formats/check-json.js';
import { renderCheckSarif } from '../formats/check-sarif.js';
import { renderCheckText } from '../formats/check-text.js';
import { createFindingReport } from '../formats/finding-report.js';

type CheckFormat = 'text' | 'json' | 'sarif' | 'github';

export function registerCheck(program: Command, run: RunBody): void {
  const command = program
    .command('check')
    .summary('report what is wrong with mapping files')
    .description(
      'Reports what is wrong with mapping files: filters that are not CEL, groups that do not exist, roles nobody gets, and the rest.\n' +
        'Directories are walked; each is a mapping set of its own, and a file that is named is a set of one.\n' +
        "A shell script or a build service's YAML that is named is looked through for commands that create mappings for everyone.",
    )
    .argument('<path...>', 'directories or files')
    .addOption(formatOption(['text', 'json', 'sarif', 'github'], 'how to print the findings'))
    .action((paths: string[], options: { format: CheckFormat }) => run((context) => check(paths, options.format, context)));
  addExamples(
    command,
    [
      ['groupmap check .', 'every mapping file below the working directory'],
      ['groupmap check acme.groupmap.yaml', 'one file, as a set of its own'],
      ['groupmap check deploy.sh .github/workflows/*.yml', 'the commands in scripts'],
      ['groupmap check --format github .', 'annotations on a pull request'],
      ['groupmap check --format sarif . > groupmap.sarif', 'for code scanning'],
    ],
    `
Formats:
  text    the source line with carets under the range, and the repairs on offer
  json    one document: diagnostics (zero-based, UTF-16 positions) and a summary
  sarif   SARIF 2.1.0
  github  workflow commands of GitHub Actions

Exit codes: 0 no errors, 1 findings of error severity, 2 wrong usage, 3 something could not be read.
Severities are set in a mapping file, under settings.severity; a script has those of the mapping files in
its directory. A comment "groupmap-ignore CODE" on the line above silences an item: a mapping, a key, a
line of a .groupfilter.`,
  );
}

async function check(paths: readonly string[], format: CheckFormat, { io, services, paint }: CommandContext): Promise<ExitCode> {
  const loaded = await loadMappingSets(paths, 'tree', io, services, checkedFileChoice);
  const unreadable: Unreadable[] = [...loaded.unreadable];
  const findings = new Map<string, Finding>();
  for (const one of loaded.sets) {
    const { files } = one;
    try {
      const set = await withSettingsBeside(one, io.cwd, services);
      // A file that is named beside its directory is checked twice; what is said twice in the same words is printed once.
      for (const finding of services.findings(set))
        findings.set(JSON.stringify([finding.file, finding.range, finding.code, finding.message]), finding);
    } catch (fault) {
      const item = { path: files.map((file) => file.path).join(', '), reason: describeFault(fault) };
      unreadable.push(item);
      await reportUnreadable(item, io);
    }
  }
  const report = createFindingReport({
    findings: [...findings.values()],
    sources: loaded.sets.flatMap(({ files }) => files.map((file) => file.content.source)),
    files: loaded.fileCount,
    mappings: loaded.sets.reduce((sum, { set }) => sum + set.groupMappings.length, 0),
    unreadable,
  });
  // A program gets its document also where there was no file; a reader would only be misled by one.
  const nothingToSay = format === 'text' && loaded.fileCount === 0 && loaded.exitCode === exitCode.usage;
  if (!nothingToSay)
    await io.stdout.write(
      {
        text: () => renderCheckText(report, paint, io.stdout.columns),
        json: () => renderCheckJson(report),
        sarif: () => renderCheckSarif(report),
        github: () => renderCheckGithub(report),
      }[format](),
    );
  return worstExitCode(
    loaded.exitCode,
    report.summary.errors > 0 ? exitCode.findings : exitCode.fine,
    unreadable.length > 0 ? exitCode.unreadable : exitCode.fine,
  );
}
