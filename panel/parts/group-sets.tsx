import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { GroupLabel } from '../../protocol.js';
import { useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { GroupName } from './group.js';

/** How many alternatives are shown before the rest is a number. */
const shownSets = 4;
const shownOfSet = 6;

/** Alternative sets of groups: `and` inside one, `or` between them. */
export function GroupSets({
  sets,
  isTruncated,
  isAdded = false,
}: {
  readonly sets: readonly (readonly GroupLabel[])[];
  /** There are more than `sets` holds. */
  readonly isTruncated: boolean;
  readonly isAdded?: boolean;
}): JSX.Element {
  const { parts } = useWords();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole || sets.length <= shownSets + 1 ? sets : sets.slice(0, shownSets);
  const hidden = sets.length - shown.length;
  const hasAlone = !isAdded && sets.length > 1;
  const isLong = sets.some((set) => set.length > 1) || hasAlone;
  return (
    <>
      {shown.map((set, index) => (
        <span key={set.map(({ group }) => group).join('\0')}>
          {index > 0 && <span class="dim">{isLong ? parts.commaOr : parts.or}</span>}
          <OneSet groups={set} isAdded={isAdded} isWhole={isWhole} />
          {hasAlone && set.length === 1 && <span class="dim"> {parts.alone}</span>}
        </span>
      ))}
      {hidden > 0 && (
        <>
          <span class="dim">{parts.commaOr}</span>
          <button type="button" class="link" onClick={() => setWhole(true)}>
            {fill(parts.moreWays, hidden)}
          </button>
        </>
      )}
      {isTruncated && hidden === 0 && <span class="dim"> {parts.andMore}</span>}
    </>
  );
}

function OneSet({
  groups,
  isAdded,
  isWhole,
}: {
  readonly groups: readonly GroupLabel[];
  readonly isAdded: boolean;
  readonly isWhole: boolean;
}): JSX.Element {
  const { parts } = useWords();
  const shown = isWhole || groups.length <= shownOfSet + 1 ? groups : groups.slice(0, shownOfSet);
  return (
    <>
      {shown.map((label, index) => (
        <span key={label.group}>
          {index > 0 && <span class="join">{parts.and}</span>}
          <GroupName label={label} isAdded={isAdded} />
        </span>
      ))}
      {shown.length < groups.length && <span class="dim">{fill(parts.andMoreGroups, groups.length - shown.length)}</span>}
    </>
  );
}
