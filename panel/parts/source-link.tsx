import type { JSX } from 'preact';
import type { SourcePlace } from '../../protocol.js';
import { useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';

/** Goes to a line of one of the set's files. */
export function SourceLink({ place, withFile = false }: { readonly place: SourcePlace; readonly withFile?: boolean }): JSX.Element {
  const store = useStore();
  const { parts } = useWords();
  const name = place.file.slice(place.file.lastIndexOf('/') + 1);
  return (
    <button
      type="button"
      class="link src"
      aria-label={fill(parts.openAt, place.file, place.line)}
      title={fill(parts.openAt, place.file, place.line)}
      onClick={() => store.post({ type: 'reveal', place })}
    >
      {withFile ? fill(parts.fileLine, name, place.line) : fill(parts.line, place.line)}
    </button>
  );
}
