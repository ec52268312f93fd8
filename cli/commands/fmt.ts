import type { Command } from 'commander';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import { formatFile } from '../../src-language/editing/format.js';
import { effectiveSettings } from '../../src-language/mapping-set/effective-settings.js';
import type { MappingFile, MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { applyEdits } from '../../src-language/text/range.js';
import { LineIndex } from '../../src-language/text/line-index.js';
import { addExamples, type CommandContext, type RunBody } from '../command.js';
import { exitCode, worstExitCode, type ExitCode } from '../command-io.js';
import { counted, printable } from '../display-text.js';
import { describeFault, loadMappingSets, reportUnreadable, type LoadedFile } from '../files/load-mapping-sets.js';
import { describeSystemError } from '../files/read-text-file.js';
import { writeTextFile } from '../files/write-text-file.js';

export function registerFmt(program: Command, run: RunBody): void {
  const command = program
    .command('fmt')
    .summary('format the filters of mapping files in place')
    .description(
      'Brings filters into their canonical layout, in place: blanks only, never what a filter means, and nothing else in the file.\n' +
        'Directories are walked. The files that changed are listed on standard output.',
    )
    .argument('<path...>', 'directories or files')
    .option('--check', 'write nothing: list the files that would change, and exit with 1 if there are any', false)
    .action((paths: string[], options: { check: boolean }) => run((context) => fmt(paths, options.check, context)));
  addExamples(
    command,
    [
      ['groupmap fmt .', 'every mapping file below the working directory'],
      ['groupmap fmt --check .', 'in CI: nothing is written'],
    ],
    `
A filter that does not parse is left as it is and named on standard error, and so is a file that does not parse;
the exit code is then 1. Other findings do not matter here: groupmap check reports them.

Exit codes: 0 formatted, 1 --check found files to format, or something does not parse, 2 wrong usage,
3 something could not be read or written.`,
  );
}

async function fmt(paths: readonly string[], isCheck: boolean, context: CommandContext): Promise<ExitCode> {
  const { io, services } = context;
  const loaded = await loadMappingSets(paths, 'tree', io, services);
  const files = new Map(
    loaded.sets.flatMap(({ files, set }) => {
      const lengthLimit = effectiveSettings(set).filterLengthLimit;
      return files.map((file) => [file.absolutePath, { file, set, lengthLimit }] as const);
    }),
  );
  let code: ExitCode = loaded.exitCode;
  let changed = 0;
  for (const { file, set, lengthLimit } of files.values()) {
    try {
      const result = formatted(file.content, set, lengthLimit, services);
      for (const complaint of result.complaints) await io.stderr.write(`groupmap: ${complaint}\n`);
      if (result.complaints.length > 0) code = worstExitCode(code, exitCode.findings);
      if (result.text === file.content.source.text) continue;
      if (isCheck) code = worstExitCode(code, exitCode.findings);
      else await write(file, result.text);
      changed++;
      await io.stdout.write(`${printable(file.path)}\n`);
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).syscall === undefined ? describeFault(error) : describeWriteError(error);
      await reportUnreadable({ path: file.path, reason }, io);
      code = exitCode.unreadable;
    }
  }
  if (files.size > 0)
    await io.stderr.write(
      `groupmap: ${counted(changed, 'file')} ${isCheck ? 'to format' : 'formatted'}, ${files.size - changed} left as ${files.size - changed === 1 ? 'it is' : 'they are'}\n`,
    );
  return code;
}

async function write(file: LoadedFile, text: string): Promise<void> {
  await writeTextFile(file.absolutePath, (file.hasByteOrderMark ? '\ufeff' : '') + text);
}

function describeWriteError(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM' ? 'cannot be written: no permission in its directory' : describeSystemError(error);
}

/** A file's text with its filters formatted, and what was left alone and why. */
function formatted(
  file: MappingFile,
  set: MappingSet,
  lengthLimit: number,
  services: GroupFilterServices,
): { readonly text: string; readonly complaints: readonly string[] } {
  const { path, text } = file.source;
  const lines = new LineIndex(text);
  const { edits, leftAlone } = formatFile(file, services, { lengthLimit, set });
  const complaints = leftAlone.map(({ what, offset, reason }) => {
    const { line, character } = lines.positionAt(offset);
    const at = `${printable(path)}:${line + 1}:${character + 1}`;
    switch (what) {
      case 'file':
        return `${at}: the file does not parse, so it is left as it is: ${printable(reason)}`;
      case 'filter':
        return `${at}: the filter does not parse, so it is left as it is`;
      case 'edits':
        return `${printable(path)} cannot be formatted without changing more than its filters, so it is left as it is`;
    }
  });
  return { text: applyEdits(text, edits), complaints };
}
