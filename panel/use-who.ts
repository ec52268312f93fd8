import type { EvaluatedWho, EvaluatorSetResult } from '../protocol.js';
import { usePanelState } from './use-panel.js';

/** Whose sign-in is shown: who was chosen, else the first sample user; null where there is nobody. */
export function useWho({ result: { set } }: { readonly result: EvaluatorSetResult }): EvaluatedWho | null {
  const { state } = usePanelState();
  const [first] = set.users;
  if (state.who?.kind === 'person') return state.who;
  const { name } = state.who ?? {};
  if (name !== undefined && set.users.some((user) => user.name === name)) return { kind: 'user', name };
  return first ? { kind: 'user', name: first.name } : null;
}
