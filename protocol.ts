// What client and server say to each other beyond the Language Server Protocol: names and types only. URIs are strings, as in the protocol.
// A set is named by the URI of any of its files; its own URI is that of its directory.

import type { EvaluatedWho } from './src-language/evaluator/evaluated-person.js';
import type { EvaluatorSet } from './src-language/evaluator/evaluator-set.js';
import type { ExportedSignIn, ExportFormat } from './src-language/evaluator/export-sign-in.js';
import type { SignInView } from './src-language/evaluator/sign-in-view.js';
import type { WhatIfChanges } from './src-language/evaluator/what-if-changes.js';
import type { SaveWish, WhatIfSaveView } from './src-language/evaluator/what-if-save.js';
import type { WhatIfView } from './src-language/evaluator/what-if-view.js';
import type { Watch, WatchState } from './src-language/evaluator/watches.js';
import type { SimulationResult } from './src-language/provisioning/outcome.js';

/** What the client says of itself with `initialize`. */
export interface InitializationOptions {
  /** True: the client answers `readFile` and `readDirectory`, so that the server reads whatever the editor can, virtual workspaces too. */
  readonly clientFileSystem?: boolean;
}

/** `groupmap` in the editor's settings, asked for with `workspace/configuration`: only what is the editor's own. */
export interface EditorSettings {
  readonly inlayHints?: { readonly displayNames?: boolean; readonly matchingUsers?: boolean; readonly filterLength?: boolean };
  readonly codeLens?: { readonly mappings?: boolean; readonly users?: boolean };
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

/** Server tells client: something about a set is not what it was: its files, findings or outcomes. Sent after its diagnostics. */
export const setChangedNotification = 'groupmap/setChanged';
export interface SetChangedParams {
  /** The set's own URI. */
  readonly uri: string;
}

/** Client asks server: the set that a file belongs to; null for a file of none. */
export const setInfoRequest = 'groupmap/setInfo';
export interface MappingSetInfo {
  /** The set's own URI: that of its directory, or of the one document when it has none. */
  readonly uri: string;
  /** The organization's name, else the directory's. */
  readonly name: string;
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
  readonly info: MappingSetInfo;
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

/** The arguments of the client's command `groupmap.simulateUser` in a code lens: a file of the set, and the user. */
export type SimulateUserArguments = readonly [uri: string, user: string];
/** The arguments of the client's command `groupmap.simulate` in a code lens: a file of the set. */
export type SimulateArguments = readonly [uri: string];
/** The arguments of the client's command `groupmap.openEvaluator`: a file of the set, and the sample user to show; all may be left out. */
export type OpenEvaluatorArguments = readonly [uri?: string, user?: string];

export type * from './src-language/evaluator/evaluated-person.js';
export type * from './src-language/evaluator/evaluator-set.js';
export type * from './src-language/evaluator/export-sign-in.js';
export type * from './src-language/evaluator/filter-layout.js';
export type * from './src-language/evaluator/grant-words.js';
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
export type { GroupLabel } from './src-language/provisioning/outcome-wording.js';
