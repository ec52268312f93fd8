/**
 * A place in the matrix. Row -1 is the head, then the users as they are shown, then the totals; column -1 is the users' names, then the
 * mappings as they are shown, then roles and administrator roles.
 */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridShape {
  /** Users and mappings that are shown. */
  readonly rows: number;
  readonly columns: number;
  /** How many rows are in sight at a time. */
  readonly pageRows: number;
}

/** The columns behind the mappings: roles, administrator roles. */
export const countColumns = 2;

export function lastRow({ rows }: GridShape): number {
  return rows;
}

export function lastColumn({ columns }: GridShape): number {
  return columns + countColumns - 1;
}

/** Where a key leads from a place; null for a key that does not move. Stays within the grid. */
export function moveInGrid(from: GridPlace, key: string, withControl: boolean, shape: GridShape): GridPlace | null {
  const { row, column } = from;
  const to = (place: Partial<GridPlace>): GridPlace => withinGrid({ row, column, ...place }, shape);
  switch (key) {
    case 'ArrowUp':
      return withControl ? to({ row: 0 }) : to({ row: row - 1 });
    case 'ArrowDown':
      return withControl ? to({ row: shape.rows - 1 }) : to({ row: row + 1 });
    case 'ArrowLeft':
      return withControl ? to({ column: -1 }) : to({ column: column - 1 });
    case 'ArrowRight':
      return withControl ? to({ column: Number.MAX_SAFE_INTEGER }) : to({ column: column + 1 });
    case 'Home':
      return withControl ? to({ row: 0, column: -1 }) : to({ column: -1 });
    case 'End':
      return withControl ? to({ row: shape.rows - 1, column: Number.MAX_SAFE_INTEGER }) : to({ column: Number.MAX_SAFE_INTEGER });
    case 'PageUp':
      return to({ row: Math.max(row - shape.pageRows, Math.min(row, 0)) });
    case 'PageDown':
      return to({ row: Math.min(row + shape.pageRows, Math.max(row, shape.rows - 1)) });
    default:
      return null;
  }
}

/** The nearest place that the grid has. */
export function withinGrid({ row, column }: GridPlace, shape: GridShape): GridPlace {
  return {
    row: Math.max(-1, Math.min(row, lastRow(shape))),
    column: Math.max(-1, Math.min(column, lastColumn(shape))),
  };
}

/** Items that are rendered: from `start` up to `end`, exclusive. */
export interface ItemWindow {
  readonly start: number;
  readonly end: number;
}

/**
 * The items to render for what is in sight, in pixels: all that are seen, and some more on either side, in steps, so that most scrolling
 * renders nothing new.
 */
export function windowOf(scrolled: number, seen: number, size: number, count: number, step: number): ItemWindow {
  const first = Math.floor(Math.max(0, scrolled) / size / step) * step;
  const last = Math.ceil((Math.max(0, scrolled) + Math.max(0, seen)) / size / step) * step;
  const end = Math.min(count, last + step);
  return { start: Math.max(0, Math.min(first - step, end)), end };
}

/** How far to scroll so that an item is in sight, in pixels; `scrolled` when it is already. */
export function scrolledTo(index: number, size: number, scrolled: number, seen: number): number {
  const start = index * size;
  if (start < scrolled) return start;
  return start + size > scrolled + seen ? start + size - seen : scrolled;
}
