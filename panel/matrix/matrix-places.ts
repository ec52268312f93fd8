import type { EvaluatorSet } from '../../protocol.js';
import type { MatrixArrangement } from '../../src-language/evaluator/matrix-view.js';
import { withinGrid, type GridPlace, type GridShape } from './grid-movement.js';
import { identitiesOf } from '../identities.js';
import type { MatrixSpot } from './matrix-memory.js';

/** The rows and columns that are no user's and no mapping's; a NUL keeps them apart from every name. */
export const headRow = '\u0000head';
export const totalsRow = '\u0000totals';
export const namesColumn = '\u0000names';
export const rolesColumn = '\u0000roles';
export const administratorsColumn = '\u0000administrators';

/** Turns what stands somewhere into where it stands in this arrangement, and back. */
export interface MatrixPlaces {
  readonly userIds: readonly string[];
  readonly mappingIds: readonly string[];
  placeOf(spot: MatrixSpot): GridPlace | null;
  spotAt(place: GridPlace): MatrixSpot;
}

const known = new WeakMap<EvaluatorSet, { readonly userIds: readonly string[]; readonly mappingIds: readonly string[] }>();

export function matrixPlaces(set: EvaluatorSet, { rows, columns }: MatrixArrangement): MatrixPlaces {
  let ids = known.get(set);
  if (!ids) {
    const names = (items: readonly { readonly name: string }[]) => identitiesOf(items.map(({ name }) => name));
    ids = { userIds: names(set.users), mappingIds: identitiesOf(set.mappings.map(({ displayName }) => displayName)) };
    known.set(set, ids);
  }
  const { userIds, mappingIds } = ids;
  const shape: GridShape = { rows: rows.length, columns: columns.length, pageRows: 1 };
  return {
    userIds,
    mappingIds,
    placeOf(spot) {
      const row =
        spot.user === headRow ? -1 : spot.user === totalsRow ? rows.length : rows.findIndex((index) => userIds[index] === spot.user);
      if (row === -1 && spot.user !== headRow) return null;
      const column =
        spot.mapping === namesColumn
          ? -1
          : spot.mapping === rolesColumn
            ? columns.length
            : spot.mapping === administratorsColumn
              ? columns.length + 1
              : columns.findIndex((index) => mappingIds[index] === spot.mapping);
      return column === -1 && spot.mapping !== namesColumn ? null : { row, column };
    },
    spotAt(place) {
      const { row, column } = withinGrid(place, shape);
      return {
        user: row === -1 ? headRow : row === rows.length ? totalsRow : (userIds[rows[row] ?? -1] ?? headRow),
        mapping:
          column === -1
            ? namesColumn
            : column === columns.length
              ? rolesColumn
              : column === columns.length + 1
                ? administratorsColumn
                : (mappingIds[columns[column] ?? -1] ?? namesColumn),
      };
    },
  };
}
