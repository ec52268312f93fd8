import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { State } from 'vscode-languageclient/lib/common/client.js';
import {
  baseChangedNotification,
  baseFilesRequest,
  setChangedNotification,
  setOutdatedNotification,
  setsChangedNotification,
  type BaseFilesParams,
  type InitializationOptions,
  type SetChangedParams,
} from '../protocol.js';
import { holdsFilters } from './concerns.js';
import { documentSelectorOf, ordinarySchemes } from './document-selector.js';
import { answerFileSystemRequests } from './file-system-requests.js';
import { readBaseFiles } from './git/base-files.js';
import { followRevisions } from './git/follow-revisions.js';

/** Makes a client that is not started yet; what differs between the desktop and the browser. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** The one language server of the window: started, restarted, asked. */
export interface ServerConnection extends vscode.Disposable {
  readonly output: vscode.OutputChannel;
  /** Something about a set is not what it was; the set's own URI. */
  readonly onSetChanged: vscode.Event<string>;
  /** The same at once, before the set has been read again and checked: for what follows every keystroke. */
  readonly onSetOutdated: vscode.Event<string>;
  /** The workspace may have other sets than it had. */
  readonly onSetsChanged: vscode.Event<void>;
  /** The server has come up, the first time or again: nothing that it said before holds. */
  readonly onReady: vscode.Event<void>;
  /** Whether the server is told of a document. */
  selects(document: vscode.TextDocument): boolean;
  /** Settles once the server answers. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Settles once the server has ended; it never fails. */
  stop(): Promise<void>;
  /** Asks the server once it answers; undefined when it cannot. */
  ask<Result>(method: string, params: object, token?: vscode.CancellationToken): Promise<Result | undefined>;
}

/** Wires a language client to the editor; `extension` is the folder that the extension's own files lie in. Nothing is started yet. */
export function createServerConnection(createClient: CreateClient, extension: vscode.Uri): ServerConnection {
  const output = vscode.window.createOutputChannel('Group Mapping');
  const setChanged = new vscode.EventEmitter<string>();
  const setOutdated = new vscode.EventEmitter<string>();
  const setsChanged = new vscode.EventEmitter<void>();
  const ready = new vscode.EventEmitter<void>();
  const deletions = vscode.workspace.createFileSystemWatcher('**/*', true, true, false);
  const schemes = new Set([...ordinarySchemes, ...(vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme)]);
  let client: BaseLanguageClient | undefined;
  let running: Promise<void> | undefined;

  const launch = async (): Promise<void> => {
    const initializationOptions: InitializationOptions = { clientFileSystem: true, gitRevisions: true };
    const fresh = createClient('groupmap', 'Group Mapping', {
      documentSelector: documentSelectorOf(schemes),
      outputChannel: output,
      initializationOptions,
      // Files of ours the server watches itself; of a folder that is deleted only this is told.
      synchronize: { configurationSection: 'groupmap', fileEvents: deletions },
    });
    client = fresh;
    answerFileSystemRequests(fresh, extension);
    fresh.onRequest(baseFilesRequest, (params: BaseFilesParams) => readBaseFiles(params));
    fresh.onNotification(setChangedNotification, ({ uri }: SetChangedParams) => setChanged.fire(uri));
    fresh.onNotification(setOutdatedNotification, ({ uri }: SetChangedParams) => setOutdated.fire(uri));
    fresh.onNotification(setsChangedNotification, () => setsChanged.fire());
    fresh.onDidChangeState(({ newState }) => {
      if (newState === State.Running) ready.fire();
    });
    await fresh.start();
  };
  const stop = async (): Promise<void> => {
    const old = client;
    client = undefined;
    if (!old) return;
    // A client cannot be stopped while it starts; a server that hangs then must not keep the next one from starting.
    const patience = new Promise((resolve) => setTimeout(resolve, 2000));
    await Promise.race([running?.catch(() => undefined), patience]);
    await old.stop().catch(() => undefined);
    await old.dispose().catch(() => undefined);
  };
  const start = (): Promise<void> => (running ??= launch());
  let restarting: Promise<void> = Promise.resolve();
  const restart = (): Promise<void> => {
    restarting = restarting.then(async () => {
      await stop();
      await (running = launch());
    });
    const result = restarting;
    restarting = restarting.catch(() => undefined);
    return result;
  };

  /** A file system that was not known when the server was started, such as a remote repository's, joins in. */
  const admit = (scheme: string): void => {
    if (schemes.has(scheme)) return;
    schemes.add(scheme);
    if (running) void restart();
  };
  const admitDocument = (document: vscode.TextDocument): void => {
    const { scheme } = document.uri;
    if (!schemes.has(scheme) && vscode.workspace.fs.isWritableFileSystem(scheme) === true && holdsFilters(document)) admit(scheme);
  };
  const subscriptions = [
    followRevisions(() => void client?.sendNotification(baseChangedNotification).catch(() => undefined)),
    vscode.workspace.onDidOpenTextDocument(admitDocument),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => added.forEach((folder) => admit(folder.uri.scheme))),
  ];
  vscode.workspace.textDocuments.forEach(admitDocument);

  return {
    output,
    onSetChanged: setChanged.event,
    onSetOutdated: setOutdated.event,
    onSetsChanged: setsChanged.event,
    onReady: ready.event,
    selects: (document) => vscode.languages.match(documentSelectorOf(schemes), document) > 0,
    start,
    restart,
    stop,
    async ask<Result>(method: string, params: object, token?: vscode.CancellationToken): Promise<Result | undefined> {
      try {
        await running;
        // An absent token must not be handed over: it would count as a second parameter.
        return await (token ? client?.sendRequest<Result>(method, params, token) : client?.sendRequest<Result>(method, params));
      } catch {
        // The language client has told the user, or the question is out of date: there is no answer to show.
        return undefined;
      }
    },
    dispose() {
      subscriptions.forEach((subscription) => subscription.dispose());
      void stop().finally(() => {
        output.dispose();
        deletions.dispose();
        setChanged.dispose();
        setOutdated.dispose();
        setsChanged.dispose();
        ready.dispose();
      });
    },
  };
}
