// What client and server say to each other beyond the Language Server Protocol: names and types only. URIs are strings, as in the protocol.
// A set is named by the URI of any of its files; its own URI is that of its directory.

import type { EvaluatedWho } from './src-language/evaluator/evaluated-person.js';
import type { EvaluatorSet } from './src-language/evaluator/evaluator-set.js';
import type { ExportedSignIn, ExportFormat } from './src-language/evaluator/export-sign-in.js';
import type { ShownProposal } from './src-language/evaluator/shown-edits.js';
import type { PastedSignInView } from './src-language/evaluator/pasted-sign-in.js';
import type { SignInView } from './src-language/evaluator/sign-in-view.js';
import type { WhatIfChanges } from './src-language/evaluator/what-if-changes.js';
import type { SaveWish, WhatIfSaveView } from './src-language/evaluator/what-if-save.js';
import type { WhatIfView } from './src-language/evaluator/what-if-view.js';
import type { Watch, WatchState } from './src-language/evaluator/watches.js';
import type { FindingSummary } from './src-language/editing/mapping-tree.js';
import type { ExpectationKey } from './src-language/provisioning/expectations.js';
import type { SimulationResult } from './src-language/provisioning/outcome.js';
import type { AccessDiff, MappingChange } from './src-language/review/access-diff.js';
import type { DiffView } from './src-language/review/diff-view.js';
import type { RoleLookup } from './src-language/review/look-up-role.js';

/** What the client says of itself with `initialize`. */
export interface InitializationOptions {
  /** True: the client answers `readFile` and `readDirectory`, so that the server reads whatever the editor can, virtual workspaces too. */
  readonly clientFileSystem?: boolean;
  /** True: the client answers `baseFiles`, so that the server can tell what changed since a git revision. */
  readonly gitRevisions?: boolean;
}

/** `groupmap` in the editor's settings, asked for with `workspace/configuration`: only what is the editor's own. */
export interface EditorSettings {
  readonly inlayHints?: { readonly displayNames?: boolean; readonly matchingUsers?: boolean; readonly filterLength?: boolean };
  readonly codeLens?: { readonly mappings?: boolean; readonly users?: boolean; readonly changes?: boolean };
}

export interface UriParams {
  readonly uri: string;
}

/** Server asks client: the text of a file that no editor has open, as UTF-8. */
export const readFileRequest = 'groupmap/readFile';
export type ReadFileResult =
  { readonly text: string } | { readonly failure: 'not-found' | 'too-large' | 'unreadable'; readonly message: string };

/** Server asks client: what lies directly in a directory. An unreadable or missing directory is empty. */
export const readDirectoryRequest = 'groupmap/readDirectory';
export interface ReadDirectoryResult {
  readonly entries: readonly { readonly name: string; readonly isFile: boolean }[];
}

/** Server asks client: a file of the extension itself, by its name; what only a browser's worker asks, which cannot read it. */
export const readProgramFileRequest = 'groupmap/readProgramFile';
export interface ReadProgramFileParams {
  readonly name: string;
}
export interface ReadProgramFileResult {
  readonly base64: string;
}

/**
 * Server tells client: what it said of a set may not hold any more. Sent at once, before the set is read again, for whoever shows something
 * live; `setChanged` follows once the set is checked.
 */
export const setOutdatedNotification = 'groupmap/setOutdated';

/** Server tells client: something about a set is not what it was: its files, findings or outcomes. Sent after its diagnostics. */
export const setChangedNotification = 'groupmap/setChanged';
/** What both notifications say. */
export interface SetChangedParams {
  /** The set's own URI. */
  readonly uri: string;
}

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
export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

/** Client asks server: the roles that a set grants, in file order. */
export const rolesRequest = 'groupmap/roles';
export type RolesResult = readonly {
  readonly name: string;
  readonly isAdministrator: boolean;
  readonly groupMappings: readonly string[];
}[];

/** Client asks server: which groups lead to a role; null for a file of no set. */
export const lookUpRoleRequest = 'groupmap/lookUpRole';
export interface LookUpRoleParams {
  readonly uri: string;
  readonly role: string;
}
export interface LookUpRoleResult {
  /** The set's own URI, as `setChanged` names it. */
  readonly uri: string;
  readonly lookup: RoleLookup;
  readonly markdown: string;
}

/** The arguments of the client's command `groupmap.diffWithGit` in a code lens: a file of the set. */
export type DiffWithGitArguments = readonly [uri: string];

/** Client asks server: the set that a file belongs to, or a set by its own URI; null where there is none: filters alone, and Terraform of something else, are none. */
export const setInfoRequest = 'groupmap/setInfo';
export interface MappingSetInfo {
  /** The set's own URI: that of its directory, or of the one document when it has none. */
  readonly uri: string;
  /** The organization's name, else the directory's. */
  readonly name: string;
  /** Those that make it up, without what they take values from. */
  readonly files: readonly string[];
  readonly organization: {
    readonly id: string | null;
    readonly displayName: string | null;
    readonly marketplace: 'none' | 'aws' | 'azure' | 'gcp';
  };
  readonly jit: { readonly isEnabled: boolean; readonly from: 'default' | 'explicit' };
  readonly sso: {
    readonly identityProvider: 'entra' | 'okta' | 'other';
    readonly protocol: 'saml' | 'oidc';
    /** Null: not designated. */
    readonly groupAttribute: string | null;
    readonly claimGroups: 'all' | 'assigned_to_application';
    readonly sourceAttribute: 'group_id' | 'display_name';
    readonly claimFilter: { readonly kind: 'starts_with' | 'equals' | 'contains' | 'matches'; readonly value: string } | null;
    readonly enabledForUsersToSignIn: boolean;
    readonly assignmentRequired: boolean;
    readonly assignedGroups: readonly string[];
  };
  readonly counts: {
    readonly errors: number;
    readonly warnings: number;
    readonly groupMappings: number;
    readonly groupMappingLimit: number;
    readonly users: number;
  };
}

/** A stretch of a document, as the Language Server Protocol has it. */
export interface DocumentRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
/** Where something stands in a document. */
export interface DocumentPlace {
  readonly uri: string;
  readonly range: DocumentRange;
}

/** Client asks server: the mapping sets of the workspace's folders, and those elsewhere that files are open of, by their own URIs. */
export const mappingSetsRequest = 'groupmap/mappingSets';
export type MappingSetsResult = readonly { readonly uri: string; readonly name: string }[];

/** Server tells client: the workspace may have other mapping sets than it had. */
export const setsChangedNotification = 'groupmap/setsChanged';

/** Client asks server: the expectations of a set's sample users as tests, a set by its own URI too; null where there is no set. */
export const expectationTestsRequest = 'groupmap/expectationTests';
export interface ExpectationTestsResult {
  /** The set's own URI. */
  readonly uri: string;
  readonly name: string;
  /** In file order; a user without expectations is no test. */
  readonly users: readonly UserTestInfo[];
}
export interface UserTestInfo extends DocumentPlace {
  /** Unique in the set: the name, with a number behind it where several users have it. */
  readonly id: string;
  readonly name: string;
  readonly keys: readonly (DocumentPlace & {
    readonly key: ExpectationKey;
    /** What is expected, on one line. */
    readonly expected: string;
  })[];
}

/** Client asks server: what comes of a set's expectations, all of them or those of some users; null as above. The results of `groupmap test`. */
export const runExpectationTestsRequest = 'groupmap/runExpectationTests';
export interface RunExpectationTestsParams extends UriParams {
  /** Those of the users' tests; one that is not there any more has no result. */
  readonly ids?: readonly string[];
}
export interface RunExpectationTestsResult {
  readonly uri: string;
  readonly users: readonly {
    readonly id: string;
    readonly passed: boolean;
    readonly failures: readonly (DocumentPlace & {
      /** A key of `expect`, or what is written in place of one. */
      readonly key: string;
      readonly message: string;
      /** Both sides, an item a line. */
      readonly expected: string;
      readonly actual: string;
    })[];
  }[];
}

/** Client asks server: the tests in filters that these users' sign-ins made true and false; empty where there is no set. Parameters as above. */
export const operandCoverageRequest = 'groupmap/operandCoverage';
export interface CoveredMapping extends DocumentPlace {
  readonly displayName: string;
  /** How many of the users it matches. */
  readonly matching: number;
  readonly operands: readonly (DocumentPlace & { readonly text: string; readonly trueFor: number; readonly falseFor: number })[];
}
export type OperandCoverageResult = readonly CoveredMapping[];

/** Client asks server: what would be written to expect of a user what the sign-in comes to now, or why nothing; null for a test that is not there. */
export const expectNowRequest = 'groupmap/expectNow';
export interface ExpectNowParams extends UriParams {
  /** That of the user's test. */
  readonly id: string;
  /** These keys; those that fail when left out. */
  readonly keys?: readonly ExpectationKey[];
}
export type ExpectNowResult =
  | {
      /** Of the file that is edited. */
      readonly uri: string;
      readonly proposal: ShownProposal;
    }
  | { readonly problem: string };

/** Client asks server: a set as a tree, by its own URI too; null where there is no set. */
export const mappingTreeRequest = 'groupmap/mappingTree';
export interface MappingTreeResult {
  /** The set's own URI. */
  readonly uri: string;
  readonly name: string;
  readonly users: number;
  readonly counts: { readonly errors: number; readonly warnings: number };
  readonly mappings: readonly MappingItem[];
  readonly groups: readonly GroupItem[];
}
export interface MappingItem extends DocumentPlace {
  readonly displayName: string;
  readonly id: string | null;
  /** One of the two; both are null where the mapping has none that can be read. */
  readonly filter: string | null;
  readonly group: string | null;
  readonly matching: number;
  /** How many sample users it could match or not. */
  readonly unknown: number;
  readonly roleBindings: readonly (DocumentPlace & {
    readonly roleName: string;
    readonly crnPattern: string;
    /** What the role is bound to, in words. */
    readonly scope: string;
    readonly isAdministrator: boolean;
    /** Whether there is such a binding at all is not known. */
    readonly mayBeAbsent: boolean;
  })[];
  readonly acls: readonly (DocumentPlace & {
    /** In words, with its values as written. */
    readonly text: string;
    readonly isDeny: boolean;
    /** Whether there is such an ACL at all is not known. */
    readonly mayBeAbsent: boolean;
  })[];
  readonly findings: FindingSummary | null;
}
export interface GroupItem {
  /** What people call it: its display name where it has one. */
  readonly name: string;
  /** Its id, where that is listed and differs. */
  readonly id: string | null;
  readonly isKnown: boolean;
  readonly users: number;
  /** Where it is listed, else where it is first named. */
  readonly place: DocumentPlace | null;
  /** Indexes into the tree's mappings. */
  readonly mappings: readonly number[];
  readonly findings: FindingSummary | null;
}

/** Client asks server: the sample users that a mapping of the tree matches, and those of whom nobody can say. */
export const mappingUsersRequest = 'groupmap/mappingUsers';
export interface MappingUsersParams extends UriParams {
  /** Into the tree's mappings. */
  readonly mapping: number;
}
export type MappingUsersResult = readonly (DocumentPlace & { readonly name: string; readonly isUnknown: boolean })[];

/** Client asks server: the sample users of a set, each with what comes of signing in; empty for a file of no set. */
export const sampleUsersRequest = 'groupmap/sampleUsers';
export interface SampleUserInfo {
  readonly name: string;
  readonly isAllowed: boolean;
  /** What comes of it, in a few words. */
  readonly verdict: string;
  /** The display names of the mappings that match. */
  readonly groupMappings: readonly string[];
}
export type SampleUsersResult = readonly SampleUserInfo[];

/** Client asks server: simulated sign-ins as a Markdown document; null for a file of no set. */
export const simulateRequest = 'groupmap/simulate';
export interface SimulateParams {
  readonly uri: string;
  /** One sample user by name; every one when left out. */
  readonly user?: string;
}
export interface SimulateResult {
  /** The set's own URI, as `setChanged` names it. */
  readonly uri: string;
  readonly markdown: string;
}

/** Client asks server: the same as values, those that `groupmap simulate --format json` prints; null for a file of no set. */
export const outcomesRequest = 'groupmap/outcomes';
export interface OutcomesResult {
  /** The set's own URI, as `setChanged` names it. */
  readonly uri: string;
  readonly result: SimulationResult;
  /** The URIs of the files that outcomes name by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Client asks server: a whole set for the evaluator, its mappings and users at a glance; null for a file of no set. */
export const evaluatorSetRequest = 'groupmap/evaluatorSet';
export interface EvaluatorSetResult {
  /** Nothing that has to wait for findings: this is asked for at every keystroke. */
  readonly info: Pick<MappingSetInfo, 'uri' | 'name'>;
  /** The URIs of the files that views name by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly set: EvaluatorSet;
}

/** Client asks server: everything that the evaluator shows of one sign-in; null for a file of no set, and for a user that it does not have. */
export const evaluateUserRequest = 'groupmap/evaluateUser';
export interface EvaluateUserParams {
  readonly uri: string;
  readonly who: EvaluatedWho;
}
export type EvaluateUserResult = SignInView;

/** Client asks server: one sign-in as a text to copy or save; null as above. */
export const exportSignInRequest = 'groupmap/exportSignIn';
export interface ExportSignInParams extends EvaluateUserParams {
  readonly format: ExportFormat;
}
export type ExportSignInResult = ExportedSignIn;

/** Client asks server: a SAML response or ID token that was pasted, value by value; nothing of it is kept. Null for a file of no set. */
export const pastedSignInRequest = 'groupmap/pastedSignIn';
export interface PastedSignInParams {
  readonly uri: string;
  readonly text: string;
}
export type PastedSignInResult = PastedSignInView;

/** Client asks server: how things are with what somebody keeps in sight, in the order asked; null for a file of no set. */
export const watchStatesRequest = 'groupmap/watchStates';
export interface WatchStatesParams {
  readonly uri: string;
  readonly watches: readonly Watch[];
}
export type WatchStatesResult = readonly WatchState[];

/** Client asks server: a sign-in as it is and with changes tried out, and what differs; null as above. No file is touched. */
export const whatIfRequest = 'groupmap/whatIf';
export interface WhatIfParams extends EvaluateUserParams {
  readonly changes: WhatIfChanges;
}
export type WhatIfResult = WhatIfView;

/** Client asks server: the lines that would save what is tried out, as a sample user or an expectation; null as above. No file is touched. */
export const whatIfSaveRequest = 'groupmap/whatIfSave';
export interface WhatIfSaveParams extends WhatIfParams {
  readonly wish: SaveWish;
}
export type WhatIfSaveResult = WhatIfSaveView;

/** The arguments of the client's command `groupmap.simulate` in a code lens: a file of the set. */
export type SimulateArguments = readonly [uri: string];
/** The arguments of the client's command `groupmap.openEvaluator`, in a code lens too: a file of the set, and the sample user to show; all may be left out. */
export type OpenEvaluatorArguments = readonly [uri?: string, user?: string];

export type { FindingSummary } from './src-language/editing/mapping-tree.js';
export type * from './src-language/evaluator/evaluated-person.js';
export type * from './src-language/evaluator/evaluator-set.js';
export type * from './src-language/evaluator/export-sign-in.js';
export type * from './src-language/evaluator/filter-layout.js';
export type * from './src-language/evaluator/grant-words.js';
export type * from './src-language/evaluator/pasted-sign-in.js';
export type * from './src-language/evaluator/refusal-remedies.js';
export type * from './src-language/evaluator/shown-edits.js';
export type * from './src-language/evaluator/sign-in-steps.js';
export type * from './src-language/evaluator/sign-in-verdict.js';
export type * from './src-language/evaluator/sign-in-view.js';
export type * from './src-language/evaluator/source-place.js';
export type * from './src-language/evaluator/watches.js';
export type * from './src-language/evaluator/what-if-changes.js';
export type * from './src-language/evaluator/what-if-difference.js';
export type * from './src-language/evaluator/what-if-save.js';
export type * from './src-language/evaluator/what-if-view.js';
export type { ExpectationKey } from './src-language/provisioning/expectations.js';
export type { GroupLabel } from './src-language/provisioning/outcome-wording.js';
export type * from './src-language/review/access-diff.js';
export type * from './src-language/review/diff-view.js';
export type * from './src-language/review/look-up-role.js';
export type * from './src-language/review/sentence.js';

/** Client asks server: what an identity provider or Confluent Cloud gave out, as a mapping file. */
export const importRequest = 'groupmap/import';
export interface ImportParams {
  readonly kind: 'saml' | 'users' | 'mappings';
  readonly text: string;
  /** What comments call the source: a file's name. */
  readonly name: string;
  /** For users: the column that names them, when the server asked for it. */
  readonly nameColumn?: string;
}
export type ImportResult =
  | { readonly yaml: string; readonly remarks: readonly string[] }
  | {
      readonly yaml: null;
      readonly mistake: string;
      /** Which of these columns names the users is not known: ask again with `nameColumn`. */
      readonly columns?: readonly string[];
    };

/** Client asks server: a set in another form; null for a file of no set. */
export const exportRequest = 'groupmap/export';
export interface ExportParams extends UriParams {
  readonly format: 'terraform' | 'cli' | 'api' | 'yaml';
}
export interface ExportResult {
  readonly text: string;
  /** In whole sentences: what was written in another form, and what the text does not have though the set does. */
  readonly remarks: readonly string[];
  readonly leftOut: readonly string[];
}

/** Client asks server: the group mapping at a place, in Terraform every one that the block there makes, as `confluent` commands; null where there is none. */
export const mappingCommandRequest = 'groupmap/mappingCommand';
export interface MappingCommandParams extends UriParams {
  /** Zero-based, as in the Language Server Protocol. */
  readonly position: { readonly line: number; readonly character: number };
}
export interface MappingCommandResult extends ExportResult {
  readonly groupMapping: string;
  /** How many more the same block makes; their commands are there too. */
  readonly others: number;
}

/** Client asks server: the request that switches just-in-time provisioning, as a `curl` command; null for a file of no set. Nothing is sent. */
export const jitRequestRequest = 'groupmap/jitRequest';
export interface JitRequestParams extends UriParams {
  readonly isEnabled: boolean;
}
export interface JitRequestResult {
  readonly text: string;
  readonly remarks: readonly string[];
}

/** Client asks server: a set brought within its quotas; null for a file of no set. */
export const planRequest = 'groupmap/plan';
export interface PlanResult {
  readonly fits: boolean;
  /** What is done to which mappings, and why; none for a set that is within its quotas. */
  readonly steps: readonly string[];
  /** Why no plan fits, or why it cannot be written; empty when neither. */
  readonly obstacles: readonly string[];
  /** What the plan takes, file by file; null where it cannot be written. Ranges are those of the Language Server Protocol. */
  readonly files: readonly PlannedFile[] | null;
}
export interface PlannedFile {
  readonly uri: string;
  /** The version of the open document that the edits are meant for; null for a file as it is on disk. */
  readonly version: number | null;
  readonly edits: readonly { readonly range: PlannedRange; readonly newText: string }[];
}
export interface PlannedRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
