import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../use-panel.js';
import { Icon } from './icon.js';

/** A modal dialog; the focus goes back to where it was when it closes. */
export function Dialog({
  title,
  close,
  children,
  footer,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
  readonly footer: ComponentChildren;
}): JSX.Element {
  const { parts } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('textarea, input')?.focus();
    return () => {
      // Nothing outside of a dialog takes the focus while it is open.
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div class="head">
        <h1 id="dialog-title">{title}</h1>
        <button type="button" class="tool" aria-label={parts.close} title={parts.closeKey} onClick={close}>
          <Icon name="cross" />
        </button>
      </div>
      <div class="inner">{children}</div>
      <div class="tail">{footer}</div>
    </dialog>
  );
}
