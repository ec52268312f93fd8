import { hostKindOf } from '../src-language/mapping-set/hosts-by-kind.js';
import type { FileSystem } from './ports.js';
import { childOf } from './uris.js';

/** Never looked into: version control, installed packages, Terraform's working copies. */
const skippedDirectories = new Set(['.git', 'node_modules', '.terraform']);

/** How many directories are looked into at most, so that a huge workspace costs a bounded time. */
const directoryLimit = 5_000;
/** How deep, so that links that lead in circles end. */
const depthLimit = 24;

/** The directories below some folders that hold files of ours: the mapping sets of a workspace. Directories near the top come first. */
export async function findSetDirectories(folders: readonly string[], files: FileSystem): Promise<string[]> {
  const found: string[] = [];
  const seen = new Set<string>(folders);
  let level = [...seen];
  for (let depth = 0; level.length > 0 && depth < depthLimit; depth++) {
    const below: string[] = [];
    const listings = await Promise.all(level.map(async (directory) => [directory, await files.readDirectory(directory)] as const));
    for (const [directory, entries] of listings) {
      if (entries.some(({ name, isFile }) => isFile && hostKindOf(name, { named: false }) !== null)) found.push(directory);
      for (const { name, isFile } of entries) {
        const child = childOf(directory, name);
        if (isFile || skippedDirectories.has(name) || seen.has(child) || seen.size >= directoryLimit) continue;
        seen.add(child);
        below.push(child);
      }
    }
    level = below;
  }
  return found;
}
