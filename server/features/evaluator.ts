import type { CancellationToken } from 'vscode-languageserver';
import { findPerson, type EvaluatedWho } from '../../src-language/evaluator/evaluated-person.js';
import { evaluatorSet } from '../../src-language/evaluator/evaluator-set.js';
import { exportSignIn } from '../../src-language/evaluator/export-sign-in.js';
import type { ExportFormat } from '../../src-language/evaluator/exported-text.js';
import { pastedSignIn } from '../../src-language/evaluator/pasted-sign-in.js';
import { signInView } from '../../src-language/evaluator/sign-in-view.js';
import { whatIfSaveView } from '../../src-language/evaluator/what-if-save.js';
import { watchStates } from '../../src-language/evaluator/watches.js';
import { whatIfView } from '../../src-language/evaluator/what-if-view.js';
import {
  evaluateUserRequest,
  evaluatorSetRequest,
  exportSignInRequest,
  pastedSignInRequest,
  watchStatesRequest,
  whatIfRequest,
  whatIfSaveRequest,
  type EvaluateUserParams,
  type EvaluateUserResult,
  type EvaluatorSetResult,
  type ExportSignInParams,
  type ExportSignInResult,
  type PastedSignInParams,
  type PastedSignInResult,
  type WatchStatesParams,
  type WatchStatesResult,
  type UriParams,
  type WhatIfParams,
  type WhatIfResult,
  type WhatIfSaveParams,
  type WhatIfSaveResult,
} from '../../protocol.js';
import { handleSafely } from '../handle-safely.js';
import type { LoadedSet } from '../loaded-set.js';
import { setName } from '../set-info.js';
import type { Feature } from './feature.js';

/** What the evaluator panel asks. */
export const evaluator: Feature = {
  register({ connection, fileOf }) {
    const answer = <Params extends UriParams, Result>(request: string, of: (loaded: LoadedSet, params: Params) => Result | null): void => {
      const handler = async (params: Params, token: CancellationToken): Promise<Result | null> => {
        const loaded = (await fileOf(params.uri, token))?.loaded;
        return loaded ? of(loaded, params) : null;
      };
      connection.onRequest(request, handleSafely<Params, Result | null>(connection, request, null, handler));
    };
    answer<UriParams, EvaluatorSetResult>(evaluatorSetRequest, answerEvaluatorSet);
    answer<EvaluateUserParams, EvaluateUserResult>(evaluateUserRequest, (loaded, { who }) => answerEvaluateUser(loaded, who));
    answer<ExportSignInParams, ExportSignInResult>(exportSignInRequest, (loaded, { who, format }) =>
      answerExportSignIn(loaded, who, format),
    );
    answer<PastedSignInParams, PastedSignInResult>(pastedSignInRequest, (loaded, { text }) => pastedSignIn(loaded.context, text));
    answer<WatchStatesParams, WatchStatesResult>(watchStatesRequest, (loaded, { watches }) => watchStates(loaded.context, watches));
    answer<WhatIfParams, WhatIfResult>(whatIfRequest, answerWhatIf);
    answer<WhatIfSaveParams, WhatIfSaveResult>(whatIfSaveRequest, answerWhatIfSave);
  },
};

export function answerEvaluatorSet(loaded: LoadedSet): EvaluatorSetResult {
  return {
    info: { uri: loaded.uri, name: setName(loaded) },
    files: Object.fromEntries(loaded.files.map((file) => [file.path, file.uri])),
    set: evaluatorSet(loaded.context),
  };
}

export function answerEvaluateUser(loaded: LoadedSet, who: EvaluatedWho): EvaluateUserResult | null {
  const person = findPerson(loaded.set, who);
  return person && signInView(loaded.context, person);
}

export function answerExportSignIn(loaded: LoadedSet, who: EvaluatedWho, format: ExportFormat): ExportSignInResult | null {
  const person = findPerson(loaded.set, who);
  return person && exportSignIn(loaded.context.simulator, person, who.kind === 'user', format);
}

export function answerWhatIf(loaded: LoadedSet, { who, changes }: Omit<WhatIfParams, 'uri'>): WhatIfResult | null {
  const person = findPerson(loaded.set, who);
  return person && whatIfView(loaded.context, person, changes);
}

export function answerWhatIfSave(loaded: LoadedSet, { who, changes, wish }: Omit<WhatIfSaveParams, 'uri'>): WhatIfSaveResult | null {
  return whatIfSaveView(loaded.context, who, changes, wish);
}
