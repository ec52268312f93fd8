import type { JSX } from 'preact';
import { useStore, useWords } from '../use-panel.js';

/** Makes sample users of what a directory exports, in a new document: the editor's own command, which asks for the file. */
export function ImportUsers(): JSX.Element {
  const store = useStore();
  const { parts } = useWords();
  return (
    <button type="button" class="btn" onClick={() => store.post({ type: 'run', command: 'importUsers' })}>
      {parts.importUsers}
    </button>
  );
}
