/** More than this is not read, in bytes: no mapping file of any organization comes near it. */
export const largestFile = 16 * 1024 * 1024;

/** A file or directory directly in a directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly isFile: boolean;
}

/** What the server needs of a file system; nothing of it throws. URIs are normalized (`normalizeUri`). */
export interface FileSystem {
  /** What lies directly in a directory; nothing when it is missing or cannot be read. */
  readDirectory(uri: string): Promise<readonly DirectoryEntry[]>;
  /** The text of a UTF-8 file without its byte-order mark; null when there is none that can be read. */
  readFile(uri: string): Promise<string | null>;
}

/** Files that the server reads by itself. */
export interface LocalFiles extends FileSystem {
  reads(uri: string): boolean;
  /** Tells the names of what is created, changed or deleted directly in a directory; nothing where it cannot be watched. */
  watch(directory: string, changed: (name: string) => void): { dispose(): void };
}

/** What differs between a server in Node and one in a browser's worker. */
export interface ServerPorts {
  /** Null in a browser. */
  readonly localFiles: LocalFiles | null;
  /** A file that belongs to the program, by its name; null where only the client can read it. */
  readonly readProgramFile: ((name: string) => Promise<Uint8Array>) | null;
  readonly version: string;
}
