import type { JSX } from 'preact';
import { useStore, useWords } from '../use-panel.js';
import { Icon } from './icon.js';

/** The evaluator cannot go on: why, and what to do. */
export function Stopped({ message }: { readonly message: string }): JSX.Element {
  const store = useStore();
  const { frame } = useWords();
  return (
    <section class="callout stopped" role="alert">
      <p>
        <Icon name="deny" tone="bad" /> <b>{frame.stopped}</b>{' '}
        <button type="button" class="link" onClick={() => store.post({ type: 'run', command: 'restartServer' })}>
          {frame.restart}
        </button>
      </p>
      <pre dir="auto">{message}</pre>
      <p class="row">
        <button type="button" class="btn" onClick={() => store.post({ type: 'copy', text: message })}>
          {frame.copyError}
        </button>
        <button type="button" class="btn" onClick={() => store.post({ type: 'run', command: 'showOutput' })}>
          {frame.showOutput}
        </button>
      </p>
    </section>
  );
}
