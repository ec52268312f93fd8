import type { ComponentChildren, JSX } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { MappingView, ShownEdit, SignInView } from '../../protocol.js';
import { aclCount, grantNames } from '../parts/access-words.js';
import { FilterText } from '../parts/filter-text.js';
import { GroupSets } from '../parts/group-sets.js';
import { HiddenText } from '../parts/hidden-text.js';
import { Icon } from '../parts/icon.js';
import { MappingName } from '../parts/mapping-name.js';
import { memo } from '../parts/memo.js';
import { SourceLink } from '../parts/source-link.js';
import { AdministratorTag, WouldAdminister } from '../parts/tags.js';
import { useStore, useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { mappingIds } from '../identities.js';

/** Mappings that do not match are shown up to here; the rest is behind a button. */
const shownMisses = 12;

/** The mappings by what came of them: matches, unknown ones, and the others with what would make them match. */
export function MappingGroups({ view }: { readonly view: SignInView }): JSX.Element {
  const { signIn } = useWords();
  const [isWhole, setWhole] = useState(false);
  const [unfolded, setUnfolded] = useState<ReadonlyMap<string, boolean>>(new Map());
  // The nearest one is unfolded until somebody folds it.
  const onToggle = useCallback(
    (id: string, isNearest: boolean, open: boolean) =>
      setUnfolded((before) => ((before.get(id) ?? isNearest) === open ? before : new Map(before).set(id, open))),
    [],
  );
  const { match, unknown, noMatch } = view.order;
  const ids = mappingIds(view.mappings);
  const at = (index: number): { readonly id: string; readonly mapping: MappingView } | null => {
    const mapping = view.mappings[index];
    const id = ids[index];
    return mapping && id !== undefined ? { id, mapping } : null;
  };
  const shown = isWhole || noMatch.length <= shownMisses + 1 ? noMatch : noMatch.slice(0, shownMisses);
  return (
    <>
      {match.length > 0 && (
        <Group title={signIn.match} count={match.length} result="match">
          {match.map((index) => {
            const item = at(index);
            return item && <Match key={item.id} {...item} />;
          })}
        </Group>
      )}
      {unknown.length > 0 && (
        <Group title={signIn.unknown} count={unknown.length} note={signIn.unknownNote} result="unknown">
          {unknown.map((index) => {
            const item = at(index);
            return item && <Unknown key={item.id} {...item} />;
          })}
        </Group>
      )}
      {noMatch.length > 0 && (
        <Group title={signIn.noMatch} count={noMatch.length} note={signIn.nearestFirst} result="no-match">
          {shown.map((index, place) => {
            const item = at(index);
            if (!item) return null;
            const isNearest = place === 0;
            const isOpen = unfolded.get(item.id) ?? isNearest;
            return <Miss key={item.id} {...item} isNearest={isNearest} isOpen={isOpen} onToggle={onToggle} />;
          })}
        </Group>
      )}
      {shown.length < noMatch.length && (
        <button type="button" class="btn more" data-focus="more-misses" onClick={() => setWhole(true)}>
          {fill(signIn.showMore, noMatch.length - shown.length)}
        </button>
      )}
    </>
  );
}

function Group({
  title,
  count,
  note,
  result,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly note?: string;
  readonly result: MappingView['result'];
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class={`mgroup ${result}`} data-result={result} data-count={count}>
      <h3>
        {title} {count}
        {note !== undefined && <span class="sub">{note}</span>}
      </h3>
      <ul>{children}</ul>
    </div>
  );
}

interface ItemProps {
  readonly id: string;
  readonly mapping: MappingView;
}

/** What tests compare with the outcome. */
function dataOf({ id, mapping }: ItemProps) {
  return { 'data-item': id, 'data-mapping': mapping.displayName, 'data-result': mapping.result, 'data-line': mapping.place.line };
}

const Match = memo(function Match({ id, mapping }: ItemProps): JSX.Element {
  const words = useWords();
  return (
    <li class="map hit" tabIndex={0} data-focus={id} {...dataOf({ id, mapping })}>
      <Icon name="check" tone="ok" />
      <div class="nm">
        <HiddenText>{words.signIn.match}: </HiddenText>
        <MappingName name={mapping.displayName} /> <Grants mapping={mapping} verb={words.signIn.grants} />
      </div>
      <div class="end">
        <SourceLink place={mapping.place} />
      </div>
      <MappingFilter mapping={mapping} />
      <div class="why">
        <Why mapping={mapping} />
      </div>
    </li>
  );
});

const Unknown = memo(function Unknown({ id, mapping }: ItemProps): JSX.Element {
  const words = useWords();
  const store = useStore();
  const [fault, setFault] = useState<string | null>(null);
  const repair = (edits: readonly ShownEdit[]): Promise<void> =>
    store.apply(edits).then(
      () => setFault(null),
      (error: unknown) => setFault(error instanceof Error ? error.message : String(error)),
    );
  return (
    <li class="map unsure" tabIndex={0} data-focus={id} {...dataOf({ id, mapping })}>
      <Icon name="question" tone="unk" />
      <div class="nm">
        <HiddenText>{words.signIn.unknown}: </HiddenText>
        <MappingName name={mapping.displayName} /> <Grants mapping={mapping} verb={words.signIn.couldGrant} />
      </div>
      <div class="end">
        <SourceLink place={mapping.place} />
      </div>
      <MappingFilter mapping={mapping} />
      {mapping.reason && (
        <div class="why">
          <Icon name="cross" tone="bad" /> <bdi>{mapping.reason.message}</bdi> <code class="dim">{mapping.reason.code}</code>
          {mapping.fixes.map(({ title, edits }) => (
            <button key={title} type="button" class="btn fix" onClick={() => void repair(edits)}>
              {title}
            </button>
          ))}
          {fault !== null && (
            <p role="alert" class="bad">
              <bdi>{fault}</bdi>
            </p>
          )}
        </div>
      )}
    </li>
  );
});

const Miss = memo(function Miss({
  id,
  mapping,
  isNearest,
  isOpen,
  onToggle,
}: ItemProps & {
  readonly isNearest: boolean;
  readonly isOpen: boolean;
  readonly onToggle: (id: string, isNearest: boolean, open: boolean) => void;
}): JSX.Element {
  const words = useWords();
  return (
    <li class="map no" {...dataOf({ id, mapping })}>
      <details open={isOpen} onToggle={({ currentTarget: { open } }) => onToggle(id, isNearest, open)}>
        <summary data-focus={id}>
          <Icon name="cross" tone="dim" />
          <div class="lead">
            <HiddenText>{words.signIn.noMatch}: </HiddenText>
            <span class="nm">
              <MappingName name={mapping.displayName} /> {mapping.isAdministrator && <WouldAdminister />}
            </span>
            <span class="need">
              <Need mapping={mapping} />
            </span>
          </div>
          <span class="end">
            <Icon name="chevron" tone="fold" />
          </span>
        </summary>
        <div>
          <MappingFilter mapping={mapping} />
          <div class="foot-line">
            <Grants mapping={mapping} verb={words.signIn.wouldGrant} /> <span class="dim">·</span> <SourceLink place={mapping.place} />
          </div>
        </div>
      </details>
    </li>
  );
});

function MappingFilter({ mapping }: { readonly mapping: MappingView }): JSX.Element {
  const { signIn } = useWords();
  if (!mapping.isLiteral) return <FilterText pieces={mapping.pieces} truths={mapping.truths} />;
  return (
    <div class="filter-line">
      <span class="dim">{signIn.literalGroup}</span> <FilterText pieces={mapping.pieces} truths={mapping.truths} />
    </div>
  );
}

function Grants({ mapping, verb }: { readonly mapping: MappingView; readonly verb: string }): JSX.Element {
  const words = useWords();
  const names = grantNames(mapping.grants);
  const acls = aclCount(mapping.acls, words);
  if (names.length === 0 && acls === null) return <span class="grants">{words.signIn.grantsNothing}</span>;
  return (
    <span class="grants">
      {verb}{' '}
      {names.map(({ roleName, isAdministrator }, index) => (
        <span key={roleName}>
          {index > 0 && ', '}
          <bdi>{roleName}</bdi>
          {isAdministrator && (
            <>
              {' '}
              <AdministratorTag />
            </>
          )}
        </span>
      ))}
      {acls !== null && (names.length > 0 ? `, ${acls}` : acls)}
    </span>
  );
}

function Why({ mapping }: { readonly mapping: MappingView }): JSX.Element {
  const { signIn } = useWords();
  if (!mapping.because) return <span class="dim">{signIn.filterHolds}</span>;
  if (mapping.because.every((set) => set.length === 0))
    return (
      <>
        <span class="dim">{signIn.because}</span> {signIn.needsNoGroup}
      </>
    );
  return (
    <>
      <span class="dim">{signIn.because}</span> <GroupSets sets={mapping.because} isTruncated={mapping.isBecauseTruncated} />
    </>
  );
}

function Need({ mapping }: { readonly mapping: MappingView }): JSX.Element {
  const { signIn } = useWords();
  if (!mapping.missing) return <span class="dim">{signIn.filterDoesNotHold}</span>;
  if (mapping.missing.length === 0) return <span class="dim">{signIn.neverMatches}</span>;
  return (
    <>
      <span class="dim">{signIn.wouldMatch}</span> <GroupSets sets={mapping.missing} isTruncated={mapping.isMissingTruncated} isAdded />
    </>
  );
}
