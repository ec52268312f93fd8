import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps the focus where it is over live updates: when what had it is gone from the page because its item was drawn elsewhere, the element
 * with the same `data-focus` has it now.
 */
export function useKeptFocus(): void {
  const kept = useRef<string | null>(null);
  useEffect(() => {
    const idOf = (target: EventTarget | null): string | null =>
      target instanceof Element ? (target.closest<HTMLElement>('[data-focus]')?.dataset['focus'] ?? null) : null;
    const onFocusIn = ({ target }: FocusEvent): void => {
      kept.current = idOf(target);
    };
    const onFocusOut = ({ target, relatedTarget }: FocusEvent): void => {
      // An element that leaves the page loses the focus too: that is no wish of the user's.
      if (relatedTarget === null && target instanceof Element)
        queueMicrotask(() => {
          if (target.isConnected && document.hasFocus()) kept.current = null;
        });
    };
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('focusout', onFocusOut);
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', onFocusOut);
    };
  }, []);
  useLayoutEffect(() => {
    const id = kept.current;
    // While somebody types in an editor the focus is not the panel's to move.
    if (id === null || !document.hasFocus() || (document.activeElement !== null && document.activeElement !== document.body)) return;
    const element = [...document.querySelectorAll<HTMLElement>('[data-focus]')].find((candidate) => candidate.dataset['focus'] === id);
    element?.focus({ preventScroll: true });
  });
}
