import type { CancellationToken, ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { EditorSettings } from '../../protocol.js';
import type { BaseSets } from '../base-sets.js';
import type { LoadedSet, SetFile } from '../loaded-set.js';
import type { MappingSets } from '../mapping-sets.js';

/** What features have to do their work with. */
export interface ServerContext {
  readonly connection: Connection;
  readonly services: GroupFilterServices;
  readonly sets: MappingSets;
  /** The sets as they were in git revisions. */
  readonly bases: BaseSets;
  /** What the client can do; nothing until it said so. */
  readonly client: () => ClientCapabilities;
  readonly settings: () => EditorSettings;
  /** The URIs of every set of the workspace, and of those elsewhere that files are open of. */
  allSets(): Promise<readonly string[]>;
  /** The set that a file belongs to, as it is now, with the file in it; null for a file of none. */
  fileOf(uri: string, token: CancellationToken): Promise<SetAndFile | null>;
  /** A set as it is now, by its own URI or that of any file of it; null where there is none: filters or commands alone are none. */
  setAt(uri: string, token: CancellationToken): Promise<LoadedSet | null>;
}

export interface SetAndFile {
  readonly loaded: LoadedSet;
  readonly file: SetFile;
}

/** One feature of the language server: what it promises and the handlers that keep the promise. */
export interface Feature {
  capabilities?(client: ClientCapabilities): Partial<ServerCapabilities>;
  register(server: ServerContext): void;
}
