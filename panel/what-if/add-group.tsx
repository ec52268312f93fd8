import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { EvaluatorGroup } from '../../protocol.js';
import { useChosen } from '../use-chosen.js';
import { useWords } from '../use-panel.js';
import { fill } from '../words.js';

/** How many groups the list shows; typing on narrows it. */
const shownGroups = 50;

/** A field that adds a group: one that the set names, or any other that is typed. */
export function AddGroup({
  candidates,
  onAdd,
}: {
  readonly candidates: readonly EvaluatorGroup[];
  readonly onAdd: (group: string) => void;
}): JSX.Element {
  const { whatIf: words } = useWords();
  const { drawn, latest, choose } = useChosen({ typed: '', isOpen: false, active: 0 });
  const { typed, isOpen, active } = drawn;
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const options = isOpen ? optionsFor(candidates, typed) : [];
  const at = Math.min(active, options.length - 1);

  const add = (option: AddOption | undefined): void => {
    if (!option) return;
    onAdd(option.group);
    choose({ typed: '', isOpen: false, active: 0 });
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const now = latest();
    const found = now.typed === typed && now.isOpen === isOpen ? options : now.isOpen ? optionsFor(candidates, now.typed) : [];
    const from = Math.min(now.active, found.length - 1);
    if (event.key === 'Escape' && now.isOpen) choose({ ...now, isOpen: false });
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const by = event.key === 'ArrowDown' ? 1 : found.length - 1;
      choose({ ...now, isOpen: true, active: found.length > 0 ? (from + by) % found.length : now.active });
    } else if (event.key === 'Enter' && now.isOpen) add(found[from]);
    else return;
    event.preventDefault();
  };
  return (
    <div
      class="add-group"
      onFocusOut={({ relatedTarget, currentTarget }: JSX.TargetedFocusEvent<HTMLDivElement>) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) choose({ ...latest(), isOpen: false });
      }}
    >
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={words.addGroupLabel}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && options[at] ? `${id}-${at}` : undefined}
        placeholder={words.addGroup}
        value={typed}
        onInput={({ currentTarget }) => choose({ typed: currentTarget.value, isOpen: true, active: 0 })}
        onClick={() => choose({ ...latest(), isOpen: true })}
        onKeyDown={onKeyDown}
      />
      <div class="list" role="listbox" id={`${id}-list`} aria-label={words.addGroupLabel} hidden={!isOpen}>
        {options.map((option, index) => (
          <div
            key={option.group}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            title={option.group}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => add(option)}
          >
            <bdi>{option.isTyped ? fill(words.addTyped, option.group) : option.name}</bdi>
            {option.id !== null && (
              <bdi class="meta dim" dir="ltr">
                {option.id}
              </bdi>
            )}
          </div>
        ))}
        {isOpen && options.length === 0 && (
          <div role="option" aria-selected="false" aria-disabled="true" class="dim">
            {words.noGroupFound}
          </div>
        )}
      </div>
    </div>
  );
}

interface AddOption {
  readonly group: string;
  readonly name: string;
  readonly id: string | null;
  /** Nothing in the set is so called. */
  readonly isTyped: boolean;
}

/** Groups by the beginning of their names before those that only hold what was typed; last the typed text itself, as it is. */
export function optionsFor(candidates: readonly EvaluatorGroup[], typed: string): readonly AddOption[] {
  const wanted = typed.trim().toLowerCase();
  const named = candidates.map(({ group, displayName, shortId }) => ({
    group,
    name: displayName ?? group,
    id: displayName === null ? null : shortId,
    isTyped: false,
  }));
  const found = named.filter(({ group, name }) => name.toLowerCase().includes(wanted) || group.toLowerCase().includes(wanted));
  const begins = ({ group, name }: AddOption) => name.toLowerCase().startsWith(wanted) || group.toLowerCase().startsWith(wanted);
  const sorted = [...found.filter(begins), ...found.filter((option) => !begins(option))].slice(0, shownGroups);
  const isKnown = typed === '' || candidates.some(({ group, displayName }) => group === typed || displayName === typed);
  return isKnown ? sorted : [...sorted, { group: typed, name: typed, id: null, isTyped: true }];
}
