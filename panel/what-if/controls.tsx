import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { EvaluatorSet, GroupLabel, Tried, WhatIfChanges, WhatIfControls } from '../../protocol.js';
import { HiddenText } from '../parts/hidden-text.js';
import { useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { AddGroup } from './add-group.js';

/** Changes something of what was chosen last. */
type OnChange = (change: (now: WhatIfChanges) => WhatIfChanges) => void;

/** Everything that can be changed: the groups as chips to tick, and how the sign-in is set up. */
export function Controls({
  set,
  controls,
  onChange,
}: {
  readonly set: EvaluatorSet;
  readonly controls: WhatIfControls;
  readonly onChange: OnChange;
}): JSX.Element {
  const { whatIf: words } = useWords();
  const change = (part: WhatIfChanges): void => onChange(() => part);
  return (
    <section class="knobs" aria-label={words.changeSomething}>
      <Groups set={set} controls={controls} onChange={onChange} />
      <fieldset>
        <legend>{words.signIn}</legend>
        <div class="switches">
          <label>
            {words.account}{' '}
            <select
              value={controls.account.whatIf}
              onChange={({ currentTarget }) => change({ account: currentTarget.value === 'new' ? 'new' : 'existing' })}
            >
              <option value="existing">{words.accountExisting}</option>
              <option value="new">{words.accountNew}</option>
            </select>
            <Changed tried={controls.account} />
          </label>
          <Switch text={words.jitOn} tried={controls.jitEnabled} onChange={(jitEnabled) => change({ jitEnabled })} />
          <Switch
            text={words.azureMarketplace}
            tried={controls.azureMarketplace}
            onChange={(azureMarketplace) => change({ azureMarketplace })}
          />
          <Switch
            text={words.assignmentRequired}
            tried={controls.assignmentRequired}
            onChange={(assignmentRequired) => change({ assignmentRequired })}
          />
          <Switch
            text={words.assignedByName}
            tried={controls.assignedByName}
            isDisabled={!controls.canBeAssignedByName}
            onChange={(assignedByName) => change({ assignedByName })}
          />
        </div>
      </fieldset>
    </section>
  );
}

function Switch({
  text,
  tried,
  isDisabled = false,
  onChange,
}: {
  readonly text: string;
  readonly tried: Tried<boolean>;
  readonly isDisabled?: boolean;
  readonly onChange: (value: boolean) => void;
}): JSX.Element {
  return (
    <label>
      <input
        type="checkbox"
        checked={tried.whatIf}
        disabled={isDisabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {text}
      <Changed tried={tried} />
    </label>
  );
}

function Changed({ tried: { now, whatIf } }: { readonly tried: Tried<unknown> }): JSX.Element | null {
  const { whatIf: words } = useWords();
  return now === whatIf ? null : <span class="delta info">{words.changed}</span>;
}

function Groups({
  set,
  controls: { groupsFrom, attribute, groups },
  onChange,
}: {
  readonly set: EvaluatorSet;
  readonly controls: WhatIfControls;
  readonly onChange: OnChange;
}): JSX.Element {
  const { whatIf: words } = useWords();
  const chips = useRef<HTMLDivElement>(null);
  const explanation = useId();
  const labels = new Map<string, GroupLabel>(set.groups.map((label) => [label.group, label]));
  const legend =
    groupsFrom === 'groups'
      ? words.groupsInClaim
      : groupsFrom === 'attribute' && attribute !== null
        ? fill(words.groupsInAttribute, attribute)
        : words.groupsInDirectory;
  const toggle = (group: string, isAdded: boolean): void => {
    onChange(({ addedGroups = [], removedGroups = [] }) =>
      isAdded
        ? { addedGroups: without(addedGroups, group) }
        : { removedGroups: removedGroups.includes(group) ? without(removedGroups, group) : [...removedGroups, group] },
    );
    // The chip goes, and the focus with it.
    if (isAdded) chips.current?.querySelector('input[type=text]')?.closest('input')?.focus();
  };
  return (
    <fieldset disabled={groupsFrom === 'none'} aria-describedby={groupsFrom === 'none' ? explanation : undefined}>
      <legend>
        <bdi>{legend}</bdi>
      </legend>
      {groupsFrom === 'none' && (
        <p id={explanation} class="sub dim">
          {words.noAttribute}
        </p>
      )}
      <div class="chips" ref={chips}>
        {groups.map(({ group, state }) => (
          <label key={group} class={`tchip ${state}`} title={group} data-group={group} data-state={state}>
            <input type="checkbox" checked={state !== 'removed'} onChange={() => toggle(group, state === 'added')} />
            <bdi class="nm">{labels.get(group)?.displayName ?? (group === '' ? '""' : group)}</bdi>
            {labels.get(group)?.sharesName && (
              <bdi class="id" dir="ltr">
                {group}
              </bdi>
            )}
            {state !== 'kept' && (
              <span class={state === 'added' ? 'delta ok' : 'delta bad'}>{state === 'added' ? words.added : words.removed}</span>
            )}
          </label>
        ))}
        {groupsFrom !== 'none' && (
          <AddGroup
            candidates={set.groups.filter(({ group }) => !groups.some((held) => held.group === group))}
            onAdd={(group) => onChange(({ addedGroups = [] }) => ({ addedGroups: [...without(addedGroups, group), group] }))}
          />
        )}
        {groupsFrom === 'none' && groups.length === 0 && <HiddenText>{words.none}</HiddenText>}
      </div>
    </fieldset>
  );
}

function without(groups: readonly string[], group: string): readonly string[] {
  return groups.filter((other) => other !== group);
}
