import type * as vscode from 'vscode';
import { findGit, type GitApi, type GitRepository } from './git-extension.js';

/** Calls `moved` when a commit, a checkout or a repository that opened makes HEAD another one. Waits for the editor's git without asking for it. */
export function followRevisions(moved: () => void): vscode.Disposable {
  const subscriptions: vscode.Disposable[] = [];
  let isDisposed = false;
  const follow = (repository: GitRepository): void => {
    let head = repository.state.HEAD?.commit;
    subscriptions.push(
      repository.state.onDidChange(() => {
        const now = repository.state.HEAD?.commit;
        if (now === head) return;
        head = now;
        moved();
      }),
    );
  };
  void findGit().then((git: GitApi | { readonly missing: string }) => {
    if ('missing' in git || isDisposed) return;
    git.repositories.forEach(follow);
    subscriptions.push(
      git.onDidOpenRepository((repository) => {
        follow(repository);
        moved();
      }),
    );
  });
  return {
    dispose() {
      isDisposed = true;
      subscriptions.forEach((subscription) => subscription.dispose());
    },
  };
}
