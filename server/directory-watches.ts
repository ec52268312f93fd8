import type { LocalFiles } from './ports.js';
import { childOf } from './uris.js';

/** Watches the directories of open sets for clients that cannot tell of changes on disk. */
export class DirectoryWatches {
  private readonly watches = new Map<string, { dispose(): void }>();

  constructor(
    private readonly files: LocalFiles,
    /** Called with the URI of what was created, changed or deleted. */
    private readonly changed: (uri: string) => void,
  ) {}

  /** Watches these directories, and no others from here on; those that the server does not read by itself are left out. */
  follow(directories: readonly string[]): void {
    for (const [directory, watch] of this.watches) {
      if (directories.includes(directory)) continue;
      watch.dispose();
      this.watches.delete(directory);
    }
    for (const directory of directories) {
      if (this.watches.has(directory) || !this.files.reads(directory)) continue;
      this.watches.set(
        directory,
        this.files.watch(directory, (name) => this.changed(childOf(directory, name))),
      );
    }
  }
}
