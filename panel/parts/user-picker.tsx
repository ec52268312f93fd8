import type { JSX } from 'preact';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import type { EvaluatorSetResult } from '../../protocol.js';
import { useChosen } from '../use-chosen.js';
import { useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { HiddenText } from './hidden-text.js';
import { Icon } from './icon.js';
import { lookOfUser, resultOfUser } from './user-look.js';
import { searchUsers, type FoundUser } from './user-search.js';

/** How many users the list shows; typing finds the others. */
const shownOptions = 100;

/** Picks a sample user: by a list that searches names and groups, or one after the other. */
export function UserPicker({ result: { set }, name }: { readonly result: EvaluatorSetResult; readonly name: string | null }): JSX.Element {
  const store = useStore();
  const { parts } = useWords();
  const indexOf = (wanted: string | null): number => set.users.findIndex((user) => user.name === wanted);
  const index = indexOf(name);
  const user = set.users[index];
  const choose = (next: number): void => {
    const chosen = set.users[next];
    if (chosen) store.update({ who: { kind: 'user', name: chosen.name } });
  };
  // Who was chosen last, who may not be drawn yet: keys come faster than pages.
  const chosenIndex = (): number => {
    const { who } = store.state;
    const chosen = who?.kind === 'user' ? indexOf(who.name) : -1;
    return chosen === -1 ? index : chosen;
  };
  const step = (by: number): void => {
    const from = chosenIndex();
    const count = set.users.length;
    let next = from;
    // Users of one name are one to whoever chooses by name.
    do next = (next + by + count) % count;
    while (next !== from && set.users[next]?.name === set.users[from]?.name);
    choose(next);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      step(event.key === 'ArrowUp' ? -1 : 1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  const look = user && lookOfUser(user);
  return (
    <div class="combo">
      {look ? <Icon name={look.icon} tone={look.tone} /> : <Icon name="search" />}
      <UserList set={set} name={user?.name ?? ''} focusId="user" chosenIndex={chosenIndex} choose={choose} />
      <span class="end">
        {user && <span class="hide-s">{fill(parts.position, index + 1, set.users.length)}</span>}
        <button type="button" class="tool" aria-label={parts.previousUser} title={parts.previousUserKey} onClick={() => step(-1)}>
          <Icon name="up" />
        </button>
        <button type="button" class="tool" aria-label={parts.nextUser} title={parts.nextUserKey} onClick={() => step(1)}>
          <Icon name="down" />
        </button>
      </span>
    </div>
  );
}

interface Search {
  /** What is typed; null while nothing is being looked for. */
  readonly query: string | null;
  /** Which of the found users Enter takes. */
  readonly active: number;
}

/** A field that shows a user's name, and a list to choose another one. */
export function UserList({
  set,
  name,
  focusId,
  chosenIndex,
  choose,
}: {
  readonly set: EvaluatorSetResult['set'];
  readonly name: string;
  /** Tells the field from others of its kind. */
  readonly focusId: string;
  /** Of who was chosen last. */
  readonly chosenIndex: () => number;
  readonly choose: (index: number) => void;
}): JSX.Element {
  const { parts } = useWords();
  const {
    drawn: { query, active },
    latest,
    choose: setSearch,
  } = useChosen<Search>({ query: null, active: 0 });
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const isOpen = query !== null;
  const found = useMemo(() => (query === null ? [] : searchUsers(set, query)), [set, query]);
  const shown = found.slice(0, shownOptions);
  const open = (text: string): void =>
    setSearch({ query: text, active: text === '' ? Math.max(0, Math.min(chosenIndex(), shownOptions - 1)) : 0 });
  const close = (): void => setSearch({ query: null, active: 0 });
  const take = (option: FoundUser | undefined): void => {
    if (!option) return;
    choose(option.index);
    close();
  };
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, isOpen]);
  // What is typed next looks for somebody else; while somebody types in an editor nothing is selected, since that would take the focus.
  useEffect(() => {
    if (!isOpen && document.hasFocus() && field.current === document.activeElement) field.current?.select();
  }, [isOpen, name]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.isComposing) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const step = steps[event.key];
    const search = latest();
    const options = search.query === query ? shown : search.query === null ? [] : searchUsers(set, search.query).slice(0, shownOptions);
    if (step !== undefined) {
      event.preventDefault();
      if (search.query === null) open('');
      else setSearch({ ...search, active: Math.max(0, Math.min(search.active + step, options.length - 1)) });
    } else if (event.key === 'Enter' && search.query !== null) {
      event.preventDefault();
      take(options[search.active]);
    } else if (event.key === 'Enter') {
      open('');
    } else if (event.key === 'Escape' && search.query !== null) {
      event.preventDefault();
      close();
    }
  };
  return (
    <>
      <input
        ref={field}
        type="text"
        role="combobox"
        data-search={focusId === 'user' ? '' : undefined}
        data-focus={focusId}
        aria-label={parts.sampleUser}
        aria-expanded={isOpen}
        aria-haspopup="listbox"
        aria-autocomplete="list"
        aria-controls={isOpen ? id : undefined}
        aria-activedescendant={isOpen && shown.length > 0 ? `${id}-${active}` : undefined}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        placeholder={parts.searchUsers}
        title={name}
        value={query ?? name}
        onInput={(event) => open(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => !isOpen && open('')}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        <ul class="list" id={id} role="listbox" aria-label={parts.sampleUsers} ref={list}>
          {shown.map((option, index) => (
            <Option
              key={option.index}
              option={option}
              groups={set.groups}
              id={`${id}-${index}`}
              isActive={index === active}
              take={() => take(option)}
            />
          ))}
          {found.length === 0 && (
            <li class="grp" role="option" aria-selected="false" aria-disabled="true">
              {parts.nobodyFound}
            </li>
          )}
          {found.length > shown.length && (
            <li class="grp" role="option" aria-selected="false" aria-disabled="true">
              {fill(parts.moreFound, found.length - shown.length)}
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function Option({
  option: { user, group },
  groups,
  id,
  isActive,
  take,
}: {
  readonly option: FoundUser;
  readonly groups: EvaluatorSetResult['set']['groups'];
  readonly id: string;
  readonly isActive: boolean;
  readonly take: () => void;
}): JSX.Element {
  const words = useWords();
  const { icon, tone } = lookOfUser(user);
  const because = group === null ? undefined : groups[group];
  return (
    // The field keeps the focus: the keyboard goes on where it was.
    <li id={id} role="option" aria-selected={isActive} onMouseDown={(event) => event.preventDefault()} onClick={take}>
      <Icon name={icon} tone={tone} />
      <span title={user.name}>
        <bdi>{user.name}</bdi>
        {because && (
          <span class="dim">
            {' '}
            · <bdi>{because.displayName ?? because.group}</bdi>
          </span>
        )}
      </span>
      <span class="meta dim">
        {resultOfUser(user, words)}
        {user.administratorRoles > 0 && (
          <>
            {' '}
            <Icon name="shield" tone="bad" />
            <HiddenText>, {words.parts.hasAdministrator}</HiddenText>
          </>
        )}
      </span>
    </li>
  );
}
