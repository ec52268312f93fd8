import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { MappingFile, MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { exitCode, type CommandIo, type ExitCode } from '../command-io.js';
import { printable } from '../display-text.js';
import { mappingFileChoice, noFileMessage } from './counting-files.js';
import { findMappingSets, type FileChoice, type FoundFile, type Grouping, type Unreadable } from './find-mapping-files.js';
import { readTextFile } from './read-text-file.js';

export interface LoadedFile extends FoundFile {
  readonly hasByteOrderMark: boolean;
  readonly content: MappingFile;
}

export interface LoadedSet {
  readonly files: readonly LoadedFile[];
  readonly set: MappingSet;
}

export interface LoadedSets {
  readonly sets: readonly LoadedSet[];
  readonly unreadable: readonly Unreadable[];
  /** Every file that was looked at, also those that could not be read. */
  readonly fileCount: number;
  /** What loading alone comes to: unreadable, wrong usage, or fine. */
  readonly exitCode: ExitCode;
}

/**
 * Finds and reads the mapping sets that paths name, and says on standard error what could not be read. A file that cannot be read
 * never hides the others: whatever could be read is returned.
 */
export async function loadMappingSets(
  paths: readonly string[],
  grouping: Grouping,
  io: CommandIo,
  services: GroupFilterServices,
  choice: FileChoice = mappingFileChoice,
): Promise<LoadedSets> {
  const found = await findMappingSets(paths, io.cwd, grouping, choice);
  const unreadable: Unreadable[] = [...found.unreadable];
  const sets: LoadedSet[] = [];
  const looked = new Set<string>();
  for (const candidates of found.sets) {
    const files: LoadedFile[] = [];
    for (const file of candidates) {
      looked.add(file.absolutePath);
      const read = await readTextFile(file.absolutePath);
      if (!read.ok) {
        unreadable.push({ path: file.path, reason: read.reason });
        continue;
      }
      try {
        const content = services.readFile({ path: file.path, text: read.text });
        files.push({ ...file, hasByteOrderMark: read.hasByteOrderMark, content });
      } catch (fault) {
        unreadable.push({ path: file.path, reason: describeFault(fault) });
      }
    }
    if (files.length === 0 && grouping === 'tree') continue;
    sets.push({ files, set: services.assemble(files.map((file) => file.content)) });
  }
  for (const item of unreadable) await reportUnreadable(item, io);
  for (const path of found.withoutFiles) await io.stderr.write(`groupmap: ${noFileMessage(printable(path), choice)}\n`);
  const code = unreadable.length > 0 ? exitCode.unreadable : found.withoutFiles.length > 0 ? exitCode.usage : exitCode.fine;
  return { sets, unreadable, fileCount: looked.size, exitCode: code };
}

/**
 * A fault of Groupmap's own while it worked on a file, as a clause that follows the file's name. Analyses never throw on what users
 * write, so this is what stands between a mistake of ours and the results of the other files.
 */
export function describeFault(fault: unknown): string {
  const message = fault instanceof Error ? fault.message : String(fault);
  return `made Groupmap fail, which it should not (${message.split('\n')[0]}): please report it with the file`;
}

/** One line on standard error for a file that could not be read. */
export async function reportUnreadable({ path, reason }: Unreadable, io: CommandIo): Promise<void> {
  await io.stderr.write(`groupmap: ${printable(path)} ${printable(reason)}\n`);
}
