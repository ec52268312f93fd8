import { spawn } from 'node:child_process';
import { isAbsolute, posix, relative, resolve, sep } from 'node:path';
import type { CommandIo } from '../command-io.js';
import { exitCode, UsageError, type ExitCode } from '../command-io.js';
import { printable } from '../display-text.js';
import { compareCodePoints } from '../../src-language/text/compare-code-points.js';
import { isReadTogether } from '../../src-language/mapping-set/hosts-by-kind.js';
import { isVariableFile } from '../../src-language/mapping-set/terraform/read-terraform.js';
import { mappingFileChoice, noFileMessage } from './counting-files.js';
import type { Unreadable } from './find-mapping-files.js';
import { decodeText, largestFile, type ReadText } from './read-text-file.js';

/** A revision and a path in it, as `git:REV[:PATH]` names them. */
export interface GitSide {
  readonly revision: string;
  /** Relative to the working directory, as every path on the command line; null: the working directory's. */
  readonly path: string | null;
}

/** Files of a revision: each with its name (`git:main:acme.groupmap.yaml`) and what it holds. */
export interface GitFiles {
  readonly files: readonly { readonly path: string; readonly read: ReadText }[];
  /** The text of another file of the revision by its name; null when there is none that can be read. */
  readonly readOther: (path: string) => Promise<string | null>;
  /** Where nothing could be looked at: what stood in the way, and what the command comes to. */
  readonly refusal: { readonly message: string; readonly exitCode: ExitCode; readonly isMissing: boolean } | null;
}

/** `git:REV[:PATH]`; null for an ordinary path. */
export function readGitSide(text: string): GitSide | null {
  if (!text.startsWith('git:')) return null;
  const rest = text.slice('git:'.length);
  const colon = rest.indexOf(':');
  const revision = colon < 0 ? rest : rest.slice(0, colon);
  // What begins with a dash would be an option to git, and no revision does.
  if (revision === '' || revision.startsWith('-'))
    throw new UsageError(
      `${printable(text)} names no revision: write git:REVISION or git:REVISION:PATH, such as git:main or git:HEAD~1:mappings`,
    );
  const path = colon < 0 ? '' : rest.slice(colon + 1);
  return { revision, path: path === '' ? null : path };
}

/**
 * The mapping files of a directory (those directly in it), or one file, as they are in a revision: read by the `git` executable, which
 * needs no working copy of it. Nothing is fetched, checked out or changed.
 */
export async function readGitFiles({ revision, path }: GitSide, io: CommandIo): Promise<GitFiles> {
  const shownRevision = printable(revision);
  const git = (args: readonly string[], input?: string) => runGit(args, io, input);
  const refuse = (message: string, code: ExitCode = exitCode.unreadable, isMissing = false): GitFiles => ({
    files: [],
    readOther: () => Promise.resolve(null),
    refusal: { message, exitCode: code, isMissing },
  });

  const inside = await git(['rev-parse', '--show-toplevel']);
  if (inside.failure === 'no-git')
    return refuse(`git:${shownRevision} cannot be read: there is no git to run. Install git, or name a directory instead of a revision`);
  if (inside.failure !== null) return refuse(`git:${shownRevision} cannot be read: ${whyNoRepository(inside.stderr)}`);
  const top = inside.stdout.toString().replace(/\r?\n$/, '');
  const prefix = await git(['rev-parse', '--show-prefix']);
  const root = prefix.stdout.toString().replace(/\r?\n$/, '');
  const tree = await git(['rev-parse', '--verify', '--quiet', `${revision}^{tree}`]);
  if (tree.failure !== null) {
    const isShallow = (await git(['rev-parse', '--is-shallow-repository'])).stdout.toString().trim() === 'true';
    return refuse(
      `there is no revision ${shownRevision} in the git repository` +
        (isShallow ? '. The clone is shallow: fetch its history (in GitHub Actions: actions/checkout with fetch-depth: 0)' : ''),
    );
  }
  const treeId = tree.stdout.toString().trim();

  const wanted = path === null ? '.' : isAbsolute(path) ? relative(resolve(top, root), path) : path;
  const inTree = posix.normalize(posix.join(root, wanted.split(sep).join('/'))).replace(/^\.$|\/$/, '');
  const shownPath = (name: string): string => `git:${revision}:${name}`;
  if (inTree === '..' || inTree.startsWith('../')) return refuse(`${printable(shownPath(wanted))} is outside of the git repository`);

  const readOther = async (shown: string): Promise<string | null> => {
    const inRevision = posix.normalize(posix.join(root, shown.slice(shownPath('').length)));
    if (!shown.startsWith(shownPath('')) || inRevision === '..' || inRevision.startsWith('../')) return null;
    const [read] = await readObjects([`${treeId}:${inRevision}`], git);
    return read?.ok ? read.text : null;
  };

  const kind = inTree === '' ? 'tree' : (await git(['cat-file', '-t', `${treeId}:${inTree}`])).stdout.toString().trim();
  if (kind === 'blob') {
    const name = posix.basename(inTree);
    if (!mappingFileChoice.countsWhenNamed(name)) return refuse(noFileMessage(printable(shownPath(wanted))), exitCode.usage, true);
    // Terraform takes the values of variables from the files beside it.
    const directory = posix.dirname(inTree).replace(/^\.$/, '');
    const beside = isReadTogether(name) ? ((await listFiles(treeId, directory, isVariableFile, git)).entries ?? []) : [];
    const all = [{ name, object: `${treeId}:${inTree}` }, ...beside];
    const reads = await readObjects(
      all.map(({ object }) => object),
      git,
    );
    const shownDirectory = posix.dirname(displayed(wanted));
    return {
      files: reads.map((read, index) => ({ path: shownPath(posix.join(shownDirectory, all[index]?.name ?? name)), read })),
      readOther,
      refusal: null,
    };
  }
  if (kind !== 'tree') return refuse(`${printable(shownPath(wanted))} does not exist in that revision`, exitCode.unreadable, true);
  const isWanted = (name: string): boolean => mappingFileChoice.countsInDirectory(name) || isVariableFile(name);
  const { entries, problem } = await listFiles(treeId, inTree, isWanted, git);
  if (!entries) return refuse(`${printable(shownPath(wanted))} cannot be read: ${problem}`);
  if (entries.every(({ name }) => isVariableFile(name)))
    return refuse(noFileMessage(printable(shownPath(displayed(wanted) || '.'))), exitCode.usage, true);
  const reads = await readObjects(
    entries.map(({ object }) => object),
    git,
  );
  return {
    files: entries.flatMap(({ name }, index) => {
      const read = reads[index];
      return read ? [{ path: shownPath(posix.join(displayed(wanted), name)), read }] : [];
    }),
    readOther,
    refusal: null,
  };
}

type RunGit = (args: readonly string[], input?: string) => Promise<GitRun>;

interface TreeListing {
  /** By name; null when the tree cannot be listed. */
  readonly entries: readonly { readonly name: string; readonly object: string }[] | null;
  readonly problem: string;
}

/** The files directly in a directory of a tree whose names are wanted. A link is followed within the revision. */
async function listFiles(treeId: string, directory: string, isWanted: (name: string) => boolean, git: RunGit): Promise<TreeListing> {
  const listing = await git(['ls-tree', '--full-tree', '-z', `${treeId}${directory === '' ? '' : `:${directory}`}`]);
  if (listing.failure !== null) return { entries: null, problem: firstLine(listing.stderr) };
  const entries = listing.stdout
    .toString()
    .split('\0')
    .flatMap((entry) => {
      const [, mode, , id, name] = /^(\d+) (\w+) ([0-9a-f]+)\t(.+)$/s.exec(entry) ?? [];
      const isFile = mode?.startsWith('100') ?? false;
      const isLink = mode === '120000';
      if (name === undefined || id === undefined || !(isFile || isLink) || !isWanted(name)) return [];
      return [{ name, object: isLink ? `${treeId}:${posix.join(directory, name)}` : id }];
    })
    .sort((a, b) => compareCodePoints(a.name, b.name));
  return { entries, problem: '' };
}

/** What could not be read of files that could be looked at. */
export function unreadableOf({ files }: GitFiles): Unreadable[] {
  return files.flatMap(({ path, read }) => (read.ok ? [] : [{ path, reason: read.reason }]));
}

function displayed(path: string): string {
  return posix.normalize(path.split(sep).join('/')).replace(/^\.$|\/$/, '');
}

/** The contents of objects, each by its name in git's words; links are followed. */
async function readObjects(names: readonly string[], git: RunGit): Promise<ReadText[]> {
  // A line of input each: a name with a line break in it cannot be asked for.
  const asked = names.map((name) => (/[\r\n]/.test(name) ? 'unreadable' : name));
  const { stdout, failure, stderr } = await git(['cat-file', '--batch', '--follow-symlinks'], `${asked.join('\n')}\n`);
  if (failure !== null) return names.map(() => ({ ok: false, reason: `cannot be read: ${firstLine(stderr)}` }));
  const results: ReadText[] = [];
  let at = 0;
  while (results.length < names.length && at < stdout.length) {
    const lineEnd = stdout.indexOf(10, at);
    const header = stdout.subarray(at, lineEnd < 0 ? stdout.length : lineEnd).toString();
    at = lineEnd < 0 ? stdout.length : lineEnd + 1;
    const [, type, size] = /^\S+ (blob|tree|commit|tag) (\d+)$/.exec(header) ?? [];
    if (type !== undefined) {
      const bytes = stdout.subarray(at, at + Number(size));
      at += Number(size) + 1;
      results.push(
        type !== 'blob'
          ? { ok: false, reason: 'is a directory' }
          : bytes.length > largestFile
            ? { ok: false, reason: `is too large: the limit is ${largestFile / 1024 / 1024} MiB` }
            : decodeText(bytes),
      );
      continue;
    }
    // `dangling`, `loop`, `symlink` and `notdir` are followed by a line of so many bytes.
    const [, length] = /^(?:dangling|loop|symlink|notdir) (\d+)$/.exec(header) ?? [];
    if (length !== undefined) at += Number(length) + 1;
    results.push({ ok: false, reason: 'is a symbolic link that leads to no file of that revision' });
  }
  while (results.length < names.length) results.push({ ok: false, reason: 'cannot be read from git' });
  return results;
}

interface GitRun {
  readonly stdout: Buffer;
  readonly stderr: string;
  /** `no-git`: it could not be run at all. */
  readonly failure: 'no-git' | 'failed' | null;
}

function runGit(args: readonly string[], { cwd, env }: CommandIo, input = ''): Promise<GitRun> {
  return new Promise((finish) => {
    const child = spawn('git', ['--no-pager', ...args], {
      cwd,
      // In English, without asking anybody anything.
      env: { ...env, LC_ALL: 'C', LANGUAGE: '', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', () => finish({ stdout: Buffer.alloc(0), stderr: '', failure: 'no-git' }));
    child.on('close', (code) => finish({ stdout: Buffer.concat(chunks), stderr, failure: code === 0 ? null : 'failed' }));
    // A git that fails may be gone before it has read anything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function whyNoRepository(stderr: string): string {
  if (/dubious ownership/.test(stderr))
    return 'git does not trust this repository, since somebody else owns it. git config --global --add safe.directory PATH says that it is fine';
  if (/not a git repository/.test(stderr)) return 'the working directory is in no git repository';
  if (/must be run in a work tree/.test(stderr)) return 'the repository has no working tree';
  return firstLine(stderr);
}

function firstLine(stderr: string): string {
  return printable((stderr.split('\n')[0] ?? '').replace(/^(?:fatal|error): /, '')) || 'git failed';
}
