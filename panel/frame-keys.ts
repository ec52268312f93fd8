import type { PanelStore } from './panel-store.js';

/** Whether somebody is typing there: single keys are letters then. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select') || target.isContentEditable)
  );
}

/** Keys that do the same on every page: `/` goes to the page's search field, Escape back to the editor. */
export function onFrameKey(event: KeyboardEvent, store: PanelStore): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && !isField(event.target)) {
    const field = document.querySelector<HTMLInputElement>('[data-search]');
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  }
  if (event.key === 'Escape' && !document.querySelector('dialog[open]')) store.post({ type: 'focusEditor' });
}
