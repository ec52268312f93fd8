import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node.js';

/** The built language server. */
export const serverBundle = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));

/** What a VS Code of today says it can do, as far as servers look at it. */
export const editorCapabilities: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        labelDetailsSupport: true,
        insertReplaceSupport: true,
        commitCharactersSupport: true,
        resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
      },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: {
      codeActionLiteralSupport: {
        codeActionKind: { valueSet: ['', 'quickfix', 'refactor', 'refactor.rewrite', 'refactor.extract', 'source', 'source.fixAll'] },
      },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: {},
    semanticTokens: { requests: { full: true, range: true }, tokenTypes: [], tokenModifiers: [], formats: ['relative'] },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    applyEdit: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    fileOperations: { didRename: true, didDelete: true },
  },
};

export interface ClientOptions {
  /** How the server is started; ours unless given. */
  readonly command?: readonly string[];
  /** Directories of the workspace. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** The editor's settings by section. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A document that the test has open in the server. */
export interface OpenDocument {
  readonly uri: string;
  version: number;
  text: string;
}

/** A language client with just enough in it for black-box tests of a server over standard input and output. */
export class LanguageClient {
  readonly connection: ProtocolConnection;
  /** Every `publishDiagnostics` so far, in the order they came. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly stderr: string[] = [];
  /** What the server registered dynamically, by method. */
  readonly registered = new Map<string, unknown>();
  settings: Record<string, unknown>;
  /** What the server asked to be asked for again, by method. */
  readonly refreshed: string[] = [];
  initialized!: InitializeResult;
  private readonly waiting = new Set<() => void>();
  private readonly documents = new Map<string, OpenDocument>();

  private constructor(
    readonly process: ChildProcessWithoutNullStreams,
    options: ClientOptions,
  ) {
    this.settings = { ...options.settings };
    this.connection = createProtocolConnection(new StreamMessageReader(process.stdout), new StreamMessageWriter(process.stdin));
    process.stderr.setEncoding('utf8').on('data', (text: string) => this.stderr.push(text));
    process.stdin.on('error', () => undefined);
    process.on('exit', () => this.wake());
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => void this.stderr.push(`${message}\n`));
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
      items.map(({ section }) => (section === undefined ? null : (this.settings[section] ?? null))),
    );
    for (const method of ['workspace/inlayHint/refresh', 'workspace/codeLens/refresh'])
      this.connection.onRequest(method, () => {
        this.refreshed.push(method);
        this.wake();
        return null;
      });
    this.connection.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: { method: string; registerOptions?: unknown }[] }) => {
        for (const { method, registerOptions } of registrations) this.registered.set(method, registerOptions);
        this.wake();
      },
    );
    this.connection.listen();
  }

  /** Starts a server and says hello. It is ended with the test unless `end` was called before. */
  static async start(options: ClientOptions = {}): Promise<LanguageClient> {
    const [command = process.execPath, ...args] = options.command ?? [process.execPath, serverBundle, '--stdio'];
    const client = new LanguageClient(spawn(command, args, { stdio: 'pipe' }), options);
    const folders = (options.folders ?? []).map((path) => ({ uri: pathToFileURL(path).href, name: path }));
    const params: InitializeParams = {
      processId: process.pid,
      rootUri: folders[0]?.uri ?? null,
      workspaceFolders: folders,
      capabilities: options.capabilities ?? editorCapabilities,
      initializationOptions: options.initializationOptions,
    };
    client.initialized = await client.connection.sendRequest<InitializeResult>('initialize', params);
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  /** Like `start`, for one test: the server ends with it. */
  static async forTest(options: ClientOptions = {}): Promise<LanguageClient> {
    const client = await LanguageClient.start(options);
    onTestFinished(async () => void (await client.end()));
    return client;
  }

  get hasExited(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  open(uri: string, text: string, languageId = 'yaml', version = 1): OpenDocument {
    const document = { uri, version, text };
    this.documents.set(uri, document);
    void this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
    return document;
  }

  /** Replaces `start` to `end` (offsets) of a document: an incremental change, as an editor sends it. */
  edit(document: OpenDocument, start: number, end: number, newText: string): void {
    const range = { start: positionAt(document.text, start), end: positionAt(document.text, end) };
    this.change(document, [{ range, text: newText }], document.text.slice(0, start) + newText + document.text.slice(end));
  }

  /** Replaces the whole text. */
  replace(document: OpenDocument, text: string): void {
    this.change(document, [{ text }], text);
  }

  close(document: OpenDocument): void {
    this.documents.delete(document.uri);
    void this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: document.uri } });
  }

  filesChanged(...changes: FileEvent[]): void {
    void this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  request<Result>(method: string, params: object): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params);
  }

  /** Waits until something is so that only messages of the server can make so. */
  async until<T>(condition: () => T | undefined | null | false, what = 'what the test waits for'): Promise<T> {
    for (;;) {
      const value = condition();
      if (value !== undefined && value !== null && value !== false) return value;
      if (this.hasExited) throw new Error(`The server has ended before ${what}. ${this.stderr.join('')}`);
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    }
  }

  /** The diagnostics of the document's present version, as last told. */
  diagnosticsOf(document: OpenDocument): Promise<PublishDiagnosticsParams> {
    return this.until(
      () => this.published.findLast(({ uri, version }) => uri === document.uri && version === document.version),
      `the diagnostics of ${document.uri}, version ${document.version}`,
    );
  }

  /** The next diagnostics of a URI that are told from now on and for which `condition` holds. */
  nextDiagnostics(uri: string, condition: (params: PublishDiagnosticsParams) => boolean = () => true): Promise<PublishDiagnosticsParams> {
    const from = this.published.length;
    return this.until(
      () => this.published.slice(from).find((params) => params.uri === uri && condition(params)),
      `new diagnostics of ${uri}`,
    );
  }

  /** Ends the server as an editor does, and waits for it to be gone. */
  async end(): Promise<number | null> {
    if (!this.hasExited) {
      const gone = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
      await this.connection.sendRequest('shutdown').catch(() => undefined);
      await this.connection.sendNotification('exit').catch(() => undefined);
      await gone;
    }
    this.connection.dispose();
    return this.process.exitCode;
  }

  private change(document: OpenDocument, contentChanges: TextDocumentContentChangeEvent[], text: string): void {
    document.text = text;
    document.version++;
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version: document.version },
      contentChanges,
    });
  }

  /** Lets everybody who waits look again. Also for handlers of tests' own. */
  wake(): void {
    for (const wake of [...this.waiting]) wake();
  }
}

/** Line and character of an offset, as the protocol counts. */
export function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset);
  const starts = [...before.matchAll(/\r\n|\r(?!\n)|\n/g)];
  const last = starts.at(-1);
  const lineStart = last ? last.index + last[0].length : 0;
  return { line: starts.length, character: offset - lineStart };
}

/** The offset of a position, as the protocol counts. */
export function offsetAt(text: string, position: { readonly line: number; readonly character: number }): number {
  let start = 0;
  const breaks = /\r\n|\r|\n/g;
  for (let line = 0; line < position.line; line++) {
    if (!breaks.exec(text)) return text.length;
    start = breaks.lastIndex;
  }
  return Math.min(start + position.character, text.length);
}

/** The URI of a file, as an editor spells it. */
export function fileUri(...parts: readonly string[]): string {
  return pathToFileURL(parts.join('/')).href;
}
