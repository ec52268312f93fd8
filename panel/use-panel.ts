import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
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

/** The state, and again whenever it or the revision changes. */
export function usePanelState(): { readonly state: PanelState; readonly revision: number } {
  const store = useStore();
  const [, setTick] = useState(0);
  useEffect(() => store.subscribe(() => setTick((tick) => tick + 1)), [store]);
  return { state: store.state, revision: store.revision };
}

/** What the server said last, and how things are with the next answer. */
export interface Answer<Result> {
  /** Undefined until there was one. It stays while a newer one is on its way. */
  readonly result: Result | undefined;
  readonly failure: string | null;
  readonly isAsking: boolean;
}

/**
 * Asks when something of `params` or the set changes, never twice at a time; late answers are dropped. Null asks nothing. `params` is
 * compared as JSON.
 */
export function useAnswer<Name extends QuestionName>(
  question: Name,
  params: Questions[Name]['params'] | null,
): Answer<Questions[Name]['result']> {
  type Result = Questions[Name]['result'];
  const store = useStore();
  const { state, revision } = usePanelState();
  const [answer, setAnswer] = useState<Answer<Result>>({ result: undefined, failure: null, isAsking: params !== null });
  const wanted = params === null ? null : JSON.stringify([state.uri, revision, params]);
  const latest = useRef<{ wanted: string | null; asking: boolean }>({ wanted: null, asking: false });

  useEffect(() => {
    const current = latest.current;
    current.wanted = wanted;
    if (wanted === null || current.asking) return;
    const askUntilCurrent = async (): Promise<void> => {
      current.asking = true;
      setAnswer((before) => ({ ...before, isAsking: true }));
      for (;;) {
        const asked = current.wanted;
        if (asked === null) break;
        const [, , of] = JSON.parse(asked) as [unknown, unknown, Questions[Name]['params']];
        let next: Answer<Result>;
        try {
          next = { result: await store.ask(question, of), failure: null, isAsking: false };
        } catch (error) {
          next = { result: undefined, failure: error instanceof Error ? error.message : String(error), isAsking: false };
        }
        if (current.wanted !== asked) continue;
        setAnswer((before) => (next.failure === null ? next : { ...next, result: before.result }));
        break;
      }
      current.asking = false;
    };
    void askUntilCurrent();
  }, [wanted, question, store]);
  useEffect(() => {
    const current = latest.current;
    return () => {
      current.wanted = null;
    };
  }, []);
  return answer;
}

/** Becomes true when something has been so for a while, in milliseconds; false at once. */
export function useLasting(isSo: boolean, milliseconds: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) {
      setLasts(false);
      return undefined;
    }
    const timer = setTimeout(() => setLasts(true), milliseconds);
    return () => clearTimeout(timer);
  }, [isSo, milliseconds]);
  return lasts && isSo;
}
