import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EvaluatorSet } from '../../protocol.js';
import type { MatrixArrangement } from '../../src-language/evaluator/matrix-view.js';
import { useWords } from '../use-panel.js';
import { countColumns, moveInGrid, scrolledTo, windowOf, type GridPlace, type GridShape } from './grid-movement.js';
import { MatrixHead, MatrixTotals } from './matrix-edges.js';
import type { MatrixPlaces } from './matrix-places.js';
import { MatrixRow } from './matrix-row.js';
import { columnSize, countsSize, headSize, leastNames, mostNames, narrowNames, narrowPanel, rowSize } from './matrix-sizes.js';

export interface MatrixGridProps {
  readonly set: EvaluatorSet;
  readonly arrangement: MatrixArrangement;
  readonly places: MatrixPlaces;
  /** Where the focus is, or would be. */
  readonly place: GridPlace;
  /** Where it was moved last, which may not be drawn yet: each key goes on from the one before. */
  readonly latestPlace: () => GridPlace;
  /** The cell that is explained. */
  readonly explained: GridPlace | null;
  readonly scroll: { readonly top: number; readonly left: number };
  readonly onMove: (place: GridPlace) => void;
  /** A head or a name was chosen. */
  readonly onOpen: (place: GridPlace) => void;
  readonly onKey: (event: KeyboardEvent, place: GridPlace) => void;
  readonly onScrolled: (scroll: { readonly top: number; readonly left: number }) => void;
}

/** How many rows and columns are rendered at a time beyond those in sight. */
const step = 8;
const columnStep = 4;

/** The grid: renders what is in sight and little more, whatever its size; names, head and totals stay in sight. */
export function MatrixGrid(props: MatrixGridProps): JSX.Element {
  const { set, arrangement, places, place, explained } = props;
  const { matrix: words } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: window.innerWidth, height: window.innerHeight });
  const [scroll, setScroll] = useState(props.scroll);
  const { rows, columns } = arrangement;
  const isNarrow = size.width < narrowPanel;
  const names = isNarrow ? narrowNames : Math.max(leastNames, Math.min(mostNames, size.width - columns.length * columnSize - countsSize));
  const seenHeight = Math.max(rowSize, size.height - headSize - rowSize);
  const seenWidth = Math.max(columnSize, size.width - names - (isNarrow ? 0 : countsSize));
  const shape: GridShape = { rows: rows.length, columns: columns.length, pageRows: Math.max(1, Math.floor(seenHeight / rowSize) - 1) };
  const inSight = windowOf(scroll.top, seenHeight, rowSize, rows.length, step);
  const rendered = windowOf(scroll.left, seenWidth, columnSize, columns.length, columnStep);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    element.scrollTop = props.scroll.top;
    element.scrollLeft = props.scroll.left;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // The focus stays with its user and mapping also when an edit moves, removes or renders them again.
  const holdsFocus = useRef(false);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !holdsFocus.current) return;
    const focused = document.activeElement;
    const wanted = element.querySelector<HTMLElement>(`[data-place="${place.row},${place.column}"]`);
    if (wanted && focused !== wanted && (focused === document.body || element.contains(focused))) wanted.focus({ preventScroll: true });
  });

  const bringIntoSight = ({ row, column }: GridPlace): void => {
    const element = scroller.current;
    if (!element) return;
    if (row >= 0 && row < rows.length) element.scrollTop = scrolledTo(row, rowSize, element.scrollTop, seenHeight);
    if (column >= 0 && column < columns.length) element.scrollLeft = scrolledTo(column, columnSize, element.scrollLeft, seenWidth);
    else if (column >= columns.length && isNarrow) element.scrollLeft = element.scrollWidth;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.shiftKey) return;
    const from = props.latestPlace();
    const target = moveInGrid(from, event.key, event.ctrlKey || event.metaKey, shape);
    if (!target) return props.onKey(event, from);
    event.preventDefault();
    holdsFocus.current = true;
    bringIntoSight(target);
    props.onMove(target);
  };

  const onClick = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
    if (!target) return;
    const chosen = readPlace(target);
    holdsFocus.current = true;
    target.focus({ preventScroll: true });
    props.onMove(chosen);
    if (chosen.row < rows.length && (chosen.row === -1 ? chosen.column >= 0 && chosen.column < columns.length : chosen.column === -1))
      props.onOpen(chosen);
  };

  const onScroll = (): void => {
    const element = scroller.current;
    if (!element) return;
    const next = { top: element.scrollTop, left: element.scrollLeft };
    const nextRows = windowOf(next.top, seenHeight, rowSize, rows.length, step);
    const nextColumns = windowOf(next.left, seenWidth, columnSize, columns.length, columnStep);
    if (
      nextRows.start !== inSight.start ||
      nextRows.end !== inSight.end ||
      nextColumns.start !== rendered.start ||
      nextColumns.end !== rendered.end
    )
      setScroll(next);
    props.onScrolled(next);
  };

  const shown: number[] = [];
  for (let row = inSight.start; row < inSight.end; row++) shown.push(row);
  // Focus needs an element, also where its row is out of sight.
  if (place.row >= 0 && place.row < rows.length && (place.row < inSight.start || place.row >= inSight.end)) shown.push(place.row);

  return (
    <div
      ref={scroller}
      class={isNarrow ? 'matrix narrow' : 'matrix'}
      role="grid"
      aria-label={words.grid}
      aria-rowcount={rows.length + 2}
      aria-colcount={columns.length + 1 + countColumns}
      aria-readonly="true"
      style={{ '--names': `${names}px` }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onScroll={onScroll}
      onFocusIn={(event: FocusEvent) => {
        holdsFocus.current = true;
        const target = event.target instanceof HTMLElement && event.target.dataset['place'] ? readPlace(event.target) : null;
        if (target && (target.row !== place.row || target.column !== place.column)) props.onMove(target);
      }}
      onFocusOut={({ relatedTarget }: FocusEvent) => {
        if (relatedTarget instanceof Node && !scroller.current?.contains(relatedTarget)) holdsFocus.current = false;
      }}
    >
      <div class="matrix-inner" role="presentation" style={{ width: `${names + columns.length * columnSize + countsSize}px` }}>
        <MatrixHead set={set} arrangement={arrangement} rendered={rendered} focused={place.row === -1 ? place.column : null} />
        <div role="rowgroup" class="matrix-body" style={{ height: `${rows.length * rowSize}px` }}>
          {shown.map((row) => {
            const index = rows[row] ?? -1;
            const user = set.users[index];
            return (
              user && (
                <MatrixRow
                  key={places.userIds[index]}
                  words={words}
                  user={user}
                  mappings={set.mappings}
                  row={row}
                  columns={columns}
                  rendered={rendered}
                  focused={place.row === row ? place.column : null}
                  explained={explained?.row === row ? explained.column : null}
                />
              )
            );
          })}
        </div>
        <MatrixTotals set={set} arrangement={arrangement} rendered={rendered} focused={place.row === rows.length ? place.column : null} />
      </div>
    </div>
  );
}

function readPlace(element: HTMLElement): GridPlace {
  const [row, column] = (element.dataset['place'] ?? '0,0').split(',').map(Number);
  return { row: row ?? 0, column: column ?? 0 };
}
