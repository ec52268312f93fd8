import type { JSX } from 'preact';
import type { EvaluatorSetResult, EvaluatorUser } from '../../protocol.js';
import { useWords } from '../use-panel.js';

export function CellExplanation(_: {
  readonly result: EvaluatorSetResult;
  readonly user: EvaluatorUser | null;
  readonly mapping: number | null;
  readonly isKept: boolean;
  readonly onReveal: () => void;
}): JSX.Element {
  const { matrix: words } = useWords();
  return (
    <section class="strip" aria-label={words.selectedCell}>
      {words.chooseCell}
    </section>
  );
}
