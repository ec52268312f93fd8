import type { PinnedWatch } from '../protocol.js';
import type { PanelStore } from './panel-store.js';

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
  } else if (event.key.toLowerCase() === 'w' && focusedItem(store)?.watch) {
    event.preventDefault();
    toggleWatch(store, document.activeElement);
  }
}

/** Watches the item that an element is in, or no longer; false where there is nothing to watch. */
export function toggleWatch(store: PanelStore, element: Element | null): boolean {
  const wanted = itemAt(store, element)?.watch;
  if (!wanted) return false;
  const isSame = ({ watch }: PinnedWatch): boolean => JSON.stringify(watch) === JSON.stringify(wanted.watch);
  const others = store.watches.filter((pinned) => !isSame(pinned));
  store.keepWatches(others.length < store.watches.length ? others : [...others, { watch: wanted.watch, seen: wanted.answer }]);
  return true;
}

function focusedItem(store: PanelStore) {
  return itemAt(store, document.activeElement);
}

function itemAt(store: PanelStore, element: Element | null) {
  const id = element?.closest<HTMLElement>('[data-item]')?.dataset['item'];
  return id === undefined ? undefined : store.items.get(id);
}
