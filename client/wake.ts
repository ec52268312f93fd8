import * as vscode from 'vscode';
import type { RunningExtension } from './activate.js';
import { concernsGroupMappings, hasGroupMappings, mayComeToConcern } from './concerns.js';
import { isTerraformFile, isTerraformModule, mappingFileGlob } from './document-selector.js';
import { evaluatorViewType } from './evaluator-panel/view-type.js';
import { readTextFile } from './file-system-requests.js';

let running: Promise<RunningExtension> | undefined;

/** What other extensions, and tests, may ask of this one. */
export interface ExtensionApi {
  /** Whether something was found to do; without it there is no language server. */
  readonly isStarted: boolean;
  /** Settles once the language server answers requests, which may be never; rejects when it could not be started. */
  readonly whenReady: Promise<void>;
  /** The expectations of sample users as the Test Explorer has them, once they are there. */
  readonly tests: Promise<vscode.TestController>;
}

/**
 * Waits until there is something to do, and loads the rest of the extension then. The editor wakes extensions by the names of files, and
 * Terraform and shell scripts are mostly about something else: until a mapping file is found, a group mapping in a Terraform file or its
 * directory, a command in a script, or until the user asks, nothing but this file is run and there is no language server.
 */
export function wake(context: vscode.ExtensionContext, load: () => Promise<RunningExtension>): ExtensionApi {
  running = undefined;
  let settle: (started: Promise<RunningExtension>) => void = () => undefined;
  const started = new Promise<RunningExtension>((resolve) => (settle = resolve));
  const start = (): Promise<RunningExtension> => {
    if (!running) {
      watching.dispose();
      settle((running = load()));
    }
    return started;
  };
  const whenReady = started.then((extension) => extension.whenReady);
  // A server that does not start has been reported by the language client; nobody has to wait for it.
  whenReady.catch(() => undefined);

  const look = async (document: vscode.TextDocument): Promise<void> => {
    if (running || !isOfUser(document.uri)) return;
    if (concernsGroupMappings(document) || (await isBesideGroupMappings(document.uri))) void start();
  };
  const lookAtFolders = async (): Promise<void> => {
    const [found] = await vscode.workspace.findFiles(mappingFileGlob, undefined, 1);
    if (found) void start();
  };
  const watching = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => void look(document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (mayComeToConcern(document) && isOfUser(document.uri) && concernsGroupMappings(document)) void start();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void lookAtFolders()),
  );

  const { commands } = (context.extension.packageJSON as { contributes: { commands: readonly { command: string }[] } }).contributes;
  context.subscriptions.push(
    watching,
    ...commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...args: readonly unknown[]) => {
        return (await start()).commands[command]?.(...args);
      }),
    ),
    vscode.window.registerWebviewPanelSerializer(evaluatorViewType, {
      async deserializeWebviewPanel(panel, state: unknown) {
        (await start()).restoreEvaluator(panel, state);
      },
    }),
  );
  void Promise.all(vscode.workspace.textDocuments.map(look)).then(() => (running ? undefined : lookAtFolders()));
  return {
    get isStarted() {
      return running !== undefined;
    },
    whenReady,
    tests: started.then(({ tests }) => tests),
  };
}

/** Settles once the language server has ended, so that the editor does not leave it behind. */
export async function sleep(): Promise<void> {
  await (await running)?.stop();
}

/** Whether a document is one that somebody edits: neither the old side of a difference nor what an extension shows. */
function isOfUser({ scheme }: vscode.Uri): boolean {
  return scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/** Whether a Terraform file's directory, which is one mapping set, has group mappings in another of its files. */
async function isBesideGroupMappings(uri: vscode.Uri): Promise<boolean> {
  if (!isTerraformFile(uri.path) || uri.scheme === 'untitled') return false;
  const directory = vscode.Uri.joinPath(uri, '..');
  try {
    for (const [name, type] of await vscode.workspace.fs.readDirectory(directory)) {
      if ((type & vscode.FileType.File) === 0 || !isTerraformModule(name)) continue;
      const result = await readTextFile(vscode.Uri.joinPath(directory, name));
      if ('text' in result && hasGroupMappings(result.text)) return true;
    }
  } catch {
    // The directory cannot be read: nothing is known to be in it.
  }
  return false;
}
