import { Component, type JSX } from 'preact';
import type { EvaluatorMapping, EvaluatorUser } from '../../protocol.js';
import { Icon } from '../parts/icon.js';
import { fill, type PanelWords } from '../words.js';
import type { ItemWindow } from './grid-movement.js';
import { columnSize, rowSize } from './matrix-sizes.js';

export interface MatrixRowProps {
  readonly words: PanelWords['matrix'];
  readonly user: EvaluatorUser;
  readonly mappings: readonly EvaluatorMapping[];
  /** Its place among the shown users. */
  readonly row: number;
  /** Indexes of the mappings that are shown, and which of them are rendered. */
  readonly columns: readonly number[];
  readonly rendered: ItemWindow;
  /** The column that has the focus; null when another row has it. */
  readonly focused: number | null;
  /** The column whose cell is explained; null when it is in another row. */
  readonly explained: number | null;
}

/** One user. Rendered again only when something about it differs: scrolling renders the rows that come into sight. */
export class MatrixRow extends Component<MatrixRowProps> {
  override shouldComponentUpdate(next: MatrixRowProps): boolean {
    const { props } = this;
    return (
      props.user !== next.user ||
      props.row !== next.row ||
      props.columns !== next.columns ||
      props.mappings !== next.mappings ||
      props.focused !== next.focused ||
      props.explained !== next.explained ||
      props.rendered.start !== next.rendered.start ||
      props.rendered.end !== next.rendered.end
    );
  }

  override render({ words, user, row, columns, focused, explained }: MatrixRowProps): JSX.Element {
    const isRefused = user.signIn !== 'allowed';
    const isCurrent = focused !== null || explained !== null;
    return (
      <div
        role="row"
        class={isCurrent ? 'matrix-row current' : 'matrix-row'}
        aria-rowindex={row + 2}
        style={{ top: `${row * rowSize}px` }}
        data-user={user.name}
        data-sign-in={user.signIn}
      >
        <div role="rowheader" class="names" aria-colindex={1} title={user.name} {...focusable(row, -1, focused)}>
          <SignInSign words={words} user={user} />
          <bdi>{user.name}</bdi>
        </div>
        {isRefused ? this.refusal() : this.cells()}
        <div
          role="gridcell"
          class="count"
          aria-colindex={columns.length + 2}
          {...focusable(row, columns.length, focused)}
          {...rolesOf(this.props)}
        />
        <div
          role="gridcell"
          class={user.administratorRoles > 0 ? 'count bad' : 'count'}
          aria-colindex={columns.length + 3}
          {...focusable(row, columns.length + 1, focused)}
          {...administratorsOf(this.props)}
        />
      </div>
    );
  }

  /** A refused sign-in is not evaluated: one cell instead of all. Focus in any of its columns is in it. */
  private refusal(): JSX.Element | null {
    const { user, row, columns, focused, explained } = this.props;
    if (columns.length === 0) return null;
    const isFocused = focused !== null && focused >= 0 && focused < columns.length;
    return (
      <div
        role="gridcell"
        class="refusal"
        aria-colindex={2}
        aria-colspan={columns.length}
        aria-selected={explained !== null && explained >= 0 && explained < columns.length ? 'true' : undefined}
        style={{ width: `${columns.length * columnSize}px` }}
        {...focusable(row, isFocused ? focused : 0, focused)}
      >
        <span>{user.refusal}</span>
      </div>
    );
  }

  private cells(): JSX.Element[] {
    const { words, user, mappings, row, columns, rendered, focused, explained } = this.props;
    const cells: JSX.Element[] = [];
    const add = (column: number): void => {
      const index = columns[column];
      if (index === undefined) return;
      const result = resultOf(user, index);
      const isAdministrator = result === 'match' && mappings[index]?.isAdministrator === true;
      const look = isAdministrator ? administratorLook : looks[result];
      cells.push(
        <div
          key={column}
          role="gridcell"
          class={look.name}
          aria-colindex={column + 2}
          aria-label={words[look.label]}
          aria-selected={explained === column ? 'true' : undefined}
          style={{ insetInlineStart: `calc(var(--names) + ${column * columnSize}px)` }}
          data-result={result}
          data-mapping={index}
          {...focusable(row, column, focused)}
        >
          {look.sign}
        </div>,
      );
    };
    for (let column = rendered.start; column < rendered.end; column++) add(column);
    if (focused !== null && (focused < rendered.start || focused >= rendered.end) && focused < columns.length) add(focused);
    return cells;
  }
}

/** Only one place of the grid is in the order of Tab. */
export function focusable(row: number, column: number, focused: number | null): { tabIndex: number; 'data-place': string } {
  return { tabIndex: focused === column ? 0 : -1, 'data-place': `${row},${column}` };
}

type CellResult = 'match' | 'no-match' | 'unknown';

const looks = {
  match: { name: 'cell ok', label: 'cellMatch', sign: <Icon name="check" /> },
  'no-match': { name: 'cell dim', label: 'cellNoMatch', sign: '·' },
  unknown: { name: 'cell unk', label: 'cellUnknown', sign: <Icon name="questionBox" /> },
} as const;
const administratorLook = { name: 'cell bad', label: 'cellAdministrator', sign: <Icon name="shieldFilled" /> } as const;

export function resultOf({ matching, unknown }: EvaluatorUser, mapping: number): CellResult {
  if (isIn(matching, mapping)) return 'match';
  return isIn(unknown, mapping) ? 'unknown' : 'no-match';
}

/** Whether an ascending list has a number. */
function isIn(ascending: readonly number[], wanted: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === wanted;
}

function SignInSign({ words, user }: { readonly words: PanelWords['matrix']; readonly user: EvaluatorUser }): JSX.Element {
  const [name, tone, hidden] =
    user.signIn !== 'allowed'
      ? (['deny', 'bad', words.signsInRefused] as const)
      : user.account === 'created'
        ? (['personAdd', 'ok', words.signsInCreated] as const)
        : (['check', 'ok', words.signsInExisting] as const);
  return (
    <>
      <Icon name={name} tone={tone} />
      <span class="sr">{hidden}: </span>
    </>
  );
}

type CountAttributes = { readonly 'data-count': number; readonly 'aria-label': string; readonly children: string };

function rolesOf({ words, user, mappings }: MatrixRowProps): CountAttributes {
  const isLeast = user.unknown.some((index) => (mappings[index]?.grants.length ?? 0) > 0);
  const [one, many] = isLeast ? [words.rolesAtLeastOne, words.rolesAtLeast] : [words.rolesOne, words.rolesExact];
  return countOf(user, user.roles, isLeast, one, many);
}

function administratorsOf({ words, user, mappings }: MatrixRowProps): CountAttributes {
  const isLeast = user.unknown.some((index) => mappings[index]?.isAdministrator === true);
  const [one, many] = isLeast
    ? [words.administratorRolesAtLeastOne, words.administratorRolesAtLeast]
    : [words.administratorRolesOne, words.administratorRolesExact];
  return countOf(user, user.administratorRoles, isLeast, one, many);
}

function countOf({ signIn, refusal }: EvaluatorUser, count: number, isLeast: boolean, one: string, many: string): CountAttributes {
  if (signIn !== 'allowed') return { 'data-count': 0, 'aria-label': refusal ?? '', children: '–' };
  return { 'data-count': count, 'aria-label': count === 1 ? one : fill(many, count), children: isLeast ? `${count}+` : `${count}` };
}
