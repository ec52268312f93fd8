import { resolve } from 'node:path';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { HostReading } from '../../src-language/mapping-set/hosts-by-kind.js';
import { readWithCompanions } from '../../src-language/mapping-set/read-with-companions.js';
import type { MappingFile, MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { exitCode, type CommandIo, type ExitCode } from '../command-io.js';
import { printable } from '../display-text.js';
import { companionFiles } from './companion-files.js';
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
    const texts: (FoundFile & { readonly text: string; readonly hasByteOrderMark: boolean })[] = [];
    for (const file of candidates) {
      looked.add(file.absolutePath);
      const read = await readTextFile(file.absolutePath);
      if (!read.ok) {
        unreadable.push({ path: file.path, reason: read.reason });
        continue;
      }
      texts.push({ ...file, text: read.text, hasByteOrderMark: read.hasByteOrderMark });
    }
    const { files, faults } = await readTexts(texts, io, services);
    unreadable.push(...faults);
    for (const { absolutePath } of files) looked.add(absolutePath);
    if (files.length === 0 && grouping === 'tree') continue;
    sets.push({ files, set: services.assemble(files.map((file) => file.content)) });
  }
  for (const item of unreadable) await reportUnreadable(item, io);
  for (const path of found.withoutFiles) await io.stderr.write(`groupmap: ${noFileMessage(printable(path), choice)}\n`);
  const code = unreadable.length > 0 ? exitCode.unreadable : found.withoutFiles.length > 0 ? exitCode.usage : exitCode.fine;
  return { sets, unreadable, fileCount: looked.size, exitCode: code };
}

/** The files of one set; a fault of ours in one hides only that one, as long as they can be read apart. */
async function readTexts(
  texts: readonly (FoundFile & { readonly text: string; readonly hasByteOrderMark: boolean })[],
  io: CommandIo,
  services: GroupFilterServices,
): Promise<{ readonly files: LoadedFile[]; readonly faults: Unreadable[] }> {
  const faults: Unreadable[] = [];
  const beside = companionFiles(io.cwd);
  const byPath = new Map(texts.map((file) => [file.path, file]));
  const loaded = ({ files, companions }: HostReading): LoadedFile[] =>
    [...files, ...companions].map((content): LoadedFile => {
      const { path } = content.source;
      const file = byPath.get(path);
      return {
        path,
        absolutePath: file?.absolutePath ?? resolve(io.cwd, path),
        hasByteOrderMark: file?.hasByteOrderMark ?? beside.hasByteOrderMark(path),
        content,
      };
    });
  try {
    return { files: loaded(await readWithCompanions(services, texts, beside)), faults };
  } catch {
    // One of them: each is read on its own.
  }
  const files: LoadedFile[] = [];
  for (const file of texts)
    try {
      files.push(...loaded(await readWithCompanions(services, [file], beside)));
    } catch (fault) {
      faults.push({ path: file.path, reason: describeFault(fault) });
    }
  return { files, faults };
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
