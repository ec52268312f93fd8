import { useEffect, useRef } from 'preact/hooks';

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
    const restore = (): void => {
      const id = kept.current;
      // While somebody types in an editor the focus is not the panel's to move.
      if (id === null || !document.hasFocus() || (document.activeElement !== null && document.activeElement !== document.body)) return;
      const element = [...document.querySelectorAll<HTMLElement>('[data-focus]')].find((candidate) => candidate.dataset['focus'] === id);
      element?.focus({ preventScroll: true });
    };
    // Whatever part of the panel is drawn anew, and before it is painted.
    const observer = new MutationObserver(restore);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('focusout', onFocusOut);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', onFocusOut);
    };
  }, []);
}
