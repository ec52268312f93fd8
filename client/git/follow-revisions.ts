import type * as vscode from 'vscode';
import { findGit, onGitEnabled, type GitRepository } from './git-extension.js';

/** Calls `moved` when a commit, a checkout or a repository that opened makes HEAD another one, or the editor's git is turned on. */
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
  const followAll = async (): Promise<void> => {
    const git = await findGit();
    if ('missing' in git || isDisposed) return;
    git.repositories.forEach(follow);
    subscriptions.push(
      git.onDidOpenRepository((repository) => {
        follow(repository);
        moved();
      }),
    );
  };
  void followAll().then(() => {
    if (isDisposed) return;
    subscriptions.push(
      onGitEnabled(() => {
        void followAll();
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
