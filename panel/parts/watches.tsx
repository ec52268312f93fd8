import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PinnedWatch, Watch, WatchAnswer, WatchState } from '../../protocol.js';
import { idOfWatch } from '../panel-store.js';
import { useChosen } from '../use-chosen.js';
import { useAnswer, usePanelState, useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { HiddenText } from './hidden-text.js';
import { Icon, type IconName } from './icon.js';
import { AdministratorTag } from './tags.js';

/** How an answer looks. */
export const answerIcons: Readonly<Record<WatchAnswer, IconName>> = { yes: 'check', no: 'cross', unknown: 'question', gone: 'minus' };

/** What is watched, in sight under every page: how it is, and how it was when it was last seen. */
export function Watches(): JSX.Element | null {
  const store = useStore();
  usePanelState();
  const { watches } = store;
  // By what is watched: an answer about other watches than those of now is still right about those that are left.
  const { drawn: known, latest, choose: know } = useChosen<ReadonlyMap<string, WatchState>>(new Map());
  const list = useRef<HTMLUListElement>(null);
  const { frame } = useWords();
  const isEmpty = watches.length === 0;
  useLayoutEffect(() => {
    // Nor does anything hold that was said of another set.
    if (isEmpty) know(new Map());
  }, [isEmpty]);
  if (isEmpty) return null;
  const shown = watches.flatMap((pinned) => {
    const state = known.get(idOfWatch(pinned.watch));
    return state ? [{ pinned, state }] : [];
  });
  const changed = shown.filter(({ pinned, state }) => pinned.seen !== state.answer).length;
  const markSeen = (): void =>
    store.keepWatches(store.watches.map(({ watch, seen }) => ({ watch, seen: latest().get(idOfWatch(watch))?.answer ?? seen })));
  const unpin = (wanted: Watch): void => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    store.keepWatches(store.watches.filter(({ watch }) => idOfWatch(watch) !== idOfWatch(wanted)));
    // The line goes; who unpins several goes on with the next.
    (buttons[at + 1] ?? buttons[at - 1] ?? document.querySelector<HTMLElement>('[role=tab][tabindex="0"]'))?.focus();
  };
  return (
    <>
      <AskForStates key={JSON.stringify(watches.map(({ watch }) => watch))} watches={watches.map(({ watch }) => watch)} know={know} />
      {shown.length > 0 && (
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
          <ul ref={list}>
            {shown.map(({ pinned, state }) => (
              <Line key={idOfWatch(pinned.watch)} pinned={pinned} state={state} unpin={unpin} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Asks how watches are, as long as there are these and no others (it takes a key of them), and shows nothing itself. */
export function AskForStates({
  watches,
  know,
}: {
  readonly watches: readonly Watch[];
  readonly know: (states: ReadonlyMap<string, WatchState>) => void;
}): null {
  const { result: states } = useAnswer('watchStates', { watches });
  useLayoutEffect(() => {
    if (states) know(new Map(watches.flatMap((watch, index) => (states[index] ? [[idOfWatch(watch), states[index]] as const] : []))));
  }, [states]);
  return null;
}

function Line({
  pinned,
  state,
  unpin,
}: {
  readonly pinned: PinnedWatch;
  readonly state: WatchState;
  readonly unpin: (watch: Watch) => void;
}): JSX.Element {
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
            <Icon name={answerIcons[pinned.seen]} tone="dim" />
            <Icon name="arrow" tone="dim sm" />
          </>
        )}
        <HiddenText>{hasChanged ? `${spoken[pinned.seen]}, ${now[answer]}: ` : `${spoken[answer]}: `}</HiddenText>
        <Icon name={answerIcons[answer]} tone={tone} />
      </span>
      <span class="what" title={`${pinned.watch.user} ${state.text}`}>
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
          onClick={() => unpin(pinned.watch)}
        >
          <Icon name="cross" />
        </button>
      </span>
    </li>
  );
}
