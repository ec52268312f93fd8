// What the evaluator asks.

import type { EvaluatedWho } from '../src-language/evaluator/evaluated-person.js';
import type { EvaluatorSet } from '../src-language/evaluator/evaluator-set.js';
import type { ExportFormat, ExportedText } from '../src-language/evaluator/exported-text.js';
import type { PastedSignInView } from '../src-language/evaluator/pasted-sign-in.js';
import type { SignInView } from '../src-language/evaluator/sign-in-view.js';
import type { Watch, WatchState } from '../src-language/evaluator/watches.js';
import type { WhatIfChanges } from '../src-language/evaluator/what-if-changes.js';
import type { SaveWish, WhatIfSaveView } from '../src-language/evaluator/what-if-save.js';
import type { WhatIfView } from '../src-language/evaluator/what-if-view.js';
import type { MappingSetInfo } from './sets.js';

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
export type ExportSignInResult = ExportedText;

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

/** The arguments of the client's command `groupmap.openEvaluator`, in a code lens too: a file of the set, and the sample user to show; all may be left out. */
export type OpenEvaluatorArguments = readonly [uri?: string, user?: string];
