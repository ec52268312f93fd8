// What the panel and the extension that shows it say to each other: types only. The panel asks and the extension forwards; it answers a
// question once, by its number, or for as long as it is followed.

import type {
  AccessDiffResult,
  EvaluateUserParams,
  EvaluateUserResult,
  EvaluatorSetResult,
  ExportSignInParams,
  ExportSignInResult,
  PastedSignInParams,
  PastedSignInResult,
  PinnedWatch,
  ShownEdit,
  SourcePlace,
  WatchStatesParams,
  WatchStatesResult,
  WhatIfParams,
  WhatIfResult,
  WhatIfSaveParams,
  WhatIfSaveResult,
} from '../protocol.js';
import type { Change } from './answer-changes.js';
import type { PanelWords } from './words.js';

/** What the panel may ask: nothing else is forwarded to the server. The extension adds which set is meant. */
export interface Questions {
  readonly evaluatorSet: { readonly params: object; readonly result: EvaluatorSetResult | null };
  readonly exportSignIn: { readonly params: Omit<ExportSignInParams, 'uri'>; readonly result: ExportSignInResult | null };
  readonly pastedSignIn: { readonly params: Omit<PastedSignInParams, 'uri'>; readonly result: PastedSignInResult | null };
  readonly watchStates: { readonly params: Omit<WatchStatesParams, 'uri'>; readonly result: WatchStatesResult | null };
  /** Since a git revision: the editor's git is asked for its files. */
  readonly accessDiff: { readonly params: { readonly revision: string }; readonly result: AccessDiffResult | null };
  readonly whatIf: { readonly params: Omit<WhatIfParams, 'uri'>; readonly result: WhatIfResult | null };
  readonly whatIfSave: { readonly params: Omit<WhatIfSaveParams, 'uri'>; readonly result: WhatIfSaveResult | null };
  readonly evaluateUser: { readonly params: Omit<EvaluateUserParams, 'uri'>; readonly result: EvaluateUserResult | null };
}
export type QuestionName = keyof Questions;

/** Commands that the panel may run. */
export type PanelCommand = 'createExample' | 'importUsers' | 'restartServer' | 'showOutput';

/** A question whose answer is to be kept up to date. */
export interface FollowedQuestion {
  readonly id: number;
  readonly question: QuestionName;
  readonly params: object;
  /** How long, in milliseconds, to leave the server alone before asking again because the set has changed. */
  readonly rest: number;
}

export type MessageFromPanel =
  /** The panel listens; sent once, before anything else. */
  | { readonly type: 'ready' }
  /** Asks once. */
  | { readonly type: 'ask'; readonly id: number; readonly question: QuestionName; readonly params: object }
  /** Asks, and again whenever the answer may have changed; the same `id` with other `params` follows those instead. */
  | ({ readonly type: 'follow' } & FollowedQuestion)
  | { readonly type: 'unfollow'; readonly id: number }
  | { readonly type: 'reveal'; readonly place: SourcePlace }
  | { readonly type: 'openPage'; readonly address: string }
  | { readonly type: 'copy'; readonly text: string }
  /** Offers to write a file; `name` is what it would be called. */
  | { readonly type: 'save'; readonly name: string; readonly text: string }
  /** Edits that the user has seen and confirmed; answered like a question, with null. */
  | { readonly type: 'apply'; readonly id: number; readonly edits: readonly ShownEdit[] }
  | { readonly type: 'run'; readonly command: PanelCommand }
  /** Keeps what is watched in the set that is shown. */
  | { readonly type: 'keepWatches'; readonly watches: readonly PinnedWatch[] }
  | { readonly type: 'focusEditor' };

export type MessageToPanel =
  /** Answers `ready`. */
  | { readonly type: 'start'; readonly words: PanelWords; readonly show: ShowRequest }
  /** `failure`: there is no answer, because the server does not give one. */
  | { readonly type: 'answer'; readonly id: number; readonly result: unknown; readonly failure: string | null }
  /**
   * Answers what is followed. `change`: how the result differs from the last that was sent for this `id`, at first from undefined; null where
   * there is none because of `failure`. `version`: of the question, by the count of its `follow` messages.
   */
  | {
      readonly type: 'followed';
      readonly id: number;
      readonly version: number;
      readonly change: Change | null;
      readonly failure: string | null;
    }
  /** The next answer to what is followed takes its time. */
  | { readonly type: 'slow'; readonly id: number }
  /** What is watched in the set that is shown; sent when the set is known. */
  | { readonly type: 'watches'; readonly watches: readonly PinnedWatch[] }
  /** Another set, page or user is to be shown. */
  | { readonly type: 'show'; readonly show: ShowRequest };

/** What to show: left-out parts stay as they are. */
export interface ShowRequest {
  /** A file of the set; null: there is none. */
  readonly uri: string | null;
  readonly page?: string;
  /** The page is shown as it is at first, whatever was chosen on it. */
  readonly isPageAfresh?: boolean;
  readonly user?: string;
}
