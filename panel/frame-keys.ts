import type { PanelItem, PanelStore } from './panel-store.js';

/** Whether somebody is typing there: single keys are letters then. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select') || target.isContentEditable)
  );
}

/**
 * Keys that do the same on every page. With Control or Command: Enter goes to the source of what has the focus, C copies it where nothing is
 * selected. Alone: `/` goes to the page's search field, W watches what has the focus, Escape goes back to the editor.
 */
export function onFrameKey(event: KeyboardEvent, store: PanelStore): void {
  if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return;
  const isTyping = isField(event.target);
  if (event.ctrlKey || event.metaKey) {
    const item = focusedItem(store);
    if (event.key === 'Enter' && item?.place) {
      event.preventDefault();
      store.post({ type: 'reveal', place: item.place });
    } else if (event.key.toLowerCase() === 'c' && item && !isTyping && (document.getSelection()?.isCollapsed ?? true)) {
      event.preventDefault();
      store.post({ type: 'copy', text: item.copy });
    }
    return;
  }
  if (event.key === 'Escape') {
    store.post({ type: 'focusEditor' });
    return;
  }
  if (isTyping) return;
  if (event.key === '/') {
    const field = document.querySelector<HTMLInputElement>('[data-search]');
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key.toLowerCase() === 'w') {
    const wanted = focusedItem(store)?.watch;
    if (!wanted) return;
    event.preventDefault();
    store.toggleWatch(wanted.watch, wanted.answer);
  }
}

function focusedItem(store: PanelStore) {
  return itemAt(store, document.activeElement);
}

/** What can be done with the item that an element is in. */
export function itemAt(store: PanelStore, element: Element | null): PanelItem | undefined {
  const id = element?.closest<HTMLElement>('[data-item]')?.dataset['item'];
  return id === undefined ? undefined : store.items.get(id);
}
