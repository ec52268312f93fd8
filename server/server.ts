import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type FileEvent,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { createGroupFilterServices } from '../src-language/group-filter-services.js';
import { hostKindOf, hostReaders } from '../src-language/mapping-set/hosts-by-kind.js';
import { variableFileSuffixes } from '../src-language/mapping-set/terraform/read-terraform.js';
import {
  baseChangedNotification,
  setChangedNotification,
  setsChangedNotification,
  type InitializationOptions,
  type SetChangedParams,
} from '../protocol.js';
import { loadHclParserFrom } from '../src-language/hosts/terraform/hcl-parser.js';
import { chooseFileSystem, clientFileSystem, readProgramFileOfClient } from './client-file-system.js';
import { DiagnosticsPublisher } from './diagnostics.js';
import type { ServerContext } from './features/feature.js';
import { features } from './features/feature-list.js';
import { registerFormatting } from './features/formatting.js';
import { BaseSets } from './base-sets.js';
import { DirectoryWatches } from './directory-watches.js';
import { findSetDirectories } from './find-sets.js';
import { logFault, throwIfCancelled } from './handle-safely.js';
import type { LoadedSet, SetFile } from './loaded-set.js';
import { MappingSets } from './mapping-sets.js';
import { SynchronizedDocuments } from './open-documents.js';
import type { FileSystem, ServerPorts } from './ports.js';
import { registerScripts } from './scripts.js';
import { SettingsStore } from './settings.js';
import { directoryOf, nameOf, normalizeUri, pathBelow } from './uris.js';

/**
 * The language server: documents and files in, what the language knows of them out. Everything it needs of the world comes through the
 * connection and the ports; call `connection.listen()` afterwards.
 */
export function createServer(connection: Connection, ports: ServerPorts): void {
  const services = createGroupFilterServices({
    cachedFiles: 500,
    followsEdits: true,
    loadHclParser: () => loadHclParserFrom(ports.readProgramFile ?? ((name) => readProgramFileOfClient(connection, name))),
  });
  const documents = new SynchronizedDocuments();
  const settings = new SettingsStore(connection);
  let client: ClientCapabilities = {};
  let files: FileSystem = chooseFileSystem(ports.localFiles, null);
  let folders: readonly string[] = [];
  let isWatching = false;
  /** The sets of the workspace's folders, once somebody asked for them. */
  let discovered: Promise<readonly string[]> | null = null;
  /** Those that were found last. */
  let inFolders: readonly string[] = [];

  /** A file's name in messages: its path in the workspace, as the command line would say it there. */
  const pathOf = (uri: string): string => {
    const paths = folders.flatMap((folder) => {
      const path = pathBelow(folder, uri);
      return path === null ? [] : [folders.length > 1 ? `${nameOf(folder)}/${path}` : path];
    });
    return paths.sort((a, b) => a.length - b.length)[0] ?? nameOf(uri);
  };

  const sets = new MappingSets(
    documents,
    () => files,
    services,
    pathOf,
    () => isWatching,
    (uri) => void watch(uri),
  );
  const diagnostics = new DiagnosticsPublisher(
    connection,
    sets,
    () => client.textDocument?.publishDiagnostics?.relatedInformation ?? false,
    () => refreshHints(),
  );

  const bases = new BaseSets(connection, services, pathOf, () => refreshHints());

  const setsChanged = (): void => {
    discovered = null;
    void connection.sendNotification(setsChangedNotification);
  };
  const everythingChanged = (): void => {
    sets.everythingChanged();
    setsChanged();
    for (const setUri of sets.knownSets()) if (sets.openDocumentsOf(setUri).length > 0) diagnostics.schedule(setUri);
  };
  const setChanged = (setUri: string): void => {
    diagnostics.schedule(setUri);
    for (const script of sets.scriptsBeside(setUri)) diagnostics.schedule(script);
  };
  const documentChanged = (uri: string, isOnDiskToo: boolean): void => {
    const setUri = sets.setUriOf(uri);
    if (setUri === null) {
      const taking = sets.takesPart(uri) ? sets.fileChanged(uri, { isListChanged: false }) : null;
      if (taking !== null) diagnostics.schedule(taking);
      return;
    }
    // A client that tells of changes on disk need not be second-guessed.
    sets.documentChanged(uri, { isOnDiskToo: isOnDiskToo && !isWatching });
    setChanged(setUri);
  };

  /** Whether a set lies in a directory, as far as sets are known. */
  const holdsSet = (uri: string): boolean => {
    const directory = normalizeUri(uri);
    return [...sets.knownSets(), ...inFolders].some((set) => set === directory || set.startsWith(`${directory}/`));
  };

  /** Files have changed on disk. */
  const filesChanged = (changes: readonly FileEvent[]): void => {
    const ours = changes.filter(({ uri }) => sets.takesPart(uri));
    if (ours.some(({ type }) => type !== FileChangeType.Changed)) setsChanged();
    const changed = new Set(
      ours.flatMap(({ uri, type }) => sets.fileChanged(uri, { isListChanged: type !== FileChangeType.Changed }) ?? []),
    );
    for (const setUri of changed) setChanged(setUri);
    // With a directory its files are gone, and of those nobody tells.
    if (changes.some(({ uri, type }) => type === FileChangeType.Deleted && !ours.some((file) => file.uri === uri) && holdsSet(uri)))
      everythingChanged();
  };
  // Whether the file was there before is not told: as if it were new, its directory is listed again.
  const watches =
    ports.localFiles && new DirectoryWatches(ports.localFiles, (uri) => filesChanged([{ uri, type: FileChangeType.Created }]));
  /** Watches where documents are open, unless the client does. */
  const followDirectories = (): void => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    watches?.follow(sets.knownSets().filter((setUri) => sets.openDocumentsOf(setUri).some(({ uri }) => normalizeUri(uri) !== setUri)));
  };

  /** Has the client tell of changes to a file that a set takes values from; those that are ours by their names are watched already. */
  const watch = async (uri: string): Promise<void> => {
    if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    const pattern = nameOf(uri).replace(/[[\]{}*?]/g, '?');
    const { relativePatternSupport } = client.workspace.didChangeWatchedFiles;
    const globPattern = relativePatternSupport ? { baseUri: directoryOf(uri), pattern } : `**/${pattern}`;
    await connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern }] })
      .catch((fault: unknown) => logFault(connection, 'watch', fault));
  };

  connection.onInitialize(({ capabilities, workspaceFolders, rootUri, initializationOptions }) => {
    client = capabilities;
    const options = initializationOptions as InitializationOptions | undefined | null;
    bases.isOffered = options?.gitRevisions === true;
    files = chooseFileSystem(ports.localFiles, options?.clientFileSystem ? clientFileSystem(connection) : null);
    folders = (workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : [])).map(normalizeUri);
    const promised: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: {
          didRename: { filters: [{ pattern: { glob: '**', matches: 'folder' } }] },
          didDelete: { filters: [{ pattern: { glob: '**', matches: 'folder' } }] },
        },
      },
    };
    return {
      capabilities: Object.assign(promised, ...features.map((feature) => feature.capabilities?.(capabilities) ?? {})) as ServerCapabilities,
      serverInfo: { name: 'groupmap', version: ports.version },
    };
  });

  connection.onInitialized(async () => {
    try {
      if (client.workspace?.workspaceFolders)
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => normalizeUri(uri)));
          folders = [...folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => normalizeUri(uri))];
          everythingChanged();
        });
      if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
        const suffixes = Object.values(hostReaders).flatMap((reader) => reader.suffixes);
        await connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: [...suffixes, ...variableFileSuffixes].map((suffix) => ({ globPattern: `**/*${suffix}` })),
        });
        isWatching = true;
      }
      if (client.workspace?.didChangeConfiguration?.dynamicRegistration)
        await connection.client.register(DidChangeConfigurationNotification.type, { section: 'groupmap' });
      await registerFormatting(connection, client);
      await registerScripts(connection, client);
      // What was asked for meanwhile was answered without them.
      if (await settings.refresh(client)) refreshHints();
    } catch (fault) {
      logFault(connection, 'initialized', fault);
    }
  });

  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    if (await settings.refresh(client, pushed)) refreshHints();
  });

  /** Hints and lenses are asked for again by clients that can be told to. */
  const refreshHints = (): void => {
    if (client.workspace?.inlayHint?.refreshSupport) connection.languages.inlayHint.refresh().catch(() => undefined);
    if (client.workspace?.codeLens?.refreshSupport) connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  };

  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes));

  connection.onNotification(baseChangedNotification, () => {
    bases.forget();
    refreshHints();
    // Whoever shows a difference asks for it again.
    for (const uri of sets.knownSets()) {
      diagnostics.tellOutdated(uri);
      void connection.sendNotification(setChangedNotification, { uri } satisfies SetChangedParams);
    }
  });

  // Of a directory's files nobody tells.
  connection.workspace.onDidRenameFiles(() => everythingChanged());
  connection.workspace.onDidDeleteFiles(() => everythingChanged());

  documents.listen(connection, {
    opened({ uri }) {
      const setUri = sets.setUriOf(uri);
      if (setUri !== null && !sets.knownSets().includes(setUri)) setsChanged();
      documentChanged(uri, true);
      followDirectories();
    },
    changed: ({ uri }) => documentChanged(uri, false),
    saved: ({ uri }) => documentChanged(uri, true),
    closed: followDirectories,
    closing(document) {
      const setUri = sets.setUriOf(document.uri);
      diagnostics.clear(document);
      if (setUri === null) return documentChanged(document.uri, true);
      // What was typed and not saved is gone: the file on disk counts again, once the document is forgotten.
      sets.documentChanged(document.uri, { isOnDiskToo: true });
      setChanged(setUri);
    },
  });

  const context: ServerContext = {
    connection,
    services,
    sets,
    bases,
    client: () => client,
    settings: () => settings.get(),
    async allSets() {
      discovered ??= findSetDirectories(folders, files);
      inFolders = await discovered;
      // Nobody would say that there are others by now.
      if (!isWatching) discovered = null;
      return [...new Set([...inFolders, ...sets.knownSets().filter((uri) => sets.openDocumentsOf(uri).length > 0 && !sets.isScript(uri))])];
    },
    async setAt(uri, token) {
      const isSet = async (own: string): Promise<boolean> => sets.knownSets().includes(own) || (await context.allSets()).includes(own);
      const own = normalizeUri(uri);
      const setUri = sets.setUriOf(uri) ?? ((await isSet(own)) ? own : null);
      if (setUri === null) return null;
      const loaded = await sets.load(setUri);
      throwIfCancelled(token);
      return isMappingSet(loaded) ? loaded : null;
    },
    async fileOf(uri, token) {
      const setUri = sets.setUriOf(uri);
      if (setUri === null) return null;
      const loaded = await sets.load(setUri);
      throwIfCancelled(token);
      const file = loaded.fileOf(uri);
      return file ? { loaded, file } : null;
    },
  };
  for (const feature of features) feature.register(context);

  connection.onShutdown(() => diagnostics.dispose());
}

/** Whether a directory is about group mappings: filters or commands alone, and Terraform of something else, are no set. */
function isMappingSet({ files, set }: LoadedSet): boolean {
  const isOther = ({ path, content }: SetFile): boolean =>
    content.bareFilter !== null || content.commands !== undefined || hostKindOf(path, { named: false }) === 'terraform';
  return set.groupMappings.length > 0 || !files.every(isOther);
}
