import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What git needs of the environment to be the same for everybody, and nothing of the machine's own configuration. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ana',
  GIT_AUTHOR_EMAIL: 'ana@acme.example',
  GIT_COMMITTER_NAME: 'Ana',
  GIT_COMMITTER_EMAIL: 'ana@acme.example',
};

/** A real repository in a directory of its own, removed after the test. */
export interface GitRepository {
  readonly directory: string;
  git(...args: readonly string[]): string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Writes files and commits everything that changed; the commit's id. */
  commit(files: Readonly<Record<string, string | Uint8Array>>, message?: string): string;
}

export function makeRepository(): GitRepository {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'groupmap-git-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: directory, env: gitEnvironment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const write: GitRepository['write'] = (files) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    }
  };
  git('init', '--quiet', '--initial-branch=main');
  return {
    directory,
    git,
    write,
    commit(files, message = 'Change the mappings') {
      write(files);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
  };
}
