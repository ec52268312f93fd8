import { isReadTogether, type HostReading } from './hosts-by-kind.js';
import type { SourceFile } from './mapping-set.js';
import { directoryOfPath } from './directory-of-path.js';
import { isVariableFile, needsHclParser } from './terraform/read-terraform.js';

/** What reading takes of the language; the composition root's services satisfy it. */
export interface SetReading {
  prepare(sources: Iterable<SourceFile>): Promise<void>;
  readFiles(sources: readonly SourceFile[], companions?: readonly SourceFile[]): HostReading;
}

/** Files beside those of a set, for what Terraform takes from them. Paths are those of the set's files; nothing of it throws. */
export interface CompanionFiles {
  /** The names of the files directly in a directory, which is given with its `/`, or empty. */
  names(directory: string): Promise<readonly string[]>;
  /** The text of a file; null when there is none that can be read. */
  read(path: string): Promise<string | null>;
}

/** How often more files are asked for: one file may name the next. */
const mostRounds = 4;

/** The files of a set with what they take from files beside them: Terraform's variable values, and what its functions read. */
export async function readWithCompanions(
  services: SetReading,
  sources: readonly SourceFile[],
  files: CompanionFiles,
): Promise<HostReading> {
  if (!needsHclParser(sources)) return services.readFiles(sources);
  await services.prepare(sources);
  const companions = new Map<string, SourceFile | null>();
  const load = async (path: string): Promise<void> => {
    const text = await files.read(path);
    companions.set(path, text === null ? null : { path, text });
  };
  const directories = new Set(sources.filter(({ path }) => isReadTogether(path)).map(({ path }) => directoryOfPath(path)));
  for (const directory of directories)
    for (const name of await files.names(directory)) if (isVariableFile(name)) await load(directory + name);
  for (let round = 0; ; round++) {
    const known = [...companions.values()].flatMap((companion) => companion ?? []);
    const reading = services.readFiles(sources, known);
    const unasked = reading.wanted.filter((path) => !companions.has(path));
    if (unasked.length === 0 || round >= mostRounds) return reading;
    for (const path of unasked) await load(path);
  }
}

/**
 * Files that are given beforehand, as of a git revision: those of Terraform's variables among them are the others' companions. `read` gives the
 * text of what else Terraform reads there, null when there is no such file.
 */
export function readGivenFiles(
  services: SetReading,
  sources: readonly SourceFile[],
  read: (path: string) => Promise<string | null>,
): Promise<HostReading> {
  const variables = new Map(sources.filter(({ path }) => isVariableFile(path)).map(({ path, text }) => [path, text]));
  return readWithCompanions(
    services,
    sources.filter(({ path }) => !variables.has(path)),
    {
      names: (directory) => Promise.resolve([...variables.keys()].map((path) => path.slice(directory.length))),
      read: async (path) => variables.get(path) ?? (await read(path)),
    },
  );
}
