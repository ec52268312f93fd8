import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EvaluatedWho, EvaluatorSet } from '../../protocol.js';
import { Icon } from '../parts/icon.js';
import { lastGroup, parseGroups, writeGroups } from '../parts/typed-groups.js';
import { useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';

type Person = EvaluatedWho & { readonly kind: 'person' };

/** The bar for somebody who is in no file: the groups, whether there is an account, and the way back. */
export function TypedPerson({ who, set }: { readonly who: Person; readonly set: EvaluatorSet }): JSX.Element {
  const store = useStore();
  const { signIn } = useWords();
  const { claim } = who;
  const change = (changes: Partial<Person>): void => store.update({ who: { ...who, ...changes } });
  return (
    <>
      {claim.from === 'attributes' ? (
        <span class="pasted">
          <Icon name="person" /> <bdi>{fill(signIn.pastedPerson, who.name)}</bdi>
        </span>
      ) : (
        <>
          <GroupField values={claim.values} set={set} onChange={(values) => change({ claim: { from: claim.from, values } })} />
          <select
            aria-label={signIn.groupsAre}
            value={claim.from}
            onChange={({ currentTarget }) =>
              change({ claim: { from: currentTarget.value === 'groups' ? 'groups' : 'member_of', values: claim.values } })
            }
          >
            <option value="member_of">{signIn.groupsAreMemberships}</option>
            <option value="groups">{signIn.groupsAreSent}</option>
          </select>
        </>
      )}
      <select
        aria-label={signIn.account}
        value={who.account}
        onChange={({ currentTarget }) => change({ account: currentTarget.value === 'existing' ? 'existing' : 'new' })}
      >
        <option value="new">{signIn.accountNew}</option>
        <option value="existing">{signIn.accountExisting}</option>
      </select>
      {set.users.length > 0 && (
        <button type="button" class="btn" onClick={() => store.update({ who: null })}>
          {signIn.backToUsers}
        </button>
      )}
    </>
  );
}

/** How many known groups are offered at once. */
const shownOptions = 12;

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
  const [text, setText] = useState(writeGroups(values));
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.hasFocus()) field.current?.focus();
  }, []);
  const typed = lastGroup(text);
  const wanted = typed.text.toLowerCase();
  const options = isOpen
    ? set.groups
        .filter(({ group, displayName }) => wanted === '' || `${displayName ?? ''}\n${group}`.toLowerCase().includes(wanted))
        .filter(({ group, displayName }) => !values.includes(group) && (displayName === null || !values.includes(displayName)))
        .slice(0, shownOptions)
    : [];
  const change = (next: string): void => {
    setText(next);
    setActive(-1);
    setOpen(true);
    onChange(parseGroups(next));
  };
  const take = (index: number): void => {
    const option = options[index];
    if (!option) return;
    // What is sent is the id; people know the name. Where a name stands for several groups only the id says which.
    const name = option.displayName === null || option.sharesName ? option.group : option.displayName;
    change(`${text.slice(0, typed.start)}${writeGroups([name])}, `);
    setOpen(false);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive(Math.max(-1, Math.min(active + (event.key === 'ArrowDown' ? 1 : -1), options.length - 1)));
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setOpen(false);
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
        onInput={({ currentTarget }) => change(currentTarget.value)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {options.length > 0 && (
        <ul class="list" id="typed-groups" role="listbox" aria-label={signIn.knownGroups}>
          {options.map(({ group, displayName, shortId }, index) => (
            <li
              key={group}
              id={`typed-group-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(index)}
            >
              <Icon name="plus" tone="dim" />
              <span title={group}>
                <bdi>{displayName ?? group}</bdi>
              </span>
              {displayName !== null && <bdi class="meta dim mono">{shortId}</bdi>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
