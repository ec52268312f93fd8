import type { EvaluatedWho } from '../protocol.js';

/** What the panel remembers over reloads of the window. */
export interface PanelState {
  /** A file of the set that is shown; null: there is none. */
  readonly uri: string | null;
  readonly page: string;
  /** Whose sign-in is shown; null: the first sample user's. */
  readonly who: EvaluatedWho | null;
  /** Whatever a page remembers of itself, by its id. */
  readonly pages: Readonly<Record<string, unknown>>;
}

export const initialState: PanelState = { uri: null, page: 'sign-in', who: null, pages: {} };

/** A remembered state as far as it is one: it may be of an older version. */
export function readPanelState(saved: unknown): PanelState {
  if (typeof saved !== 'object' || saved === null) return initialState;
  const { uri, page, who, pages } = saved as Partial<Record<keyof PanelState, unknown>>;
  return {
    uri: typeof uri === 'string' ? uri : null,
    page: typeof page === 'string' ? page : initialState.page,
    who: isWho(who) ? who : null,
    pages: typeof pages === 'object' && pages !== null ? (pages as PanelState['pages']) : {},
  };
}

function isWho(value: unknown): value is EvaluatedWho {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, name, account, claim } = value as { kind?: unknown; name?: unknown; account?: unknown; claim?: unknown };
  if (typeof name !== 'string') return false;
  return (
    kind === 'user' || (kind === 'person' && (account === 'new' || account === 'existing') && typeof claim === 'object' && claim !== null)
  );
}
