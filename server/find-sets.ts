import { hostKindOf } from '../src-language/mapping-set/hosts-by-kind.js';
import { concernsGroupMappings } from '../src-language/mapping-set/terraform/read-terraform.js';
import type { DirectoryEntry, FileSystem } from './ports.js';
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
      if (await holdsSet(directory, entries, files)) found.push(directory);
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

/** Whether a directory has files of a set: of Terraform's, only those count that have to do with group mappings. */
async function holdsSet(directory: string, entries: readonly DirectoryEntry[], files: FileSystem): Promise<boolean> {
  const kinds = entries.map(({ name, isFile }) => (isFile ? hostKindOf(name, { named: false }) : null));
  if (kinds.some((kind) => kind !== null && kind !== 'terraform')) return true;
  for (const [index, { name }] of entries.entries()) {
    if (kinds[index] !== 'terraform') continue;
    const text = await files.readFile(childOf(directory, name));
    if (text !== null && concernsGroupMappings(text)) return true;
  }
  return false;
}
