import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EvaluatorSet, Watch } from '../../protocol.js';
import { itemAt } from '../frame-keys.js';
import { useStore, useWords } from '../use-panel.js';
import { Icon } from './icon.js';
import { PinDialog } from './pin-dialog.js';

/** Opens the list of what can be watched, at what had the focus last where that can be. */
export function PinTool({ set }: { readonly set: EvaluatorSet }): JSX.Element {
  const store = useStore();
  const { frame } = useWords();
  const last = useRef<Element | null>(null);
  /** Undefined while the list is closed; null: it opens at nothing of its own. */
  const [start, setStart] = useState<Watch | null | undefined>(undefined);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof Element && !target.closest('.tools, dialog')) last.current = target;
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);
  const open = (): void => setStart((last.current?.isConnected && itemAt(store, last.current)?.watch?.watch) || null);
  return (
    <>
      <button type="button" class="tool" aria-label={frame.pinWatch} title={frame.pinWatchKey} aria-haspopup="dialog" onClick={open}>
        <Icon name="pin" />
      </button>
      {start !== undefined && <PinDialog set={set} start={start} close={() => setStart(undefined)} />}
    </>
  );
}
