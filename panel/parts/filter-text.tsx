import type { ComponentChildren, JSX } from 'preact';
import type { FilterPiece, GroupLabel } from '../../protocol.js';
import { useWords } from '../use-panel.js';
import { HiddenText } from './hidden-text.js';
import { Icon, type IconName } from './icon.js';

type Truth = boolean | null;

const marks: Readonly<Record<'true' | 'false' | 'null', { readonly icon: IconName; readonly style: string }>> = {
  true: { icon: 'check', style: 't' },
  false: { icon: 'cross', style: 'f' },
  null: { icon: 'question', style: 'u' },
};

/** Longer tests may break anywhere. */
const longestUnbroken = 34;

/** A filter with each of its tests marked true, false or unknown: by a sign, by a line below it, and in hidden text. */
export function FilterText({
  pieces,
  truths,
}: {
  readonly pieces: readonly FilterPiece[];
  readonly truths: readonly Truth[];
}): JSX.Element {
  return (
    <div class="filter" dir="ltr">
      <Pieces pieces={pieces} truths={truths} depth={0} />
    </div>
  );
}

interface PiecesProps {
  readonly pieces: readonly FilterPiece[];
  readonly truths: readonly Truth[];
  /** How many parts the pieces stand in. */
  readonly depth: number;
}

/** Lines break before operators: an operator and what follows it, up to the next one, are one unbroken run. */
function Pieces({ pieces, truths, depth }: PiecesProps): JSX.Element {
  const runs: { readonly key: number; readonly pieces: FilterPiece[] }[] = [];
  pieces.forEach((piece, index) => {
    const last = runs.at(-1);
    if (last && piece.kind !== 'operator') last.pieces.push(piece);
    else runs.push({ key: index, pieces: [piece] });
  });
  return (
    <>
      {runs.map(({ key, pieces: run }) => {
        const shown = run.map((piece, index) => <Piece key={index} piece={piece} truths={truths} depth={depth} />);
        return run[0]?.kind === 'operator' ? (
          <span key={key} class="nw">
            {shown}
          </span>
        ) : (
          shown
        );
      })}
    </>
  );
}

function Piece({
  piece,
  truths,
  depth,
}: {
  readonly piece: FilterPiece;
  readonly truths: readonly Truth[];
  readonly depth: number;
}): JSX.Element {
  switch (piece.kind) {
    case 'part':
      if (piece.isTest) return <Test pieces={piece.pieces} truth={truths[piece.part] ?? null} part={piece.part} />;
      return depth === 0 ? (
        <Pieces pieces={piece.pieces} truths={truths} depth={1} />
      ) : (
        <span class={`part ${marks[String(truths[piece.part] ?? null) as keyof typeof marks].style}`} data-part={piece.part}>
          <Pieces pieces={piece.pieces} truths={truths} depth={depth + 1} />
        </span>
      );
    case 'operator': {
      const truth = piece.part === null ? null : (truths[piece.part] ?? null);
      return <span class={truth === true ? 'op' : 'op f'}>{piece.text}</span>;
    }
    case 'string':
      return <Literal text={piece.text} group={piece.group} />;
    case 'mistake':
      return <span class="mistake">{piece.text}</span>;
    case 'comment':
      return <span class="comment">{piece.text}</span>;
    case 'text':
      return <span class="plain">{piece.text}</span>;
  }
}

function Test({
  pieces,
  truth,
  part,
}: {
  readonly pieces: readonly FilterPiece[];
  readonly truth: Truth;
  readonly part: number;
}): JSX.Element {
  const { parts } = useWords();
  const { icon, style } = marks[String(truth) as keyof typeof marks];
  const spoken = truth === null ? parts.unknownPart : truth ? parts.truePart : parts.falsePart;
  const [first, ...rest] = pieces;
  const text = textOf(pieces);
  return (
    <span
      class={`atom ${style}${shownLength(pieces) > longestUnbroken ? ' long' : ''}`}
      data-part={part}
      data-truth={String(truth)}
      title={text}
    >
      <span class="one">
        <Icon name={icon} />
        <HiddenText>{spoken} </HiddenText>
        {first && <TestPiece piece={first} />}
      </span>
      {rest.map((piece, index) => (
        <TestPiece key={index} piece={piece} />
      ))}
    </span>
  );
}

function TestPiece({ piece }: { readonly piece: FilterPiece }): ComponentChildren {
  if (piece.kind === 'part') return piece.pieces.map((inner, index) => <TestPiece key={index} piece={inner} />);
  if (piece.kind === 'string') return <Literal text={piece.text} group={piece.group} />;
  return (
    <span class={piece.kind === 'mistake' ? 'mistake' : piece.text === 'true' || piece.text === 'false' ? 'lit' : 'in'}>{piece.text}</span>
  );
}

/** A string; a listed id is cut and followed by its display name. */
function Literal({ text, group }: { readonly text: string; readonly group: GroupLabel | null }): JSX.Element {
  if (group?.displayName == null)
    return (
      <span class="lit">
        <bdi>{text}</bdi>
      </span>
    );
  const at = text.indexOf(group.group);
  const shown = at < 0 ? text : text.slice(0, at) + group.shortId + text.slice(at + group.group.length);
  return (
    <>
      <span class="lit">
        <bdi>{shown}</bdi>
      </span>
      <bdi class="inlay" title={group.displayName}>
        {group.displayName}
      </bdi>
    </>
  );
}

/** How many characters of a test are shown: ids that have a name are cut. */
function shownLength(pieces: readonly FilterPiece[]): number {
  return pieces.reduce((length, piece) => {
    if (piece.kind === 'part') return length + shownLength(piece.pieces);
    if (piece.kind !== 'string' || piece.group?.displayName == null) return length + piece.text.length;
    return length + piece.group.shortId.length + 2;
  }, 0);
}

/** The filter or the part as it is written. */
export function textOf(pieces: readonly FilterPiece[]): string {
  return pieces.map((piece) => (piece.kind === 'part' ? textOf(piece.pieces) : piece.text)).join('');
}
