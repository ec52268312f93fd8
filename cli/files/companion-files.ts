import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CompanionFiles } from '../../src-language/mapping-set/read-with-companions.js';
import { readTextFile } from './read-text-file.js';

/** Files beside those of a set, by their paths relative to the working directory. */
export function companionFiles(cwd: string): CompanionFiles & { hasByteOrderMark(path: string): boolean } {
  const marked = new Set<string>();
  return {
    async names(directory) {
      try {
        return (await readdir(resolve(cwd, directory))).sort();
      } catch {
        return [];
      }
    },
    async read(path) {
      const read = await readTextFile(resolve(cwd, path));
      if (!read.ok) return null;
      if (read.hasByteOrderMark) marked.add(path);
      return read.text;
    },
    hasByteOrderMark: (path) => marked.has(path),
  };
}
