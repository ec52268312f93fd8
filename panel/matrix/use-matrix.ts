import { useMemo } from 'preact/hooks';
import type { EvaluatorSet } from '../../protocol.js';
import { arrangeMatrix, type MatrixArrangement, type MatrixChoice } from '../../src-language/evaluator/matrix-view.js';
import { usePanelState, useStore } from '../use-panel.js';
import { readMatrixMemory, type MatrixMemory } from './matrix-memory.js';

export const matrixId = 'matrix';

/** What the page remembers as it is drawn, how to change it, and what was chosen last, which may not be drawn yet. */
export function useMatrixMemory(): readonly [MatrixMemory, (change: Partial<MatrixMemory>) => void, () => MatrixMemory] {
  const store = useStore();
  const { state } = usePanelState();
  const saved = state.pages[matrixId];
  const memory = useMemo(() => readMatrixMemory(saved), [saved]);
  const latest = (): MatrixMemory => readMatrixMemory(store.state.pages[matrixId]);
  return [memory, (change) => store.updatePage(matrixId, { ...latest(), ...change }), latest];
}

const lastOf = new WeakMap<EvaluatorSet, { readonly key: string; readonly arrangement: MatrixArrangement }>();

/** The arrangement that is chosen; worked out once for the bar and the grid. */
export function arrangementOf(set: EvaluatorSet, { query, quickFilters, sort }: MatrixChoice): MatrixArrangement {
  const key = JSON.stringify([query, quickFilters, sort]);
  const last = lastOf.get(set);
  if (last?.key === key) return last.arrangement;
  const arrangement = arrangeMatrix(set, { query, quickFilters, sort });
  lastOf.set(set, { key, arrangement });
  return arrangement;
}
