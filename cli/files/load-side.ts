import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { exitCode, type CommandIo, type ExitCode } from '../command-io.js';
import { mappingFileChoice } from './counting-files.js';
import { readGivenFiles } from '../../src-language/mapping-set/read-with-companions.js';
import { findMappingSets } from './find-mapping-files.js';
import { readGitFiles, readGitSide, unreadableOf } from './git-side.js';
import { loadMappingSets, reportUnreadable } from './load-mapping-sets.js';

/** One side of a comparison: a mapping set from the file system or from a git revision. */
export interface LoadedSide {
  /** Null where nothing could be read of it, which standard error says. */
  readonly set: MappingSet | null;
  readonly exitCode: ExitCode;
}

/**
 * Loads what a path or `git:REV[:PATH]` names as one mapping set. With `allowMissing` a path that does not exist, or that holds no mapping
 * file, is an empty set: there are no group mappings yet, or none any more.
 */
export async function loadSide(
  side: string,
  { allowMissing }: { readonly allowMissing: boolean },
  io: CommandIo,
  services: GroupFilterServices,
): Promise<LoadedSide> {
  const ofGit = readGitSide(side);
  if (!ofGit) return loadPath(side, allowMissing, io, services);
  const found = await readGitFiles(ofGit, io);
  if (found.refusal) {
    if (allowMissing && found.refusal.isMissing) return { set: services.assemble([]), exitCode: exitCode.fine };
    await io.stderr.write(`groupmap: ${found.refusal.message}\n`);
    return { set: null, exitCode: found.refusal.exitCode };
  }
  const unreadable = unreadableOf(found);
  for (const item of unreadable) await reportUnreadable(item, io);
  const texts = found.files.flatMap(({ path, read }) => (read.ok ? [{ path, text: read.text }] : []));
  const { files, companions } = await readGivenFiles(services, texts, found.readOther);
  return {
    set: files.length > 0 ? services.assemble([...files, ...companions]) : null,
    exitCode: unreadable.length > 0 ? exitCode.unreadable : exitCode.fine,
  };
}

async function loadPath(path: string, allowMissing: boolean, io: CommandIo, services: GroupFilterServices): Promise<LoadedSide> {
  if (allowMissing && (await holdsNothing(path, io.cwd))) return { set: services.assemble([]), exitCode: exitCode.fine };
  const { sets, exitCode: code } = await loadMappingSets([path], 'one-set', io, services);
  const [one] = sets;
  return { set: one && one.files.length > 0 ? one.set : null, exitCode: code };
}

/** Whether a path is missing, or a directory without mapping files. One that cannot be looked at may hold something. */
async function holdsNothing(path: string, cwd: string): Promise<boolean> {
  const { sets, withoutFiles } = await findMappingSets([path], cwd, 'one-set', mappingFileChoice);
  if (sets.some((files) => files.length > 0)) return false;
  return withoutFiles.length > 0 || !existsSync(resolve(cwd, path));
}
