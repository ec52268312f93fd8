import { readJsonTree } from '../../hosts/json/read-json-tree.js';

/** Takes the cell of a column apart into the values it holds. */
export interface ValueSplitter {
  /** What the values are joined by, or null when each cell is one value. */
  readonly separator: string | null;
  split(cell: string): readonly string[];
}

/** Separators by preference: those first that hardly ever stand in the name of a group. */
const separators = [';', '|', '\n', ','];

/** A name that is itself made of parts with commas between them (LDAP). */
const distinguishedName = /\b(?:CN|OU|DC)=/i;

export function isDistinguishedName(value: string): boolean {
  return distinguishedName.test(value);
}

/**
 * Finds what the values of a column's cells are joined by: JSON lists, or a separator, which one blank may follow if it always does. Blanks
 * elsewhere belong to the values.
 */
export function valueSplitter(cells: readonly string[], given: string | undefined, isOneEach: boolean): ValueSplitter {
  if (given !== undefined) return splitterAt(given);
  if (cells.length > 0 && cells.every((cell) => jsonList(cell) !== null)) {
    return { separator: 'JSON list', split: (cell) => jsonList(cell) ?? [cell] };
  }
  const isNamePart = cells.some(isDistinguishedName);
  const separator = separators.find((candidate) => !(candidate === ',' && isNamePart) && cells.some((cell) => cell.includes(candidate)));
  if (separator === undefined || isOneEach) return { separator: null, split: (cell) => [cell] };
  const hasBlank = cells.every((cell) =>
    cell
      .split(separator)
      .slice(1)
      .every((piece) => piece.startsWith(' ') || piece === ''),
  );
  return splitterAt(hasBlank ? `${separator} ` : separator);
}

function splitterAt(separator: string): ValueSplitter {
  const trailing = separator.length > 1 && separator.endsWith(' ') ? separator.slice(0, -1) : separator;
  return {
    separator,
    split: (cell) => (cell.endsWith(trailing) ? cell.slice(0, -trailing.length) : cell).split(separator).filter((value) => value !== ''),
  };
}

/** The texts of a JSON list that a cell holds, or null when it is none. */
function jsonList(cell: string): readonly string[] | null {
  if (!/^\s*\[/.test(cell)) return null;
  const { roots, problems } = readJsonTree(cell);
  const [root] = roots;
  if (problems.length > 0 || root?.kind !== 'sequence') return null;
  return root.items.flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : []));
}
