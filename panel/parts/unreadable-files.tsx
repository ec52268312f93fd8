import type { JSX } from 'preact';
import type { UnreadableFile } from '../../protocol.js';
import { useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { Icon } from './icon.js';

/** Files that do not parse: which, where, and that what they hold may be missing. */
export function UnreadableFiles({ files }: { readonly files: readonly UnreadableFile[] }): JSX.Element {
  const store = useStore();
  const { frame } = useWords();
  return (
    <>
      {files.map((place) => (
        <div key={place.file} class="banner" role="status" data-unreadable={place.file}>
          <Icon name="warning" />
          <div>
            <b>
              <bdi>{fill(frame.notRead, place.file, place.line)}</bdi>
            </b>{' '}
            <bdi>{place.message}</bdi> {frame.notReadText}
          </div>
          <button type="button" class="btn" onClick={() => store.post({ type: 'reveal', place })}>
            {fill(frame.goToLine, place.line)}
          </button>
        </div>
      ))}
    </>
  );
}
