// Sets as they are in a git revision, and what a change means.

import type { AccessDiff, MappingChange } from '../src-language/review/access-diff.js';
import type { DiffView } from '../src-language/review/diff-view.js';
import type { ProtocolPosition } from './basics.js';

/** Server asks client: the mapping files of a set as they are in a git revision. */
export const baseFilesRequest = 'groupmap/baseFiles';
export interface BaseFilesParams {
  /** The set's own URI. */
  readonly uri: string;
  /** As git names it: `HEAD`. */
  readonly revision: string;
  /** How the names of mapping files end. */
  readonly suffixes: readonly string[];
  /** Just these files instead, by their paths below the set's directory: what Terraform's functions read. */
  readonly paths?: readonly string[];
}
export type BaseFilesResult = BaseFiles | BaseFilesFailure;
/** The files directly in a set's directory, by name (others by their paths from there); none where the directory is not in the revision. */
export interface BaseFiles {
  readonly revision: string;
  readonly commit: { readonly id: string; readonly message: string; readonly date: string | null } | null;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}
export interface BaseFilesFailure {
  /** `no-git`: the editor has no git, or none that is ready; `no-repository`: the files are in none; `no-revision`: it does not exist. */
  readonly failure: 'no-git' | 'no-repository' | 'no-revision' | 'unreadable';
  readonly message: string;
}

/** Client tells server: revisions may not be what they were (a commit, a checkout, a repository that opened). */
export const baseChangedNotification = 'groupmap/baseChanged';

/**
 * Client asks server: what changes from a git revision, or from given files, to the set as it is now, unsaved edits included; null for a
 * file of no set.
 */
export const accessDiffRequest = 'groupmap/accessDiff';
export interface AccessDiffParams {
  readonly uri: string;
  /** `HEAD` when left out. Only clients with `gitRevisions` are asked for it. */
  readonly revision?: string;
  /** The files to compare with, instead of a revision that the client is asked for. */
  readonly base?: BaseFiles;
}
export type AccessDiffResult = AccessDiffAnswer | BaseFilesFailure;
export interface AccessDiffAnswer {
  /** The set's own URI, as `setChanged` names it. */
  readonly uri: string;
  readonly revision: string;
  readonly commit: BaseFiles['commit'];
  /** What `groupmap diff --format json` prints; files of the revision are named `git:REVISION:PATH`. */
  readonly diff: AccessDiff;
  /** The same in words, administrators first. */
  readonly view: DiffView;
  readonly markdown: string;
  /** The URIs of the set's files, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Client asks server: the mappings of one file that are not what they were in HEAD, for marks beside them; empty where that is not known. */
export const changedMappingsRequest = 'groupmap/changedMappings';
export type ChangedMappingsResult = readonly {
  readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
  readonly change: MappingChange['change'];
  /** `now also matches contractors`. */
  readonly title: string;
}[];
/** The arguments of the client's command `groupmap.diffWithGit` in a code lens: a file of the set. */
export type DiffWithGitArguments = readonly [uri: string];
