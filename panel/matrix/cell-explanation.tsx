import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { EvaluatorMapping, EvaluatorSetResult, EvaluatorUser, MappingView, SignInView } from '../../protocol.js';
import { Announcement } from '../parts/announcement.js';
import { FilterText } from '../parts/filter-text.js';
import { GroupSets } from '../parts/group-sets.js';
import { Icon, type IconName } from '../parts/icon.js';
import { useAnswer, useStore, useWords } from '../use-panel.js';
import { fill, type PanelWords } from '../words.js';
import { resultOf } from './matrix-row.js';

interface ExplanationProps {
  readonly result: EvaluatorSetResult;
  /** Whose row it is; null for the head and the totals. */
  readonly user: EvaluatorUser | null;
  /** Index of the mapping whose column it is; null for the names and the counts. */
  readonly mapping: number | null;
  /** Stays while the focus moves on. */
  readonly isKept: boolean;
  readonly onReveal: () => void;
}

/** How long a cell has to have the focus before its filter is asked for, in milliseconds: held keys pass over many. */
const rest = 60;

/** The strip at the foot: why the chosen cell is what it is. */
export function CellExplanation(props: ExplanationProps): JSX.Element {
  const store = useStore();
  const { matrix: words, parts } = useWords();
  const { result, user, mapping, isKept, onReveal } = props;
  const asked = useRested(user?.name ?? null, rest);
  const { result: view } = useAnswer('evaluateUser', asked === null ? null : { who: { kind: 'user', name: asked } });
  const shown = mapping === null ? undefined : result.set.mappings[mapping];
  if (!user && !shown)
    return (
      <section class="strip" aria-label={words.selectedCell}>
        <Icon name="info" tone="dim" />
        <p class="sub dim">{words.chooseCell}</p>
      </section>
    );
  const current = view && user && view.outcome.user === user.name ? view : null;
  const { icon, tone, heading } = headingOf(words, shown && (shown.displayName || parts.noName), user, shown, mapping);
  return (
    <section class="strip" aria-label={words.selectedCell} data-user={user?.name} data-mapping={mapping ?? undefined}>
      <Icon name={icon} tone={tone} />
      <div>
        <p>
          <b>
            <bdi>{heading}</bdi>
          </b>{' '}
          {isKept && <span class="tag">{words.keptExplanation}</span>}
        </p>
        {user && shown && mapping !== null ? (
          user.signIn === 'allowed' ? (
            <CellReason view={current?.mappings[mapping] ?? null} />
          ) : (
            <p class="sub">{current?.verdict.sentence ?? user.refusal}</p>
          )
        ) : user ? (
          <p class="sub">{current?.verdict.sentence}</p>
        ) : (
          shown && <MappingSummary mapping={shown} />
        )}
      </div>
      <div class="buttons">
        {user && (
          <button type="button" class="btn" onClick={() => store.update({ page: 'sign-in', who: { kind: 'user', name: user.name } })}>
            {words.openSignIn}
          </button>
        )}
        <button type="button" class="btn" onClick={onReveal}>
          {words.openSource}
        </button>
      </div>
      <Announcement text={current || !user ? `${heading}. ${spokenReason(words, current, mapping)}` : heading} />
    </section>
  );
}

function headingOf(
  words: PanelWords['matrix'],
  name: string | undefined,
  user: EvaluatorUser | null,
  mapping: EvaluatorMapping | undefined,
  index: number | null,
): { readonly icon: IconName; readonly tone: string; readonly heading: string } {
  if (!user)
    return { icon: mapping?.isAdministrator ? 'shield' : 'filter', tone: mapping?.isAdministrator ? 'bad' : 'dim', heading: name ?? '' };
  if (user.signIn !== 'allowed') return { icon: 'deny', tone: 'bad', heading: fill(words.userIs, user.name, words.signsInRefused) };
  if (!mapping || index === null)
    return {
      icon: 'person',
      tone: 'ok',
      heading: fill(words.userIs, user.name, user.account === 'created' ? words.signsInCreated : words.signsInExisting),
    };
  const heading = (text: string) => fill(words.cellIs, user.name, name ?? '', text);
  switch (resultOf(user, index)) {
    case 'match':
      return mapping.isAdministrator
        ? { icon: 'shieldFilled', tone: 'bad', heading: heading(words.cellAdministrator) }
        : { icon: 'check', tone: 'ok', heading: heading(words.cellMatch) };
    case 'unknown':
      return { icon: 'question', tone: 'unk', heading: heading(words.cellUnknown) };
    case 'no-match':
      return { icon: 'cross', tone: 'dim', heading: heading(words.cellNoMatch) };
  }
}

function CellReason({ view }: { readonly view: MappingView | null }): JSX.Element | null {
  const { matrix: words } = useWords();
  if (!view) return <p class="sub dim">…</p>;
  const { because, missing, reason, result } = view;
  return (
    <>
      <FilterText pieces={view.pieces} truths={view.truths} />
      {reason && <p class="sub">{reason.message}</p>}
      {because && !because.some((set) => set.length === 0) && (
        <p class="sub">
          <span class="dim">{words.because}</span> <GroupSets sets={because} isTruncated={view.isBecauseTruncated} />
        </p>
      )}
      {because?.some((set) => set.length === 0) && <p class="sub">{words.needsNoGroup}</p>}
      {missing && missing.length > 0 && (
        <p class="sub">
          <span class="dim">{words.wouldMatch}</span> <GroupSets sets={missing} isTruncated={view.isMissingTruncated} isAdded />
        </p>
      )}
      {missing?.length === 0 && <p class="sub">{words.canNeverMatch}</p>}
      <Grants grants={view.grants} text={result === 'match' ? words.grants : words.wouldGrant} />
    </>
  );
}

function MappingSummary({ mapping }: { readonly mapping: EvaluatorMapping }): JSX.Element {
  const { matrix: words } = useWords();
  return (
    <>
      <div class="filter" dir="ltr">
        <bdi>{mapping.filter ?? mapping.group}</bdi>
      </div>
      <Grants grants={mapping.grants} text={words.grants} />
    </>
  );
}

/** How many roles of a mapping are named before the rest is a number. */
const shownGrants = 3;

function Grants({ grants, text }: { readonly grants: EvaluatorMapping['grants']; readonly text: string }): JSX.Element | null {
  const { matrix: words } = useWords();
  if (grants.length === 0) return null;
  const named = grants.slice(0, shownGrants).map(({ roleName, scope }) => fill(words.roleOn, roleName, scope.phrase));
  const more = grants.length - named.length;
  return (
    <p class="sub">
      <span class="dim">{text}</span> <bdi>{[...named, ...(more > 0 ? [fill(words.moreRoles, more)] : [])].join('; ')}</bdi>
    </p>
  );
}

function spokenReason(words: PanelWords['matrix'], view: SignInView | null, mapping: number | null): string {
  const of = mapping === null ? undefined : view?.mappings[mapping];
  if (!of) return '';
  if (of.reason) return of.reason.message;
  const [first] = of.because ?? of.missing ?? [];
  if (!first) return '';
  const names = first.map(({ displayName, group }) => displayName ?? group).join(', ');
  return `${of.because ? words.because : words.wouldMatch} ${names}`;
}

/** The value once it has stayed the same for a while; null at once. */
function useRested(value: string | null, milliseconds: number): string | null {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return value === null ? null : rested;
}
