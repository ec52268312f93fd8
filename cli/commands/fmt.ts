import type { Command } from 'commander';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { HostText } from '../../src-language/hosts/host-text.js';
import type { MappingFile } from '../../src-language/mapping-set/mapping-set.js';
import { applyEdits, type TextEdit } from '../../src-language/text/range.js';
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
  const files = new Map(loaded.sets.flatMap((set) => set.files).map((file) => [file.absolutePath, file]));
  let code: ExitCode = loaded.exitCode;
  let changed = 0;
  for (const file of files.values()) {
    try {
      const result = formatFile(file.content, services);
      for (const complaint of result.complaints) await io.stderr.write(`groupmap: ${complaint}\n`);
      if (result.complaints.length > 0) code = worstExitCode(code, exitCode.findings);
      if (result.text === file.content.source.text) continue;
      changed++;
      if (isCheck) code = worstExitCode(code, exitCode.findings);
      else await write(file, result.text);
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

/**
 * A file's text with its filters formatted, and what was left alone and why. The result is read back: unless every filter then reads as it
 * should, the file stays as it is.
 */
function formatFile(file: MappingFile, services: GroupFilterServices): { readonly text: string; readonly complaints: readonly string[] } {
  const { source } = file;
  const lines = new LineIndex(source.text);
  const at = (offset: number): string => {
    const { line, character } = lines.positionAt(offset);
    return `${printable(source.path)}:${line + 1}:${character + 1}`;
  };
  const broken = file.problems.find((problem) => problem.code === 'host-syntax');
  if (broken)
    return {
      text: source.text,
      complaints: [`${at(broken.range.start)}: the file does not parse, so it is left as it is: ${printable(broken.message)}`],
    };

  const complaints: string[] = [];
  const edits = new Map<string, TextEdit>();
  const filters = filtersOf(file);
  const wanted = filters.map((filter) => {
    const decoded = filter.value.trim() === '' ? [] : services.formatEdits(filter.value);
    if (filter.value.trim() !== '' && !services.parse(filter.value).isComplete)
      complaints.push(`${at(filter.range.start)}: the filter does not parse, so it is left as it is`);
    const encoded = decoded.length === 0 ? [] : filter.encodeEdits(decoded);
    // An aliased filter stands in the file once and is met once for each alias: its edits are equal.
    for (const edit of encoded ?? []) edits.set(JSON.stringify([edit.range, edit.newText]), edit);
    return encoded ? applyEdits(filter.value, decoded) : filter.value;
  });
  if (edits.size === 0) return { text: source.text, complaints };
  const text = applyEdits(source.text, [...edits.values()]);
  const readBack = filtersOf(services.readFile({ path: source.path, text })).map((filter) => filter.value);
  const isFaithful = readBack.length === wanted.length && readBack.every((value, index) => value === wanted[index]);
  if (!isFaithful)
    return {
      text: source.text,
      complaints: [
        ...complaints,
        `${printable(source.path)} cannot be formatted without changing more than its filters, so it is left as it is`,
      ],
    };
  return { text, complaints };
}

function filtersOf(file: MappingFile): HostText[] {
  const filters = file.groupMappings.flatMap((mapping) => (mapping.filter && !mapping.partlyKnown ? [mapping.filter] : []));
  return file.bareFilter ? [...filters, file.bareFilter] : filters;
}
