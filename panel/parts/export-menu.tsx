import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ExportedText, ExportFormat } from '../../protocol.js';
import { useStore, useWords } from '../use-panel.js';
import { Icon } from './icon.js';

type Way = 'copy' | 'save';

/** Copies what a page shows, or saves it; `load` writes it in a format, null where there is nothing. `lacks`: a format that cannot say it. */
export function ExportMenu({
  load,
  lacks,
}: {
  readonly load: (format: ExportFormat) => Promise<ExportedText | null>;
  readonly lacks?: ExportFormat | null;
}): JSX.Element {
  const store = useStore();
  const { frame } = useWords();
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const choices: readonly { readonly way: Way; readonly format: ExportFormat; readonly text: string }[] = [
    { way: 'copy', format: 'markdown', text: frame.copyMarkdown },
    { way: 'copy', format: 'csv', text: frame.copyCsv },
    { way: 'copy', format: 'json', text: frame.copyJson },
    { way: 'copy', format: 'command', text: frame.copyCommand },
    { way: 'save', format: 'markdown', text: frame.saveMarkdown },
    { way: 'save', format: 'csv', text: frame.saveCsv },
    { way: 'save', format: 'json', text: frame.saveJson },
  ];
  const offered = choices.filter(({ format }) => format !== lacks);
  // Before the next key comes.
  useLayoutEffect(() => {
    if (isOpen) menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const take = async (way: Way, format: ExportFormat): Promise<void> => {
    close();
    const exported = await load(format).catch(() => null);
    if (exported) store.post(way === 'copy' ? { type: 'copy', text: exported.text } : { type: 'save', ...exported });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      items[(target + items.length) % items.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
    }
  };
  return (
    <span
      class="menu-holder"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class="tool"
        aria-label={frame.copyOrExport}
        title={frame.copyOrExport}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen((wasOpen) => !wasOpen)}
      >
        <Icon name="export" />
      </button>
      {isOpen && (
        <div class="menu" role="menu" aria-label={frame.copyOrExport} ref={menu} onKeyDown={onKeyDown}>
          {offered.map(({ way, format, text }) => (
            <button key={text} type="button" role="menuitem" tabIndex={-1} onClick={() => void take(way, format)}>
              {text}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
