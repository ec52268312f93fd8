import type { ComponentChildren, JSX } from 'preact';
import type { GroupLabel } from '../../protocol.js';

/** A group as people call it; the exact value is in the tooltip. */
function nameOf({ group, displayName }: GroupLabel): string {
  return displayName ?? group;
}

/** A group as a chip: its name and the beginning of its id. `note` says why it is held back, say. */
export function GroupChip({ label, note }: { readonly label: GroupLabel; readonly note?: ComponentChildren }): JSX.Element {
  return (
    <li class={note === undefined ? 'chip' : 'chip idle'} title={label.group} data-group={label.group}>
      <bdi class="nm">{nameOf(label)}</bdi>
      {label.displayName !== null && (
        <bdi class={label.sharesName ? 'id whole' : 'id'} dir="ltr">
          {label.shortId}
        </bdi>
      )}
      {note !== undefined && <span>{note}</span>}
    </li>
  );
}

/** A group in a sentence. `isAdded`: one that somebody would have to be in. */
export function GroupName({ label, isAdded = false }: { readonly label: GroupLabel; readonly isAdded?: boolean }): JSX.Element {
  return (
    <span class={isAdded ? 'g add' : 'g'} title={label.group} data-group={label.group}>
      <bdi>{nameOf(label)}</bdi>
      {label.sharesName && (
        <>
          {' '}
          <bdi class="id" dir="ltr">
            {label.shortId}
          </bdi>
        </>
      )}
    </span>
  );
}
