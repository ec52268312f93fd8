import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { compareCodePoints } from '../../src-language/text/compare-code-points.js';
import { describeSystemError } from './read-text-file.js';
import { shownPath } from './shown-path.js';

/** A file that counts, by its full path and as it is shown. */
export interface FoundFile {
  readonly absolutePath: string;
  readonly path: string;
}

/** What could not be read, and why: `reason` is a clause that follows the path. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

export interface FoundSets {
  /** The files of each mapping set, by path. */
  readonly sets: readonly (readonly FoundFile[])[];
  readonly unreadable: readonly Unreadable[];
  /** Paths named by the user that hold no file that counts: wrong usage. */
  readonly withoutFiles: readonly string[];
}

/** Which files count: by name in a directory, and when named themselves. */
export interface FileChoice {
  countsInDirectory(name: string): boolean;
  countsWhenNamed(name: string): boolean;
}

/** Never looked into: version control, installed packages, Terraform's working copies. */
const skippedDirectories = new Set(['.git', 'node_modules', '.terraform']);

/** How the paths of a command become mapping sets. */
export type Grouping =
  /** Directory trees: each directory its own set, each file that is named a set of one. */
  | 'tree'
  /** One set: the files directly in the directories, and those that are named. */
  | 'one-set';

/** Finds the mapping sets that paths name. Directories are read once, in code-point order; links to directories inside a tree are not followed. */
export async function findMappingSets(paths: readonly string[], cwd: string, grouping: Grouping, choice: FileChoice): Promise<FoundSets> {
  const sets: FoundFile[][] = [];
  const unreadable: Unreadable[] = [];
  const withoutFiles: string[] = [];
  const seenDirectories = new Set<string>();
  const seenFiles = new Set<string>();

  const found = (absolutePath: string): FoundFile => ({ absolutePath, path: shownPath(absolutePath, cwd) });

  /** Files and directories of a directory, sorted; null when it cannot be read. */
  const list = async (directory: string): Promise<{ files: FoundFile[]; directories: string[] } | null> => {
    try {
      const entries = await readdir(directory, { withFileTypes: true });
      entries.sort((a, b) => compareCodePoints(a.name, b.name));
      const files: FoundFile[] = [];
      for (const entry of entries) {
        if (entry.isDirectory() || !choice.countsInDirectory(entry.name)) continue;
        const path = join(directory, entry.name);
        if (entry.isSymbolicLink() && (await isDirectory(path))) continue;
        files.push(found(path));
      }
      const directories = entries
        .filter((entry) => entry.isDirectory() && !skippedDirectories.has(entry.name))
        .map((entry) => join(directory, entry.name));
      return { files, directories };
    } catch (error) {
      unreadable.push({ path: shownPath(directory, cwd), reason: describeSystemError(error) });
      return null;
    }
  };

  for (const path of paths) {
    const absolutePath = resolve(cwd, path);
    const shown = shownPath(absolutePath, cwd);
    let kind: 'directory' | 'file';
    try {
      kind = path !== '' && (await stat(absolutePath)).isDirectory() ? 'directory' : 'file';
    } catch (error) {
      unreadable.push({ path: shown, reason: describeSystemError(error) });
      continue;
    }
    if (kind === 'file') {
      if (path === '' || !choice.countsWhenNamed(basename(absolutePath))) withoutFiles.push(path === '' ? "''" : shown);
      else if (!seenFiles.has(absolutePath)) {
        seenFiles.add(absolutePath);
        sets.push([found(absolutePath)]);
      }
      continue;
    }
    let count = 0;
    let isComplete = true;
    const pending = [absolutePath];
    for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
      const entries = await list(directory);
      if (!entries) {
        isComplete = false;
        continue;
      }
      count += entries.files.length;
      if (entries.files.length > 0 && !seenDirectories.has(directory)) {
        seenDirectories.add(directory);
        sets.push(entries.files);
      }
      if (grouping === 'tree') pending.push(...entries.directories.reverse());
    }
    if (count === 0 && isComplete) withoutFiles.push(shown);
  }
  if (grouping === 'tree') return { sets, unreadable, withoutFiles };
  const together = new Map(sets.flat().map((file) => [file.absolutePath, file]));
  const files = [...together.values()].sort((a, b) => compareCodePoints(a.path, b.path));
  return { sets: [files], unreadable, withoutFiles };
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // A link that leads nowhere is a file that cannot be read: reading it says so.
    return false;
  }
}
