import type { Connection, Disposable } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { OpenDocuments } from './mapping-sets.js';
import { normalizeUri } from './uris.js';

/** What happened to an open document. */
export interface DocumentEvents {
  opened(document: TextDocument): void;
  changed(document: TextDocument): void;
  saved(document: TextDocument): void;
  /** Called before the document is forgotten. */
  closing(document: TextDocument): void;
  /** Called once it is forgotten. */
  closed(): void;
}

/** Keeps the documents that the client has open, with incremental changes applied. */
export class SynchronizedDocuments implements OpenDocuments {
  private readonly documents = new Map<string, TextDocument>();

  get(uri: string): TextDocument | undefined {
    return this.documents.get(normalizeUri(uri));
  }

  all(): Iterable<TextDocument> {
    return this.documents.values();
  }

  listen(connection: Connection, events: DocumentEvents): Disposable[] {
    return [
      connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
        const document = TextDocument.create(uri, languageId, version, text);
        this.documents.set(normalizeUri(uri), document);
        events.opened(document);
      }),
      connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
        const document = this.get(textDocument.uri);
        if (!document) return;
        // A client that leaves the version out means the next one.
        const version: unknown = textDocument.version;
        const changed = TextDocument.update(document, contentChanges, typeof version === 'number' ? version : document.version + 1);
        this.documents.set(normalizeUri(textDocument.uri), changed);
        events.changed(changed);
      }),
      connection.onDidSaveTextDocument(({ textDocument }) => {
        const document = this.get(textDocument.uri);
        if (document) events.saved(document);
      }),
      connection.onDidCloseTextDocument(({ textDocument }) => {
        const document = this.get(textDocument.uri);
        if (!document) return;
        events.closing(document);
        this.documents.delete(normalizeUri(textDocument.uri));
        events.closed();
      }),
    ];
  }
}
