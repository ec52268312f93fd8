import {
  matrixSorts,
  quickFilters,
  type MatrixChoice,
  type MatrixSort,
  type QuickFilter,
} from '../../src-language/evaluator/matrix-view.js';

/** Where someone is in the matrix, by what stands there, so that it survives a change of order. */
export interface MatrixSpot {
  /** A user's identity, or one of the other two rows. */
  readonly user: string;
  /** A mapping's identity, or one of the other columns. */
  readonly mapping: string;
}

/** What the Matrix page remembers. */
export interface MatrixMemory extends MatrixChoice {
  readonly spot: MatrixSpot | null;
  /** The cell whose explanation stays while the focus moves on. */
  readonly kept: MatrixSpot | null;
  /** In pixels. */
  readonly scrollTop: number;
  readonly scrollLeft: number;
}

const initial: MatrixMemory = { query: '', quickFilters: [], sort: 'file', spot: null, kept: null, scrollTop: 0, scrollLeft: 0 };

/** What was remembered, as far as it is what this version remembers. */
export function readMatrixMemory(saved: unknown): MatrixMemory {
  if (typeof saved !== 'object' || saved === null) return initial;
  const of = saved as Partial<Record<keyof MatrixMemory, unknown>>;
  const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
  const chosen: readonly unknown[] = Array.isArray(of.quickFilters) ? of.quickFilters : [];
  return {
    query: typeof of.query === 'string' ? of.query : '',
    quickFilters: quickFilters.filter((filter: QuickFilter) => chosen.includes(filter)),
    sort: matrixSorts.find((sort: MatrixSort) => sort === of.sort) ?? 'file',
    spot: spotOf(of.spot),
    kept: spotOf(of.kept),
    scrollTop: number(of.scrollTop),
    scrollLeft: number(of.scrollLeft),
  };
}

function spotOf(value: unknown): MatrixSpot | null {
  if (typeof value !== 'object' || value === null) return null;
  const { user, mapping } = value as { user?: unknown; mapping?: unknown };
  return typeof user === 'string' && typeof mapping === 'string' ? { user, mapping } : null;
}
