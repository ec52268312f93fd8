// What several requests have in common, and what the client says of itself.

/** What the client says of itself with `initialize`. */
export interface InitializationOptions {
  /** True: the client answers `readFile` and `readDirectory`, so that the server reads whatever the editor can, virtual workspaces too. */
  readonly clientFileSystem?: boolean;
  /** True: the client answers `baseFiles`, so that the server can tell what changed since a git revision. */
  readonly gitRevisions?: boolean;
}

/** `groupmap` in the editor's settings, asked for with `workspace/configuration`: only what is the editor's own. */
export interface EditorSettings {
  readonly inlayHints?: { readonly displayNames?: boolean; readonly matchingUsers?: boolean; readonly filterLength?: boolean };
  readonly codeLens?: { readonly mappings?: boolean; readonly users?: boolean; readonly changes?: boolean };
}

export interface UriParams {
  readonly uri: string;
}

export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

/** A stretch of a document, as the Language Server Protocol has it. */
export interface DocumentRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
/** Where something stands in a document. */
export interface DocumentPlace {
  readonly uri: string;
  readonly range: DocumentRange;
}
