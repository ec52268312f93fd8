import type { JSX } from 'preact';
import type { ChangedFilter, GroupLabel } from '../../protocol.js';
import { HiddenText } from '../parts/hidden-text.js';
import { useWords } from '../use-panel.js';

/** The groups of a set by their ids. */
export type GroupLabels = ReadonlyMap<string, GroupLabel>;

/** A filter before and after, with what is only on one side marked; one line where nothing was taken away. */
export function ChangedFilterText({ filter, labels }: { readonly filter: ChangedFilter; readonly labels: GroupLabels }): JSX.Element {
  const { base, head, removed, added } = filter;
  const isOnlyMore = head !== null && removed.length === 0;
  return (
    <>
      {base !== null && !isOnlyMore && (
        <Line labels={labels} text={base} marked={head === null ? [{ start: 0, end: base.length }] : removed} kind="del" />
      )}
      {head !== null && <Line labels={labels} text={head} marked={base === null ? [{ start: 0, end: head.length }] : added} kind="ins" />}
    </>
  );
}

function Line({
  labels,
  text,
  marked,
  kind,
}: {
  readonly labels: GroupLabels;
  readonly text: string;
  readonly marked: ChangedFilter['added'];
  readonly kind: 'ins' | 'del';
}): JSX.Element {
  const { diff: words } = useWords();
  const pieces: JSX.Element[] = [];
  let at = 0;
  for (const { start, end } of marked) {
    if (start > at) pieces.push(<Named key={at} text={text.slice(at, start)} labels={labels} />);
    pieces.push(
      <span key={`m${start}`} class={kind}>
        <span class={kind === 'ins' ? 'sign ok' : 'sign bad'} aria-hidden="true">
          {kind === 'ins' ? '+' : '−'}
        </span>
        <HiddenText>{kind === 'ins' ? words.added : words.removed}: </HiddenText>
        <Named text={text.slice(start, end)} labels={labels} />
      </span>,
    );
    at = end;
  }
  if (at < text.length) pieces.push(<Named key={at} text={text.slice(at)} labels={labels} />);
  return (
    <div class="changed-filter" dir="ltr" data-side={kind === 'ins' ? 'head' : 'base'}>
      {pieces}
    </div>
  );
}

/** Listed ids in a filter's text are cut and followed by their display names; the whole id is in the tooltip. */
function Named({ text, labels }: { readonly text: string; readonly labels: GroupLabels }): JSX.Element {
  return (
    <span>
      {text.split(/("[^"\\]*"|'[^'\\]*')/).map((piece, index) => {
        const label = index % 2 === 1 ? labels.get(piece.slice(1, -1)) : undefined;
        if (!label || label.displayName === null) return piece;
        return (
          <span key={index} title={label.group}>
            {piece.charAt(0) + label.shortId + piece.charAt(0)}
            <bdi class="inlay">{label.displayName}</bdi>
          </span>
        );
      })}
    </span>
  );
}
