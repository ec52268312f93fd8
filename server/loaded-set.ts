import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createEditingContext, type EditingContext } from '../src-language/editing/editing-context.js';
import type { GroupFilterServices } from '../src-language/group-filter-services.js';
import type { MappingFile, MappingSet } from '../src-language/mapping-set/mapping-set.js';
import type { Finding } from '../src-language/text/problem.js';
import { normalizeUri } from './uris.js';

/** A file of a set as it was when the set was loaded: nothing of it changes. */
export interface SetFile {
  /** As the client spells it where the file is open there. */
  readonly uri: string;
  /** Its name in the set's findings and messages. */
  readonly path: string;
  /** The version of the open document; null for a file as it is on disk. */
  readonly version: number | null;
  readonly text: string;
  /** The text with its lines, to turn offsets into positions and back. */
  readonly lines: TextDocument;
  readonly content: MappingFile;
}

/** A mapping set as it was at one moment, unsaved edits included. */
export class LoadedSet {
  private editing: EditingContext | undefined;
  private readonly byUri: ReadonlyMap<string, SetFile>;
  private readonly byPath: ReadonlyMap<string, SetFile>;

  constructor(
    /** The URI of its directory, or of its only document. */
    readonly uri: string,
    readonly files: readonly SetFile[],
    readonly set: MappingSet,
    private readonly services: GroupFilterServices,
  ) {
    this.byUri = new Map(files.map((file) => [normalizeUri(file.uri), file]));
    this.byPath = new Map(files.map((file) => [file.path, file]));
  }

  /** The set as editing features ask about it; what they ask for is worked out once. */
  get context(): EditingContext {
    return (this.editing ??= createEditingContext(this.set, this.services));
  }

  get findings(): readonly Finding[] {
    return this.context.findings;
  }

  fileOf(uri: string): SetFile | undefined {
    return this.byUri.get(normalizeUri(uri));
  }

  fileAt(path: string): SetFile | undefined {
    return this.byPath.get(path);
  }
}
