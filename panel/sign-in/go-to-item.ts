/** Brings a role or a mapping of the page into sight and puts the focus there; what is folded around it is unfolded. */
export function goToItem(id: string): void {
  const item = [...document.querySelectorAll<HTMLElement>('[data-item]')].find((element) => element.dataset['item'] === id);
  if (!item) return;
  const details = item.querySelector('details');
  if (details) details.open = true;
  item.scrollIntoView({ block: 'center' });
  const target = item.matches('[tabindex]') ? item : item.querySelector<HTMLElement>('summary, button, [tabindex]');
  target?.focus({ preventScroll: true });
}
