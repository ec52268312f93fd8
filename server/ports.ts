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

/** What differs between a server in Node and one in a browser's worker. */
export interface ServerPorts {
  /** Files that the server reads by itself; null in a browser. */
  readonly localFiles: (FileSystem & { reads(uri: string): boolean }) | null;
  /** A file that belongs to the program, by its name; null where only the client can read it. */
  readonly readProgramFile: ((name: string) => Promise<Uint8Array>) | null;
  readonly version: string;
}
