import type { ComponentChildren, JSX } from 'preact';

/** Text for screen readers where others see a picture. */
export function HiddenText({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <span class="sr">{children}</span>;
}
