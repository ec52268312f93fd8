import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { noAnswerYet, type Answer } from './followed-answers.js';
import type { QuestionName, Questions } from './messages.js';
import type { PanelState } from './panel-state.js';
import type { PanelStore } from './panel-store.js';
import type { PanelWords } from './words.js';

export const StoreContext = createContext<PanelStore | null>(null);

/** The panel's store. */
export function useStore(): PanelStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('There is no store around this component.');
  return store;
}

export function useWords(): PanelWords {
  return useStore().words;
}

/** The state, and again whenever it changes. */
export function usePanelState(): { readonly state: PanelState } {
  const store = useStore();
  const [, setTick] = useState(0);
  // With the first drawing, not some time after it: what the extension says in between would never show.
  useLayoutEffect(() => store.subscribe(() => setTick((tick) => tick + 1)), [store]);
  return { state: store.state };
}

/**
 * The answer to a question about the set that is shown, kept up to date. While a newer one is on its way, also to another question, the last
 * one stays. Null asks nothing. `params` is compared as JSON. `rest`: how long, in milliseconds, to leave the server alone before asking
 * again what only a change of the set makes necessary.
 */
export function useAnswer<Name extends QuestionName>(
  question: Name,
  params: Questions[Name]['params'] | null,
  rest = 0,
): Answer<Questions[Name]['result']> & {
  /** The result is not that of this question but of one before. */
  readonly isOld: boolean;
} {
  const store = useStore();
  const [answer, setAnswer] = useState<Answer<Questions[Name]['result']>>(noAnswerYet);
  const follower = useMemo(() => store.follow(question, setAnswer), [store, question]);
  const wanted = params === null ? null : JSON.stringify(params);
  useEffect(() => {
    follower.ask(wanted === null ? null : (JSON.parse(wanted) as Questions[Name]['params']), rest);
  }, [follower, wanted, rest]);
  useEffect(() => () => follower.ask(null, 0), [follower]);
  return { ...answer, isOld: wanted !== null && wanted !== JSON.stringify(answer.params) };
}
