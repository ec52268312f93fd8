import type { JSX } from 'preact';
import type { EvaluatorSet } from '../../protocol.js';
import type { MatrixArrangement } from '../../src-language/evaluator/matrix-view.js';
import { Icon } from '../parts/icon.js';
import { useWords } from '../use-panel.js';
import { fill } from '../words.js';
import { compactCount, exactCount } from './counts.js';
import type { ItemWindow } from './grid-movement.js';
import { focusable } from './matrix-row.js';
import { columnSize } from './matrix-sizes.js';

interface EdgeProps {
  readonly set: EvaluatorSet;
  readonly arrangement: MatrixArrangement;
  /** The columns that are rendered. */
  readonly rendered: ItemWindow;
  /** The column that has the focus; null when it is in another row. */
  readonly focused: number | null;
}

/** Columns to render: those in sight, and the one with the focus. */
function renderedColumns({
  arrangement: { columns },
  rendered,
  focused,
}: EdgeProps): { readonly column: number; readonly index: number }[] {
  const items: { readonly column: number; readonly index: number }[] = [];
  const add = (column: number): void => {
    const index = columns[column];
    if (index !== undefined) items.push({ column, index });
  };
  for (let column = rendered.start; column < rendered.end; column++) add(column);
  if (focused !== null && (focused < rendered.start || focused >= rendered.end)) add(focused);
  return items;
}

/** The names of the mappings, turned by a quarter, and how many users are shown. */
export function MatrixHead(props: EdgeProps): JSX.Element {
  const { set, arrangement, focused } = props;
  const { matrix: words, parts } = useWords();
  const { rows, columns } = arrangement;
  const total = set.users.length;
  const shown =
    rows.length === total
      ? total === 1
        ? words.allUsersOne
        : fill(words.allUsersMany, exactCount(total))
      : fill(words.shownUsers, exactCount(rows.length), exactCount(total));
  return (
    <div role="rowgroup" class="matrix-head">
      <div role="row" class="matrix-row" aria-rowindex={1}>
        <div role="columnheader" class="names" aria-colindex={1} data-shown={rows.length} {...focusable(-1, -1, focused)}>
          {shown}
        </div>
        {renderedColumns(props).map(({ column, index }) => {
          const mapping = set.mappings[index];
          if (!mapping) return null;
          const name = mapping.displayName || parts.noName;
          const label = mapping.isAdministrator ? fill(words.grantsAdministrator, name) : name;
          return (
            <div
              key={column}
              role="columnheader"
              class="cell"
              aria-colindex={column + 2}
              aria-label={label}
              title={label}
              style={{ insetInlineStart: `calc(var(--names) + ${column * columnSize}px)` }}
              data-mapping={index}
              {...focusable(-1, column, focused)}
            >
              <bdi class="turned">{name}</bdi>
              <span class="sign">{mapping.isAdministrator && <Icon name="shield" tone="bad" />}</span>
            </div>
          );
        })}
        <div
          role="columnheader"
          class="count"
          aria-colindex={columns.length + 2}
          title={words.rolesLong}
          {...focusable(-1, columns.length, focused)}
        >
          {words.roles}
        </div>
        <div
          role="columnheader"
          class="count"
          aria-colindex={columns.length + 3}
          title={words.administratorRolesLong}
          {...focusable(-1, columns.length + 1, focused)}
        >
          {words.administratorRoles}
        </div>
      </div>
    </div>
  );
}

/** How many of the shown users each mapping matches. */
export function MatrixTotals(props: EdgeProps): JSX.Element {
  const { set, arrangement, focused } = props;
  const { matrix: words } = useWords();
  const { rows, columns, totals } = arrangement;
  const of = exactCount(rows.length);
  return (
    <div role="rowgroup" class="matrix-totals">
      <div role="row" class="matrix-row" aria-rowindex={rows.length + 2}>
        <div role="rowheader" class="names" aria-colindex={1} {...focusable(rows.length, -1, focused)}>
          {fill(words.totals, of)}
        </div>
        {renderedColumns(props).map(({ column, index }) => {
          const { matches, unknown } = totals[column] ?? { matches: 0, unknown: 0 };
          const isAdministrator = matches > 0 && set.mappings[index]?.isAdministrator === true;
          const label =
            unknown > 0
              ? fill(words.totalUnknown, exactCount(matches), of, exactCount(unknown))
              : fill(words.totalExact, exactCount(matches), of);
          return (
            <div
              key={column}
              role="gridcell"
              class={isAdministrator ? 'cell bad' : 'cell'}
              aria-colindex={column + 2}
              aria-label={label}
              title={label}
              style={{ insetInlineStart: `calc(var(--names) + ${column * columnSize}px)` }}
              data-mapping={index}
              data-matches={matches}
              data-unknown={unknown}
              {...focusable(rows.length, column, focused)}
            >
              {compactCount(matches, unknown > 0)}
            </div>
          );
        })}
        <div role="gridcell" class="count" aria-colindex={columns.length + 2} {...focusable(rows.length, columns.length, focused)} />
        <div role="gridcell" class="count" aria-colindex={columns.length + 3} {...focusable(rows.length, columns.length + 1, focused)} />
      </div>
    </div>
  );
}
