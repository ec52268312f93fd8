import * as vscode from 'vscode';
import type { BaseFiles, BaseFilesParams, BaseFilesResult } from '../../protocol.js';
import { findGit, type GitRepository } from './git-extension.js';

/** The mapping files of a set as they are in a git revision, read by way of the editor's git. Nothing is checked out. */
export async function readBaseFiles({ uri, revision, suffixes, paths }: BaseFilesParams): Promise<BaseFilesResult> {
  const directory = vscode.Uri.parse(uri);
  const git = await findGit();
  if ('missing' in git) return { failure: 'no-git', message: git.missing };
  const repository = directory.scheme === 'file' ? git.getRepository(directory) : null;
  if (!repository) {
    const shown = vscode.workspace.asRelativePath(directory);
    return { failure: 'no-repository', message: vscode.l10n.t('{0} is in no git repository that VS Code has open.', shown) };
  }
  // A repository without a commit: everything is new.
  if (revision === 'HEAD' && repository.state.HEAD?.commit === undefined) return { revision, commit: null, files: [] };
  let commit: BaseFiles['commit'];
  try {
    const { hash, message, authorDate } = await repository.getCommit(revision);
    commit = { id: hash.slice(0, 7), message: message.split('\n')[0] ?? '', date: authorDate?.toISOString() ?? null };
  } catch {
    return { failure: 'no-revision', message: vscode.l10n.t('There is no revision {0} in the git repository.', revision) };
  }
  try {
    const names = paths ?? (await namesIn(directory, repository, revision, suffixes));
    const read = await Promise.all(
      names.map(async (name) => {
        try {
          return [{ name, text: await repository.show(revision, vscode.Uri.joinPath(directory, name).fsPath) }];
        } catch {
          // Not there yet, in that revision.
          return [];
        }
      }),
    );
    return { revision, commit, files: read.flat() };
  } catch (error) {
    return { failure: 'unreadable', message: error instanceof Error ? error.message : String(error) };
  }
}

/** The mapping files that the directory has now, and those that it has lost since. */
async function namesIn(
  directory: vscode.Uri,
  repository: GitRepository,
  revision: string,
  suffixes: readonly string[],
): Promise<readonly string[]> {
  const names = new Set<string>();
  const prefix = `${directory.path.replace(/\/$/, '')}/`;
  for (const [name, type] of await vscode.workspace.fs.readDirectory(directory)) if ((type & vscode.FileType.File) !== 0) names.add(name);
  for (const { originalUri } of await repository.diffWith(revision))
    if (originalUri.path.startsWith(prefix)) names.add(originalUri.path.slice(prefix.length));
  return [...names].filter((name) => !name.includes('/') && suffixes.some((suffix) => name.endsWith(suffix)));
}
