import * as vscode from 'vscode';

// What is used of the API that VS Code's own Git extension offers to others (extensions/git/src/api/git.d.ts, version 1).

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  /** The text of a file in a revision; rejects when it is not there. */
  show(ref: string, path: string): Promise<string>;
  /** What differs from a revision to the working tree. */
  diffWith(ref: string): Promise<readonly { readonly uri: vscode.Uri; readonly originalUri: vscode.Uri }[]>;
  getCommit(ref: string): Promise<{ readonly hash: string; readonly message: string; readonly authorDate?: Date }>;
}

export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<'uninitialized' | 'initialized'>;
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

/** The editor's git once it is ready, or why there is none: the extension is never required. */
export async function findGit(): Promise<GitApi | { readonly missing: string }> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension)
    return { missing: vscode.l10n.t('Comparing with Git needs VS Code’s own Git extension, and this window does not have it.') };
  try {
    const git = extension.isActive ? extension.exports : await extension.activate();
    if (!git.enabled)
      return { missing: vscode.l10n.t('Comparing with Git needs VS Code’s own Git extension, and the setting git.enabled turns it off.') };
    const api = git.getAPI(1);
    await untilInitialized(api);
    return api;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { missing: vscode.l10n.t('VS Code’s Git extension does not answer: {0}', reason) };
  }
}

/** Calls `enabled` when the editor's git is turned on later. */
export function onGitEnabled(enabled: () => void): vscode.Disposable {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension?.isActive) return { dispose: () => undefined };
  return extension.exports.onDidChangeEnablement((isEnabled) => isEnabled && enabled());
}

/** As long as the extension may look for repositories, in milliseconds; what it has found by then counts. */
const patience = 5000;

function untilInitialized(api: GitApi): Promise<void> {
  if (api.state === 'initialized') return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(finish, patience);
    const subscription = api.onDidChangeState(finish);
    function finish(): void {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    }
  });
}
