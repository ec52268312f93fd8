import type { JSX } from 'preact';
import type { PinnedWatch, WatchAnswer, WatchState } from '../../protocol.js';
import { useAnswer, usePanelState, useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { HiddenText } from './hidden-text.js';
import { Icon, type IconName } from './icon.js';
import { AdministratorTag } from './tags.js';

const icons: Readonly<Record<WatchAnswer, IconName>> = { yes: 'check', no: 'cross', unknown: 'question', gone: 'minus' };

/** What is watched, in sight under every page: how it is, and how it was when it was last seen. */
export function Watches(): JSX.Element | null {
  const store = useStore();
  usePanelState();
  const { watches } = store;
  const { result: states } = useAnswer('watchStates', watches.length > 0 ? { watches: watches.map(({ watch }) => watch) } : null);
  const { frame } = useWords();
  if (watches.length === 0 || !states) return null;
  // An answer about fewer watches is still that of before the last one was pinned.
  const shown = watches.flatMap((pinned, index) => (states[index] ? [{ pinned, state: states[index] }] : []));
  const changed = shown.filter(({ pinned, state }) => pinned.seen !== state.answer).length;
  const markSeen = (): void =>
    store.keepWatches(watches.map((pinned, index) => ({ ...pinned, seen: states[index]?.answer ?? pinned.seen })));
  return (
    <section class="watches" aria-label={frame.watches} data-watches={watches.length} data-changed={changed}>
      <h2>
        {frame.watches} {watches.length}
        <span class="sub warn" role="status">
          {changed > 0 && (changed === 1 ? frame.watchChangedOne : fill(frame.watchChangedMany, changed))}
        </span>
        {changed > 0 && (
          <button type="button" class="btn small" onClick={markSeen}>
            {frame.markSeen}
          </button>
        )}
      </h2>
      <ul>
        {shown.map(({ pinned, state }) => (
          <Line key={JSON.stringify(pinned.watch)} pinned={pinned} state={state} />
        ))}
      </ul>
    </section>
  );
}

function Line({ pinned, state }: { readonly pinned: PinnedWatch; readonly state: WatchState }): JSX.Element {
  const store = useStore();
  const { frame, parts } = useWords();
  const { answer } = state;
  const hasChanged = pinned.seen !== answer;
  const spoken: Readonly<Record<WatchAnswer, string>> = { yes: parts.yes, no: parts.no, unknown: parts.unknown, gone: frame.gone };
  const now: Readonly<Record<WatchAnswer, string>> = {
    yes: frame.nowYes,
    no: frame.nowNo,
    unknown: frame.nowUnknown,
    gone: frame.nowGone,
  };
  const tone = answer === 'unknown' ? 'unk' : answer !== 'yes' ? 'dim' : hasChanged && state.isAdministrator ? 'bad' : 'ok';
  return (
    <li class={hasChanged ? 'flip' : ''} data-answer={answer} data-seen={pinned.seen}>
      <span class="st">
        {hasChanged && (
          <>
            <Icon name={icons[pinned.seen]} tone="dim" />
            <Icon name="arrow" tone="dim sm" />
          </>
        )}
        <HiddenText>{hasChanged ? `${spoken[pinned.seen]}, ${now[answer]}: ` : `${spoken[answer]}: `}</HiddenText>
        <Icon name={icons[answer]} tone={tone} />
      </span>
      <span>
        <b>
          <bdi>{pinned.watch.user}</bdi>
        </b>{' '}
        <span {...(pinned.watch.kind === 'role' && { title: pinned.watch.crnPattern })}>
          <bdi>{state.text}</bdi>
        </span>{' '}
        {state.isAdministrator && <AdministratorTag />}
      </span>
      <span class="row">
        {hasChanged && <span class="tag warn">{now[answer]}</span>}
        <button
          type="button"
          class="tool mini"
          aria-label={fill(frame.stopWatching, pinned.watch.user, state.text)}
          title={frame.unpin}
          onClick={() => store.keepWatches(store.watches.filter(({ watch }) => watch !== pinned.watch))}
        >
          <Icon name="cross" />
        </button>
      </span>
    </li>
  );
}
