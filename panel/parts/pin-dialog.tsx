import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EvaluatorSet, Watch, WatchAnswer, WatchState } from '../../protocol.js';
import { idOfWatch } from '../panel-store.js';
import { useChosen } from '../use-chosen.js';
import { useAnswer, usePanelState, useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { Dialog } from './dialog.js';
import { HiddenText } from './hidden-text.js';
import { Icon } from './icon.js';
import { watchable, type Watchable } from './watchable.js';
import { AdministratorTag } from './tags.js';
import { UserList } from './user-picker.js';
import { AskForStates, answerIcons } from './watches.js';

/** How many mappings, and how many roles, are shown at once; typing finds the others. */
const shownOfKind = 50;

/** What can be watched of a user, every mapping and every role that the set knows, each to be ticked. */
export function PinDialog({
  set,
  start,
  close,
}: {
  readonly set: EvaluatorSet;
  /** What the list opens at; null: at the user who is shown. */
  readonly start: Watch | null;
  readonly close: () => void;
}): JSX.Element {
  const store = useStore();
  const { frame, parts } = useWords();
  const { who } = store.state;
  const first = start?.user ?? (who?.kind === 'user' && set.users.some(({ name }) => name === who.name) ? who.name : set.users[0]?.name);
  const { drawn: user, latest, choose } = useChosen(first ?? '');
  const indexOf = (name: string): number => set.users.findIndex((candidate) => candidate.name === name);
  return (
    <Dialog
      title={frame.pinWatch}
      close={close}
      footer={
        <button type="button" class="btn" onClick={close}>
          {parts.close}
        </button>
      }
    >
      {set.users.length === 0 ? (
        <p>{frame.pinNobody}</p>
      ) : (
        <>
          <div class="combo">
            <Icon name="person" />
            <UserList
              set={set}
              name={user}
              focusId="watched-user"
              chosenIndex={() => indexOf(latest())}
              choose={(index) => choose(set.users[index]?.name ?? latest())}
            />
          </div>
          <Candidates key={user} set={set} user={user} start={start} />
        </>
      )}
    </Dialog>
  );
}

function Candidates({
  set,
  user,
  start,
}: {
  readonly set: EvaluatorSet;
  readonly user: string;
  readonly start: Watch | null;
}): JSX.Element {
  const { frame, parts } = useWords();
  const [search, setSearch] = useState('');
  const [states, setStates] = useState<ReadonlyMap<string, WatchState>>(new Map());
  const list = useRef<HTMLDivElement>(null);
  // Roles assigned by hand are in no mapping.
  const { result: view } = useAnswer('evaluateUser', { who: { kind: 'user', name: user } });
  const all = watchable(set, user, view?.access ?? []);
  const wanted = search.trim().toLowerCase();
  const found = (items: readonly Watchable[]) => items.filter(({ text }) => text.toLowerCase().includes(wanted));
  const groups = [
    { title: frame.pinMappings, items: found(all.mappings) },
    { title: frame.pinRoles, items: found(all.roles) },
  ].filter(({ items }) => items.length > 0);
  const watches = groups.flatMap(({ items }) => items.slice(0, shownOfKind).map(({ watch }) => watch));

  const startId = start && start.user === user ? idOfWatch(start) : null;
  const hasStarted = useRef(false);
  useEffect(() => {
    if (hasStarted.current || startId === null || states.size === 0) return;
    hasStarted.current = true;
    const box = [...(list.current?.querySelectorAll<HTMLElement>('input') ?? [])].find((input) => input.dataset['watch'] === startId);
    box?.focus();
    box?.scrollIntoView({ block: 'nearest' });
  }, [states]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const boxes = [...(list.current?.querySelectorAll<HTMLElement>('input:not([disabled])') ?? [])];
    const at = boxes.findIndex((box) => box === document.activeElement);
    const isInList = at >= 0;
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, ...(isInList && { Home: 0, End: boxes.length - 1 }) }[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    boxes[Math.max(0, Math.min(target, boxes.length - 1))]?.focus();
  };
  return (
    <div class="pins" onKeyDown={onKeyDown}>
      <div class="combo">
        <Icon name="search" />
        <input
          type="search"
          class="plain-end"
          aria-label={frame.pinSearch}
          placeholder={frame.pinSearch}
          dir="auto"
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </div>
      {watches.length > 0 && <AskForStates key={JSON.stringify(watches)} watches={watches} know={setStates} />}
      <div ref={list}>
        {groups.map(({ title, items }) => (
          <fieldset key={title}>
            <legend>{title}</legend>
            {items.slice(0, shownOfKind).map((item) => (
              <Candidate key={idOfWatch(item.watch)} item={item} state={states.get(idOfWatch(item.watch))} />
            ))}
            {items.length > shownOfKind && <p class="sub dim">{fill(parts.moreFound, items.length - shownOfKind)}</p>}
          </fieldset>
        ))}
        {groups.length === 0 && <p class="sub dim">{frame.pinNothing}</p>}
      </div>
    </div>
  );
}

const tones: Readonly<Record<WatchAnswer, string>> = { yes: 'ok', no: 'dim', unknown: 'unk', gone: 'dim' };

function Candidate({ item, state }: { readonly item: Watchable; readonly state: WatchState | undefined }): JSX.Element {
  const store = useStore();
  usePanelState();
  const { frame, parts } = useWords();
  const id = idOfWatch(item.watch);
  const spoken: Readonly<Record<WatchAnswer, string>> = { yes: parts.yes, no: parts.no, unknown: parts.unknown, gone: frame.gone };
  return (
    <label title={item.watch.kind === 'role' ? item.watch.crnPattern : undefined}>
      <input
        type="checkbox"
        data-watch={id}
        checked={store.watches.some(({ watch }) => idOfWatch(watch) === id)}
        disabled={!state}
        onChange={() => state && store.toggleWatch(item.watch, state.answer)}
      />
      {state ? <Icon name={answerIcons[state.answer]} tone={tones[state.answer]} /> : <Icon name="dot" tone="dim" />}
      <span>
        {state && <HiddenText>{spoken[state.answer]}: </HiddenText>}
        <bdi>{item.text || parts.noName}</bdi> {item.isAdministrator && <AdministratorTag />}
      </span>
    </label>
  );
}
