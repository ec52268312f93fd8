import { constants, watch } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { largestFile, type DirectoryEntry, type LocalFiles } from './ports.js';

/** The files of this machine, for `file:` URIs. */
export const nodeFileSystem: LocalFiles = {
  reads: (uri) => uri.startsWith('file:'),

  async readDirectory(uri) {
    const directory = URI.parse(uri).fsPath;
    try {
      const entries = await readdir(directory, { withFileTypes: true });
      const found = await Promise.all(
        entries.map(async (entry): Promise<DirectoryEntry[]> => {
          // Links to directories are not followed: they may lead in circles.
          if (entry.isSymbolicLink() && !(await leadsToFile(join(directory, entry.name)))) return [];
          return [{ name: entry.name, isFile: !entry.isDirectory() }];
        }),
      );
      return found.flat();
    } catch {
      return [];
    }
  },

  async readFile(uri) {
    try {
      // O_NONBLOCK: opening a pipe that nobody writes to returns at once, so that it can be refused.
      const handle = await open(URI.parse(uri).fsPath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        const stats = await handle.stat();
        if (!stats.isFile() || stats.size > largestFile) return null;
        return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
      } finally {
        await handle.close();
      }
    } catch {
      return null;
    }
  },

  watch(directory, changed) {
    try {
      const watcher = watch(URI.parse(directory).fsPath, { persistent: false }, (_event, name) => {
        if (name !== null) changed(name);
      });
      // The directory is gone, or too much is watched on this machine.
      watcher.on('error', () => watcher.close());
      return { dispose: () => watcher.close() };
    } catch {
      return { dispose: () => undefined };
    }
  },
};

async function leadsToFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
