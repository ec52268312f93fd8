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
 * Asks when something of `params` or the set changes, never twice at a time. An answer to another question is dropped; one that only the
 * set has overtaken shows until the next is there, so that something shows while somebody types on and on. Null asks nothing. `params` is
 * compared as JSON. `rest`: how long, in milliseconds, to leave the server alone before what only a change of the set makes necessary.
 */
export function useAnswer<Name extends QuestionName>(
  question: Name,
  params: Questions[Name]['params'] | null,
  rest = 0,
): Answer<Questions[Name]['result']> {
  type Result = Questions[Name]['result'];
  const store = useStore();
  const { state, revision } = usePanelState();
  const [answer, setAnswer] = useState<Answer<Result>>({ result: undefined, failure: null, isAsking: params !== null });
  const wanted = params === null ? null : JSON.stringify([state.uri, revision, params]);
  const latest = useRef<{ wanted: string | null; asking: boolean; asked: string | null; rest: number }>({
    wanted: null,
    asking: false,
    asked: null,
    rest,
  });

  useEffect(() => {
    const current = latest.current;
    current.wanted = wanted;
    current.rest = rest;
    if (wanted === null || current.asking) return;
    const askUntilCurrent = async (): Promise<void> => {
      current.asking = true;
      const setAsking = (isAsking: boolean): void =>
        setAnswer((before) => (before.isAsking === isAsking ? before : { ...before, isAsking }));
      for (;;) {
        if (current.rest > 0 && isSameQuestion(current.asked, current.wanted)) {
          setAsking(false);
          await pause(current.rest);
        }
        const asked = current.wanted;
        if (asked === null) break;
        setAsking(true);
        current.asked = asked;
        const [, , of] = JSON.parse(asked) as [unknown, unknown, Questions[Name]['params']];
        let next: Answer<Result>;
        try {
          next = { result: await store.ask(question, of), failure: null, isAsking: false };
        } catch (error) {
          next = { result: undefined, failure: error instanceof Error ? error.message : String(error), isAsking: false };
        }
        const isLast = current.wanted === asked;
        if (isLast || (next.failure === null && isSameQuestion(asked, current.wanted)))
          setAnswer((before) => ({ ...next, isAsking: !isLast, result: next.failure === null ? next.result : before.result }));
        if (isLast) break;
      }
      current.asking = false;
    };
    void askUntilCurrent();
  }, [wanted, question, store, rest]);
  useEffect(() => {
    const current = latest.current;
    return () => {
      current.wanted = null;
    };
  }, []);
  return answer;
}

/** Whether two questions differ in nothing but what the set was when they were asked. */
function isSameQuestion(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const [uri, , params] = JSON.parse(one) as unknown[];
  const [otherUri, , otherParams] = JSON.parse(other) as unknown[];
  return uri === otherUri && JSON.stringify(params) === JSON.stringify(otherParams);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
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
