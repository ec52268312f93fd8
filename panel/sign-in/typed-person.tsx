import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { EvaluatedWho, EvaluatorGroup, EvaluatorSet } from '../../protocol.js';
import { Icon } from '../parts/icon.js';
import { lastGroup, parseGroups, writeGroups } from '../parts/typed-groups.js';
import { useChosen } from '../use-chosen.js';
import { useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';

type Person = EvaluatedWho & { readonly kind: 'person' };
type TypedGroups = Exclude<Person['claim'], { readonly from: 'attributes' }>;

/** The bar for somebody who is in no file: the groups, whether there is an account, and the way back. */
export function TypedPerson({ who, set }: { readonly who: Person; readonly set: EvaluatorSet }): JSX.Element {
  const store = useStore();
  const { signIn } = useWords();
  const { claim } = who;
  // What was chosen last may not be drawn yet.
  const change = (changesOf: (now: Person) => Partial<Person>): void => {
    const now = store.state.who?.kind === 'person' ? store.state.who : who;
    store.update({ who: { ...now, ...changesOf(now) } });
  };
  const changeGroups = (groups: Partial<TypedGroups>): void =>
    change(({ claim: now }) => (now.from === 'attributes' ? {} : { claim: { ...now, ...groups } }));
  return (
    <>
      {claim.from === 'attributes' ? (
        <span class="pasted">
          <Icon name="person" /> <bdi>{fill(signIn.pastedPerson, who.name)}</bdi>
        </span>
      ) : (
        <>
          <GroupField values={claim.values} set={set} onChange={(values) => changeGroups({ values })} />
          <select
            aria-label={signIn.groupsAre}
            value={claim.from}
            onChange={({ currentTarget }) => changeGroups({ from: currentTarget.value === 'groups' ? 'groups' : 'member_of' })}
          >
            <option value="member_of">{signIn.groupsAreMemberships}</option>
            <option value="groups">{signIn.groupsAreSent}</option>
          </select>
        </>
      )}
      <select
        aria-label={signIn.account}
        value={who.account}
        onChange={({ currentTarget }) => change(() => ({ account: currentTarget.value === 'existing' ? 'existing' : 'new' }))}
      >
        <option value="new">{signIn.accountNew}</option>
        <option value="existing">{signIn.accountExisting}</option>
      </select>
      {set.users.length > 0 && (
        <button
          type="button"
          class="btn"
          aria-label={signIn.backToUsers}
          title={signIn.backToUsers}
          onClick={() => store.update({ who: null })}
        >
          {signIn.sampleUsers}
        </button>
      )}
    </>
  );
}

/** How many known groups are offered at once. */
const shownOptions = 12;

interface Typing {
  readonly text: string;
  /** Which of the offered groups Enter takes; -1: none. */
  readonly active: number;
  readonly isOpen: boolean;
}

/** The groups that may be meant by what is typed last, apart from those that are there already. */
function optionsFor({ groups }: EvaluatorSet, { text, isOpen }: Typing): readonly EvaluatorGroup[] {
  if (!isOpen) return [];
  const wanted = lastGroup(text).text.toLowerCase();
  const values = parseGroups(text);
  return groups
    .filter(({ group, displayName }) => wanted === '' || `${displayName ?? ''}\n${group}`.toLowerCase().includes(wanted))
    .filter(({ group, displayName }) => !values.includes(group) && (displayName === null || !values.includes(displayName)))
    .slice(0, shownOptions);
}

function GroupField({
  values,
  set,
  onChange,
}: {
  readonly values: readonly string[];
  readonly set: EvaluatorSet;
  readonly onChange: (values: readonly string[]) => void;
}): JSX.Element {
  const { signIn } = useWords();
  const { drawn, latest, choose } = useChosen<Typing>({ text: writeGroups(values), active: -1, isOpen: false });
  const { text, active } = drawn;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.hasFocus()) field.current?.focus();
  }, []);
  const options = optionsFor(set, drawn);
  const change = (next: string, isOpen: boolean): void => {
    choose({ text: next, active: -1, isOpen });
    onChange(parseGroups(next));
  };
  const take = (option: EvaluatorGroup | undefined): void => {
    if (!option) return;
    // What is sent is the id; people know the name. Where a name stands for several groups only the id says which.
    const name = option.displayName === null || option.sharesName ? option.group : option.displayName;
    const now = latest().text;
    change(`${now.slice(0, lastGroup(now).start)}${writeGroups([name])}, `, false);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.isComposing) return;
    const now = latest();
    const found = optionsFor(set, now);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = now.active + (event.key === 'ArrowDown' ? 1 : -1);
      choose({ ...now, isOpen: true, active: Math.max(-1, Math.min(next, found.length - 1)) });
    } else if (event.key === 'Enter' && now.active >= 0) {
      event.preventDefault();
      take(found[now.active]);
    } else if (event.key === 'Escape' && now.isOpen) {
      event.preventDefault();
      choose({ ...now, isOpen: false });
    }
  };
  return (
    <div class="combo">
      <Icon name="search" />
      <input
        ref={field}
        type="text"
        role="combobox"
        class="plain-end"
        data-search
        data-focus="groups"
        aria-label={signIn.typedGroups}
        aria-expanded={options.length > 0}
        aria-haspopup="listbox"
        aria-autocomplete="list"
        aria-controls={options.length > 0 ? 'typed-groups' : undefined}
        aria-activedescendant={active >= 0 ? `typed-group-${active}` : undefined}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        placeholder={signIn.typedGroupsExample}
        value={text}
        onInput={({ currentTarget }) => change(currentTarget.value, true)}
        onClick={() => choose({ ...latest(), isOpen: true })}
        onBlur={() => choose({ ...latest(), isOpen: false })}
        onKeyDown={onKeyDown}
      />
      {options.length > 0 && (
        <ul class="list" id="typed-groups" role="listbox" aria-label={signIn.knownGroups}>
          {options.map((option, index) => (
            <li
              key={option.group}
              id={`typed-group-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              <Icon name="plus" tone="dim" />
              <span title={option.group}>
                <bdi>{option.displayName ?? option.group}</bdi>
              </span>
              {option.displayName !== null && <bdi class="meta dim mono">{option.shortId}</bdi>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
